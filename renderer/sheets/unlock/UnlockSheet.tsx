import { useCallback, useEffect, useState } from 'react';
import type { Client } from '../../../common/contract/derived';
import type { AppError } from '../../../common/errors';
import { Banner } from '../../design/plain/Banner';
import { Button } from '../../design/plain/Button';
import { HiddenField } from '../../design/plain/HiddenField';
import { Logo } from '../../design/plain/Logo';
import { errorWords, fieldLabel, Words } from '../../i18n/words';
import { CaptureCheckbox } from '../CaptureCheckbox';
import { faultWords, useMasterPassword } from '../master-password';
import { useCanRestore } from '../use-can-restore';
import { useWait } from '../use-wait';
import type { RecoverForm } from './RecoverForm';
import { useWords } from './words';

/**
 * The state of the field for the master password, of what the vault says about it, and of the wait after too many wrong
 * tries.
 */
function useUnlock(client: Client<'unlock'>) {
  const field = useMasterPassword();
  const [failure, setFailure] = useState<AppError | null>(null);
  const [pending, setPending] = useState(false);
  /** Why the vault is out of reach. */
  const [trouble, setTrouble] = useState<AppError | null>(null);
  const { left: wait, begin } = useWait();

  const ask = useCallback(async () => {
    const reply = await client.session.ways({});
    if (!reply.ok) return null;
    begin(reply.value.waits.password);
    setTrouble(reply.value.trouble);
    return reply.value;
  }, [client, begin]);
  useEffect(() => void ask(), [ask]);

  useEffect(() => client.on('vaultEnded', () => setFailure({ code: 'vault-ended' })), [client]);

  async function submit(): Promise<void> {
    const password = pending || wait > 0 ? null : field.take();
    if (!password) return;
    setPending(true);
    const reply = await client.session.unlock({ password });
    password.fill(0);
    if (reply.ok) {
      // It stays pending, since main is about to close this sheet.
      field.clear();
      return;
    }
    setPending(false);
    if (reply.error.code === 'wrong-password') {
      setFailure(null);
      field.refuse('wrong');
      // This wrong try may have started a wait, so the vault is asked.
      void ask();
    } else if (reply.error.code === 'try-later') begin(reply.error.seconds);
    else setFailure(reply.error);
  }

  return { field, failure, setFailure, trouble, pending, wait, ask, submit };
}

/**
 * Asks for the master password of the locked vault. Main closes the sheet when the vault is open. Its static shape is
 * in index.html.
 */
export function UnlockSheet({ client }: { client: Client<'unlock'> }) {
  const t = useWords(client);
  const { field, failure, setFailure, trouble, pending, wait, ask, submit } = useUnlock(client);
  const canRestore = useCanRestore(client);
  const [recover, setRecover] = useState<{ form: typeof RecoverForm; wait: number } | null>(null);

  async function forgot(): Promise<void> {
    const ways = await ask();
    if (!ways?.recoveryKey) return setFailure({ code: 'no-recovery-key' });
    const { prepare, RecoverForm: form } = await import('./RecoverForm');
    prepare(client);
    setFailure(null);
    setRecover({ form, wait: ways.waits.recoveryKey });
  }

  if (recover) {
    return <recover.form client={client} wait={recover.wait} onBack={() => setRecover(null)} />;
  }

  return (
    <main className="fixed inset-0 flex flex-col items-center justify-center gap-4 bg-sidebar p-6">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
        className="flex w-full max-w-90 flex-col gap-5 rounded-xl border border-line bg-surface px-8 pt-8 pb-7 shadow-float"
      >
        <header className="flex flex-col items-center gap-3">
          <Logo size={56} />
          <h1 className="text-lg font-semibold">{t('unlock:title')}</h1>
        </header>
        {trouble ? (
          <>
            <Banner tone="danger">
              <Words>{errorWords(t, trouble)}</Words>
            </Banner>
            <Button wide onClick={() => void client.window.showRestore({ shown: false })}>
              {t('unlock:again')}
            </Button>
          </>
        ) : null}
        {failure && !trouble ? (
          <Banner tone={['vault-ended', 'no-recovery-key'].includes(failure.code) ? 'warning' : 'danger'}>
            <Words>{errorWords(t, failure)}</Words>
          </Banner>
        ) : null}
        <HiddenField
          ref={field.input}
          name="password"
          label={fieldLabel(t, 'password')}
          show={t('common:showPassword')}
          hide={t('common:hidePassword')}
          autoFocus
          error={wait > 0 ? null : faultWords(t, field.fault)}
          onChange={field.edited}
        />
        {wait > 0 ? <Banner tone="warning">{errorWords(t, { code: 'try-later', seconds: wait })}</Banner> : null}
        <div className="flex flex-col gap-2">
          <Button type="submit" variant="primary" size="large" wide pending={pending} disabled={wait > 0}>
            {t('unlock:submit')}
          </Button>
          <Button variant="ghost" wide onClick={() => void forgot()}>
            {t('unlock:forgot')}
          </Button>
        </div>
      </form>
      <div className="flex gap-2">
        {canRestore ? (
          <Button variant="ghost" onClick={() => void client.window.showRestore({ shown: true })}>
            {t('unlock:restore')}
          </Button>
        ) : null}
        <Button variant="ghost" onClick={() => void client.window.quit({})}>
          {t('unlock:quit')}
        </Button>
      </div>
      {/* It takes no part in the layout, so that nothing moves when it comes. */}
      <div className="fixed bottom-4">
        <CaptureCheckbox client={client} label={t('common:capture')} />
      </div>
    </main>
  );
}

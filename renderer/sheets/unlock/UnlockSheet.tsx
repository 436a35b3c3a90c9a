import { useEffect, useRef, useState } from 'react';
import type { Client } from '../../../common/contract/derived';
import type { AppError } from '../../../common/errors';
import { passwordBytes } from '../../../common/keys/text-bytes';
import { Banner } from '../../design/plain/Banner';
import { Button } from '../../design/plain/Button';
import { HiddenField } from '../../design/plain/HiddenField';
import { Logo } from '../../design/plain/Logo';
import { errorWords, fieldLabel, issueWords, Words } from '../../i18n/words';
import { isPlausiblePassword } from '../password';
import { useWords } from './words';

/** Stands before a locked vault. Main takes it away once the vault is open. Its static shape is in index.html. */
export function UnlockSheet({ client }: { client: Client<'unlock'> }) {
  const t = useWords(client);
  const field = useRef<HTMLInputElement>(null);
  const [fieldError, setFieldError] = useState<'required' | 'wrong' | null>(null);
  const [failure, setFailure] = useState<AppError | null>(null);
  const [pending, setPending] = useState(false);
  const [canRestore, setCanRestore] = useState(false);

  // Asked once the sheet stands; the answer only adds a way out below it.
  useEffect(() => {
    void client.backups.list({}).then((reply) => reply.ok && setCanRestore(reply.value.length > 0));
  }, [client]);

  useEffect(() => client.on('vaultEnded', () => setFailure({ code: 'vault-ended' })), [client]);

  function refuse(why: 'required' | 'wrong'): void {
    setFieldError(why);
    field.current?.focus();
    field.current?.select();
  }

  async function submit(): Promise<void> {
    const input = field.current;
    if (!input || pending) return;
    if (input.value === '') return refuse('required');
    if (!isPlausiblePassword(input.value)) return refuse('wrong');
    setPending(true);
    setFieldError(null);
    const password = passwordBytes(input.value);
    const reply = await client.session.unlock({ password });
    password.fill(0);
    if (reply.ok) {
      // Still pending: main is about to take this sheet away.
      input.value = '';
      return;
    }
    setPending(false);
    if (reply.error.code === 'wrong-password') {
      setFailure(null);
      refuse('wrong');
    } else setFailure(reply.error);
  }

  const error =
    fieldError === 'required'
      ? issueWords(t, { field: 'password', problem: 'required', severity: 'error' })
      : fieldError === 'wrong'
        ? t('errors:wrongPassword')
        : null;

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
        {failure ? (
          <Banner tone={failure.code === 'vault-ended' ? 'warning' : 'danger'}>
            <Words>{errorWords(t, failure)}</Words>
          </Banner>
        ) : null}
        <HiddenField
          ref={field}
          name="password"
          label={fieldLabel(t, 'password')}
          show={t('common:showPassword')}
          hide={t('common:hidePassword')}
          autoFocus
          error={error}
          onChange={() => setFieldError(null)}
        />
        <Button type="submit" variant="primary" size="large" wide pending={pending}>
          {t('unlock:submit')}
        </Button>
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
    </main>
  );
}

import { useCallback, useEffect, useState } from 'react';
import type { Client } from '../../../common/contract/derived';
import type { AppError } from '../../../common/errors';
import { useClosing } from '../../closing/use-closing';
import { Banner } from '../../design/plain/Banner';
import { Button } from '../../design/plain/Button';
import { Failure } from '../../design/plain/Failure';
import { PasswordField } from '../../design/plain/PasswordField';
import { SheetFrame } from '../../design/plain/SheetFrame';
import { useT } from '../../i18n';
import { fieldLabel } from '../../i18n/words';
import { faultWords, useMasterPassword } from '../master-password';
import { ProgressBar, useProgress } from '../transfer/Progress';
import { DoneStep } from './DoneStep';

/** Gives the vault new keys, after the master password. While that is under way it can be stopped, but not closed. */
export function RekeySheet({ client }: { client: Client<'rekey'> }) {
  const t = useT();
  const field = useMasterPassword();
  const [failure, setFailure] = useState<AppError | null>(null);
  const [pending, setPending] = useState(false);
  const [stopping, setStopping] = useState(false);
  const [done, setDone] = useState(false);
  const progress = useProgress(client, pending);
  const [hasRecovery, setHasRecovery] = useState(false);
  useEffect(() => {
    void client.keyring.state({}).then((reply) => setHasRecovery(reply.ok && reply.value.recoveryKey !== null));
  }, [client]);

  const close = useCallback(() => void client.window.finish({ ticket: null }), [client]);
  const { question } = useClosing(client, { loss: pending ? 'running' : null, close });

  async function submit(): Promise<void> {
    const password = pending ? null : field.take();
    if (!password) return;
    setPending(true);
    setFailure(null);
    const reply = await client.rekey.run({ password });
    password.fill(0);
    setPending(false);
    setStopping(false);
    if (reply.ok) {
      field.clear();
      setDone(true);
    } else if (reply.error.code === 'wrong-password') field.refuse('wrong');
    else setFailure(reply.error);
  }

  const stop = () => {
    setStopping(true);
    void client.rekey.cancel({});
  };

  if (done) return <DoneStep client={client} onClose={close} />;
  return (
    <SheetFrame
      title={t('rekey:title')}
      subtitle={t('rekey:about')}
      {...(pending ? {} : { onClose: close })}
      onSubmit={() => void submit()}
      footer={
        <>
          {pending ? (
            <Button pending={stopping} onClick={stop}>
              {t('rekey:stop')}
            </Button>
          ) : (
            <Button onClick={close}>{t('common:cancel')}</Button>
          )}
          <Button variant="primary" type="submit" pending={pending}>
            {t('rekey:submit')}
          </Button>
        </>
      }
    >
      {failure?.code === 'cancelled' ? <Banner tone="info">{t('rekey:stopped')}</Banner> : <Failure error={failure} />}
      {pending ? <ProgressBar words={t('rekey:running')} progress={progress} of="rows" /> : null}
      <p>{t('rekey:what')}</p>
      <Banner tone="info" live={false}>
        {t('rekey:backups')}
      </Banner>
      {hasRecovery ? (
        <Banner tone="warning" live={false}>
          {t('rekey:recovery')}
        </Banner>
      ) : null}
      <PasswordField
        ref={field.input}
        name="password"
        label={fieldLabel(t, 'password')}
        autoFocus
        error={faultWords(t, field.fault)}
        onChange={field.edited}
      />
      {question}
    </SheetFrame>
  );
}

import { useCallback, useRef, useState } from 'react';
import type { Client } from '../../../common/contract/derived';
import type { AppError } from '../../../common/errors';
import { passwordBytes } from '../../../common/keys/text-bytes';
import { Banner } from '../../design/plain/Banner';
import { Button } from '../../design/plain/Button';
import { Failure } from '../../design/plain/Failure';
import { PasswordField } from '../../design/plain/PasswordField';
import { SheetFrame } from '../../design/plain/SheetFrame';
import { useT } from '../../i18n';
import { fieldLabel, issueWords } from '../../i18n/words';
import { isPlausiblePassword } from '../password';
import { DoneStep } from './DoneStep';

/** Gives the vault new keys, after the master password. It can't be closed while that is under way. */
export function RekeySheet({ client }: { client: Client<'rekey'> }) {
  const t = useT();
  const field = useRef<HTMLInputElement>(null);
  const [fieldError, setFieldError] = useState<'required' | 'wrong' | null>(null);
  const [failure, setFailure] = useState<AppError | null>(null);
  const [pending, setPending] = useState(false);
  const [done, setDone] = useState(false);

  const close = useCallback(() => void client.window.finish({ ticket: null }), [client]);

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
    setFailure(null);
    const password = passwordBytes(input.value);
    const reply = await client.rekey.run({ password });
    password.fill(0);
    setPending(false);
    if (reply.ok) {
      input.value = '';
      setDone(true);
    } else if (reply.error.code === 'wrong-password') refuse('wrong');
    else setFailure(reply.error);
  }

  if (done) return <DoneStep client={client} onClose={close} />;
  return (
    <SheetFrame
      title={t('rekey:title')}
      subtitle={t('rekey:about')}
      {...(pending ? {} : { onClose: close })}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button disabled={pending} onClick={close}>
            {t('common:cancel')}
          </Button>
          <Button variant="primary" type="submit" pending={pending}>
            {t('rekey:submit')}
          </Button>
        </>
      }
    >
      <Failure error={failure} />
      <p>{t('rekey:what')}</p>
      <Banner tone="info" live={false}>
        {t('rekey:backups')}
      </Banner>
      <Banner tone="warning" live={false}>
        {t('rekey:recovery')}
      </Banner>
      <PasswordField
        ref={field}
        name="password"
        label={fieldLabel(t, 'password')}
        autoFocus
        error={
          fieldError === 'required'
            ? issueWords(t, { field: 'password', problem: 'required', severity: 'error' })
            : fieldError === 'wrong'
              ? t('errors:wrongPassword')
              : null
        }
        onChange={() => setFieldError(null)}
      />
    </SheetFrame>
  );
}

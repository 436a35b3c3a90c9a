import { useRef, useState } from 'react';
import type { Client } from '../../../common/contract/derived';
import type { AppError } from '../../../common/errors';
import { passwordBytes } from '../../../common/keys/text-bytes';
import { isRecoveryKey, recoveryKeyBytes } from '../../../common/recovery-key';
import { Banner } from '../../design/plain/Banner';
import { Button } from '../../design/plain/Button';
import { SheetFrame } from '../../design/plain/SheetFrame';
import { TextField } from '../../design/plain/TextField';
import { startI18n, useT } from '../../i18n';
import { base } from '../../i18n/base';
import { create as createEnglish } from '../../i18n/en/create';
import { keyring as english } from '../../i18n/en/keyring';
import { errorWords, issueWords, Words } from '../../i18n/words';
import { create as createChinese } from '../../i18n/zh-CN/create';
import { keyring as chinese } from '../../i18n/zh-CN/keyring';
import { NewPasswordFields } from '../new-password/NewPasswordFields';
import { useNewPassword } from '../new-password/use-new-password';
import { useWait } from '../use-wait';

type Problem = 'required' | 'recovery-key-typo' | 'wrong-recovery-key';

/** This part of the lock screen comes only when it is asked for, so it may have i18next and the whole of its words. */
export function prepare(client: Client<'unlock'>): void {
  startI18n(client, {
    ...base,
    create: { en: createEnglish, 'zh-CN': createChinese },
    keyring: { en: english, 'zh-CN': chinese },
  });
}

interface RecoverFormProps {
  client: Client<'unlock'>;
  /** Seconds until the recovery key can be tried. */
  wait: number;
  onBack: () => void;
}

/** Opens the vault with the recovery key and sets a new master password. Main takes the sheet away once it is open. */
export function RecoverForm({ client, wait, onBack }: RecoverFormProps) {
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  const form = useNewPassword();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [failure, setFailure] = useState<AppError | null>(null);
  const [pending, setPending] = useState(false);
  const { left, begin } = useWait(wait);

  function say(what: Problem): void {
    setProblem(what);
    input.current?.focus();
  }

  async function submit(): Promise<void> {
    const field = input.current;
    if (!field || pending || left > 0) return;
    if (field.value.trim() === '') return say('required');
    const key = recoveryKeyBytes(field.value);
    if (!isRecoveryKey(key)) return say('recovery-key-typo');
    const typed = form.take();
    if (typed === null) return;
    setPending(true);
    setFailure(null);
    const newPassword = passwordBytes(typed);
    const reply = await client.session.recover({ key, newPassword });
    key.fill(0);
    newPassword.fill(0);
    if (reply.ok) {
      field.value = '';
      form.clear();
      return;
    }
    setPending(false);
    const { error } = reply;
    if (error.code === 'wrong-recovery-key' || error.code === 'recovery-key-typo') say(error.code);
    else if (error.code === 'try-later') begin(error.seconds);
    else setFailure(error);
  }

  const label = t('keyring:make.key');
  const error =
    problem === 'required'
      ? issueWords(t, { field: 'password', problem, severity: 'error' }, label)
      : problem && errorWords(t, { code: problem });
  return (
    <SheetFrame
      title={t('keyring:recover.title')}
      subtitle={t('keyring:recover.intro')}
      backdrop="solid"
      onClose={onBack}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onClick={onBack}>{t('keyring:recover.back')}</Button>
          <Button variant="primary" type="submit" pending={pending} disabled={left > 0}>
            {t('keyring:recover.submit')}
          </Button>
        </>
      }
    >
      {failure ? (
        <Banner tone="danger">
          <Words>{errorWords(t, failure)}</Words>
        </Banner>
      ) : null}
      {left > 0 ? <Banner tone="warning">{errorWords(t, { code: 'try-later', seconds: left })}</Banner> : null}
      <TextField
        ref={input}
        name="recovery-key"
        label={label}
        mono
        autoFocus
        maxLength={200}
        error={error}
        onChange={() => setProblem(null)}
      />
      <NewPasswordFields form={form} label={t('keyring:password.next')} repeatLabel={t('keyring:password.repeat')} />
    </SheetFrame>
  );
}

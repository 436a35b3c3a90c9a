import { useState } from 'react';
import type { Client } from '../../../common/contract/derived';
import type { AppError } from '../../../common/errors';
import { passwordBytes } from '../../../common/keys/text-bytes';
import { Banner } from '../../design/plain/Banner';
import { Button } from '../../design/plain/Button';
import { Failure } from '../../design/plain/Failure';
import { SheetFrame } from '../../design/plain/SheetFrame';
import { startI18n, useT } from '../../i18n';
import { base } from '../../i18n/base';
import { create as createEnglish } from '../../i18n/en/create';
import { keyring as english } from '../../i18n/en/keyring';
import { errorWords } from '../../i18n/words';
import { create as createChinese } from '../../i18n/zh-CN/create';
import { keyring as chinese } from '../../i18n/zh-CN/keyring';
import { NewPasswordFields } from '../new-password/NewPasswordFields';
import { useNewPassword } from '../new-password/use-new-password';
import { RecoveryKeyField, useRecoveryKey } from '../RecoveryKeyField';
import { useWait } from '../use-wait';

/**
 * Prepares this part of the lock screen. It is loaded only if the person asks for it, so it may use i18next and all of
 * its words.
 */
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

/**
 * Opens the vault with the recovery key and sets a new master password. Main closes the sheet when the vault is open.
 */
export function RecoverForm({ client, wait, onBack }: RecoverFormProps) {
  const t = useT();
  const typed = useRecoveryKey();
  const form = useNewPassword();
  const [failure, setFailure] = useState<AppError | null>(null);
  const [pending, setPending] = useState(false);
  const { left, begin } = useWait(wait);

  async function submit(): Promise<void> {
    const key = pending || left > 0 ? null : typed.take();
    if (!key) return;
    const next = form.take();
    if (next === null) {
      key.fill(0);
      return;
    }
    setPending(true);
    setFailure(null);
    const newPassword = passwordBytes(next);
    const reply = await client.session.recover({ key, newPassword });
    key.fill(0);
    newPassword.fill(0);
    if (reply.ok) {
      typed.clear();
      form.clear();
      return;
    }
    setPending(false);
    const { error } = reply;
    if (error.code === 'wrong-recovery-key' || error.code === 'recovery-key-typo') typed.refuse(error.code);
    else if (error.code === 'try-later') begin(error.seconds);
    else setFailure(error);
  }

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
      <Failure error={failure} />
      {left > 0 ? <Banner tone="warning">{errorWords(t, { code: 'try-later', seconds: left })}</Banner> : null}
      <RecoveryKeyField typed={typed} />
      <NewPasswordFields form={form} label={t('keyring:password.next')} repeatLabel={t('keyring:password.repeat')} />
    </SheetFrame>
  );
}

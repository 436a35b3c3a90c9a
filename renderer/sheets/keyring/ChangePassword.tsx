import type { Client } from '../../../common/contract/derived';
import { passwordBytes } from '../../../common/keys/text-bytes';
import { Button } from '../../design/plain/Button';
import { Failure } from '../../design/plain/Failure';
import { SheetFrame } from '../../design/plain/SheetFrame';
import { useT } from '../../i18n';
import { NewPasswordFields } from '../new-password/NewPasswordFields';
import { useNewPassword } from '../new-password/use-new-password';
import { OwnerField } from './OwnerField';
import { useOwner } from './use-owner';

/** Changes the master password. */
export function ChangePassword({ client, onClose }: { client: Client<'keyring'>; onClose: () => void }) {
  const t = useT();
  const owner = useOwner();
  const form = useNewPassword();

  async function run(): Promise<void> {
    if (!owner.ready()) return;
    const typed = form.take();
    if (typed === null) return;
    const newPassword = passwordBytes(typed);
    const done = await owner.run((password) => client.keyring.changePassword({ password, newPassword }));
    newPassword.fill(0);
    if (!done) return;
    form.clear();
    onClose();
  }

  return (
    <SheetFrame
      title={t('keyring:password.title')}
      subtitle={t('keyring:password.intro')}
      onClose={onClose}
      onSubmit={() => void run()}
      footer={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button variant="primary" type="submit" pending={owner.pending} disabled={owner.wait > 0}>
            {t('keyring:password.submit')}
          </Button>
        </>
      }
    >
      <Failure error={owner.failure} />
      <OwnerField owner={owner} label={t('keyring:password.current')} />
      <NewPasswordFields form={form} label={t('keyring:password.next')} repeatLabel={t('keyring:password.repeat')} />
    </SheetFrame>
  );
}

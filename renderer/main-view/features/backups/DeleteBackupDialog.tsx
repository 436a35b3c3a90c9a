import type { Backup } from '../../../../common/backups';
import { useLanguage, useT } from '../../../i18n';
import { formatMoment } from '../../../i18n/format';
import { ConfirmDialog } from '../../ConfirmDialog';
import { closeDialog } from '../../ui';
import { backups } from './store';

/** Asks before a backup is deleted for ever. */
export function DeleteBackupDialog({ backup }: { backup: Backup }) {
  const t = useT();
  const language = useLanguage();
  const remove = async () => {
    await backups.remove(backup.name);
    closeDialog();
  };
  return (
    <ConfirmDialog title={t('backups:deleteTitle')} act={t('backups:delete')} onConfirm={remove}>
      <p>
        {t('backups:deleteBody', {
          moment: formatMoment(language, backup.at),
          kind: t(`backups:kind.${backup.kind}`),
        })}
      </p>
    </ConfirmDialog>
  );
}

import { FileInput, Trash2 } from 'lucide-react';
import { Dialog } from '../../../design/Dialog';
import { Button } from '../../../design/plain/Button';
import { IconButton } from '../../../design/plain/IconButton';
import { useLanguage, useT } from '../../../i18n';
import { formatMoment, formatSize } from '../../../i18n/format';
import { closeDialog, closeDialogs, openDialogOver } from '../../ui';
import { openImport } from '../transfer/actions';
import { useBackups } from './store';

/** Every backup, newest first; each can be deleted. */
export function BackupsDialog() {
  const t = useT();
  const language = useLanguage();
  const found = useBackups(({ state }) => state?.backups ?? []);
  return (
    <Dialog
      title={t('backups:title')}
      onClose={closeDialog}
      footer={
        <Button autoFocus onClick={closeDialog}>
          {t('common:done')}
        </Button>
      }
    >
      {found.length === 0 ? (
        <p className="text-muted">{t('backups:empty')}</p>
      ) : (
        <ul aria-label={t('backups:list')} className="flex flex-col divide-y divide-line rounded-lg border border-line">
          {found.map((backup) => (
            <li key={backup.name} className="flex items-center gap-3 py-2 pr-2 pl-3">
              <div className="min-w-0 flex-1">
                <p className="text-ink">{formatMoment(language, backup.at)}</p>
                <p className="text-sm text-muted">
                  {t('backups:line', {
                    kind: t(`backups:kind.${backup.kind}`),
                    size: formatSize(language, backup.size),
                  })}
                </p>
              </div>
              <IconButton
                label={t('backups:importOf', { moment: formatMoment(language, backup.at) })}
                icon={<FileInput size={16} aria-hidden />}
                onClick={() => {
                  // Otherwise Settings would come back below the sheet.
                  closeDialogs();
                  void openImport(backup.name);
                }}
              />
              <IconButton
                label={t('backups:deleteOf', { moment: formatMoment(language, backup.at) })}
                icon={<Trash2 size={16} aria-hidden />}
                onClick={() => openDialogOver({ kind: 'delete-backup', backup })}
              />
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}

import { useState } from 'react';
import type { Backup } from '../../../../common/backups';
import { Dialog } from '../../../design/Dialog';
import { Button } from '../../../design/plain/Button';
import { useLanguage, useT } from '../../../i18n';
import { formatMoment } from '../../../i18n/format';
import { closeDialog } from '../../ui';
import { backups } from './store';

/** Asks before a backup goes for good. */
export function DeleteBackupDialog({ backup }: { backup: Backup }) {
  const t = useT();
  const language = useLanguage();
  const [busy, setBusy] = useState(false);
  const remove = async () => {
    setBusy(true);
    await backups.remove(backup.name);
    closeDialog();
  };
  return (
    <Dialog
      role="alertdialog"
      title={t('backups:deleteTitle')}
      busy={busy}
      onClose={closeDialog}
      footer={
        <>
          <Button autoFocus disabled={busy} onClick={closeDialog}>
            {t('common:cancel')}
          </Button>
          <Button variant="danger" pending={busy} onClick={() => void remove()}>
            {t('backups:delete')}
          </Button>
        </>
      }
    >
      <p>
        {t('backups:deleteBody', {
          moment: formatMoment(language, backup.at),
          kind: t(`backups:kind.${backup.kind}`),
        })}
      </p>
    </Dialog>
  );
}

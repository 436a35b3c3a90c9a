import { I18nProvider } from 'react-aria-components/I18nProvider';
import { useLanguage } from '../i18n';
import { AccountsDialogs } from './features/accounts/dialogs/AccountsDialogs';
import { BackupsDialog } from './features/backups/BackupsDialog';
import { DeleteBackupDialog } from './features/backups/DeleteBackupDialog';
import { KeyMenu } from './features/keys/components/KeyMenu';
import { DeleteDialog, DisableDialog } from './features/keys/dialogs/ConfirmDialogs';
import { EditDialog } from './features/keys/dialogs/EditDialog';
import { DeleteOriginalDialog } from './features/originals/DeleteOriginalDialog';
import { PlainFilesDialog } from './features/overview/PlainFilesDialog';
import { PeriodDialog } from './features/rotation/PeriodDialog';
import { RotationDialog } from './features/rotation/RotationDialog';
import { SettingsDialog } from './features/settings/SettingsDialog';
import { ClearExpiredDialog } from './features/temporary/ClearExpiredDialog';
import { ListMenu } from './features/transfer/ListMenu';
import { type DialogState, useUi } from './ui';

function dialogFor(dialog: DialogState) {
  switch (dialog.kind) {
    case 'edit':
      return <EditDialog key={dialog.id} id={dialog.id} typed={dialog.typed} />;
    case 'delete':
      return <DeleteDialog row={dialog.row} />;
    case 'disable':
      return <DisableDialog row={dialog.row} />;
    case 'accounts':
      return <AccountsDialogs show={dialog.show} />;
    case 'rotation':
      return <RotationDialog key={dialog.id} id={dialog.id} />;
    case 'rotation-days':
      return <PeriodDialog row={dialog.row} />;
    case 'clear-expired':
      return <ClearExpiredDialog />;
    case 'backups':
      return <BackupsDialog />;
    case 'delete-backup':
      return <DeleteBackupDialog backup={dialog.backup} />;
    case 'delete-original':
      return <DeleteOriginalDialog original={dialog.original} />;
    case 'settings':
      return <SettingsDialog section={dialog.section} />;
    case 'plain-files':
      return <PlainFilesDialog />;
  }
}

/** Renders dialogs and menus. Their code is loaded after the first paint, since none of them is part of it. */
export function Overlays() {
  const dialog = useUi((ui) => ui.dialog);
  const menu = useUi((ui) => ui.menu);
  const language = useLanguage();
  return (
    // react-aria has hidden words of its own. Without this they would follow the system's language.
    <I18nProvider locale={language}>
      {menu?.of === 'key' ? <KeyMenu at={menu} /> : null}
      {menu?.of === 'list' ? <ListMenu at={menu} /> : null}
      {dialog ? dialogFor(dialog) : null}
    </I18nProvider>
  );
}

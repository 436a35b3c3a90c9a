import { I18nProvider } from 'react-aria-components/I18nProvider';
import { useLanguage } from '../i18n';
import { AccountsDialogs } from './features/accounts/dialogs/AccountsDialogs';
import { BackupsDialog } from './features/backups/BackupsDialog';
import { DeleteBackupDialog } from './features/backups/DeleteBackupDialog';
import { EraseDialog } from './features/bin/EraseDialog';
import { BulkDialog } from './features/bulk/BulkDialog';
import { BulkMenu } from './features/bulk/BulkMenu';
import { GrantsDialog } from './features/command/GrantsDialog';
import { ReceiptDialog } from './features/given/ReceiptDialog';
import { KeyMenu } from './features/keys/components/KeyMenu';
import { ColumnsDialog } from './features/keys/dialogs/ColumnsDialog';
import { DeleteDialog, DisableDialog } from './features/keys/dialogs/ConfirmDialogs';
import { DefaultDialog } from './features/keys/dialogs/DefaultDialog';
import { EditDialog } from './features/keys/dialogs/EditDialog';
import { FilterDialog } from './features/keys/filter/FilterDialog';
import { FilterMenu } from './features/keys/filter/FilterMenu';
import { ViewDialog } from './features/keys/views/ViewDialog';
import { ViewMenu } from './features/keys/views/ViewMenu';
import { DeleteOriginalDialog } from './features/originals/DeleteOriginalDialog';
import { PlainFilesDialog } from './features/overview/PlainFilesDialog';
import { LeakedDialog } from './features/rotation/LeakedDialog';
import { PairsDialog } from './features/rotation/PairsDialog';
import { PeriodDialog } from './features/rotation/PeriodDialog';
import { RotationDialog } from './features/rotation/RotationDialog';
import { StageDialog } from './features/rotation/StageDialog';
import { SettingsDialog } from './features/settings/SettingsDialog';
import { TagsDialog } from './features/tags/TagsDialog';
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
    case 'rotation-act':
      return <StageDialog act={dialog.act} ids={dialog.ids} />;
    case 'pairs':
      return <PairsDialog of={dialog.of} />;
    case 'leaked':
      return <LeakedDialog row={dialog.row} />;
    case 'default':
      return <DefaultDialog row={dialog.row} />;
    case 'rotation-days':
      return <PeriodDialog row={dialog.row} />;
    case 'filter':
      return <FilterDialog key={dialog.part} part={dialog.part} />;
    case 'view':
      return <ViewDialog view={dialog.view} />;
    case 'bulk':
      return <BulkDialog act={dialog.act} selection={dialog.keys} count={dialog.count} />;
    case 'tags':
      return <TagsDialog of={dialog.of} />;
    case 'columns':
      return <ColumnsDialog />;
    case 'clear-expired':
      return <ClearExpiredDialog />;
    case 'erase':
      return <EraseDialog keys={dialog.keys} />;
    case 'backups':
      return <BackupsDialog />;
    case 'delete-backup':
      return <DeleteBackupDialog backup={dialog.backup} />;
    case 'delete-original':
      return <DeleteOriginalDialog original={dialog.original} />;
    case 'receipt':
      return <ReceiptDialog key={dialog.id} id={dialog.id} />;
    case 'grants':
      return <GrantsDialog />;
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
      {menu?.of === 'key' || menu?.of === 'pane' ? <KeyMenu at={{ ...menu, of: menu.of }} /> : null}
      {menu?.of === 'chosen' ? <BulkMenu at={menu} from="bar" /> : null}
      {menu?.of === 'filter' ? <FilterMenu at={menu} /> : null}
      {menu?.of === 'view' ? <ViewMenu view={menu.view} at={menu} /> : null}
      {menu?.of === 'list' ? <ListMenu at={menu} /> : null}
      {dialog ? dialogFor(dialog) : null}
    </I18nProvider>
  );
}

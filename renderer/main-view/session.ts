import { toast } from '../design/toast';
import { translator } from '../i18n';
import { isolate } from '../i18n/words';
import { client } from './client';
import { followScope } from './features/accounts/follow-scope';
import { accounts } from './features/accounts/store';
import { audit } from './features/audit/store';
import { backups } from './features/backups/store';
import { bin } from './features/bin/store';
import { grants } from './features/command/store';
import { askForDraft } from './features/drafts/store';
import { showHelp } from './features/help/store';
import { askKeyring, sayKeyringChange } from './features/keyring/store';
import { openAdd } from './features/keys/actions';
import { showImported } from './features/keys/show-imported';
import { keys } from './features/keys/store';
import { startColumns } from './features/keys/store/columns';
import { followViews, loadViews } from './features/keys/views/store';
import { warmUp } from './features/keys/warm-up';
import { askClock, noteClock } from './features/notices/clock';
import { askPlace } from './features/notices/place';
import { overview, useOverview } from './features/overview/store';
import { askManagementLock } from './features/protection/store';
import { board } from './features/rotation/board';
import { noteSettingsProblem } from './features/settings/problem';
import { loadTags } from './features/tags/store';
import { openExportOfChosen, openImport } from './features/transfer/actions';
import { reported } from './report';
import { focusOn, focusSearch, openDialog, searchId, useUi } from './ui';
import { startVerification } from './verification';

let opened = false;

/**
 * Runs when the vault is open. It asks for the first page at once, and for the first rows of the list behind it, so that
 * they are there when somebody goes to the list. Everything else is asked for when the page is there.
 */
async function open(): Promise<void> {
  if (opened) return;
  opened = true;
  const page = overview.load();
  const list = keys.start();
  await page;
  useUi.setState({ unlocked: true });
  // Whoever opens the vault looks for a key. Only what the person uses meanwhile comes first.
  if (document.activeElement === document.body) focusOn(searchId);
  void accounts.load();
  void loadTags();
  void loadViews();
  void askClock();
  void askPlace();
  void Promise.all([backups.load(), askKeyring(), overview.askLock()]).then(() =>
    useOverview.setState({ settled: true }),
  );
  void bin.load();
  void askManagementLock();
  void grants.load();
  void askForDraft();
  await list;
  void board.count();
  const about = await reported(client.settings.about({}));
  if (about) noteSettingsProblem(about.value);
  if (about?.value.settingsSetAside) {
    toast('info', translator()('settings:setAside', { file: isolate(about.value.settingsSetAside) }));
  }
}

/** What changes the vault has a row in the log. If that page is shown, it has the new rows too. */
function logGrew(): void {
  if (useUi.getState().page === 'audit') void audit.reload();
}

/**
 * Listens to the vault and to main. The page is loaded behind the unlock sheet while the vault is still locked. So only
 * the rows are missing when it opens.
 */
export async function startSession(): Promise<void> {
  client.on('unlocked', () => void open());
  client.on('keysChanged', ({ id }) => {
    void keys.changed(id);
    void bin.load();
    void accounts.load();
    overview.changed();
    void board.count();
    logGrew();
  });
  client.on('grantsChanged', () => void grants.load());
  client.on('tagsChanged', () => void loadTags());
  client.on('viewsChanged', () => void loadViews());
  client.on('keysImported', () => void board.noteImport());
  client.on('showImported', () => void showImported());
  client.on('auditBroken', (check) => audit.noteChecked(check));
  client.on('clockChanged', noteClock);
  client.on('backupsChanged', () => {
    void backups.load();
    logGrew();
  });
  client.on('stepBack', (found) => backups.noteStepBack(found));
  client.on('keyringChanged', sayKeyringChange);
  client.on('protectionChanged', () => {
    // The change may decide whether a secret can be shown.
    void keys.changed(null);
    void askManagementLock();
    logGrew();
    toast('good', translator()('protection:changed'));
  });
  void startColumns();
  startVerification();
  client.on('menu', (what) => {
    if (useUi.getState().dialog !== null) return;
    if (what === 'settings') openDialog({ kind: 'settings' });
    else if (what === 'search') focusSearch();
    else if (what === 'help') showHelp();
    else if (what === 'import') void openImport();
    else if (what === 'export') void openExportOfChosen();
    else void openAdd();
  });
  await client.context();
  followScope();
  followViews();
  const state = await reported(client.session.state({}));
  if (state?.value === 'unlocked') await open();
  else requestIdleCallback(warmUp, { timeout: 500 });
}

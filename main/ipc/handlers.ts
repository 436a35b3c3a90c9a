import { app, nativeTheme } from 'electron';
import { fail } from '../../common/errors';
import type { SystemAbilities } from '../../common/settings';
import type { Drafts } from '../drafts';
import { clearIfOurs, clipboardClearsAt, concealsCopies } from '../platform/clipboard';
import type { SettingsStore } from '../platform/settings';
import type { Session } from '../session';
import type { Stage } from '../windows/stage';
import type { MainHandlers } from './gate';

export interface Parts {
  settings: SettingsStore;
  session: Session;
  stage: Stage;
  drafts: Drafts;
  screenLock(): SystemAbilities['screenLock'];
  vaultFolder: string;
  /** Tells views and menu that the settings changed. */
  settingsChanged(): void;
}

/** What main answers itself: settings, sheets, lock, the clipboard, and the form that a lock interrupted. */
export function mainHandlers(parts: Parts): MainHandlers {
  const { settings, session, stage, drafts, screenLock, vaultFolder, settingsChanged } = parts;
  return {
    settings: {
      get: () => settings.get(),
      set(change) {
        const now = settings.set(change);
        nativeTheme.themeSource = now.theme;
        stage.hideFromCapture();
        settingsChanged();
        return now;
      },
      about: () => ({
        version: app.getVersion(),
        electron: process.versions.electron ?? '',
        chromium: process.versions.chrome ?? '',
        sqlite: session.sqlite,
        vaultFolder,
        settingsSetAside: settings.setAside,
      }),
      system: () => ({ screenLock: screenLock(), concealsCopies }),
    },
    clipboard: {
      state: () => ({ clearsAt: clipboardClearsAt() }),
      async clear() {
        await clearIfOurs();
        return null;
      },
    },
    draft: {
      keep(draft) {
        // A view that is on its way out after a lock has told all it had.
        if (session.unlocked) drafts.keep(draft);
        return null;
      },
      drop() {
        drafts.drop();
        return null;
      },
      kept: () => (session.unlocked ? drafts.kept() : fail('locked', {})),
    },
    window: {
      openSheet(wanted) {
        if (!session.unlocked) fail('locked', {});
        // One act at a time: a second request while a sheet stands changes nothing.
        if (stage.sheet) return null;
        if (wanted.sheet === 'add') {
          const draft = wanted.resume ? drafts.kept() : null;
          stage.openSheet('add', {
            ...(draft?.form.kind === 'add' ? { draft: draft.values } : {}),
            ...(wanted.profile ? { profile: wanted.profile } : {}),
            ...(wanted.rotation ? { rotation: wanted.rotation } : {}),
          });
        } else if (wanted.sheet === 'rekey') stage.openSheet('rekey', {});
        else if (wanted.sheet === 'keyring') stage.openSheet('keyring', { act: wanted.act });
        else if (wanted.sheet === 'protect') stage.openSheet('protect', { change: wanted.change });
        else if (wanted.sheet === 'export') stage.openSheet('export', { scope: wanted.scope });
        else if (wanted.sheet === 'use') stage.openSheet('use', { keyId: wanted.keyId });
        else if (wanted.sheet === 'import') {
          const { dropping = false, backup, original } = wanted;
          stage.openSheet('import', { dropping, ...(backup ? { backup } : {}), ...(original ? { original } : {}) });
        } else stage.openSheet('verify', { keyId: wanted.keyId, purpose: wanted.purpose });
        return null;
      },
      finish({ ticket, next }, caller) {
        if (stage.sheet !== caller.view) return null;
        // Before a vault is there, its sheet stands for good.
        if (!session.unlocked) return null;
        if (caller.view === 'add') drafts.drop();
        // What a ticket is for the vault decides; here it is only carried to the view that the act belongs to.
        const shows = caller.view === 'add' || (caller.view === 'verify' && stage.sheetContext.purpose === 'reveal');
        if (next !== undefined && caller.view === 'rekey') stage.openSheet('keyring', { act: next });
        else if (ticket !== null && shows) stage.openSheet('reveal', { ticket });
        else stage.closeSheet(ticket);
        return null;
      },
      showRestore({ shown }) {
        session.showRestore(shown);
        return null;
      },
      lock() {
        session.lock();
        return null;
      },
      quit() {
        app.quit();
        return null;
      },
    },
  };
}

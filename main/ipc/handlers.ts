import { app, nativeTheme } from 'electron';
import { fail } from '../../common/errors';
import type { SettingsStore } from '../platform/settings';
import type { Session } from '../session';
import type { Stage } from '../windows/stage';
import type { MainHandlers } from './gate';

export interface Parts {
  settings: SettingsStore;
  session: Session;
  stage: Stage;
  vaultFolder: string;
  /** Tells views and menu that the settings changed. */
  settingsChanged(): void;
}

/** What main answers itself: settings, sheets, lock. */
export function mainHandlers({ settings, session, stage, vaultFolder, settingsChanged }: Parts): MainHandlers {
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
    },
    window: {
      openSheet(wanted) {
        if (!session.unlocked) fail('locked', {});
        // One act at a time: a second request while a sheet stands changes nothing.
        if (stage.sheet) return null;
        if (wanted.sheet === 'add') {
          stage.openSheet('add', {
            ...(wanted.profile ? { profile: wanted.profile } : {}),
            ...(wanted.rotation ? { rotation: wanted.rotation } : {}),
          });
        } else if (wanted.sheet === 'rekey') stage.openSheet('rekey', {});
        else if (wanted.sheet === 'keyring') stage.openSheet('keyring', { act: wanted.act });
        else if (wanted.sheet === 'protect') stage.openSheet('protect', { change: wanted.change });
        else stage.openSheet('verify', { keyId: wanted.keyId, purpose: wanted.purpose });
        return null;
      },
      finish({ ticket, next }, caller) {
        if (stage.sheet !== caller.view) return null;
        // Before a vault is there, its sheet stands for good.
        if (!session.unlocked) return null;
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

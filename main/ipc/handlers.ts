import { release } from 'node:os';
import { app, nativeTheme } from 'electron';
import type { FormDraft } from '../../common/drafts';
import type { SystemAbilities } from '../../common/settings';
import type { Opening } from '../../common/views';
import type { Closing } from '../closing';
import type { Drafts } from '../drafts';
import { outsideAbilities } from '../outside/outside';
import { clearIfOurs, clipboardState, concealsCopies, copyReport } from '../platform/clipboard';
import { keptFailures } from '../platform/failures';
import type { SettingsStore } from '../platform/settings';
import type { Session } from '../session';
import type { KnownVaults } from '../vault/known-vaults';
import type { Stage } from '../windows/stage';
import type { MainHandlers } from './gate';

export interface Parts {
  settings: SettingsStore;
  session: Session;
  stage: Stage;
  drafts: Drafts;
  closing: Closing;
  screenLock(): SystemAbilities['screenLock'];
  vaults: KnownVaults;
  /** Tells views and menu that the settings changed. */
  settingsChanged(): void;
}

/** The settings, and what main knows of the application and of the system. */
function settingsHandlers({
  settings,
  session,
  stage,
  screenLock,
  vaults,
  settingsChanged,
}: Parts): MainHandlers['settings'] {
  return {
    get: () => settings.get(),
    set(change) {
      const now = settings.set(change);
      nativeTheme.themeSource = now.theme;
      stage.hideFromCapture();
      settingsChanged();
      return now;
    },
    capture: () => settings.get().capture,
    setCapture(change) {
      const { capture } = settings.set(change);
      stage.hideFromCapture();
      settingsChanged();
      return capture;
    },
    about: () => ({
      version: app.getVersion(),
      electron: process.versions.electron ?? '',
      chromium: process.versions.chrome ?? '',
      sqlite: session.sqlite,
      vaultFolder: vaults.current,
      settingsSetAside: settings.setAside,
      settingsProblem: settings.problem,
      failures: keptFailures(),
    }),
    async copyReport() {
      await copyReport([versions(session.sqlite), ...keptFailures()].join('\n'));
      return null;
    },
    system: () => ({ screenLock: screenLock(), concealsCopies }),
    outside: outsideAbilities,
  };
}

/** Makes the handlers of main's own operations: settings, sheets, lock, clipboard, and the draft of a form. */
export function mainHandlers(parts: Parts): MainHandlers {
  const { session, stage, drafts, closing, vaults } = parts;
  return {
    settings: settingsHandlers(parts),
    vaults: {
      list: () => vaults.list(),
      open({ id }) {
        session.changeVault(() => vaults.switchTo(id));
        return null;
      },
      rename({ id, name }) {
        vaults.rename(id, name);
        return null;
      },
      forget({ id }) {
        vaults.forget(id);
        return null;
      },
    },
    clipboard: {
      state: () => clipboardState(),
      async copySkipped({ text }) {
        await copyReport(text);
        return null;
      },
      async copyIds({ text }) {
        await copyReport(text);
        return null;
      },
      async clear() {
        await clearIfOurs();
        return null;
      },
    },
    draft: {
      keep(draft) {
        drafts.keep(draft);
        return null;
      },
      drop() {
        drafts.drop();
        return null;
      },
      kept: () => drafts.kept(),
    },
    window: {
      openSheet(wanted) {
        // Only one act at a time: a second request changes nothing while there is a sheet.
        if (stage.sheet) return false;
        // The interrupted form is kept here, not in the view that asks for it.
        if (wanted.sheet === 'add') stage.openSheet(adding(wanted, drafts.kept()));
        else stage.openSheet(wanted);
        return true;
      },
      finish({ ticket, next }, caller) {
        if (stage.sheet !== caller.view) return null;
        if (caller.view === 'add') drafts.drop();
        // The vault decides what a ticket is for. Here it is only passed to the view that the act belongs to.
        const { opening } = stage;
        const shows = opening?.sheet === 'add' || (opening?.sheet === 'verify' && opening.intent.act === 'reveal');
        if (next === 'recovery-key' && caller.view === 'rekey') stage.openSheet({ sheet: 'keyring', act: next });
        else if (ticket !== null && shows) stage.openSheet({ sheet: 'reveal', ticket });
        else stage.closeSheet(ticket);
        if (next === 'imported' && caller.view === 'import') stage.tell('showImported', null);
        return null;
      },
      showRestore({ shown }) {
        session.showRestore(shown);
        return null;
      },
      leaveRescue() {
        session.leaveRescue();
        return null;
      },
      lock() {
        session.lock();
        return null;
      },
      hold({ loss }, { view }) {
        stage.hold(view, loss);
        return null;
      },
      answerClosing({ answer }) {
        closing.answer(answer);
        return null;
      },
      quit() {
        app.quit();
        return null;
      },
    },
  };
}

/** Returns what a report says of this installation. */
function versions(sqlite: string): string {
  const { electron = '', chrome = '' } = process.versions;
  const system = `${process.platform} ${process.arch} ${release()}`;
  return `Keyfold ${app.getVersion()}, Electron ${electron}, Chromium ${chrome}, SQLite ${sqlite}, ${system}`;
}

type Adding = Extract<Parameters<MainHandlers['window']['openSheet']>[0], { sheet: 'add' }>;

/**
 * Returns what the add sheet is opened for. `kept` is the form that a lock interrupted. The sheet gets it if the view
 * asks for that (`resume`) and the form is one of this sheet.
 */
function adding({ provider, holder, rotation, resume }: Adding, kept: FormDraft | null): Opening {
  const draft = resume && kept?.form.kind === 'add' ? kept.values : null;
  return { sheet: 'add', provider, holder: holder ?? null, rotation: rotation ?? null, draft };
}

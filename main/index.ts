import { join } from 'node:path';
import { app, dialog, nativeTheme } from 'electron';
import { createDrafts } from './drafts';
import { endProperly } from './ending';
import { passGate } from './ipc/gate';
import { mainHandlers } from './ipc/handlers';
import { answerCalls } from './ipc/transport';
import { createAutoLock } from './locking/auto-lock';
import { createMenu } from './menu/menu';
import { words } from './menu/words';
import { clipboardClearsAt, followClipboard } from './platform/clipboard';
import { emptyCoreDumps } from './platform/core-dumps';
import { keepFailures, noteOwnFailure } from './platform/failures';
import { openMarks } from './platform/generation-mark';
import { log } from './platform/log';
import { openSettings } from './platform/settings';
import { dangerousSwitch, quietNetwork } from './platform/switches';
import { openSession } from './session';
import { begin } from './start/begin';
import { answerCopies } from './start/copies';
import { startLanguage } from './start/end-start';
import { confineEverything } from './windows/hardening';
import { registerScheme } from './windows/protocol';
import { type Stage, setStage } from './windows/stage';

/** The start of the application: the steps in order, and nothing else. */

// By default Electron shows a dialog with the error's text and stops everything, also the quit.
const unexpected = (error: unknown) => {
  noteOwnFailure('unexpected', error);
  log(`an unexpected ${error instanceof Error ? error.name : 'value was thrown'}`);
};
process.on('uncaughtException', unexpected);
process.on('unhandledRejection', unexpected);
// From here on only this user can read the files that Keyfold, Chromium or the vault process write.
process.umask(0o077);

emptyCoreDumps();
app.setName('Keyfold');
const refused = dangerousSwitch();
if (refused) {
  log(`refused to start with --${refused}`);
  dialog.showErrorBox('Keyfold', `${words[startLanguage()].refused} --${refused}`);
  app.exit(2);
} else {
  begin({
    prepare() {
      keepFailures(app.getPath('userData'), app.getVersion(), import.meta.dirname);
      quietNetwork();
      registerScheme();
      confineEverything();
      if (import.meta.env.DEV) void import('./development').then(({ equipForDevelopment }) => equipForDevelopment());
    },
    start,
    failed: unexpected,
  });
}

function start(): void {
  const userData = app.getPath('userData');
  const vaultFolder = join(userData, 'vault');
  const settings = openSettings(userData);
  nativeTheme.themeSource = settings.get().theme;
  const language = () => settings.language(app.getPreferredSystemLanguages()[0] ?? app.getLocale());

  let stage: Stage;
  const session = openSession(
    vaultFolder,
    openMarks(settings),
    () => stage,
    () => {
      dialog.showErrorBox('Keyfold', words[language()].vaultKeepsEnding);
      app.exit(1);
    },
  );
  const autoLock = createAutoLock({ minutes: () => settings.get().lockAfterMinutes, lock: () => session.lock() });
  const menu = createMenu({
    ask: (what) => stage.tell('menu', what),
    lock: () => session.lock(),
    quit: () => app.quit(),
  });
  const changed = () => {
    autoLock.note(session.unlocked);
    menu.update(language(), { unlocked: session.unlocked, mainView: session.unlocked && stage.sheet === null });
  };
  stage = setStage({
    title: 'Keyfold',
    placement: settings.placement(),
    language,
    alwaysHidden: () => settings.get().hideFromCapture,
    connect: (view, contents, opening) => session.connect(view, contents, opening),
    changed,
    touched: autoLock.touched,
    crashed: (view) => session.viewCrashed(view),
  });
  followClipboard({
    seconds: () => settings.get().clipboardSeconds,
    changed: () => stage.tell('clipboardChanged', { clearsAt: clipboardClearsAt() }),
  });

  const handlers = mainHandlers({
    settings,
    session,
    stage,
    drafts: createDrafts(),
    screenLock: () => autoLock.screenLock,
    vaultFolder,
    settingsChanged() {
      stage.tell('settingsChanged', { settings: settings.get(), language: language() });
      changed();
    },
  });
  const gate = { handlers, isUnlocked: () => session.unlocked };
  answerCalls((sender, url, operation, input) => passGate(gate, stage.viewOf(sender, url), operation, input));
  session.begin();
  changed();

  const show = () => {
    if (stage.window.isDestroyed()) return false;
    if (stage.window.isMinimized()) stage.window.restore();
    stage.window.show();
    stage.window.focus();
    return true;
  };
  app.on('second-instance', show);
  app.once('quit', answerCopies(userData, show));
  stage.window.on('close', () => settings.remember(stage.placement()));
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', () => {
    if (!stage.window.isDestroyed()) settings.remember(stage.placement());
  });
  endProperly(app, () => {
    autoLock.stop();
    return session.end();
  });
}

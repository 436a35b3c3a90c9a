import { join } from 'node:path';
import { app, type BaseWindow, dialog, nativeTheme } from 'electron';
import { languageFor } from '../common/languages';
import { type TextSizeStep, textSizeAfter } from '../common/text-size';
import { type Closing, createClosing } from './closing';
import { createDrafts } from './drafts';
import { endProperly } from './ending';
import { passGate } from './ipc/gate';
import { mainHandlers } from './ipc/handlers';
import { answerCalls } from './ipc/transport';
import { createAutoLock } from './locking/auto-lock';
import { createMenu } from './menu/menu';
import { words } from './menu/words';
import { createOutside } from './outside/outside';
import { clearIfOurs, clipboardClearsAt, followClipboard } from './platform/clipboard';
import { emptyCoreDumps } from './platform/core-dumps';
import { openMarks } from './platform/generation-mark';
import { log } from './platform/log';
import { openSettings } from './platform/settings';
import { dangerousSwitch, quietNetwork } from './platform/switches';
import { openSession } from './session';
import { keptOut } from './windows/capture';
import { confineEverything } from './windows/hardening';
import { registerScheme } from './windows/protocol';
import { type Stage, setStage } from './windows/stage';

/** The start of the application: the steps in order, and nothing else. */

// By default Electron shows a dialog with the error's text and stops everything, also the quit.
const unexpected = (error: unknown) => log(`an unexpected ${error instanceof Error ? error.name : 'value was thrown'}`);
process.on('uncaughtException', unexpected);
process.on('unhandledRejection', unexpected);
// From here on only this user can read the files that Keyfold, Chromium or the vault process write.
process.umask(0o077);

emptyCoreDumps();
app.setName('Keyfold');
const refused = dangerousSwitch();
if (refused) {
  log(`refused to start with --${refused}`);
  dialog.showErrorBox('Keyfold', `${words[languageFor(app.getLocale())].refused} --${refused}`);
  app.exit(2);
} else if (!app.requestSingleInstanceLock()) {
  // The first instance shows its window.
  app.quit();
} else {
  quietNetwork();
  registerScheme();
  confineEverything();
  if (import.meta.env.DEV) void import('./development').then(({ equipForDevelopment }) => equipForDevelopment());
  // This is not awaited, since Electron is ready only after this module has run to its end.
  void app.whenReady().then(start);
}

function start(): void {
  const userData = app.getPath('userData');
  const vaultFolder = join(userData, 'vault');
  const settings = openSettings(userData);
  nativeTheme.themeSource = settings.get().theme;
  const language = () => settings.language(app.getPreferredSystemLanguages()[0] ?? app.getLocale());

  let stage: Stage;
  const session = openSession(vaultFolder, openMarks(settings), () => stage, {
    giveUp() {
      dialog.showErrorBox('Keyfold', words[language()].vaultKeepsEnding);
      app.exit(1);
    },
    attention: (found) => outside.attention(found),
  });
  const autoLock = createAutoLock({ minutes: () => settings.get().lockAfterMinutes, lock: () => session.lock() });
  const menu = createMenu({
    ask: (what) => stage.tell('menu', what),
    lock: () => session.lock(),
    quit: () => app.quit(),
    resizeText,
  });
  const show = () => raise(stage.window);
  const outside = createOutside({
    window: () => stage.window,
    settings: () => settings.get(),
    language,
    unlocked: () => session.unlocked,
    copied: () => clipboardClearsAt() !== null,
    lock: () => session.lock(),
    clearClipboard: () => void clearIfOurs(),
    show,
    quit: () => app.quit(),
  });
  const closing = createClosing({ loss: () => stage.loss, ask: () => stage.askAboutLoss() });
  const changed = () => {
    closing.changed();
    autoLock.note(session.unlocked);
    outside.update();
    menu.update(language(), { unlocked: session.unlocked, mainView: session.unlocked && stage.sheet === null });
  };
  stage = setStage({
    title: 'Keyfold',
    placement: settings.placement(),
    look: () => ({ language: language(), textSize: settings.get().textSize }),
    resizeText,
    keptOut: (sheet) => keptOut(settings.get().capture, { unlocked: session.unlocked, sheet }),
    connect: (view, contents, opening) => session.connect(view, contents, opening),
    changed,
    touched: autoLock.touched,
    crashed: (view) => session.viewCrashed(view),
  });
  followClipboard({
    seconds: () => settings.get().clipboardSeconds,
    changed() {
      stage.tell('clipboardChanged', { clearsAt: clipboardClearsAt() });
      outside.update();
    },
  });

  const settingsChanged = () => {
    stage.resizeText();
    stage.tell('settingsChanged', { settings: settings.get(), language: language() });
    changed();
  };
  function resizeText(step: TextSizeStep): void {
    const { textSize } = settings.get();
    const next = textSizeAfter(textSize, step);
    if (next === textSize) return;
    settings.set({ textSize: next });
    settingsChanged();
  }
  const handlers = mainHandlers({
    settings,
    session,
    stage,
    drafts: createDrafts(),
    closing,
    screenLock: () => autoLock.screenLock,
    vaultFolder,
    settingsChanged,
  });
  const gate = { handlers, isUnlocked: () => session.unlocked };
  answerCalls((sender, url, operation, input) => passGate(gate, stage.viewOf(sender, url), operation, input));
  session.begin();
  changed();

  app.on('second-instance', show);
  askBeforeTheEnd(closing, stage, () => settings.remember(stage.placement()));
  app.on('window-all-closed', () => app.quit());
  endProperly(app, () => {
    autoLock.stop();
    return session.end();
  });
}

/** Brings the window before all others, because a person asked for it. */
function raise(window: BaseWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** Asks before the window closes or the application quits, if something would be lost. `ends` is called if it does. */
function askBeforeTheEnd(closing: Closing, { window }: Stage, ends: () => void): void {
  window.on('close', (event) => {
    if (closing.mayEnd(() => window.close())) ends();
    else event.preventDefault();
  });
  app.on('before-quit', (event) => {
    if (!closing.mayEnd(() => app.quit())) event.preventDefault();
    else if (!window.isDestroyed()) ends();
  });
  // Windows asks before it ends the session. On macOS the application is told to quit, and on Linux there is a signal.
  window.on('query-session-end', (event) => {
    if (!closing.mayEnd(() => app.quit())) event.preventDefault();
  });
  // Whoever sends a signal waits for no answer, and kills what is still there some seconds later.
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => {
      closing.stopAsking();
      app.quit();
    });
  }
}

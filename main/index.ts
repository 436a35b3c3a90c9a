import { app, dialog, Menu, nativeTheme } from 'electron';
import type { Language } from '../common/languages';
import { type TextSizeStep, textSizeAfter } from '../common/text-size';
import { createAsking } from './asking';
import { type Closing, createClosing } from './closing';
import { createDrafts } from './drafts';
import { endProperly } from './ending';
import { type GateNeeds, passGate } from './ipc/gate';
import { mainHandlers } from './ipc/handlers';
import { answerCalls } from './ipc/transport';
import { createAutoLock } from './locking/auto-lock';
import { createMenu } from './menu/menu';
import { words } from './menu/words';
import { createOutside, type Outside } from './outside/outside';
import { clipboardState, followClipboard, windowFocused } from './platform/clipboard';
import { emptyCoreDumps } from './platform/core-dumps';
import { keepFailures, noteOwnFailure } from './platform/failures';
import { removeLeftovers } from './platform/leftovers';
import { log } from './platform/log';
import { openSettings, type SettingsStore } from './platform/settings';
import { dangerousSwitch, quietNetwork } from './platform/switches';
import { openSession, type Session } from './session';
import { begin } from './start/begin';
import { answerCopies } from './start/copies';
import { startLanguage } from './start/end-start';
import { commandProgram } from './vault/command-program';
import { openKnownVaults } from './vault/known-vaults';
import { keptOut } from './windows/capture';
import { confineEverything } from './windows/hardening';
import { registerScheme } from './windows/protocol';
import { type Stage, setStage } from './windows/stage';
import { makeViewAhead } from './windows/view';

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
      // Electron makes a menu of its own when it is ready, unless it is told that there is none.
      Menu.setApplicationMenu(null);
      if (import.meta.env.DEV) void import('./development').then(({ equipForDevelopment }) => equipForDevelopment());
    },
    start,
    failed: unexpected,
  });
}

function start(): void {
  const userData = app.getPath('userData');
  const settings = openSettings(userData);
  nativeTheme.themeSource = settings.get().theme;
  const language = () => settings.language(app.getPreferredSystemLanguages()[0] ?? app.getLocale());

  let stage: Stage;
  const drafts = createDrafts();
  const vaults = openKnownVaults(settings, userData);
  const asking = createAsking({ stage: () => stage, unlocked: () => session.unlocked });
  const session = openSession({
    vaults,
    stage: () => stage,
    // A form belongs to the vault that it was begun in.
    switched: () => drafts.drop(),
    giveUp: () => giveUp(language()),
    attention: (found) => outside.attention(found),
    asking,
    command: () => ({ program: commandProgram(), userData, language: language(), version: app.getVersion() }),
  });
  const autoLock = createAutoLock({ minutes: () => settings.get().lockAfterMinutes, lock: () => session.lock() });
  const resizeText = (step: TextSizeStep) => {
    if (stepText(settings, step)) settingsChanged();
  };
  const menu = createMenu({
    ask: (what) => stage.tell('menu', what),
    lock: () => session.lock(),
    quit: () => app.quit(),
    resizeText,
  });
  const outside = createOutside({
    window: () => stage.window,
    settings: () => settings.get(),
    language,
    unlocked: () => session.unlocked,
    lock: () => session.lock(),
    show: () => bringToFront(stage),
  });
  const closing = createClosing({ loss: () => stage.loss, ask: () => stage.askAboutLoss() });
  // The menu is made after the first picture: to make it keeps this process busy while the page asks for its files.
  let painted = false;
  const changed = () => {
    closing.changed();
    autoLock.note(session.unlocked);
    asking.changed();
    outside.update();
    if (painted)
      menu.update(language(), { unlocked: session.unlocked, mainView: session.unlocked && stage.sheet === null });
  };
  const look = () => ({ language: language(), textSize: settings.get().textSize });
  makeViewAhead(session.lockScreen(), look());
  stage = setStage({
    title: 'Keyfold',
    placement: settings.placement(),
    look,
    resizeText,
    keptOut: (sheet) => keptOut(settings.get().capture, { unlocked: session.unlocked, sheet }),
    connect: (view, contents, opening) => session.connect(view, contents, opening),
    changed,
    touched: autoLock.touched,
    pressed() {
      asking.pressed();
      session.pressed();
    },
    crashed: (view) => session.viewCrashed(view),
  });
  tellOfClipboard(settings, stage, outside);

  const settingsChanged = () => {
    stage.resizeText();
    stage.tell('settingsChanged', { settings: settings.get(), language: language() });
    session.speak(language());
    changed();
  };
  const handlers = mainHandlers({
    settings,
    session,
    stage,
    drafts,
    closing,
    vaults,
    screenLock: () => autoLock.screenLock,
    settingsChanged,
  });
  const gate = { handlers, isUnlocked: () => session.unlocked };
  answerViews(gate, session, stage);
  session.begin();
  changed();
  void session.painted.then(() => {
    painted = true;
    changed();
    return removeLeftovers(userData, performance.timeOrigin);
  });

  askBeforeTheEnd(closing, stage, () => settings.remember(stage.placement()));
  untilTheEnd(userData, stage, () => {
    autoLock.stop();
    return session.end();
  });
}

function giveUp(language: Language): void {
  dialog.showErrorBox('Keyfold', words[language].vaultKeepsEnding);
  app.exit(1);
}

/** Answers other copies and the window until the application ends, which `end` completes. */
function untilTheEnd(userData: string, stage: Stage, end: () => Promise<void>): void {
  const show = () => bringToFront(stage);
  app.on('second-instance', show);
  app.once('quit', answerCopies(userData, show));
  stage.window.on('focus', windowFocused);
  app.on('window-all-closed', () => app.quit());
  endProperly(app, end);
}

/** Tells the views, and what is outside of them, when the clipboard changes. */
function tellOfClipboard(settings: SettingsStore, stage: Stage, outside: Outside): void {
  followClipboard({
    seconds: () => settings.get().clipboardSeconds,
    focused: () => !stage.window.isDestroyed() && stage.window.isFocused(),
    changed() {
      stage.tell('clipboardChanged', clipboardState());
      outside.update();
    },
  });
}

/** Lets the gate answer what the views call. */
function answerViews(gate: GateNeeds, session: Session, stage: Stage): void {
  answerCalls(async (sender, url, operation, input) => {
    // The first call loads the contract, and the lock screen calls before its first picture.
    await session.painted;
    return passGate(gate, stage.viewOf(sender, url), operation, input);
  });
}

/** Shows the window and gives it the keyboard. Returns `false` if there is no window any more. */
function bringToFront({ window }: Stage): boolean {
  if (window.isDestroyed()) return false;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
  return true;
}

/** Makes this step of the text size, and returns whether that changed it. */
function stepText(settings: SettingsStore, step: TextSizeStep): boolean {
  const { textSize } = settings.get();
  const next = textSizeAfter(textSize, step);
  if (next !== textSize) settings.set({ textSize: next });
  return next !== textSize;
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
    // A package listens too, since before Electron put its own handler over all of Node's. Only the first listener that
    // Node adds puts Node's back, so there must be none.
    process.removeAllListeners(signal);
    process.on(signal, () => {
      closing.stopAsking();
      app.quit();
    });
  }
}

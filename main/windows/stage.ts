import { BaseWindow, nativeTheme, type WebContents } from 'electron';
import type { Loss } from '../../common/closing';
import type { Events } from '../../common/contract';
import type { Opening, SheetName, View } from '../../common/views';
import icon from '../../resources/icon.png?asset';
import type { Placement } from '../platform/settings';
import {
  type Actor,
  type ActorHooks,
  admit,
  type Cast,
  dismiss,
  type EventsOfMain,
  giveKeyboard,
  giveTextSize,
  tellActor,
} from './actor';
import { firstBounds, keepOnScreen, placementOf } from './placement';
import { addressOf } from './view';

export interface Stage {
  readonly window: BaseWindow;
  /** Adds the main view below any sheet, if it isn't there yet. */
  raiseMainView(): void;
  /** Adds a sheet over everything else and destroys the one before it. `painted` runs when its page is on the screen. */
  openSheet(opening: Opening, painted?: () => void): void;
  /**
   * Destroys the sheet, if there is one, and gives the keyboard to the main view, if the window has it. If it was the verify sheet, the main
   * view is told how it ended: with this ticket or without one.
   */
  closeSheet(ticket?: string | null): void;
  /** Call this when the vault was opened and the sheet stays: what depends on that is updated. */
  refresh(): void;
  /** Destroys the main view. */
  dropMainView(): void;
  /** The sheet on the stage now, or `null`. */
  readonly sheet: SheetName | null;
  /** That sheet with what it was opened for. */
  readonly opening: Opening | null;
  /** Returns which view on the stage has these web contents, if `url` is that view's own page; else `null`. */
  viewOf(contents: WebContents, url: string): View | null;
  /** Notes what a view says would be lost with it. It counts until the view says otherwise or leaves the stage. */
  hold(view: View, loss: Loss | null): void;
  /** What would be lost if the window closed now; `null`: nothing. */
  readonly loss: Loss | null;
  /** Lets the view in which it would be lost ask the person. A sheet over that view is closed. */
  askAboutLoss(): void;
  /**
   * Sends an event to all views; a view ignores events that it doesn't listen to. A page that is still loading gets it
   * when it has loaded, so that a choice in the menu right after the unlock is not lost.
   */
  tell<N extends EventsOfMain>(name: N, payload: Events[N]['payload']): void;
  placement(): Placement;
  /** Call this when the setting that keeps the window out of screenshots has changed. */
  hideFromCapture(): void;
  /** Call this when the text size has changed. */
  resizeText(): void;
}

export interface StageOptions extends ActorHooks {
  title: string;
  placement: Placement | null;
  /** Returns whether the window is to be kept out of screenshots with this sheet, or without one. */
  keptOut(sheet: SheetName | null): boolean;
  /** A view came or went. */
  changed(): void;
}

/** Returns the colour behind a page that is not painted yet. It is the same as in the design system's theme. */
const ground = () => (nativeTheme.shouldUseDarkColors ? '#0e1117' : '#f6f7f9');

/** Makes the window without a view, in its last place. */
function makeWindow({ title, placement }: StageOptions): BaseWindow {
  const window = new BaseWindow({
    title,
    ...firstBounds(placement),
    backgroundColor: ground(),
    autoHideMenuBar: true,
  });
  if (placement?.maximized) window.maximize();
  keepOnScreen(window);
  nativeTheme.on('updated', () => {
    if (!window.isDestroyed()) window.setBackgroundColor(ground());
  });
  return window;
}

/**
 * Makes the one window with the views on it. The main view fills it. A sheet lies over it like a panel of the same
 * window, in a process of its own. When its act is over, the sheet and its process end.
 */
export function setStage(options: StageOptions): Stage {
  const window = makeWindow(options);
  let main: Actor | null = null;
  let sheet: Actor | null = null;

  const actors = () => [main, sheet].filter((actor) => actor !== null);

  // This works on Windows and macOS; on Linux nothing happens.
  const hideFromCapture = () => {
    if (!window.isDestroyed()) window.setContentProtection(options.keptOut(sheet?.opening?.sheet ?? null));
  };
  const fit = () => {
    if (window.isDestroyed()) return;
    const { width, height } = window.getContentBounds();
    for (const { contents } of actors()) contents.setBounds({ x: 0, y: 0, width, height });
  };
  window.on('resize', fit);
  const giveKeyboardToTop = () => {
    const top = sheet ?? main;
    if (top) giveKeyboard(window, top);
  };
  window.on('focus', giveKeyboardToTop);
  const tell: Stage['tell'] = (name, payload) => {
    for (const actor of actors()) tellActor(actor, name, payload);
  };
  const closeSheet: Stage['closeSheet'] = (ticket = null) => {
    const former = sheet;
    sheet = null;
    if (former) dismiss(window, former);
    hideFromCapture();
    giveKeyboardToTop();
    options.changed();
    const asked = former?.opening;
    if (asked?.sheet === 'verify') tell('verified', { intent: asked.intent, ticket });
  };
  const cast: Cast = { window, sheet: () => sheet, has: (actor) => actors().includes(actor), fit };

  return {
    window,
    raiseMainView() {
      if (window.isDestroyed()) return;
      // The icon is read here and not when the window is made, since that would delay the first paint.
      if (process.platform !== 'darwin') window.setIcon(icon);
      main ??= admit(cast, options, null);
      fit();
    },
    openSheet(opening, painted) {
      if (window.isDestroyed()) return;
      const former = sheet;
      sheet = admit(cast, options, opening, painted);
      hideFromCapture();
      fit();
      if (former) dismiss(window, former);
      options.changed();
    },
    closeSheet,
    refresh() {
      hideFromCapture();
      options.changed();
    },
    dropMainView() {
      const former = main;
      main = null;
      if (former) dismiss(window, former);
    },
    get sheet() {
      return sheet?.opening?.sheet ?? null;
    },
    get opening() {
      return sheet?.opening ?? null;
    },
    viewOf(contents, url) {
      const actor = actors().find((candidate) => candidate.contents.webContents === contents);
      return actor && url === addressOf(actor.view) ? actor.view : null;
    },
    hold(view, loss) {
      for (const actor of actors()) if (actor.view === view) actor.loss = loss;
    },
    get loss() {
      return sheet?.loss ?? main?.loss ?? null;
    },
    askAboutLoss() {
      if (sheet && sheet.loss === null) closeSheet();
      const holder = sheet ?? main;
      if (holder?.loss) tellActor(holder, 'closing', { loss: holder.loss });
    },
    tell,
    placement: () => placementOf(window),
    hideFromCapture,
    resizeText() {
      for (const actor of actors()) giveTextSize(actor, options.look());
    },
  };
}

import { BaseWindow, nativeTheme, type WebContents, type WebContentsView } from 'electron';
import type { Events } from '../../common/contract';
import type { Language } from '../../common/languages';
import type { Opening, SheetName, View } from '../../common/views';
import icon from '../../resources/icon.png?asset';
import type { Placement } from '../platform/settings';
import { boundsFrom, minimumSize, placementOf } from './placement';
import { addressOf, makeView } from './view';

type EventsOfMain = { [N in keyof Events]: Events[N]['side'] extends 'main' ? N : never }[keyof Events];

/** A view that stands on the stage. */
interface Actor {
  view: View;
  contents: WebContentsView;
  /** The sheet's name and what it was opened for; `null` for the main view. */
  opening: Opening | null;
  /** Events that happened while its page is loading, in order; `null` after the page has loaded. */
  unheard: [name: EventsOfMain, payload: unknown][] | null;
}

export interface Stage {
  readonly window: BaseWindow;
  /** Adds the main view below any sheet, if it isn't there yet. */
  raiseMainView(): void;
  /** Adds a sheet over everything else and destroys the one before it. `painted` runs when its page has loaded. */
  openSheet(opening: Opening, painted?: () => void): void;
  /**
   * Destroys the sheet, if there is one, and gives the focus to the main view. If it was the verify sheet, the main
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
  /**
   * Sends an event to all views; a view ignores events that it doesn't listen to. A page that is still loading gets it
   * when it has loaded, so that a choice in the menu right after the unlock is not lost.
   */
  tell<N extends EventsOfMain>(name: N, payload: Events[N]['payload']): void;
  placement(): Placement;
  /** Call this when the setting that keeps the whole window out of screenshots has changed. */
  hideFromCapture(): void;
}

export interface StageOptions {
  title: string;
  placement: Placement | null;
  language(): Language;
  /** Whether the window is kept out of screenshots even without a sheet. */
  alwaysHidden(): boolean;
  /** Hands a view its port to the vault. It is called whenever the view's page has loaded. */
  connect(view: View, contents: WebContents, opening: Opening | null): void;
  /** A view came or went. */
  changed(): void;
  /** There was input of any kind in a view. */
  touched(): void;
  /** The process of a view on the stage ended by itself. */
  crashed(view: View): void;
}

/** The sheets that hide everything else. */
const fillsWindow: readonly View[] = ['create', 'unlock', 'restore'];

/** Returns the colour behind a page that is not painted yet. It is the same as in the design system's theme. */
const ground = () => (nativeTheme.shouldUseDarkColors ? '#0e1117' : '#f6f7f9');

/**
 * Makes the one window with the views on it. The main view fills it. A sheet lies over it like a panel of the same
 * window, in a process of its own. When its act is over, the sheet and its process end.
 */
export function setStage(options: StageOptions): Stage {
  const window = new BaseWindow({
    title: options.title,
    ...boundsFrom(options.placement),
    minWidth: minimumSize.width,
    minHeight: minimumSize.height,
    backgroundColor: ground(),
    autoHideMenuBar: true,
  });
  if (options.placement?.maximized) window.maximize();

  let main: Actor | null = null;
  let sheet: Actor | null = null;

  const actors = () => [main, sheet].filter((actor) => actor !== null);

  // This works on Windows and macOS; on Linux nothing happens. Every sheet counts, since each takes or shows a secret.
  const hideFromCapture = () => {
    if (!window.isDestroyed()) window.setContentProtection(sheet !== null || options.alwaysHidden());
  };
  const fit = () => {
    if (window.isDestroyed()) return;
    const { width, height } = window.getContentBounds();
    for (const { contents } of actors()) contents.setBounds({ x: 0, y: 0, width, height });
  };
  window.on('resize', fit);
  window.on('focus', () => (sheet ?? main)?.contents.webContents.focus());
  nativeTheme.on('updated', () => {
    if (!window.isDestroyed()) window.setBackgroundColor(ground());
  });

  /**
   * Makes a view and adds it to the window. `opening` is the sheet; `null` is the main view, which lies below
   * everything.
   */
  function admit(opening: Opening | null, painted?: () => void): Actor {
    const view = opening?.sheet ?? 'main-view';
    const over = opening !== null && !fillsWindow.includes(view);
    const contents = makeView(view, options.language(), over);
    const actor: Actor = { view, contents, opening, unheard: [] };
    window.contentView.addChildView(contents, opening ? undefined : 0);
    contents.webContents.on('dom-ready', () => {
      // This can't be done earlier: a page that has not loaded can't take the focus.
      if (sheet === actor) contents.webContents.focus();
      options.connect(view, contents.webContents, opening);
      for (const [name, payload] of actor.unheard ?? []) contents.webContents.send('keyfold:event', name, payload);
      actor.unheard = null;
    });
    // The event says which key was pressed. Nothing looks at that.
    contents.webContents.on('input-event', options.touched);
    if (painted) contents.webContents.once('did-finish-load', painted);
    // A page that loads takes the keyboard. Without this the main view would get what is typed into the lock screen in
    // front of it.
    contents.webContents.on('focus', () => {
      // During the event the focus is still moving and can't be changed.
      setImmediate(() => {
        if (sheet && actor !== sheet && !window.isDestroyed()) sheet.contents.webContents.focus();
      });
    });
    contents.webContents.once('render-process-gone', () => {
      // If the view was dismissed, it is no longer on the stage, and this is no crash.
      if (actors().includes(actor)) options.crashed(view);
    });
    return actor;
  }

  const tell: Stage['tell'] = (name, payload) => {
    for (const { contents, unheard } of actors()) {
      if (unheard) unheard.push([name, payload]);
      else contents.webContents.send('keyfold:event', name, payload);
    }
  };

  function dismiss(actor: Actor): void {
    if (!window.isDestroyed()) window.contentView.removeChildView(actor.contents);
    // Only the window keeps the view. Its process ends when its contents are closed.
    actor.contents.webContents.close();
  }

  return {
    window,
    raiseMainView() {
      if (window.isDestroyed()) return;
      // The icon is read here and not when the window is made, since that would delay the first paint.
      if (process.platform !== 'darwin') window.setIcon(icon);
      main ??= admit(null);
      fit();
    },
    openSheet(opening, painted) {
      if (window.isDestroyed()) return;
      const former = sheet;
      sheet = admit(opening, painted);
      hideFromCapture();
      fit();
      if (former) dismiss(former);
      options.changed();
    },
    closeSheet(ticket = null) {
      const former = sheet;
      sheet = null;
      if (former) dismiss(former);
      hideFromCapture();
      main?.contents.webContents.focus();
      options.changed();
      const asked = former?.opening;
      if (asked?.sheet === 'verify') tell('verified', { purpose: asked.purpose, keyId: asked.keyId, ticket });
    },
    refresh: options.changed,
    dropMainView() {
      const former = main;
      main = null;
      if (former) dismiss(former);
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
    tell,
    placement: () => placementOf(window),
    hideFromCapture,
  };
}

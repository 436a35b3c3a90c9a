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
  /** A sheet's own name and what it was opened for; `null` for the main view. */
  opening: Opening | null;
  /** What happened while its page is still loading, in order; `null` once the page listens. */
  unheard: [name: EventsOfMain, payload: unknown][] | null;
}

export interface Stage {
  readonly window: BaseWindow;
  /** Puts the main view in, below any sheet. */
  raiseMainView(): void;
  /** Puts a sheet over everything else; the one before it is destroyed. `painted` runs once its page is loaded. */
  openSheet(opening: Opening, painted?: () => void): void;
  /**
   * Destroys the sheet, if one stands; the main view has the focus then. If it was the verify sheet, the main view is
   * told how it ended: with this ticket or without any.
   */
  closeSheet(ticket?: string | null): void;
  /** The vault was opened while the sheet stays: what depends on that is looked at anew. */
  refresh(): void;
  /** Destroys the main view. */
  dropMainView(): void;
  /** The sheet that stands now. */
  readonly sheet: SheetName | null;
  /** That sheet with what it was opened for. */
  readonly opening: Opening | null;
  /** Which standing view these web contents are, provided that `url` is that view's own page; else `null`. */
  viewOf(contents: WebContents, url: string): View | null;
  /**
   * Tells the views that listen to it; what a view doesn't know of, its client drops. A page that is still loading hears
   * it once it listens: what is chosen in the menu right after the unlock is not lost.
   */
  tell<N extends EventsOfMain>(name: N, payload: Events[N]['payload']): void;
  placement(): Placement;
  /** The setting that keeps the whole window out of screenshots has changed. */
  hideFromCapture(): void;
}

export interface StageOptions {
  title: string;
  placement: Placement | null;
  language(): Language;
  /** Whether the window is kept out of screenshots also while no sheet stands. */
  alwaysHidden(): boolean;
  /** Hands a view its port to the vault; called whenever its page has loaded. */
  connect(view: View, contents: WebContents, opening: Opening | null): void;
  /** A view came or went. */
  changed(): void;
  /** There was input in a view, of whatever kind. */
  touched(): void;
  /** The process of a standing view ended by itself. */
  crashed(view: View): void;
}

/** The sheets that stand where nothing else is to be seen. */
const fillsWindow: readonly View[] = ['create', 'unlock', 'restore'];

/** The colours behind a page that is not painted yet; the same as in the design system's theme. */
const ground = () => (nativeTheme.shouldUseDarkColors ? '#0e1117' : '#f6f7f9');

/**
 * The one window and the views on it. The main view fills it; a sheet lies over it like a panel of the same window, in
 * a process of its own, and goes with its process when its act is over.
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

  // Windows and macOS; on Linux nothing happens. Every sheet counts: each takes or shows something secret.
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

  /** `opening`: the sheet; `null` for the main view, which lies below everything. */
  function admit(opening: Opening | null, painted?: () => void): Actor {
    const view = opening?.sheet ?? 'main-view';
    const over = opening !== null && !fillsWindow.includes(view);
    const contents = makeView(view, options.language(), over);
    const actor: Actor = { view, contents, opening, unheard: [] };
    window.contentView.addChildView(contents, opening ? undefined : 0);
    contents.webContents.on('dom-ready', () => {
      // Not sooner: a page that is not there yet can't take the focus.
      if (sheet === actor) contents.webContents.focus();
      options.connect(view, contents.webContents, opening);
      for (const [name, payload] of actor.unheard ?? []) contents.webContents.send('keyfold:event', name, payload);
      actor.unheard = null;
    });
    // What was pressed is in the event; nothing of it is looked at.
    contents.webContents.on('input-event', options.touched);
    if (painted) contents.webContents.once('did-finish-load', painted);
    // A page that loads takes the keyboard: the main view would get what is typed into the lock screen before it.
    contents.webContents.on('focus', () => {
      // Within the event the focus is still on its way, and can't be turned.
      setImmediate(() => {
        if (sheet && actor !== sheet && !window.isDestroyed()) sheet.contents.webContents.focus();
      });
    });
    contents.webContents.once('render-process-gone', () => {
      // Not while it is being dismissed: then it no longer stands.
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
    // The view is kept by the window only; its process ends with its contents.
    actor.contents.webContents.close();
  }

  return {
    window,
    raiseMainView() {
      if (window.isDestroyed()) return;
      // Here rather than at the window's making: reading it would delay the first paint.
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

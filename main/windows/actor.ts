import type { BaseWindow, WebContents, WebContentsView } from 'electron';
import type { Events } from '../../common/contract';
import type { Language } from '../../common/languages';
import type { Opening, View } from '../../common/views';
import { makeView } from './view';

export type EventsOfMain = { [N in keyof Events]: Events[N]['side'] extends 'main' ? N : never }[keyof Events];

/** A view that stands on the stage. */
export interface Actor {
  view: View;
  contents: WebContentsView;
  /** A sheet's own name and what it was opened for; `null` for the main view. */
  opening: Opening | null;
  /** What happened while its page is still loading, in order; `null` once the page listens. */
  unheard: [name: EventsOfMain, payload: unknown][] | null;
}

export interface ActorHooks {
  language(): Language;
  /** Hands a view its port to the vault; called whenever its page has loaded. */
  connect(view: View, contents: WebContents, opening: Opening | null): void;
  /** There was input in a view, of whatever kind. */
  touched(): void;
  /** The process of a standing view ended by itself. */
  crashed(view: View): void;
}

/** Who stands on the stage. */
export interface Cast {
  /** The sheet that stands now. */
  sheet(): Actor | null;
  /** Whether this one still stands. */
  has(actor: Actor): boolean;
}

/** The sheets that stand where nothing else is to be seen. */
const fillsWindow: readonly View[] = ['create', 'unlock', 'restore'];

/**
 * Makes a view and puts it on the window. `opening`: the sheet, which comes on top; `null` for the main view, which lies below
 * everything. `painted` runs once its page is loaded.
 */
export function admit(
  window: BaseWindow,
  cast: Cast,
  hooks: ActorHooks,
  opening: Opening | null,
  painted?: () => void,
): Actor {
  const view = opening?.sheet ?? 'main-view';
  const over = opening !== null && !fillsWindow.includes(view);
  const contents = makeView(view, hooks.language(), over);
  const actor: Actor = { view, contents, opening, unheard: [] };
  window.contentView.addChildView(contents, opening ? undefined : 0);
  contents.webContents.on('dom-ready', () => {
    // Not sooner: a page that is not there yet can't take the focus.
    if (cast.sheet() === actor) contents.webContents.focus();
    hooks.connect(view, contents.webContents, opening);
    for (const [name, payload] of actor.unheard ?? []) contents.webContents.send('keyfold:event', name, payload);
    actor.unheard = null;
  });
  // What was pressed is in the event; nothing of it is looked at.
  contents.webContents.on('input-event', hooks.touched);
  if (painted) contents.webContents.once('did-finish-load', painted);
  // A page that loads takes the keyboard: the main view would get what is typed into the lock screen before it.
  contents.webContents.on('focus', () => {
    // Within the event the focus is still on its way, and can't be turned.
    setImmediate(() => {
      const sheet = cast.sheet();
      if (sheet && actor !== sheet && !window.isDestroyed()) sheet.contents.webContents.focus();
    });
  });
  contents.webContents.once('render-process-gone', () => {
    // Not while it is being dismissed: then it no longer stands.
    if (cast.has(actor)) hooks.crashed(view);
  });
  return actor;
}

/** Takes a view off the window; its process ends. */
export function dismiss(window: BaseWindow, actor: Actor): void {
  if (!window.isDestroyed()) window.contentView.removeChildView(actor.contents);
  // The view is kept by the window only; its process ends with its contents.
  actor.contents.webContents.close();
}

/** Tells a view, or keeps it until its page listens. */
export function tellActor<N extends EventsOfMain>(
  { contents, unheard }: Actor,
  name: N,
  payload: Events[N]['payload'],
): void {
  if (unheard) unheard.push([name, payload]);
  else contents.webContents.send('keyfold:event', name, payload);
}

import type { BaseWindow, WebContents, WebContentsView } from 'electron';
import type { Events } from '../../common/contract';
import type { Language } from '../../common/languages';
import type { Opening, View } from '../../common/views';
import { makeView } from './view';

export type EventsOfMain = { [N in keyof Events]: Events[N]['side'] extends 'main' ? N : never }[keyof Events];

/** A view on the stage. */
export interface Actor {
  view: View;
  contents: WebContentsView;
  /** The sheet's name and what it was opened for; `null` for the main view. */
  opening: Opening | null;
  /** Events that happened while its page is loading, in order; `null` after the page has loaded. */
  unheard: [name: EventsOfMain, payload: unknown][] | null;
}

export interface ActorHooks {
  language(): Language;
  /** Hands a view its port to the vault. It is called whenever the view's page has loaded. */
  connect(view: View, contents: WebContents, opening: Opening | null): void;
  /** There was input of any kind in a view. */
  touched(): void;
  /** The process of a view on the stage ended by itself. */
  crashed(view: View): void;
}

/** The views on the stage. */
export interface Cast {
  /** Returns the sheet on the stage now, or `null`. */
  sheet(): Actor | null;
  /** Returns whether this view is still on the stage. */
  has(actor: Actor): boolean;
}

/** The sheets that hide everything else. */
const fillsWindow: readonly View[] = ['create', 'unlock', 'restore', 'rescue'];

/**
 * Makes a view and adds it to the window. `opening` is the sheet, which lies on top; `null` is the main view, which
 * lies below everything. `painted` runs when its page has loaded.
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
    // This can't be done earlier: a page that has not loaded can't take the focus.
    if (cast.sheet() === actor) contents.webContents.focus();
    hooks.connect(view, contents.webContents, opening);
    for (const [name, payload] of actor.unheard ?? []) contents.webContents.send('keyfold:event', name, payload);
    actor.unheard = null;
  });
  // The event says which key was pressed. Nothing looks at that.
  contents.webContents.on('input-event', hooks.touched);
  if (painted) contents.webContents.once('did-finish-load', painted);
  // A page that loads takes the keyboard. Without this the main view would get what is typed into the lock screen in
  // front of it.
  contents.webContents.on('focus', () => {
    // During the event the focus is still moving and can't be changed.
    setImmediate(() => {
      const sheet = cast.sheet();
      if (sheet && actor !== sheet && !window.isDestroyed()) sheet.contents.webContents.focus();
    });
  });
  contents.webContents.once('render-process-gone', () => {
    // If the view was dismissed, it is no longer on the stage, and this is no crash.
    if (cast.has(actor)) hooks.crashed(view);
  });
  return actor;
}

/** Removes a view from the window and ends its process. */
export function dismiss(window: BaseWindow, actor: Actor): void {
  if (!window.isDestroyed()) window.contentView.removeChildView(actor.contents);
  // Only the window keeps the view. Its process ends when its contents are closed.
  actor.contents.webContents.close();
}

/** Sends an event to a view, or keeps the event until the view's page has loaded. */
export function tellActor<N extends EventsOfMain>(
  { contents, unheard }: Actor,
  name: N,
  payload: Events[N]['payload'],
): void {
  if (unheard) unheard.push([name, payload]);
  else contents.webContents.send('keyfold:event', name, payload);
}

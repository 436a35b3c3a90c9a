import type { BaseWindow, WebContents, WebContentsView } from 'electron';
import type { Loss } from '../../common/closing';
import type { Events } from '../../common/contract';
import type { TextSizeStep } from '../../common/text-size';
import type { Opening, View } from '../../common/views';
import { log } from '../platform/log';
import { oncePainted } from './painted';
import { retireSession } from './sessions';
import { type FirstLook, makeView } from './view';

export type EventsOfMain = { [N in keyof Events]: Events[N]['side'] extends 'main' ? N : never }[keyof Events];

/** A view on the stage. */
export interface Actor {
  view: View;
  /** These are other ones after a page that did not load. */
  contents: WebContentsView;
  /** The sheet's name and what it was opened for; `null` for the main view. */
  opening: Opening | null;
  /** Events that happened while its page is loading, in order; `null` after the page has loaded. */
  unheard: [name: EventsOfMain, payload: unknown][] | null;
  /** What the view says would be lost with it; `null`: nothing. */
  loss: Loss | null;
}

export interface ActorHooks {
  /** The language and the text size of now. */
  look(): FirstLook;
  /** A person turned the wheel with Ctrl. */
  resizeText(step: TextSizeStep): void;
  /** Hands a view its port to the vault. It is called whenever the view's page has loaded. */
  connect(view: View, contents: WebContents, opening: Opening | null): void;
  /** There was input of any kind in a view. */
  touched(): void;
  /** A key, a button of the mouse or a finger went down in a view. */
  pressed(): void;
  /** The process of a view on the stage ended by itself. */
  crashed(view: View): void;
}

/** The views on the stage. */
export interface Cast {
  readonly window: BaseWindow;
  /** Returns the sheet on the stage now, or `null`. */
  sheet(): Actor | null;
  /** Returns whether this view is still on the stage. */
  has(actor: Actor): boolean;
  /** Gives every view on the stage its place in the window. */
  fit(): void;
}

/** The sheets that hide everything else. */
const fillsWindow: readonly View[] = ['create', 'unlock', 'restore', 'rescue'];

/**
 * Milliseconds that a page has to load before its view is made anew. Each further try has twice the time of the one
 * before, so that a slow machine comes to its end too.
 */
const firstLimit = 4_000;

/**
 * Makes a view and adds it to the window. `opening` is the sheet, which lies on top; `null` is the main view, which
 * lies below everything. `painted` runs when its page is on the screen.
 */
export function admit(cast: Cast, hooks: ActorHooks, opening: Opening | null, painted?: () => void): Actor {
  const view = opening?.sheet ?? 'main-view';
  const make = () => makeView(view, hooks.look(), opening !== null && !fillsWindow.includes(view));
  const actor: Actor = { view, contents: make(), opening, unheard: [], loss: null };
  const enter = (limit: number) => {
    const { contents } = actor;
    if (opening) cast.window.contentView.addChildView(contents);
    // The main view loads while somebody types at the lock screen. An older Electron gives the keyboard to a page that
    // loads, but only if the page is in the window.
    else {
      contents.webContents.once('dom-ready', () => {
        if (!cast.window.isDestroyed() && cast.has(actor)) cast.window.contentView.addChildView(contents, 0);
      });
    }
    listenTo(actor, cast, hooks, painted);
    // On a busy machine Chromium now and then never asks for a page's files, or never takes them. Such a page stays
    // empty, and to load it again in its session doesn't help.
    const timer = setTimeout(() => {
      if (actor.unheard === null || !cast.has(actor) || cast.window.isDestroyed()) return;
      log('a page did not load, and its view is made anew');
      retireSession(view, actor.contents.webContents.session);
      dismiss(cast.window, actor);
      actor.contents = make();
      enter(limit * 2);
      cast.fit();
    }, limit);
    actor.contents.webContents.once('destroyed', () => clearTimeout(timer));
  };
  enter(firstLimit);
  return actor;
}

function listenTo(actor: Actor, cast: Cast, hooks: ActorHooks, painted?: () => void): void {
  const { view, contents, opening } = actor;
  const page = contents.webContents;
  page.on('dom-ready', () => {
    // This can't be done earlier: a page that has not loaded can't take the focus.
    if ((cast.sheet() ?? actor) === actor) giveKeyboard(cast.window, actor);
    giveTextSize(actor, hooks.look());
    hooks.connect(view, page, opening);
    for (const [name, payload] of actor.unheard ?? []) page.send('keyfold:event', name, payload);
    actor.unheard = null;
  });
  // The event says which key was pressed. Nothing looks at that, only at its kind.
  page.on('input-event', (_event, { type }) => {
    hooks.touched();
    if (type.endsWith('Down') || type === 'touchStart') hooks.pressed();
  });
  // Chromium itself would zoom only this one page. It leaves that to us, and knows no other way to zoom one page.
  page.on('zoom-changed', (_event, direction) => hooks.resizeText(direction === 'in' ? 'larger' : 'smaller'));
  if (painted) oncePainted(page, painted);
  // A page that loads takes the keyboard. Without this the main view would get what is typed into the lock screen in
  // front of it.
  page.on('focus', () => {
    // During the event the focus is still moving and can't be changed.
    setImmediate(() => {
      const sheet = cast.sheet();
      if (sheet && actor !== sheet) giveKeyboard(cast.window, sheet);
    });
  });
  page.once('render-process-gone', () => {
    // If the view was dismissed, it is no longer on the stage, and this is no crash.
    if (cast.has(actor) && actor.contents === contents) hooks.crashed(view);
  });
}

/** Gives a view's page the text size of now, whatever zoom its session may remember for its address. */
export function giveTextSize({ contents }: Actor, { textSize }: FirstLook): void {
  contents.webContents.setZoomFactor(textSize / 100);
}

/**
 * Gives the keyboard to a view if the window has it. If another program has it, nothing happens: to focus a page raises
 * its window too, and what the person types into that program would land here. The view on the stage gets the keyboard
 * when the person comes back to the window (`setStage`).
 */
export function giveKeyboard(window: BaseWindow, { contents }: Actor): void {
  if (!window.isDestroyed() && window.isFocused()) contents.webContents.focus();
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

import { displayNumber, withX11, type X11Connection, x11Request } from './x11-connection';

/**
 * Asks the X server whether the program that owns a selection (the clipboard, or what is marked with the mouse) answers.
 * Electron reads a selection on main's only thread and waits 18 s for an owner that doesn't answer. So the owner is
 * asked here first, over a connection of our own and with a time limit, for the list of its formats and for nothing else.
 */

/** Milliseconds that the owners have to answer. */
const limit = 2000;

/** Requests and events by the protocol's numbers. */
const wire = { createWindow: 1, convertSelection: 24, selectionNotify: 31, inputOnly: 2, primary: 1 } as const;

/** Resolves when the owners of the clipboard and of the primary selection have answered, or there is none. */
async function askOwners({ root, ownWindow, send, receive, atom }: X11Connection): Promise<void> {
  const [clipboard, targets] = [await atom('CLIPBOARD'), await atom('TARGETS')];
  // A window of 1 by 1 without a border; it is never shown.
  send(x11Request(wire.createWindow, 0, [ownWindow, root, 0, 0x0001_0001, wire.inputOnly << 16, 0, 0]));
  for (const selection of [clipboard, wire.primary]) {
    send(x11Request(wire.convertSelection, 0, [ownWindow, selection, targets, targets, 0]));
  }
  // Each gets an event: from the owner, or from the server if there is no owner.
  await receive(wire.selectionNotify);
  await receive(wire.selectionNotify);
}

/**
 * The question that is not answered yet. There is only one, since a program that comes back answers each of them. Its
 * connection stays until the answer: a simple program ends with an error if the window that it has to answer is gone.
 */
let open: Promise<unknown> | null = null;

/**
 * Returns whether Electron can read the clipboard and the primary selection at once. It is `false` only if an owner has
 * not answered within two seconds. Where the X server can't be asked (there is none, or it is on another machine), the
 * answer is `true`.
 */
export async function selectionsAnswer(environment: NodeJS.ProcessEnv = process.env): Promise<boolean> {
  if (displayNumber(environment.DISPLAY) === null) return true;
  // If the X server can't be asked, Electron will find out.
  open ??= withX11(environment, askOwners).finally(() => {
    open = null;
  });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, limit, false);
  });
  const answer = await Promise.race([open.then(() => true), late]);
  clearTimeout(timer);
  return answer;
}

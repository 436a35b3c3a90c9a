import { setTimeout as after } from 'node:timers/promises';
import { withX11, type X11Connection, x11Request } from './x11-connection';

/**
 * Closes the dialogs of the system that this process has on an X11 screen. Electron can open GTK's dialogs for files and
 * can't close them: they stay if their parent is destroyed. So they are asked to close as a window manager does it, by
 * a message over a connection of our own. GTK then takes it for the person's Cancel.
 */

/** Looks in a row, since a dialog may stand before another one, which closes only after it. */
const looks = 8;
/** Milliseconds between them. */
const between = 150;

/** Requests and events by the protocol's numbers. */
const wire = { queryTree: 15, getProperty: 20, sendEvent: 25, clientMessage: 33, longs: 32 } as const;

/** Returns the numbers of a window's property; none if it hasn't that. At most 1024. */
async function property({ ask }: X11Connection, window: number, name: number): Promise<number[]> {
  const reply = await ask(x11Request(wire.getProperty, 0, [window, name, 0, 0, 1024]));
  const count = reply.readUInt8(1) === wire.longs ? reply.readUInt32LE(16) : 0;
  return Array.from({ length: count }, (_, index) => reply.readUInt32LE(32 + 4 * index));
}

async function childrenOf({ ask }: X11Connection, window: number): Promise<number[]> {
  const reply = await ask(x11Request(wire.queryTree, 0, [window]));
  return Array.from({ length: reply.readUInt16LE(16) }, (_, index) => reply.readUInt32LE(32 + 4 * index));
}

/** Asks every dialog of this process to close. Returns how many there were. */
async function askToClose(connection: X11Connection, process: number): Promise<number> {
  const { root, atom, send } = connection;
  const list = await atom('_NET_CLIENT_LIST');
  const [pid, type, dialog] = [
    await atom('_NET_WM_PID'),
    await atom('_NET_WM_WINDOW_TYPE'),
    await atom('_NET_WM_WINDOW_TYPE_DIALOG'),
  ];
  const [protocols, close] = [await atom('WM_PROTOCOLS'), await atom('WM_DELETE_WINDOW')];
  // A window manager puts a frame around each window and lists what is in them. Without one there are no frames.
  const listed = await property(connection, root, list);
  const windows = listed.length > 0 ? listed : await childrenOf(connection, root);
  let found = 0;
  for (const window of windows) {
    if ((await property(connection, window, pid))[0] !== process) continue;
    if (!(await property(connection, window, type)).includes(dialog)) continue;
    found += 1;
    const event = [wire.clientMessage | (wire.longs << 8), window, protocols, close, 0, 0, 0, 0];
    send(x11Request(wire.sendEvent, 0, [window, 0, ...event]));
  }
  // The answer to any question says that the server has taken what was sent before.
  await atom('WM_PROTOCOLS');
  return found;
}

/** Resolves when no such dialog is left, after about a second at the latest, or at once where there is no X server. */
export async function closeX11Dialogs(): Promise<void> {
  for (let look = 0; look < looks; look += 1) {
    const found = await withX11(process.env, (connection) => askToClose(connection, process.pid));
    // A window may go while it is asked about, and the server then refuses. That is looked at once more.
    if (found === 0) return;
    await after(between);
  }
}

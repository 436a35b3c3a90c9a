import { readFile } from 'node:fs/promises';
// security: only the X server's own socket in the file system, never a host. Nothing of a view or the vault goes there.
import { createConnection, type Socket } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Asks the X server whether the program that owns a selection (the clipboard, or what is marked with the mouse) answers.
 * Electron reads a selection on main's only thread and waits 18 s for an owner that doesn't answer. So the owner is
 * asked here first, over a connection of our own and with a time limit, for the list of its formats and for nothing else.
 *
 * The bytes are those of the X Window System Protocol, version 11, chapters 8 (connection setup), InternAtom,
 * CreateWindow, ConvertSelection and SelectionNotify.
 */

/** Milliseconds that the owners have to answer. */
const limit = 2000;

const cookieName = 'MIT-MAGIC-COOKIE-1';

/** Requests, replies, events and atoms by the protocol's numbers. */
const wire = {
  createWindow: 1,
  internAtom: 16,
  convertSelection: 24,
  failure: 0,
  reply: 1,
  selectionNotify: 31,
  genericEvent: 35,
  inputOnly: 2,
  primary: 1,
} as const;

const padded = (length: number) => Math.ceil(length / 4) * 4;

/** Returns the number of a display on this machine, as in `:0` or `:0.0`; `null` for another machine or none. */
export function displayNumber(display: string | undefined): number | null {
  const match = /^(?:unix)?:(\d+)(?:\.\d+)?$/.exec(display ?? '');
  return match ? Number(match[1]) : null;
}

/** Returns the cookie of a display from the bytes of an Xauthority file, or `null`. */
export function cookieOf(file: Buffer, display: number): Buffer | null {
  let at = 2;
  const field = (): Buffer => {
    const length = file.readUInt16BE(at);
    const value = file.subarray(at + 2, at + 2 + length);
    at += 2 + length;
    return value;
  };
  try {
    while (at < file.length) {
      const [, number, name, data] = [field(), field(), field(), field()];
      // The next entry's family is skipped.
      at += 2;
      const fits = ['', String(display)].includes(number?.toString('latin1') ?? '?');
      if (fits && name?.toString('latin1') === cookieName && data) return data;
    }
  } catch {
    // The file ends too early. No further entry can be read.
  }
  return null;
}

/** Reads from a socket in pieces of the size that is asked for. Fails when the socket ends. */
function reader(socket: Socket): (size: number) => Promise<Buffer> {
  let pieces = Buffer.alloc(0);
  let ended: Error | null = null;
  let look = (): void => undefined;
  socket.on('data', (piece) => {
    pieces = Buffer.concat([pieces, piece as Buffer]);
    look();
  });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    ended = new Error('The connection to the X server ended.');
    look();
  });
  return (size) =>
    new Promise((resolve, reject) => {
      look = () => {
        if (pieces.length >= size) {
          resolve(pieces.subarray(0, size));
          pieces = pieces.subarray(size);
        } else if (ended) reject(ended);
        else return;
        look = () => undefined;
      };
      look();
    });
}

/** Returns a request: its opcode, its second byte, its length in units of four bytes, and then these numbers. */
function request(opcode: number, second: number, body: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 + 4 * body.length);
  bytes.writeUInt8(opcode, 0);
  bytes.writeUInt8(second, 1);
  bytes.writeUInt16LE(bytes.length / 4, 2);
  for (const [index, number] of body.entries()) bytes.writeUInt32LE(number, 4 + 4 * index);
  return bytes;
}

function setUp(cookie: Buffer | null): Buffer {
  const [name, data] = [Buffer.from(cookie ? cookieName : ''), cookie ?? Buffer.alloc(0)];
  const bytes = Buffer.alloc(12 + padded(name.length) + padded(data.length));
  bytes.write('l', 0, 'latin1');
  bytes.writeUInt16LE(11, 2);
  bytes.writeUInt16LE(name.length, 6);
  bytes.writeUInt16LE(data.length, 8);
  name.copy(bytes, 12);
  data.copy(bytes, 12 + padded(name.length));
  return bytes;
}

/** Resolves when the owners of the clipboard and of the primary selection have answered, or there is none. */
async function ask(socket: Socket, cookie: Buffer | null): Promise<void> {
  const read = reader(socket);
  const message = async (...kinds: readonly number[]): Promise<Buffer> => {
    for (;;) {
      const bytes = await read(32);
      const kind = bytes.readUInt8(0) & 0x7f;
      if (kind === wire.reply || kind === wire.genericEvent) await read(4 * bytes.readUInt32LE(4));
      if (kind === wire.failure) throw new Error('The X server refused a request.');
      if (kinds.includes(kind)) return bytes;
    }
  };
  const atom = async (name: string): Promise<number> => {
    const text = Buffer.alloc(padded(name.length));
    text.write(name, 'latin1');
    const head = request(wire.internAtom, 0, [name.length]);
    head.writeUInt16LE((head.length + text.length) / 4, 2);
    socket.write(Buffer.concat([head, text]));
    return (await message(wire.reply)).readUInt32LE(8);
  };

  socket.write(setUp(cookie));
  const answer = await read(8);
  if (answer.readUInt8(0) !== 1) throw new Error('The X server refused the connection.');
  const facts = await read(4 * answer.readUInt16LE(6));
  const window = facts.readUInt32LE(4);
  const root = facts.readUInt32LE(32 + padded(facts.readUInt16LE(16)) + 8 * facts.readUInt8(21));
  const [clipboard, targets] = [await atom('CLIPBOARD'), await atom('TARGETS')];
  // A window of 1 by 1 without a border; it is never shown.
  socket.write(request(wire.createWindow, 0, [window, root, 0, 0x0001_0001, wire.inputOnly << 16, 0, 0]));
  for (const selection of [clipboard, wire.primary]) {
    socket.write(request(wire.convertSelection, 0, [window, selection, targets, targets, 0]));
  }
  // Each gets an event: from the owner, or from the server if there is no owner.
  await message(wire.selectionNotify);
  await message(wire.selectionNotify);
}

/** The question that is not answered yet. There is only one, since a program that comes back answers each of them. */
let open: Promise<void> | null = null;

/**
 * Asks, over a connection that stays until the answer: a simple program ends with an error if the window that it has to
 * answer is gone.
 */
async function question(display: number, environment: NodeJS.ProcessEnv): Promise<void> {
  const file = environment.XAUTHORITY ?? join(homedir(), '.Xauthority');
  const cookie = await readFile(file).then(
    (bytes) => cookieOf(bytes, display),
    () => null,
  );
  const socket = createConnection(`/tmp/.X11-unix/X${display}`);
  socket.unref();
  try {
    await ask(socket, cookie);
  } catch {
    // The X server can't be asked. Electron will find out.
  } finally {
    socket.destroy();
  }
}

/**
 * Returns whether Electron can read the clipboard and the primary selection at once. It is `false` only if an owner has
 * not answered within two seconds. Where the X server can't be asked (there is none, or it is on another machine), the
 * answer is `true`.
 */
export async function selectionsAnswer(environment: NodeJS.ProcessEnv = process.env): Promise<boolean> {
  const display = displayNumber(environment.DISPLAY);
  if (display === null) return true;
  open ??= question(display, environment).finally(() => {
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

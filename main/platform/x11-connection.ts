import { readFile } from 'node:fs/promises';
// security: only the X server's own socket in the file system, never a host. Nothing of a view or the vault goes there.
import { createConnection, type Socket } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * A connection of our own to the X server of this machine, for the few things that Electron doesn't offer, or waits for
 * with the whole main process.
 *
 * The bytes are those of the X Window System Protocol, version 11, chapters 8 (connection setup) and 9 (requests).
 */

const cookieName = 'MIT-MAGIC-COOKIE-1';

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
export function x11Request(opcode: number, second: number, body: readonly number[]): Buffer {
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

/** Kinds of messages by the protocol's numbers. */
const kinds = { failure: 0, reply: 1, genericEvent: 35 } as const;
const internAtom = 16;

export interface X11Connection {
  /** The window that is behind all others. */
  root: number;
  /** A number that a window of this connection may have. */
  ownWindow: number;
  send(request: Buffer): void;
  /** Waits for a message of this kind, with all that belongs to it. Fails if the server refuses a request. */
  receive(kind: number): Promise<Buffer>;
  /** Sends a request and waits for its reply. */
  ask(request: Buffer): Promise<Buffer>;
  atom(name: string): Promise<number>;
}

async function greet(socket: Socket, cookie: Buffer | null): Promise<X11Connection> {
  const read = reader(socket);
  const receive = async (wanted: number): Promise<Buffer> => {
    for (;;) {
      const head = await read(32);
      const kind = head.readUInt8(0) & 0x7f;
      const isLonger = kind === kinds.reply || kind === kinds.genericEvent;
      const rest = isLonger ? await read(4 * head.readUInt32LE(4)) : Buffer.alloc(0);
      if (kind === kinds.failure) throw new Error('The X server refused a request.');
      if (kind === wanted) return Buffer.concat([head, rest]);
    }
  };
  const send = (request: Buffer): void => void socket.write(request);
  const ask = (request: Buffer): Promise<Buffer> => {
    send(request);
    return receive(kinds.reply);
  };
  socket.write(setUp(cookie));
  const answer = await read(8);
  if (answer.readUInt8(0) !== 1) throw new Error('The X server refused the connection.');
  const facts = await read(4 * answer.readUInt16LE(6));
  return {
    root: facts.readUInt32LE(32 + padded(facts.readUInt16LE(16)) + 8 * facts.readUInt8(21)),
    ownWindow: facts.readUInt32LE(4),
    send,
    receive,
    ask,
    async atom(name) {
      const text = Buffer.alloc(padded(name.length));
      text.write(name, 'latin1');
      const head = x11Request(internAtom, 0, [name.length]);
      head.writeUInt16LE((head.length + text.length) / 4, 2);
      return (await ask(Buffer.concat([head, text]))).readUInt32LE(8);
    },
  };
}

/**
 * Does this work over a connection, and ends the connection. Returns what the work returns; `null` if the X server can't
 * be asked: there is none, it is on another machine, or it refuses. There is no time limit.
 */
export async function withX11<T>(
  environment: NodeJS.ProcessEnv,
  work: (connection: X11Connection) => Promise<T>,
): Promise<T | null> {
  const display = displayNumber(environment.DISPLAY);
  if (display === null) return null;
  const file = environment.XAUTHORITY ?? join(homedir(), '.Xauthority');
  const cookie = await readFile(file).then(
    (bytes) => cookieOf(bytes, display),
    () => null,
  );
  const socket = createConnection(`/tmp/.X11-unix/X${display}`);
  socket.unref();
  try {
    return await work(await greet(socket, cookie));
  } catch {
    return null;
  } finally {
    socket.destroy();
  }
}

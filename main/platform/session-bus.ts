import { existsSync } from 'node:fs';
// security: only the session bus's own socket in the file system, never a host.
import { createConnection, type Socket } from 'node:net';

/**
 * A connection of our own to the Linux session bus. Electron waits for a desktop's answer with the whole main process, up
 * to 25 seconds, and a tool on the command line would show names of keys to every user of the machine in its arguments.
 * So main speaks to the bus itself, and nothing waits for it.
 *
 * The bytes are those of the D-Bus Specification, little endian: message format, EXTERNAL authentication. It has only
 * the types that are needed here.
 */

/** Milliseconds that a question has. */
const limit = 2000;
/** Bytes. No message that is awaited here is nearly as long. */
const longest = 1024 * 1024;

const kinds = { call: 1, reply: 2, error: 3, signal: 4 } as const;
const fields = { path: 1, interface: 2, member: 3, replyTo: 5, destination: 6, signature: 8 } as const;

/** Returns the path of the session bus's socket, from the environment; `null` if it has none that Node can reach. */
export function busSocket(environment: Readonly<Record<string, string | undefined>>): string | null {
  const { DBUS_SESSION_BUS_ADDRESS: address = '', XDG_RUNTIME_DIR: folder = '' } = environment;
  const [, found] = /(?:^|;)unix:(?:[^;]*,)?path=([^,;]+)/.exec(address) ?? [];
  if (found !== undefined) return unescaped(found);
  return address === '' && folder !== '' && existsSync(`${folder}/bus`) ? `${folder}/bus` : null;
}

function unescaped(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** Writes values one after the other, each on its boundary. */
export class BusWriter {
  #bytes: number[] = [];

  align(size: number): this {
    while (this.#bytes.length % size !== 0) this.#bytes.push(0);
    return this;
  }

  byte(value: number): this {
    this.#bytes.push(value);
    return this;
  }

  number(value: number): this {
    this.align(4);
    const word = Buffer.alloc(4);
    word.writeInt32LE(value | 0);
    this.#bytes.push(...word);
    return this;
  }

  text(value: string): this {
    // A zero byte would end the text early.
    const bytes = Buffer.from(value.replaceAll('\0', ''));
    this.number(bytes.length);
    this.#bytes.push(...bytes, 0);
    return this;
  }

  signature(value: string): this {
    this.#bytes.push(value.length, ...Buffer.from(value), 0);
    return this;
  }

  /** An array whose members begin on a boundary of so many bytes. */
  array(alignment: number, members: (to: this) => void): this {
    this.number(0);
    const at = this.#bytes.length;
    this.align(alignment);
    const start = this.#bytes.length;
    members(this);
    const length = Buffer.alloc(4);
    length.writeUInt32LE(this.#bytes.length - start);
    this.#bytes.splice(at - 4, 4, ...length);
    return this;
  }

  bytes(): Buffer {
    return Buffer.from(this.#bytes);
  }
}

/** What a message of the bus says, as far as it is read here. */
export interface BusMessage {
  kind: number;
  replyTo: number;
  interface: string;
  member: string;
  signature: string;
  body: Buffer;
}

/** Reads one whole message. Throws if it isn't one. */
export function readMessage(bytes: Buffer): BusMessage {
  const end = 16 + bytes.readUInt32LE(12);
  const found = new Map<number, string | number>();
  let at = 16;
  while (at < end) {
    at = Math.ceil(at / 8) * 8;
    const [field, type] = [bytes.readUInt8(at), bytes.toString('latin1', at + 2, at + 3)];
    at += 4;
    if (type === 'u') {
      found.set(field, bytes.readUInt32LE(at));
      at += 4;
      continue;
    }
    const [size, before] = type === 'g' ? [bytes.readUInt8(at), 1] : [bytes.readUInt32LE(at), 4];
    found.set(field, bytes.toString('utf8', at + before, at + before + size));
    at += before + size + 1;
  }
  const text = (field: number) => String(found.get(field) ?? '');
  return {
    kind: bytes.readUInt8(1),
    replyTo: Number(found.get(fields.replyTo) ?? 0),
    interface: text(fields.interface),
    member: text(fields.member),
    signature: text(fields.signature),
    body: bytes.subarray(Math.ceil(end / 8) * 8),
  };
}

/** Returns the texts of a body that is one array of them. */
export function textsOf({ signature, body }: BusMessage): string[] {
  if (signature !== 'as') return [];
  const texts: string[] = [];
  for (let at = 4; at < 4 + body.readUInt32LE(0); ) {
    at = Math.ceil(at / 4) * 4;
    const size = body.readUInt32LE(at);
    texts.push(body.toString('utf8', at + 4, at + 4 + size));
    at += 4 + size + 1;
  }
  return texts;
}

export interface BusCall {
  destination: string;
  path: string;
  interface: string;
  member: string;
  signature?: string;
  body?: Buffer;
}

export interface SessionBus {
  /** Sends a call. Resolves with its answer, or with `null` if it is refused or the connection ends. No time limit. */
  call(call: BusCall): Promise<BusMessage | null>;
  /** Lets what was sent go out, and ends the connection. */
  end(): void;
}

/** Resolves with `null` if this takes longer than two seconds. */
export function inTime<T>(work: Promise<T>): Promise<T | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), limit);
    void work.then((value) => {
      clearTimeout(timer);
      resolve(value);
    });
  });
}

const bus = { destination: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus', interface: 'org.freedesktop.DBus' };

function messageBytes(serial: number, { signature = '', body = Buffer.alloc(0), ...call }: BusCall): Buffer {
  const head = new BusWriter().byte(0x6c).byte(kinds.call).byte(0).byte(1).number(body.length).number(serial);
  head.array(8, (list) => {
    list.align(8).byte(fields.path).signature('o').text(call.path);
    list.align(8).byte(fields.interface).signature('s').text(call.interface);
    list.align(8).byte(fields.member).signature('s').text(call.member);
    list.align(8).byte(fields.destination).signature('s').text(call.destination);
    if (signature !== '') list.align(8).byte(fields.signature).signature('g').signature(signature);
  });
  return Buffer.concat([head.align(8).bytes(), body]);
}

/**
 * Connects to the session bus. `null` if there is none, or if it doesn't answer within two seconds. `onSignal` is told of
 * the signals that match `rule`, and `onEnd` of the end of the connection.
 */
export async function connectToBus(rule: string, onSignal: (signal: BusMessage) => void): Promise<SessionBus | null> {
  const path = busSocket(process.env);
  if (path === null) return null;
  const socket = createConnection(path);
  const answered = await inTime(saidWho(socket));
  if (!answered) {
    socket.destroy();
    return null;
  }
  const waiting = new Map<number, (answer: BusMessage | null) => void>();
  let serial = 0;
  takeMessages(socket, (message) => {
    if (message.kind === kinds.signal) onSignal(message);
    if (message.kind !== kinds.reply && message.kind !== kinds.error) return;
    waiting.get(message.replyTo)?.(message.kind === kinds.reply ? message : null);
    waiting.delete(message.replyTo);
  });
  const gone = () => {
    for (const resolve of waiting.values()) resolve(null);
    waiting.clear();
  };
  socket.on('close', gone);
  const call = (what: BusCall): Promise<BusMessage | null> => {
    if (socket.destroyed) return Promise.resolve(null);
    serial += 1;
    const mine = serial;
    socket.write(messageBytes(mine, what));
    return new Promise((resolve) => waiting.set(mine, resolve));
  };
  const hello = call({ ...bus, member: 'Hello' });
  const match = call({ ...bus, member: 'AddMatch', signature: 's', body: new BusWriter().text(rule).bytes() });
  if (!(await inTime(Promise.all([hello, match])))?.every(Boolean)) {
    socket.destroy();
    return null;
  }
  // The connection keeps nothing running that is about to end.
  socket.unref();
  return { call, end: () => void socket.end() };
}

/** Says to the bus which user this is. Resolves with whether it believes that. */
function saidWho(socket: Socket): Promise<boolean> {
  const user = Buffer.from(String(process.getuid?.() ?? 0)).toString('hex');
  return new Promise((resolve) => {
    socket.on('error', () => resolve(false));
    socket.once('close', () => resolve(false));
    socket.once('data', (answer) => {
      const believed = answer.toString('latin1').startsWith('OK ');
      if (believed) socket.write('BEGIN\r\n');
      resolve(believed);
    });
    socket.write(`\0AUTH EXTERNAL ${user}\r\n`);
  });
}

function takeMessages(socket: Socket, onMessage: (message: BusMessage) => void): void {
  let rest: Buffer = Buffer.alloc(0);
  socket.on('data', (piece) => {
    rest = Buffer.concat([rest, piece as Buffer]);
    try {
      while (rest.length >= 16) {
        const length = Math.ceil((16 + rest.readUInt32LE(12)) / 8) * 8 + rest.readUInt32LE(4);
        // Another order of bytes, or another version.
        if (length > longest || rest.readUInt8(0) !== 0x6c) throw new Error('The bus speaks another language.');
        if (rest.length < length) return;
        const message = rest.subarray(0, length);
        rest = rest.subarray(length);
        onMessage(readMessage(message));
      }
    } catch {
      socket.destroy();
    }
  });
}

import { connect, type Socket } from 'node:net';
import { until } from '../until';
import { Reader, Writer } from './wire';

/** A connection to the session bus, for services that a test plays. */

export interface Call {
  sender: string;
  path: string;
  interface: string;
  member: string;
  body: unknown[];
}

/** The signature and values of an answer; `null` if nobody ever answers. */
export type Answer = { signature: string; values: readonly unknown[] } | null;

/** Answers a call: at once, or by `later`. */
type Answers = (call: Call, later: (answer: Answer) => void) => Answer;

/** The numbers of a message's kind, and of the fields of its header. */
const kinds = { call: 1, reply: 2, error: 3, signal: 4 } as const;
const fields = { path: 1, interface: 2, member: 3, replyTo: 5, destination: 6, sender: 7, signature: 8 } as const;
const fieldTypes: Readonly<Record<number, string>> = { 1: 'o', 2: 's', 3: 's', 4: 's', 5: 'u', 6: 's', 7: 's', 8: 'g' };

type Fields = Partial<Record<keyof typeof fields, string | number>>;

export class Bus {
  readonly #socket: Socket;
  readonly #answer: Answers;
  readonly #waiting = new Map<number, (body: unknown[]) => void>();
  /** Every call that this connection was asked. */
  readonly calls: Call[] = [];
  #rest: Buffer = Buffer.alloc(0);
  #serial = 0;

  private constructor(socket: Socket, answer: Answers) {
    this.#socket = socket;
    this.#answer = answer;
    socket.on('data', (piece) => this.#take(piece));
  }

  /** Connects to the session bus, takes this name, and answers what is asked. */
  static async serve(name: string, answer: Answers): Promise<Bus> {
    const path = /unix:(?:[^;]*,)?path=([^,;]+)/.exec(process.env.DBUS_SESSION_BUS_ADDRESS ?? '')?.[1];
    if (path === undefined) throw new Error('There is no session bus.');
    const socket = connect(path);
    const user = Buffer.from(String(process.getuid?.() ?? 0)).toString('hex');
    socket.write(`\0AUTH EXTERNAL ${user}\r\n`);
    await new Promise((resolve) => socket.once('data', resolve));
    socket.write('BEGIN\r\n');
    const bus = new Bus(socket, answer);
    await bus.#askBus('Hello', '', []);
    // A service of the test before may still have it for a moment. 1: it is ours now.
    await until(`the name ${name} is free`, async () => (await bus.#askBus('RequestName', 'su', [name, 4]))[0] === 1);
    return bus;
  }

  #askBus(member: string, signature: string, values: readonly unknown[]): Promise<unknown[]> {
    const name = 'org.freedesktop.DBus';
    return this.call(name, '/org/freedesktop/DBus', name, member, signature, values);
  }

  /** Asks another program, and returns its answer; an empty one if it is an error. */
  call(
    destination: string,
    path: string,
    itsInterface: string,
    member: string,
    signature = '',
    values: readonly unknown[] = [],
  ): Promise<unknown[]> {
    const serial = this.#send(kinds.call, { destination, path, interface: itsInterface, member }, signature, values);
    return new Promise((resolve) => this.#waiting.set(serial, resolve));
  }

  signal(path: string, itsInterface: string, member: string, signature: string, values: readonly unknown[]): void {
    this.#send(kinds.signal, { path, interface: itsInterface, member }, signature, values);
  }

  /** What was asked so far, for the words of an error. */
  get told(): string {
    return this.calls.map(({ member }) => member).join(', ');
  }

  close(): void {
    this.#socket.destroy();
  }

  #send(kind: number, header: Fields, signature: string, values: readonly unknown[]): number {
    this.#serial += 1;
    const body = new Writer().all(signature, values).bytes();
    const all: Fields = signature === '' ? header : { ...header, signature };
    const list = Object.entries(all).map(([name, value]) => {
      const number = fields[name as keyof typeof fields];
      return [number, { type: fieldTypes[number], value }];
    });
    const head = new Writer().all('yyyyuua(yv)', [0x6c, kind, 0, 1, body.length, this.#serial, list]);
    head.align(8);
    this.#socket.write(Buffer.concat([head.bytes(), body]));
    return this.#serial;
  }

  #take(piece: Buffer): void {
    this.#rest = Buffer.concat([this.#rest, piece]);
    while (this.#rest.length >= 16) {
      const header = Math.ceil((16 + this.#rest.readUInt32LE(12)) / 8) * 8;
      const length = header + this.#rest.readUInt32LE(4);
      if (this.#rest.length < length) return;
      const message = this.#rest.subarray(0, length);
      this.#rest = this.#rest.subarray(length);
      this.#read(message, header);
    }
  }

  #read(message: Buffer, bodyAt: number): void {
    const [, kind, , , , serial, list] = new Reader(message).all('yyyyuua(yv)');
    const header = new Map(list as [number, string | number][]);
    const signature = String(header.get(fields.signature) ?? '');
    const body = new Reader(message.subarray(bodyAt)).all(signature);
    const replyTo = Number(header.get(fields.replyTo) ?? 0);
    if (kind === kinds.reply || kind === kinds.error) {
      // An error has its words as its body.
      this.#waiting.get(replyTo)?.(kind === kinds.reply ? body : []);
      this.#waiting.delete(replyTo);
    } else if (kind === kinds.call) {
      const text = (field: number) => String(header.get(field) ?? '');
      const call: Call = {
        sender: text(fields.sender),
        path: text(fields.path),
        interface: text(fields.interface),
        member: text(fields.member),
        body,
      };
      this.calls.push(call);
      const to = { destination: call.sender, replyTo: Number(serial) };
      const reply = (answer: Answer) => {
        if (answer) this.#send(kinds.reply, to, answer.signature, answer.values);
      };
      reply(this.#answer(call, reply));
    }
  }
}

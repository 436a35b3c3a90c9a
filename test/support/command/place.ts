import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { builtCommand } from '../../../scripts/lib/paths.mjs';
import { scratchFolder } from '../scratch';
import { type Ask, readAsk } from './frames';

/** The vault's end of one connection. */
export class Caller {
  readonly socket: Socket;
  #bytes = Buffer.alloc(0);
  #ended = false;
  #wake: () => void = () => undefined;

  constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', (bytes) => {
      this.#bytes = Buffer.concat([this.#bytes, bytes]);
      this.#wake();
    });
    // It was accepted without being read.
    socket.resume();
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.#ended = true;
      this.#wake();
    });
  }

  /** Returns the next frame, or `null` if the command has ended the connection. */
  async next(): Promise<{ kind: number; content: Buffer } | null> {
    for (;;) {
      const size = this.#bytes.length >= 4 ? this.#bytes.readUInt32BE() : Number.POSITIVE_INFINITY;
      if (this.#bytes.length >= 4 + size) {
        const content = this.#bytes.subarray(5, 4 + size);
        const kind = this.#bytes[4] ?? -1;
        this.#bytes = this.#bytes.subarray(4 + size);
        return { kind, content };
      }
      if (this.#ended) return null;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  async ask(): Promise<Ask> {
    const asked = await this.next();
    if (asked?.kind !== 1) throw new Error('The command did not ask.');
    return readAsk(asked.content);
  }

  /** Answers that the program was found or not, and its path. */
  async found(): Promise<[result: number, path: string]> {
    const answer = await this.next();
    if (answer?.kind !== 2) throw new Error('The command did not answer.');
    return [answer.content[0] ?? -1, answer.content.subarray(1).toString()];
  }

  /** Sends bytes and ends its side of the connection. */
  end(...frames: Uint8Array[]): void {
    this.socket.end(Buffer.concat(frames));
  }

  send(...frames: Uint8Array[]): void {
    this.socket.write(Buffer.concat(frames));
  }
}

export interface End {
  code: number | null;
  signal: NodeJS.Signals | null;
  out: string;
  err: string;
}

/** A runtime folder for one test, in which a vault may listen, and the command with an environment of its own. */
export class Place {
  readonly folder = scratchFolder('keyfold-command');
  readonly runtime = join(this.folder, 'runtime');
  /** Where the sockets are. */
  readonly sockets = join(this.runtime, 'keyfold');
  readonly name = '0123456789ab';
  readonly env: Record<string, string>;
  #server: Server | null = null;
  readonly #children = new Set<ChildProcess>();

  constructor() {
    // Another user has to come as far as to the runtime folder.
    chmodSync(this.folder, 0o755);
    for (const made of [this.runtime, this.sockets, join(this.folder, 'home')]) mkdirSync(made, { mode: 0o700 });
    writeFileSync(join(this.sockets, 'default'), `${this.name}\n`, { mode: 0o600 });
    this.env = {
      PATH: process.env.PATH ?? '',
      HOME: join(this.folder, 'home'),
      XDG_RUNTIME_DIR: this.runtime,
      LANG: 'en_US.UTF-8',
    };
    onTestFinished(() => this.#remove());
  }

  get socket(): string {
    return join(this.sockets, this.name);
  }

  /** Listens, and does this with each connection. */
  async listen(serve: (caller: Caller) => Promise<void> | void, path = this.socket): Promise<void> {
    await this.listenRaw((socket) => serve(new Caller(socket)), path);
  }

  /** Listens, and does this with each connection, of which nothing was read yet. */
  async listenRaw(serve: (socket: Socket) => Promise<void> | void, path = this.socket): Promise<void> {
    const server = createServer({ pauseOnConnect: true }, (socket) => {
      // What goes wrong in a test's vault is seen by what the command does then.
      void Promise.resolve(serve(socket)).catch(() => socket.destroy());
    });
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(path, resolve));
  }

  /** Starts the command or another program. */
  start(args: readonly string[], { env = {}, program = builtCommand, cwd = this.folder }: Started = {}): Running {
    const child = spawn(program, args, { env: { ...this.env, ...env }, cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#children.add(child);
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (bytes) => out.push(bytes));
    child.stderr.on('data', (bytes) => err.push(bytes));
    const ended = new Promise<End>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, signal) => {
        this.#children.delete(child);
        resolve({ code, signal, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() });
      });
    });
    return { child, ended, err: () => Buffer.concat(err).toString(), out: () => Buffer.concat(out).toString() };
  }

  /** Runs the command to its end. */
  run(args: readonly string[], options?: Started): Promise<End> {
    return this.start(args, options).ended;
  }

  /** Writes a program of the shell, and returns its path. */
  script(name: string, code: string, mode = 0o755): string {
    const file = join(this.folder, name);
    writeFileSync(file, code);
    chmodSync(file, mode);
    return file;
  }

  #remove(): void {
    for (const child of this.#children) child.kill('SIGKILL');
    this.#server?.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

interface Started {
  env?: Record<string, string>;
  program?: string;
  cwd?: string;
}

interface Running {
  child: ChildProcess;
  ended: Promise<End>;
  /** What it has written to standard error and standard output so far. */
  err(): string;
  out(): string;
}

import { connect, type Socket } from 'node:net';

/** A program that asks by the frames of the command, without the command. */

export interface Ended {
  /** The exit code that was said; `null`: none was. */
  code: number | null;
  stdout: string;
  stderr: string;
  /** What `run` set and removed, in its order; `null`: there was no `run`. */
  run: string[] | null;
}

export interface Asker {
  ended: Promise<Ended>;
  /** What came so far. */
  soFar: Ended;
  socket: Socket;
  /** Goes away without waiting. */
  leave(): void;
}

export interface AskerOptions {
  locale?: string;
  /** Bits: stdin, stdout, stderr. */
  terminals?: number;
  folder?: string;
  cut?: boolean;
  /** What is answered to `look`: the result, and the path. */
  looked?: [number, string];
}

/** Makes a frame of this kind. */
export function frameOf(kind: number, payload: Uint8Array): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(payload.length + 1, 0);
  head[4] = kind;
  return Buffer.concat([head, payload]);
}

/** Makes the frame that asks with these arguments. */
export function askFrame(args: readonly (string | Uint8Array)[], options: AskerOptions = {}): Buffer {
  const { locale = 'en_US.UTF-8', terminals = 0, folder = '/home/ada', cut = false } = options;
  const texts = [locale, folder, ...args].flatMap((one) => [Buffer.from(one), Buffer.of(0)]);
  return frameOf(1, Buffer.concat([Buffer.of(1, terminals, cut ? 1 : 0), ...texts]));
}

/** Connects to this socket and asks. */
export function ask(path: string, args: readonly (string | Uint8Array)[], options: AskerOptions = {}): Asker {
  const { looked = [0, '/usr/bin/terraform'] } = options;
  const socket = connect(path);
  const soFar: Ended = { code: null, stdout: '', stderr: '', run: null };
  let kept = Buffer.alloc(0);
  socket.on('data', (piece: Buffer) => {
    kept = Buffer.concat([kept, piece]);
    while (kept.length >= 4 && kept.length >= 4 + kept.readUInt32BE(0)) {
      const end = 4 + kept.readUInt32BE(0);
      const payload = kept.subarray(5, end);
      const kind = kept[4];
      kept = kept.subarray(end);
      if (kind === 1 || kind === 3) soFar.stderr += payload.toString('utf8');
      else if (kind === 2) soFar.stdout += payload.toString('utf8');
      else if (kind === 4) socket.write(frameOf(2, Buffer.concat([Buffer.of(looked[0]), Buffer.from(looked[1])])));
      else if (kind === 5) soFar.run = payload.subarray(0, -1).toString('utf8').split('\0');
      else if (kind === 6) soFar.code = payload[0] ?? null;
    }
  });
  socket.on('error', () => undefined);
  socket.write(askFrame(args, options));
  const ended = new Promise<Ended>((resolve) => socket.once('close', () => resolve(soFar)));
  return { ended, soFar, socket, leave: () => socket.destroy() };
}

import { wipeBytes } from '../base/wipe';

/**
 * What travels between the command `keyfold` and the vault process (docs/decisions/0039-the-command.md): frames of a
 * length (four bytes, the highest first), a kind (one byte), and what belongs to it. The length counts the kind too.
 */

/** The highest length of a frame, in bytes. */
export const mostFrame = 65_536;
/** The highest number of bytes of what a frame holds. */
const mostPayload = mostFrame - 1;
/** The only version of the frames so far. */
const version = 1;

const kinds = { ask: 1, found: 2 } as const;
const answers = { note: 1, out: 2, fail: 3, look: 4, run: 5, exit: 6 } as const;

/** What a program asks, as its command line says it. All of it comes from outside. */
export interface Asking {
  terminals: { stdin: boolean; stdout: boolean; stderr: boolean };
  /** The last arguments were left out, because they were too long. */
  cut: boolean;
  /** The first that is set of LC_ALL, LC_MESSAGES and LANG; empty: none is. */
  locale: string;
  folder: string;
  /** The arguments without the command's own name. What is no UTF-8 is � in them. */
  args: readonly string[];
}

/** What the command found when it looked for a program. `path` is empty if there is none. */
export interface Looked {
  result: 'found' | 'missing' | 'not-executable';
  path: string;
}

export type FromCommand = { kind: 'ask'; asking: Asking } | { kind: 'found'; looked: Looked };

const results: readonly Looked['result'][] = ['found', 'missing', 'not-executable'];

/**
 * Reads frames from the pieces in which they come. `push` returns `false` if the bytes can't be a frame: then nothing
 * more is read. No more than one frame is kept.
 */
export function createFrameReader(onFrame: (frame: FromCommand) => void): { push(piece: Uint8Array): boolean } {
  let kept: Buffer[] = [];
  let size = 0;
  let broken = false;

  /** Takes the next bytes from what is kept, if they are there. */
  const take = (length: number): Buffer => {
    const all = kept.length === 1 && kept[0] ? kept[0] : Buffer.concat(kept);
    const rest = all.subarray(length);
    kept = rest.length > 0 ? [rest] : [];
    size = rest.length;
    return all.subarray(0, length);
  };
  const length = () => {
    if (kept.length > 1 && (kept[0]?.length ?? 0) < 4) kept = [Buffer.concat(kept)];
    return kept[0]?.readUInt32BE(0) ?? 0;
  };

  return {
    push(piece) {
      if (broken) return false;
      kept.push(Buffer.from(piece));
      size += piece.length;
      while (size >= 4) {
        const wanted = length();
        const fits = wanted >= 1 && wanted <= mostFrame;
        if (fits && size < 4 + wanted) return true;
        const frame = fits ? frameOf(take(4 + wanted).subarray(4)) : null;
        if (!frame) {
          broken = true;
          kept = [];
          return false;
        }
        onFrame(frame);
      }
      return true;
    },
  };
}

function frameOf(bytes: Buffer): FromCommand | null {
  const payload = bytes.subarray(1);
  if (bytes[0] === kinds.ask) {
    const asking = askingOf(payload);
    return asking && { kind: 'ask', asking };
  }
  if (bytes[0] === kinds.found) {
    const looked = lookedOf(payload);
    return looked && { kind: 'found', looked };
  }
  return null;
}

function askingOf(payload: Buffer): Asking | null {
  const [said, terminals = 0, cut] = payload;
  const texts = payload.subarray(3);
  // Each text ends with a NUL, so what follows the last one is nothing.
  if (said !== version || terminals > 7 || (cut !== 0 && cut !== 1) || texts.at(-1) !== 0) return null;
  const [locale, folder, ...args] = texts.subarray(0, -1).toString('utf8').split('\0');
  if (locale === undefined || folder === undefined) return null;
  const isTerminal = (bit: number) => (terminals & bit) !== 0;
  return {
    terminals: { stdin: isTerminal(1), stdout: isTerminal(2), stderr: isTerminal(4) },
    cut: cut === 1,
    locale,
    folder,
    args,
  };
}

function lookedOf(payload: Buffer): Looked | null {
  const result = results[payload[0] ?? results.length];
  const path = payload.subarray(1);
  if (result === undefined || path.includes(0)) return null;
  return { result, path: path.toString('utf8') };
}

function frame(kind: number, payload: Uint8Array): Buffer {
  if (payload.length > mostPayload) throw new Error('frame too long');
  const bytes = Buffer.allocUnsafeSlow(5 + payload.length);
  bytes.writeUInt32BE(1 + payload.length, 0);
  bytes[4] = kind;
  bytes.set(payload, 5);
  return bytes;
}

/** Cuts bytes that are too long for one frame into several. */
function frames(kind: number, bytes: Uint8Array): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += mostPayload) parts.push(frame(kind, bytes.subarray(at, at + mostPayload)));
  const all = Buffer.concat(parts);
  for (const part of parts) part.fill(0);
  return all;
}

/** Text for stderr. */
export const note = (text: string): Buffer => frames(answers.note, Buffer.from(text, 'utf8'));
export const failure = (text: string): Buffer => frames(answers.fail, Buffer.from(text, 'utf8'));
/** Bytes for stdout. */
const out = (bytes: Uint8Array): Buffer => frames(answers.out, bytes);
export const exit = (code: number): Buffer => frame(answers.exit, Uint8Array.of(code));

/** A text for stdout, and the end of all went well. The caller wipes what is returned. */
export function printed(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8');
  const frames = out(bytes);
  try {
    return Buffer.concat([frames, exit(0)]);
  } finally {
    bytes.fill(0);
    frames.fill(0);
  }
}

/** Asks where the program is that stands at this place among the arguments. */
export function look(at: number): Buffer {
  const payload = Buffer.alloc(2);
  payload.writeUInt16BE(at, 0);
  return frame(answers.look, payload);
}

/** One change of the environment. Without a value, the variable is removed. */
export interface Change {
  name: string;
  value?: Uint8Array;
}

/**
 * Tells the command to become the program, with these changes of its environment in their order. The caller wipes the
 * values and what is returned. Returns `null` if they are too long for a frame, or a value can't be a variable's.
 */
export function run(changes: readonly Change[]): Buffer | null {
  const parts = changes.flatMap(({ name, value }) => [
    Buffer.from(value ? `${name}=` : name, 'utf8'),
    ...(value ? [value] : []),
    Uint8Array.of(0),
  ]);
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  if (length > mostPayload || changes.some(({ value }) => value?.includes(0))) return null;
  const payload = Buffer.concat(parts);
  try {
    return frame(answers.run, payload);
  } finally {
    wipeBytes(payload);
  }
}

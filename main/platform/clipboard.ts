import * as electron from 'electron';
import { churn } from './churn';
import { crypto } from './crypto';
import { selectionsAnswer } from './x11-selection';

/**
 * The clipboard. A copied secret passes through main. It is cleared after a time, on lock and on quit, but only if the
 * clipboard still holds our value. To compare, only a hash of the value is kept.
 *
 * Electron 44 made the clipboard asynchronous and added `ClipboardItem`, which writes several formats at once. A value
 * can be marked so that clipboard histories ignore it only with that. This file is the only one that knows these
 * differences.
 */

/** What Keyfold put on the clipboard last. */
let ours: {
  hash: string;
  /** In milliseconds since the epoch. */
  clearsAt: number;
  /** Clears it, or looks again if it could not be cleared. */
  timer: NodeJS.Timeout;
  /** Its time is over, and it is not known that it was cleared. */
  stays: boolean;
} | null = null;

interface Follower {
  /** Seconds until a value is cleared. */
  seconds(): number;
  /** Whether Keyfold's window has the focus. */
  focused(): boolean;
  changed(): void;
}

let follow: Follower = { seconds: () => 30, focused: () => true, changed: () => undefined };

/** Seconds between two tries to clear a value that could not be cleared. */
const betweenTries = 10;

/** Whether a copied value can be marked so that clipboard histories ignore it. */
export const concealsCopies = typeof electron.ClipboardItem === 'function';

const hash = (text: string) => crypto().createHash('sha256').update(text).digest('base64');

const customFormat = (name: string) => `electron application/osclipboard;format="${name}"`;

/** The formats that tell the clipboard histories of each system to ignore a value. */
const concealment: Partial<Record<NodeJS.Platform, Record<string, string>>> = {
  darwin: { [customFormat('org.nspasteboard.ConcealedType')]: '1' },
  win32: { [customFormat('ExcludeClipboardContentFromMonitorProcessing')]: '1' },
  linux: { [customFormat('x-kde-passwordManagerHint')]: 'secret' },
};

/** One of the places that hold a copied text. */
interface Place {
  readText(): string | Promise<string>;
  clear(): void;
}

/** The form that the clipboard had up to Electron 43. */
interface FormerClipboard {
  readText(place: 'selection'): string;
  clear(place: 'selection'): void;
}

/**
 * Returns the places that hold a copied text. On Linux Chromium also puts it into the primary selection, and a middle
 * click pastes it from there. Measured: it stayed there when only the clipboard was cleared.
 */
function places(): Place[] {
  const { clipboard } = electron;
  if (process.platform !== 'linux') return [clipboard];
  // It doesn't exist up to Electron 43, although its type says that it does.
  const selection = clipboard.selection as Place | undefined;
  if (selection) return [clipboard, selection];
  const former = clipboard as unknown as FormerClipboard;
  return [clipboard, { readText: () => former.readText('selection'), clear: () => former.clear('selection') }];
}

async function write(text: string): Promise<void> {
  if (concealsCopies) {
    await electron.clipboard.write([
      new electron.ClipboardItem({ 'text/plain': text, ...concealment[process.platform] }),
    ]);
  } else await electron.clipboard.writeText(text);
}

/** Sets after how many seconds a value is cleared, and who is told when a value was copied or cleared. */
export function followClipboard(by: Follower): void {
  follow = by;
}

/**
 * Returns when the copied value will be cleared, in milliseconds since the epoch; `null` if there is none. `stays`: its
 * time is over, and it is not known that it was cleared.
 */
export function clipboardState(): { clearsAt: number | null; stays: boolean } {
  return { clearsAt: ours && !ours.stays ? ours.clearsAt : null, stays: ours?.stays ?? false };
}

/** Puts UTF-8 text on the clipboard and wipes the bytes. Returns after how many seconds the text is cleared. */
export async function copyForAWhile(bytes: Uint8Array): Promise<{ seconds: number }> {
  // A view of the same memory: a copy would stand in Node's pool, which nothing wipes.
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  bytes.fill(0);
  await write(text);
  if (ours) clearTimeout(ours.timer);
  const seconds = follow.seconds();
  const timer = setTimeout(() => void clearIfOurs(), seconds * 1000);
  ours = { hash: hash(text), clearsAt: Date.now() + seconds * 1000, timer, stays: false };
  follow.changed();
  return { seconds };
}

/** Puts a text on the clipboard that holds nothing of the vault. It stays there. A value that is there is forgotten. */
export async function copyReport(text: string): Promise<void> {
  await electron.clipboard.writeText(text);
}

/**
 * Under Wayland a window without the focus can neither see nor clear the clipboard, and is not told so. This is known
 * only by the session, since Keyfold may run as a window of the X server there.
 */
const mayBeDeaf = () => process.platform === 'linux' && process.env.WAYLAND_DISPLAY !== undefined && !follow.focused();

/** Clears the value in each place that still has it. Returns whether it is known that no place has it any more. */
async function clearEach(expected: string): Promise<boolean> {
  if (process.platform === 'linux' && !(await selectionsAnswer())) return false;
  for (const place of places()) if (hash(await place.readText()) === expected) place.clear();
  if (mayBeDeaf()) return false;
  for (const place of places()) if (hash(await place.readText()) === expected) return false;
  return true;
}

/**
 * Clears the clipboard if it still holds what Keyfold put there last. Then it starts to overwrite what main's memory
 * kept of the value, and doesn't wait for that. If it is not known that the value is gone, this is said
 * (`clipboardState`), and it is tried again after some seconds and by `windowFocused`. Never fails.
 */
export async function clearIfOurs(): Promise<void> {
  const present = ours;
  if (!present) return;
  clearTimeout(present.timer);
  const cleared = await clearEach(present.hash).catch(() => false);
  // Another value may have been copied meanwhile.
  if (ours !== present) return;
  if (cleared) {
    ours = null;
    void churn();
  } else {
    present.stays = true;
    present.timer = setTimeout(() => void clearIfOurs(), betweenTries * 1000);
  }
  follow.changed();
}

/** Call this when Keyfold's window gets the focus: what could not be cleared is tried again. */
export function windowFocused(): void {
  if (ours?.stays) void clearIfOurs();
}

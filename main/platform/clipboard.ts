import { createHash } from 'node:crypto';
import * as electron from 'electron';
import { churn } from './churn';

/**
 * The clipboard. A secret that is copied passes through main; it is cleared after a time, on lock and on quit, but only
 * where the clipboard still holds our value. To compare, only a hash of it is kept.
 *
 * Electron 44 made the clipboard asynchronous and brought `ClipboardItem`, with which several formats are written at
 * once; only there can a value be marked so that clipboard histories leave it out. This file is the only one that knows.
 */

/** What Keyfold put on the clipboard last, and when it goes from there. */
let ours: { hash: string; clearsAt: number; timer: NodeJS.Timeout } | null = null;

let follow: { seconds(): number; changed(): void } = { seconds: () => 30, changed: () => undefined };

/** Whether a copied value can be marked as concealed here. */
export const concealsCopies = typeof electron.ClipboardItem === 'function';

const hash = (text: string) => createHash('sha256').update(text).digest('base64');

const customFormat = (name: string) => `electron application/osclipboard;format="${name}"`;

/** The formats by which each system's clipboard histories know that a value is concealed. */
const concealment: Partial<Record<NodeJS.Platform, Record<string, string>>> = {
  darwin: { [customFormat('org.nspasteboard.ConcealedType')]: '1' },
  win32: { [customFormat('ExcludeClipboardContentFromMonitorProcessing')]: '1' },
  linux: { [customFormat('x-kde-passwordManagerHint')]: 'secret' },
};

/** One of the places where what was copied stands. */
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
 * Where a copied text stands. On Linux Chromium puts it into the primary selection as well, from where a middle click
 * pastes it (measured: it stayed there when the clipboard alone was cleared).
 */
function places(): Place[] {
  const { clipboard } = electron;
  if (process.platform !== 'linux') return [clipboard];
  // Absent up to Electron 43, whatever its type says.
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

/** Says after how many seconds a value is cleared, and listens to when one comes and goes. */
export function followClipboard(by: { seconds(): number; changed(): void }): void {
  follow = by;
}

/** When the value that was copied is cleared, in milliseconds since the epoch; `null` where none is there. */
export function clipboardClearsAt(): number | null {
  return ours?.clearsAt ?? null;
}

/** Puts UTF-8 text on the clipboard; answers after how many seconds it is cleared. The bytes are wiped. */
export async function copyForAWhile(bytes: Uint8Array): Promise<{ seconds: number }> {
  // A view of the same memory: a copy would stand in Node's pool, which nothing wipes.
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  bytes.fill(0);
  await write(text);
  if (ours) clearTimeout(ours.timer);
  const seconds = follow.seconds();
  const timer = setTimeout(() => void clearIfOurs(), seconds * 1000);
  ours = { hash: hash(text), clearsAt: Date.now() + seconds * 1000, timer };
  follow.changed();
  return { seconds };
}

/**
 * Clears the clipboard where what it holds is what Keyfold put there last, and then, without being waited for, overwrites
 * what main's memory kept of it.
 */
export async function clearIfOurs(): Promise<void> {
  if (!ours) return;
  const { hash: expected, timer } = ours;
  ours = null;
  clearTimeout(timer);
  follow.changed();
  for (const place of places()) if (hash(await place.readText()) === expected) place.clear();
  void churn();
}

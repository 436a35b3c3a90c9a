import { createHash } from 'node:crypto';
import * as electron from 'electron';

/**
 * The clipboard. A secret that is copied passes through main; it is cleared after a time, on lock and on quit, but only
 * if the clipboard still holds our value. To compare, only a hash of it is kept.
 *
 * Electron 44 made the clipboard asynchronous and brought `ClipboardItem`, with which several formats are written at
 * once; only there can a value be marked so that clipboard histories leave it out. This file is the only one that knows.
 */

/** Seconds until a copied value is cleared. */
const clearAfterSeconds = 30;

let ours: string | null = null;
let timer: NodeJS.Timeout | null = null;

const hash = (text: string) => createHash('sha256').update(text).digest('base64');

const customFormat = (name: string) => `electron application/osclipboard;format="${name}"`;

/** The formats by which each system's clipboard histories know that a value is concealed. */
const concealment: Partial<Record<NodeJS.Platform, Record<string, string>>> = {
  darwin: { [customFormat('org.nspasteboard.ConcealedType')]: '1' },
  win32: { [customFormat('ExcludeClipboardContentFromMonitorProcessing')]: '1' },
  linux: { [customFormat('x-kde-passwordManagerHint')]: 'secret' },
};

async function write(text: string): Promise<void> {
  if (typeof electron.ClipboardItem === 'function') {
    await electron.clipboard.write([
      new electron.ClipboardItem({ 'text/plain': text, ...concealment[process.platform] }),
    ]);
  } else await electron.clipboard.writeText(text);
}

/** Puts UTF-8 text on the clipboard; answers after how many seconds it is cleared. The bytes are wiped. */
export async function copyForAWhile(bytes: Uint8Array): Promise<{ seconds: number }> {
  const text = Buffer.from(bytes).toString('utf8');
  bytes.fill(0);
  await write(text);
  ours = hash(text);
  if (timer) clearTimeout(timer);
  timer = setTimeout(() => void clearIfOurs(), clearAfterSeconds * 1000);
  return { seconds: clearAfterSeconds };
}

/** Clears the clipboard if what it holds is what Keyfold put there last. */
export async function clearIfOurs(): Promise<void> {
  if (timer) clearTimeout(timer);
  timer = null;
  const expected = ours;
  ours = null;
  if (expected === null) return;
  if (hash(await electron.clipboard.readText()) === expected) electron.clipboard.clear();
  churn();
}

/** Overwrites freed string memory: measured, a copied value stays in the heap of main until something does. */
function churn(): void {
  let length = 0;
  for (let i = 0; i < 20_000; i += 1) length += `${i}-${'x'.repeat(40)}`.length;
  if (length === 0) throw new Error('unreachable');
}

import * as fs from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeAtomically } from '../files/atomic-write';
import { systemCode } from '../files/file-errors';
import { readStart, withRegularFile } from '../files/regular-file';
import { logFailure } from '../log';

/**
 * What happens while the vault is closed and the log with it: failed unlocks, and the locking itself, which ends the
 * process that could have written it down. It is kept in a small private file beside the vault, without any secret,
 * until the next unlock takes it into the log. Anyone who can write there can change it; the rows say where they come from
 * by what they are.
 */

const mostKept = 100;
const largest = 64 * 1024;

const attempt = z.strictObject({ at: z.int().min(0), what: z.enum(['unlock-failed', 'locked', 'vault-ended']) });
const format = z.strictObject({
  format: z.literal('keyfold-attempts'),
  version: z.literal(1),
  attempts: z.array(attempt).max(mostKept),
  /** How many older ones gave way to newer ones. */
  dropped: z.int().min(0),
});

export type Attempt = z.output<typeof attempt>;
export interface Attempts {
  attempts: Attempt[];
  dropped: number;
}

const fileIn = (folder: string) => join(folder, 'attempts.json');

/** What was kept in this folder; nothing where there is no such file or it can't be read. */
export function readAttempts(folder: string): Attempts {
  try {
    return withRegularFile(fileIn(folder), 'read', (file, size) => {
      if (size > largest) return { attempts: [], dropped: 0 };
      const { attempts, dropped } = format.parse(JSON.parse(readStart(file, size).toString('utf8')));
      return { attempts, dropped };
    });
  } catch {
    return { attempts: [], dropped: 0 };
  }
}

/** Adds one to the file; the oldest give way. Errors: those of the file system. */
export function noteAttempt(folder: string, noted: Attempt): void {
  const before = readAttempts(folder);
  const all = [...before.attempts, noted];
  const attempts = all.slice(-mostKept);
  const dropped = before.dropped + all.length - attempts.length;
  const content = { format: 'keyfold-attempts', version: 1, attempts, dropped } satisfies z.output<typeof format>;
  const target = fileIn(folder);
  writeAtomically({
    target,
    temporary: `${target}.new`,
    bytes: Buffer.from(`${JSON.stringify(content)}\n`, 'utf8'),
    mode: 'replace',
  });
}

/** Like {@link noteAttempt}, where nothing may come of a failure: the answer that the person gets is another. */
export function noteQuietly(folder: string, noted: Attempt): void {
  try {
    noteAttempt(folder, noted);
  } catch (error) {
    // No folder, a full or read-only disk.
    logFailure('attempts', error);
  }
}

/** Takes the file away. Errors: those of the file system. */
export function forgetAttempts(folder: string): void {
  try {
    fs.unlinkSync(fileIn(folder));
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
  }
}

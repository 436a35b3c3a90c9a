import * as fs from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeAtomically } from '../base/files/atomic-write';
import { systemCode } from '../base/files/file-errors';
import { readStart, withRegularFile } from '../base/files/regular-file';
import { reportFailure } from '../base/report-failure';

/**
 * What happens while the vault is closed and the log with it: failed unlocks, and the locking itself, which ends the
 * process that could have written it down. It is kept in a small private file beside the vault, without any secret,
 * until the next unlock takes it into the log. The failures in a row stand there too, since they decide how long the next
 * try has to wait. Anyone who can write there can change it; the rows say where they come from
 * by what they are.
 */

const mostKept = 100;
const largest = 64 * 1024;

/** The ways to open a vault. */
const unlockMethods = ['password', 'recovery-key'] as const;
export type UnlockMethod = (typeof unlockMethods)[number];

const attempt = z.strictObject({
  at: z.int().min(0),
  what: z.enum(['unlock-failed', 'recovery-failed', 'locked', 'vault-ended']),
});
const failures = z.strictObject({ failures: z.int().min(0), failedAt: z.int().min(0) });
const noFailures: z.output<typeof failures> = { failures: 0, failedAt: 0 };
const format = z.strictObject({
  format: z.literal('keyfold-attempts'),
  // Version 1 had no failures in a row.
  version: z.union([z.literal(1), z.literal(2)]),
  attempts: z.array(attempt).max(mostKept),
  /** How many older ones gave way to newer ones. */
  dropped: z.int().min(0),
  inARow: z.strictObject({ password: failures, 'recovery-key': failures }).optional(),
});

export type Attempt = z.output<typeof attempt>;
export interface Attempts {
  attempts: Attempt[];
  dropped: number;
  /** Failed tries since the last right one, each way by itself. */
  inARow: Readonly<Record<UnlockMethod, { failures: number; failedAt: number }>>;
}

const none: Attempts = { attempts: [], dropped: 0, inARow: { password: noFailures, 'recovery-key': noFailures } };

const fileIn = (folder: string) => join(folder, 'attempts.json');

/** What was kept in this folder; nothing where there is no such file or it can't be read. */
export function readAttempts(folder: string): Attempts {
  try {
    return withRegularFile(fileIn(folder), 'read', (file, size) => {
      if (size > largest) return none;
      const { attempts, dropped, inARow } = format.parse(JSON.parse(readStart(file, size).toString('utf8')));
      return { attempts, dropped, inARow: inARow ?? none.inARow };
    });
  } catch {
    return none;
  }
}

/**
 * Adds one to the file; the oldest give way. `failed`: it was such a try, the last of so many in a row. Errors: those of
 * the file system.
 */
export function noteAttempt(folder: string, noted: Attempt, failed?: { method: UnlockMethod; failures: number }): void {
  const before = readAttempts(folder);
  const all = [...before.attempts, noted];
  const attempts = all.slice(-mostKept);
  const dropped = before.dropped + all.length - attempts.length;
  const inARow = failed
    ? { ...before.inARow, [failed.method]: { failures: failed.failures, failedAt: noted.at } }
    : before.inARow;
  write(folder, { attempts, dropped, inARow });
}

/** After a right try: the failures in a row count no more. The rest stays for the log. Errors: those of the file system. */
export function clearFailures(folder: string): void {
  const before = readAttempts(folder);
  if (unlockMethods.some((method) => before.inARow[method].failures > 0))
    write(folder, { ...before, inARow: none.inARow });
}

function write(folder: string, { attempts, dropped, inARow }: Attempts): void {
  const content = { format: 'keyfold-attempts', version: 2, attempts, dropped, inARow } satisfies z.output<
    typeof format
  >;
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
    reportFailure('attempts', error);
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

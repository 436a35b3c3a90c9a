import { fstatSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readJson } from '../../common/strict-json';
import { waitsFrom } from '../base/backoff';
import { withRetries, writeAtomically } from '../base/files/atomic-write';
import { isFolder, removeFolder } from '../base/files/folder-system';
import { readStart, withRegularFile } from '../base/files/regular-file';
import { reportFailure } from '../base/report-failure';

/**
 * What happens while the vault is closed, and the log with it: failed unlocks, and the locking itself, which ends the
 * process that could have logged it. It is stored in a small private file beside the vault, without any secret. The
 * next unlock moves it into the log. The failures in a row are stored there too, because they decide how long the next
 * try has to wait. Anyone who can write to that folder can change the file. The actions of the rows show that they come
 * from there. A file that a newer Keyfold has written counts as far as this one understands it. It is set aside before
 * anything else takes its name.
 */

const mostKept = 100;
const largest = 64 * 1024;
/** The deepest nesting that is parsed. The format needs three levels. */
const deepest = 16;

/** The ways to open a vault. */
const unlockMethods = ['password', 'recovery-key'] as const;
export type UnlockMethod = (typeof unlockMethods)[number];

const attempt = z.strictObject({
  at: z.int().min(0),
  what: z.enum(['unlock-failed', 'recovery-failed', 'locked', 'vault-ended', 'vault-replaced']),
});
const failures = z.strictObject({ failures: z.int().min(0), failedAt: z.int().min(0) });
const noFailures: z.output<typeof failures> = { failures: 0, failedAt: 0 };
const format = z.strictObject({
  format: z.literal('keyfold-attempts'),
  // Version 1 had no failures in a row.
  version: z.union([z.literal(1), z.literal(2)]),
  attempts: z.array(attempt).max(mostKept),
  /** How many older entries were dropped for newer ones. */
  dropped: z.int().min(0),
  inARow: z.strictObject({ password: failures, 'recovery-key': failures }).optional(),
});

/** A file of a newer version. Each part of it is looked at by itself, since it may have another form by then. */
const newerFormat = z.object({
  format: z.literal('keyfold-attempts'),
  version: z.int().min(3),
  attempts: z.array(z.unknown()).catch([]),
  dropped: z.int().min(0).catch(0),
  inARow: z.record(z.string(), z.unknown()).catch({}),
});

export type Attempt = z.output<typeof attempt>;
export interface Attempts {
  attempts: Attempt[];
  /** How many have no entry. */
  dropped: number;
  /** The file is of a newer version. */
  newer: boolean;
  /** Failed tries since the last right one, each way by itself. */
  inARow: Readonly<Record<UnlockMethod, { failures: number; failedAt: number }>>;
}

const none: Attempts = {
  attempts: [],
  dropped: 0,
  newer: false,
  inARow: { password: noFailures, 'recovery-key': noFailures },
};

const fileIn = (folder: string) => join(folder, 'attempts.json');

/** Returns what is stored in this folder. If there is no such file, or it can't be read, nothing is stored. */
export function readAttempts(folder: string): Attempts {
  try {
    return withRegularFile(fileIn(folder), 'read', (file, size) => {
      if (size > largest) return none;
      const json = readJson(readStart(file, size).toString('utf8'), deepest);
      if (!json.ok) return none;
      const newer = newerFormat.safeParse(json.value);
      if (newer.success) return fromNewer(newer.data, Math.floor(fstatSync(file).mtimeMs));
      const { attempts, dropped, inARow } = format.parse(json.value);
      return { ...none, attempts, dropped, inARow: inARow ?? none.inARow };
    });
  } catch {
    return none;
  }
}

/** Returns what this version understands. `writtenAt`: the time of the file, in milliseconds since the epoch. */
function fromNewer({ attempts, dropped, inARow }: z.output<typeof newerFormat>, writtenAt: number): Attempts {
  const entries = attempts.flatMap((entry) => attempt.strip().safeParse(entry).data ?? []).slice(-mostKept);
  const countOf = (method: UnlockMethod) =>
    // Guessing must not become free by going back to this version.
    failures.strip().safeParse(inARow[method]).data ?? { failures: waitsFrom, failedAt: writtenAt };
  return {
    attempts: entries,
    dropped: dropped + attempts.length - entries.length,
    newer: true,
    inARow: { password: countOf('password'), 'recovery-key': countOf('recovery-key') },
  };
}

/**
 * Adds an entry to the file. If there are too many, the oldest are dropped. `failed`: the entry is a failed try, the
 * last of so many in a row. Errors: those of the file system.
 */
export function noteAttempt(folder: string, noted: Attempt, failed?: { method: UnlockMethod; failures: number }): void {
  const before = readAttempts(folder);
  const all = [...before.attempts, noted];
  const attempts = all.slice(-mostKept);
  const dropped = before.dropped + all.length - attempts.length;
  const inARow = failed
    ? { ...before.inARow, [failed.method]: { failures: failed.failures, failedAt: noted.at } }
    : before.inARow;
  write(folder, { ...before, attempts, dropped, inARow });
}

/**
 * Called after a right try: sets the failures in a row to 0. The rest stays for the log. Errors: those of the file
 * system.
 */
export function clearFailures(folder: string): void {
  const before = readAttempts(folder);
  if (unlockMethods.some((method) => before.inARow[method].failures > 0))
    write(folder, { ...before, inARow: none.inARow });
}

function write(folder: string, { attempts, dropped, newer, inARow }: Attempts): void {
  const content = { format: 'keyfold-attempts', version: 2, attempts, dropped, inARow } satisfies z.output<
    typeof format
  >;
  const target = fileIn(folder);
  // A folder of such a name would let nothing be counted.
  for (const own of [target, `${target}.new`]) if (isFolder(own)) removeFolder(own);
  writeAtomically({
    target,
    temporary: `${target}.new`,
    bytes: Buffer.from(`${JSON.stringify(content)}\n`, 'utf8'),
    mode: 'replace',
    ...(newer ? { previous: newerNameIn(folder) } : {}),
  });
}

/** The name under which a file of a newer version is set aside. */
const newerNameIn = (folder: string) => join(folder, `attempts.newer-${Date.now()}.json`);

/** Like {@link noteAttempt}, but a failure is only reported, because the person gets another answer. */
export function noteQuietly(folder: string, noted: Attempt): void {
  try {
    noteAttempt(folder, noted);
  } catch (error) {
    // There is no folder, or the disk is full or read-only.
    reportFailure('attempts', error);
  }
}

/** Removes the file, or sets one of a newer version aside. Errors: those of the file system. */
export function forgetAttempts(folder: string): void {
  if (readAttempts(folder).newer) withRetries(() => renameSync(fileIn(folder), newerNameIn(folder)));
  else removeFolder(fileIn(folder));
}

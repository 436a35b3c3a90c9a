import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { fail } from '../../common/errors';
import { readJson } from '../../common/strict-json';
import type { Clock } from '../base/clock';
import { writeAtomically } from '../base/files/atomic-write';
import { readStart, withRegularFile } from '../base/files/regular-file';
import { reportFailure } from '../base/report-failure';

/**
 * A note beside a vault on a shared drive that a machine has it open. SQLite's own lock doesn't reach other machines on
 * every kind of drive. The note is renewed as long as the vault is open. Whoever finds a note of another machine that
 * was renewed a moment ago doesn't open the vault.
 */

const noteIn = (folder: string) => join(folder, 'open.json');

/** Milliseconds between two renewals, and after how many a note counts no more. */
const renewEvery = 30_000;
const staleAfter = 90_000;

const format = z.strictObject({ machine: z.string().max(256), user: z.string().max(256) });
const mostBytes = 4096;

function readNote(folder: string): { machine: string; user: string; renewed: number } | null {
  try {
    return withRegularFile(noteIn(folder), 'read', (file, size) => {
      const json = readJson(readStart(file, Math.min(size, mostBytes)).toString('utf8'), 1);
      const note = json.ok ? format.safeParse(json.value) : null;
      return note?.success ? { ...note.data, renewed: fs.fstatSync(file).mtimeMs } : null;
    });
  } catch {
    // None, or what is no note.
    return null;
  }
}

/** Returns the time by the clock of the drive, in milliseconds since the epoch. The machines' own clocks may differ. */
function timeOf(folder: string): number {
  const probe = join(folder, `.time-${randomBytes(6).toString('hex')}`);
  fs.closeSync(fs.openSync(probe, 'wx', 0o600));
  try {
    return fs.statSync(probe).mtimeMs;
  } finally {
    fs.unlinkSync(probe);
  }
}

/** Errors: `vault-open-elsewhere`. */
export function refuseIfOpenElsewhere(folder: string, machine = hostname()): void {
  const note = readNote(folder);
  if (note === null || note.machine === machine) return;
  let now: number;
  try {
    now = timeOf(folder);
  } catch {
    // It can't be written to, so nothing can go wrong with it.
    return;
  }
  if (now - note.renewed < staleAfter) fail('vault-open-elsewhere', { machine: note.machine, user: note.user });
}

/**
 * Writes the note and renews it. Returns what ends that and removes the note. If the process is killed, the note counts
 * no more a moment later. A note that can't be written is reported and stops nothing.
 */
export function keepPresence(folder: string, user: string, time: Clock, machine = hostname()): () => void {
  let stopTimer = (): void => undefined;
  const renew = () => {
    try {
      const bytes = Buffer.from(JSON.stringify({ machine, user }), 'utf8');
      writeAtomically({ target: noteIn(folder), temporary: `${noteIn(folder)}.new`, bytes, mode: 'replace' });
    } catch (error) {
      reportFailure('presence', error);
    }
    stopTimer = time.after(renewEvery, renew);
  };
  renew();
  return () => {
    stopTimer();
    try {
      if (readNote(folder)?.machine === machine) fs.unlinkSync(noteIn(folder));
    } catch (error) {
      reportFailure('presence', error);
    }
  };
}

import * as fs from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { StepBack } from '../../common/generation';
import { passwordBytes } from '../../common/keys/text-bytes';
import { masterPassword } from '../support/fake-keys';
import { quiet } from '../unit/vault/backups/acts';
import { add, auditOf, createdVault, list, startTestVault, type TestVault } from '../unit/vault/harness';
import { sharedFolder } from './support/children';

/**
 * An older copy put back by somebody who has no key: a whole vault in itself. What the main view and the log are told of
 * it, and what they can't be told, each by its name.
 */

const files = ['vault.db', 'slots.json'] as const;
const newPassword = 'another fake master password';

interface Found {
  names: string[];
  /** What the main view is told without asking, and when it asks. */
  told: unknown[];
  asked: StepBack | null;
  /** Rows of the log. */
  rows: { action: string; copy: unknown }[];
  broken: unknown;
}

describe('an older copy put back', () => {
  /** With the key “Kept” and the first password; and later, with “Later” too and the second password. */
  const work = sharedFolder();
  const older = join(work, 'older');
  const present = join(work, 'present');
  let vault: Pick<TestVault, 'keychain' | 'marks'>;
  let olderMark: Uint8Array | null;
  let seen: number;
  let lastTry = 0;

  beforeAll(async () => {
    const first = await createdVault();
    await add(first, { name: 'Kept' });
    await quiet(first);
    first.end();
    fs.cpSync(first.folder, older, { recursive: true });
    olderMark = first.marks.kept;

    const { folder, keychain, marks } = first;
    seen = first.now + 3_600_000;
    const next = startTestVault({ folder, keychain, marks, now: seen });
    await next.view('unlock').must('session.unlock', { password: passwordBytes(masterPassword) });
    await add(next, { name: 'Later' });
    const change = { password: passwordBytes(masterPassword), newPassword: passwordBytes(newPassword) };
    await next.view('keyring').must('keyring.changePassword', change);
    next.end();
    // The mark follows the changes; here it comes with the next unlocking.
    const last = startTestVault({ folder, keychain, marks, now: seen });
    await last.view('unlock').must('session.unlock', { password: passwordBytes(newPassword) });
    await quiet(last);
    last.end();
    // The harness takes its own folders away after each test.
    fs.cpSync(folder, present, { recursive: true });
    vault = { keychain, marks: { ...marks } };
  });

  /** Puts these files back into a copy of the vault, and unlocks that with this password. */
  async function opened(put: readonly string[], password: string, mark = vault.marks.kept): Promise<Found> {
    lastTry += 1;
    const folder = join(work, String(lastTry));
    fs.cpSync(present, folder, { recursive: true });
    for (const file of put) fs.copyFileSync(join(older, file), join(folder, file));
    const { keychain } = vault;
    const next = startTestVault({ folder, keychain, marks: { kept: mark }, now: seen + 3_600_000 });
    const main = next.view('main-view');
    try {
      await next.view('unlock').must('session.unlock', { password: passwordBytes(password) });
      await quiet(next);
      const log = await auditOf(next, {}, 200);
      return {
        names: (await list(next)).rows.map(({ name }) => name).toSorted(),
        told: main.events.filter(({ name }) => name === 'stepBack').map(({ payload }) => payload),
        asked: await main.must<StepBack | null>('generation.state'),
        rows: log.rows
          .filter(({ action }) => action.startsWith('older-copy'))
          .map(({ action, facts }) => ({ action, copy: facts.copy })),
        broken: (await main.must<{ broken: unknown }>('audit.check')).broken,
      };
    } finally {
      next.end();
    }
  }

  const noticed = (part: StepBack['part'], at: number | null) => ({
    told: [{ part, seen: at }],
    asked: { part, seen: at },
    rows: [{ action: 'older-copy', copy: part }],
    broken: null,
  });
  const unnoticed = { told: [], asked: null, rows: [], broken: null };

  test('is none where nothing was put back', async () => {
    expect(await opened([], newPassword)).toEqual({ ...unnoticed, names: ['Kept', 'Later'] });
  });

  test('both files together: noticed by the mark, said and written down', async () => {
    expect(await opened(files, masterPassword)).toEqual({ ...noticed('vault', seen), names: ['Kept'] });
  });

  test('the database alone: noticed by the mark, and opens with the password of now', async () => {
    expect(await opened(['vault.db'], newPassword)).toEqual({ ...noticed('vault', seen), names: ['Kept'] });
  });

  test('the slots alone: noticed by what the database knows of them; the former password opens it', async () => {
    const found = { ...noticed('slots', null), names: ['Kept', 'Later'] };
    expect(await opened(['slots.json'], masterPassword)).toEqual(found);
    // It needs no mark.
    expect(await opened(['slots.json'], masterPassword, null)).toEqual(found);
  });

  test('the database alone without a mark: noticed too, as slots that it does not know', async () => {
    expect(await opened(['vault.db'], newPassword, null)).toEqual({ ...noticed('slots', null), names: ['Kept'] });
  });

  // What can't be noticed: nothing that is left says that there was ever more.
  test('NOT noticed: both files together and the mark removed', async () => {
    expect(await opened(files, masterPassword, null)).toEqual({ ...unnoticed, names: ['Kept'] });
  });

  test('NOT noticed: both files together with the mark of that time', async () => {
    expect(await opened(files, masterPassword, olderMark)).toEqual({ ...unnoticed, names: ['Kept'] });
  });
});

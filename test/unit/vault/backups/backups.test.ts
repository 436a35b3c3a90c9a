import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { type Backup, type BackupKind, usualRule } from '../../../../common/backups';
import type { Intent, PlanTold } from '../../../../common/intents';
import { type FolderSystem, realFolders } from '../../../../vault/base/files/folder-system';
import { backupError, makeBackup } from '../../../../vault/store/backups/make';
import { wipeKeys } from '../../../../vault/store/slots/slots';
import { asInVersion4 } from '../../../support/former-schema';
import { openFolder } from '../../../support/open-folder';
import { refuseRows } from '../full-disk';
import {
  add,
  auditOf,
  byPassword,
  createdVault,
  filesIn,
  list,
  newFolder,
  password,
  reopened,
  startTestVault,
  type TestVault,
} from '../harness';
import { backupFolder, backupsOf, day, failingFolders, modeOf, quiet, settled, stateOf } from './acts';

/** The ticket of the verify sheet for this. */
const verifiedFor = (vault: TestVault, intent: Intent) =>
  vault.view('verify').must<{ ticket: string }>('protection.verify', { ...byPassword(''), intent });

/** The same to remove this backup. */
const verifiedRemoval = (vault: TestVault, name = '') => verifiedFor(vault, { act: 'remove-backup', name });

/** Every kind of backup. */
const allKinds = Object.keys({
  daily: true,
  manual: true,
  'before-migration': true,
  'before-import': true,
  'before-rekey': true,
  'before-restore': true,
  rescued: true,
} satisfies Record<BackupKind, true>) as BackupKind[];

const kinds = async (vault: Parameters<typeof backupsOf>[0]) => (await backupsOf(vault)).map(({ kind }) => kind);

describe('the daily backup', () => {
  test('is made at the first unlock of a day, after the rows, and once', async () => {
    const first = await createdVault();
    await quiet(first);
    expect(await kinds(first)).toEqual([]);
    const second = await reopened(first);
    const main = second.view('main-view');
    await add(second, { name: 'Kept' });
    await quiet(second);
    await settled(() => main.events.some(({ name }) => name === 'backupsChanged'));
    expect(await kinds(second)).toEqual(['daily']);
    const again = await reopened(second);
    await quiet(again);
    await again.view('main-view').must('audit.check');
    // Backups are made one after the other, so another daily one would be there before this one.
    await again.view('main-view').must('backups.make');
    expect(await kinds(again)).toEqual(['manual', 'daily']);
    const tomorrow = await reopened(again, { now: again.now + day });
    await quiet(tomorrow);
    await settled(async () => (await kinds(tomorrow)).length === 3);
    expect((await stateOf(tomorrow)).failed).toBeNull();
    const { rows } = await auditOf(tomorrow, { action: 'backup' });
    expect(rows.map(({ outcome, facts }) => [outcome, facts.backup])).toEqual([
      ['ok', 'daily'],
      ['ok', 'manual'],
      ['ok', 'daily'],
    ]);
  });

  test('is encrypted, private, and opens with the password by its own slots', async () => {
    const vault = await createdVault();
    await add(vault, { name: 'Kept' });
    await vault.view('main-view').must('backups.make');
    const [backup] = await backupsOf(vault);
    expect(backup?.name).toBe('2026-01-01T000000Z-manual');
    const folder = backupFolder(vault, backup?.name);
    expect(modeOf(backupFolder(vault))).toBe(0o700);
    expect(modeOf(folder)).toBe(0o700);
    expect([...filesIn(folder).keys()].toSorted()).toEqual(['slots.json', 'vault.db']);
    for (const [name, bytes] of filesIn(folder)) {
      expect(modeOf(join(folder, name))).toBe(0o600);
      expect(bytes.includes('Kept')).toBe(false);
    }
    const copy = newFolder();
    fs.cpSync(folder, copy, { recursive: true });
    const other = startTestVault({ folder: copy, keychain: vault.keychain });
    await other.view('unlock').must('session.unlock', password());
    expect((await list(other)).rows.map(({ name }) => name)).toEqual(['Kept']);
  });

  test('that fails is said and written down, and nothing else stops', async () => {
    const first = await createdVault();
    fs.writeFileSync(backupFolder(first), 'no folder');
    const vault = await reopened(first, { now: first.now + day });
    const main = vault.view('main-view');
    await quiet(vault);
    await settled(() => main.events.some(({ name }) => name === 'backupsChanged'));
    const { failed } = await stateOf(vault);
    expect(failed).toMatchObject({ kind: 'daily', error: { code: 'io', system: 'EEXIST' } });
    expect((await auditOf(vault, { action: 'backup' })).rows).toMatchObject([{ outcome: 'failed', code: 'io' }]);
    await add(vault);
    fs.rmSync(backupFolder(vault));
    await main.must('backups.make');
    expect((await stateOf(vault)).failed).toBeNull();
  });
});

// Defect: the folder was made anew where it had been, with a backup in it, and stood in the way of the one that came back.
test('a backup of a vault whose folder went away fails, and makes nothing in its place', async () => {
  const vault = await createdVault();
  await quiet(vault);
  const away = `${vault.folder}.away`;
  fs.renameSync(vault.folder, away);
  const failed = await vault.view('main-view').mustFail('backups.make');
  expect(failed).toEqual({ code: 'vault-replaced', how: 'gone', path: vault.folder });
  expect(fs.existsSync(vault.folder)).toBe(false);
  fs.renameSync(away, vault.folder);
  const again = await reopened(vault);
  await again.view('main-view').must('backups.make');
});

describe('a backup', () => {
  test('is one moment of the vault, also while keys are being added', async () => {
    const vault = await createdVault();
    const main = vault.view('main-view');
    for (let number = 0; number < 3; number += 1) {
      const made = main.must('backups.make');
      await Promise.all([add(vault), add(vault), made]);
    }
    expect(await kinds(vault)).toEqual(['manual', 'manual', 'manual']);
    expect((await backupsOf(vault)).map(({ name }) => name.split('manual')[1])).toEqual(['-3', '-2', '']);
    const check = await main.must<{ broken: unknown }>('audit.check');
    expect(check.broken).toBeNull();
  });

  test('leaves the lock on the vault where it is', async () => {
    const vault = await createdVault();
    await vault.view('main-view').must('backups.make');
    const second = startTestVault({ folder: vault.folder });
    expect(await second.view('unlock').mustFail('session.unlock', password())).toEqual({ code: 'vault-in-use' });
  });

  test('made by hand stays until a person deletes it, and so does one that a restore set aside', async () => {
    const vault = await createdVault();
    const main = vault.view('main-view');
    await main.must('backups.make');
    const [first] = await backupsOf(vault);
    const name = first?.name ?? '';
    fs.renameSync(backupFolder(vault, name), backupFolder(vault, name.replace('manual', 'before-restore')));
    const keep = { days: 1, weeks: 0, months: 0, acts: 1 };
    await main.must('backups.keep', { keep, ...(await verifiedFor(vault, { act: 'keep-backups', keep })) });
    for (let number = 0; number < 9; number += 1) {
      vault.now += 1000;
      await main.must('backups.make');
    }
    expect(await kinds(vault)).toEqual([...Array<BackupKind>(9).fill('manual'), 'before-restore']);
    expect((await stateOf(vault)).keep).toEqual(keep);
    const facts = { before: '7 / 4 / 12 / 5', after: '1 / 0 / 0 / 1' };
    expect((await auditOf(vault, { action: 'backups-kept' })).rows[0]?.facts).toEqual(facts);
    for (const wrong of [
      { days: 0 },
      { days: 31 },
      { weeks: 1.5 },
      { weeks: -1 },
      { months: 37 },
      { acts: 0 },
      { acts: '5' },
    ])
      expect(await main.mustFail('backups.keep', { keep: { ...usualRule, ...wrong } })).toMatchObject({
        code: 'bad-request',
      });
  });

  test('is removed when a person says so', async () => {
    const vault = await createdVault();
    const main = vault.view('main-view');
    await main.must('backups.make');
    const [backup] = await backupsOf(vault);
    expect(await main.mustFail('backups.remove', { name: backup?.name })).toMatchObject({
      code: 'verification-required',
      effect: 'backup.remove',
    });
    await main.must('backups.remove', { name: backup?.name, ...(await verifiedRemoval(vault, backup?.name)) });
    expect(fs.readdirSync(backupFolder(vault))).toEqual([]);
    expect(await main.mustFail('backups.remove', { name: backup?.name })).toEqual({ code: 'backup-gone' });
    for (const name of ['../vault', '..', '2026-01-01T000000Z-manual/../..', '']) {
      expect(await main.mustFail('backups.remove', { name })).toMatchObject({ code: 'bad-request' });
    }
    const { rows } = await auditOf(vault, { action: 'backup-removed' });
    expect(rows.filter(({ outcome }) => outcome === 'ok').map(({ facts }) => facts)).toEqual([
      { backup: 'manual', from: backup?.at, subject: backup?.name },
    ]);
    // What the schema refuses is in the log as another kind of row.
    const refused = rows.filter(({ outcome }) => outcome === 'refused').map(({ code }) => code);
    expect(refused).toEqual(['backup-gone', 'verification-required']);
  });

  test.each(allKinds)(
    'of the kind %s is read back before it counts: one that was written wrong is none',
    async (kind) => {
      const vault = await createdVault();
      await add(vault);
      vault.end();
      const { database, keys, slots, paths } = await openFolder(vault.folder, password().password);
      const given = { folder: paths.folder, database, key: keys.vaultKey, slots, kind, at: 0, keep: usualRule };
      /** A disk that changes one byte of what is written, in the part of that write. */
      const careless = (wrong: (bytes: Uint8Array) => boolean): FolderSystem => ({
        ...realFolders,
        writeSync: (file, bytes, from) => {
          const written = Buffer.from(bytes);
          if (wrong(written)) written.writeUInt8(written.readUInt8(written.length - 9) ^ 1, written.length - 9);
          return fs.writeSync(file, written, from);
        },
      });
      // Any byte may be the first of an encrypted database.
      const areSlots = (bytes: Uint8Array) => Buffer.from(bytes).includes('"vaultId"');
      for (const wrong of [(bytes: Uint8Array) => !areSlots(bytes), areSlots]) {
        const error: unknown = await makeBackup({ ...given, system: careless(wrong) }).catch((refused) => refused);
        expect(backupError(error, paths.database)).toMatchObject({ code: 'vault-damaged' });
        expect(fs.readdirSync(backupFolder(vault))).toEqual([]);
      }
      await makeBackup(given);
      expect((await backupsOf(vault)).map((backup) => backup.kind)).toEqual([kind]);
      database.close();
      wipeKeys(keys);
    },
  );

  test('whose removal can’t be written down stays', async () => {
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const first = await createdVault();
    await first.view('main-view').must('backups.make');
    first.end();
    refuseRows(first.folder, "NEW.action = 'backup-removed'");
    const vault = await reopened(first);
    const [backup] = await backupsOf(vault);
    const ticket = await verifiedRemoval(vault, backup?.name);
    await vault.view('main-view').mustFail('backups.remove', { name: backup?.name, ...ticket });
    expect(await backupsOf(vault)).toContainEqual(backup);
  });

  test('that is cut short at any step never counts, and the next one clears it away', async () => {
    const vault = await createdVault();
    await add(vault);
    vault.end();
    const { database, keys, slots, paths } = await openFolder(vault.folder, password().password);
    const make = (system: ReturnType<typeof failingFolders>) =>
      makeBackup({
        folder: paths.folder,
        database,
        key: keys.vaultKey,
        slots,
        kind: 'daily',
        at: 0,
        keep: usualRule,
        system,
      });
    const whole = failingFolders(-1);
    await make(whole);
    fs.rmSync(backupFolder(vault), { recursive: true });
    for (let step = 0; step < whole.calls.length; step += 1) {
      const system = failingFolders(step);
      await expect(make(system), `${step} ${whole.calls[step]}`).rejects.toMatchObject({ code: 'ENOSPC' });
      const left = fs.existsSync(backupFolder(vault)) ? fs.readdirSync(backupFolder(vault)) : [];
      // Once it has its name it is whole; only the sync of that name failed.
      const named = left.includes('1970-01-01T000000Z-daily');
      expect(left).toEqual(named ? ['1970-01-01T000000Z-daily'] : []);
      expect(named).toBe(step === whole.calls.length - 1 || step === whole.calls.length - 2);
      fs.rmSync(backupFolder(vault), { recursive: true, force: true });
    }
    // A crash clears nothing away.
    fs.mkdirSync(backupFolder(vault, '2026-01-01T000000Z-daily.part'), { recursive: true });
    fs.mkdirSync(backupFolder(vault, '2025-01-01T000000Z-daily.gone'), { recursive: true });
    fs.writeFileSync(backupFolder(vault, '2026-01-01T000000Z-daily.part/vault.db'), 'half');
    fs.mkdirSync(backupFolder(vault, '2024-01-01T000000Z-daily'));
    expect(await backupsOf(vault)).toEqual([]);
    await make(failingFolders(-1));
    expect((await backupsOf(vault)).map(({ name }) => name)).toEqual(['1970-01-01T000000Z-daily']);
    expect(fs.readdirSync(backupFolder(vault)).filter((name) => /part|gone/.test(name))).toEqual([]);
    database.close();
    wipeKeys(keys);
  });
});

describe('before a migration', () => {
  /** A closed vault as an older Keyfold would have left it, as far as its version goes. */
  async function olderVault() {
    const vault = await createdVault();
    await add(vault, { name: 'Kept' });
    vault.end();
    const { database, keys } = await openFolder(vault.folder, password().password);
    asInVersion4(database.run);
    database.close();
    wipeKeys(keys);
    return vault;
  }

  test('a backup of the vault as it was is made', async () => {
    const vault = await reopened(await olderVault());
    await quiet(vault);
    await settled(async () => (await kinds(vault)).includes('before-migration'));
    expect((await list(vault)).total).toBe(1);
    await settled(async () => (await auditOf(vault, { action: 'backup' })).total > 0);
    const { rows } = await auditOf(vault, { action: 'backup' });
    const made = (await backupsOf(vault)).find(({ kind }) => kind === 'before-migration');
    expect(rows.at(-1)?.facts).toEqual({ backup: 'before-migration', subject: made?.name });
  });

  test('an older backup that goes for it has its row, too', async () => {
    const older = await olderVault();
    const names = Array.from({ length: 7 }, (_, index) => `2020-01-0${index + 1}T080000Z-daily`);
    for (const name of names) {
      fs.mkdirSync(backupFolder(older, name), { recursive: true });
      for (const file of ['vault.db', 'slots.json']) fs.writeFileSync(join(backupFolder(older, name), file), 'FAKE');
    }
    const vault = await reopened(older);
    await quiet(vault);
    await settled(async () => (await auditOf(vault, { action: 'backup-removed' })).total > 0);
    const { rows } = await auditOf(vault, { action: 'backup-removed' });
    expect(rows.at(-1)?.facts).toEqual({
      backup: 'daily',
      from: Date.UTC(2020, 0, 1, 8),
      subject: names[0],
      why: 'too-many',
    });
  });

  test('a backup that fails is the end of it, and the vault is left as it was', async () => {
    const vault = await olderVault();
    fs.writeFileSync(backupFolder(vault), 'no folder');
    const before = filesIn(vault.folder);
    const next = startTestVault({ folder: vault.folder, keychain: vault.keychain });
    expect(await next.view('unlock').mustFail('session.unlock', password())).toMatchObject({
      code: 'backup-failed',
      cause: { code: 'io' },
    });
    expect(filesIn(vault.folder)).toEqual(before);
    fs.rmSync(backupFolder(vault));
    await next.view('unlock').must('session.unlock', password());
    expect((await list(next)).total).toBe(1);
  });
});

/** Renames the backup of that place in the list, so that it is one of this kind and time. */
function as(vault: TestVault, { name }: Backup, kind: BackupKind, at: number): void {
  const other = `${new Date(at).toISOString().slice(0, 19).replaceAll(':', '')}Z-${kind}`;
  fs.renameSync(backupFolder(vault, name), backupFolder(vault, other));
}

/** A vault with a daily backup of each of so many days, the last one of today. */
async function withDays(count: number): Promise<{ vault: TestVault; before: Backup[] }> {
  const vault = await createdVault();
  for (let number = 0; number < count; number += 1) {
    if (number > 0) vault.now += day;
    await vault.view('main-view').must('backups.make');
    const [made] = await backupsOf(vault);
    if (made) as(vault, made, 'daily', vault.now);
  }
  return { vault, before: await backupsOf(vault) };
}

const only = (days: number) => ({ days, weeks: 0, months: 0, acts: 5 });

describe('F1: backups don’t go without the verification that removing one needs', () => {
  test('F1: keeping fewer is verified, with every backup that goes; the sheet names them, and the log has each', async () => {
    const { vault, before } = await withDays(3);
    const main = vault.view('main-view');
    const refusal = { code: 'verification-required', effect: 'backups.keepFewer' };
    expect(await main.mustFail('backups.keep', { keep: only(1) })).toMatchObject(refusal);
    // Also where none goes at once: a later one would push them out. And a larger number makes up for no smaller one.
    for (const fewer of [{ days: 6 }, { weeks: 3 }, { months: 11 }, { acts: 4 }, { days: 30, acts: 4 }])
      expect(await main.mustFail('backups.keep', { keep: { ...usualRule, ...fewer } })).toMatchObject(refusal);
    const intent = { act: 'keep-backups', keep: only(1) } as const;
    const told = await vault.view('verify').must<PlanTold>('protection.plan', { intent });
    expect(told.needs.by).toBe('owner');
    expect(told.effects).toEqual([
      { effect: 'backups.keepFewer', count: 1 },
      { effect: 'backup.remove', count: 2 },
    ]);
    expect(told.backups.map(({ name }) => name)).toEqual(before.slice(1).map(({ name }) => name));
    const other = await verifiedFor(vault, { act: 'keep-backups', keep: only(2) });
    expect(await main.mustFail('backups.keep', { keep: only(1), ...other })).toEqual({ code: 'plan-changed' });
    expect(await backupsOf(vault)).toEqual(before);
    await main.must('backups.keep', { keep: only(1), ...(await verifiedFor(vault, intent)) });
    expect(await backupsOf(vault)).toEqual(before.slice(0, 1));
    const { rows } = await auditOf(vault, { action: 'backup-removed' });
    expect(rows.map(({ facts }) => facts.subject).toSorted()).toEqual(told.backups.map(({ name }) => name).toSorted());
    // Keeping more takes nothing away.
    await main.must('backups.keep', { keep: usualRule });
  });

  test('F1: a backup that was made since the sheet was shown is not removed by it', async () => {
    const { vault } = await withDays(2);
    const main = vault.view('main-view');
    const ticket = await verifiedFor(vault, { act: 'keep-backups', keep: only(1) });
    vault.now += day;
    await main.must('backups.make');
    const [made] = await backupsOf(vault);
    if (made) as(vault, made, 'daily', vault.now);
    expect(await main.mustFail('backups.keep', { keep: only(1), ...ticket })).toEqual({ code: 'plan-changed' });
    expect(await backupsOf(vault)).toHaveLength(3);
  });

  test('F1: backups made by hand push out none of earlier days', async () => {
    const { vault, before } = await withDays(7);
    for (let number = 0; number < 8; number += 1) {
      vault.now += 1000;
      await vault.view('main-view').must('backups.make');
    }
    const after = await backupsOf(vault);
    expect(after[0]?.at).toBe(vault.now);
    expect(after.slice(8)).toEqual(before);
  });
});

describe('a clock that is wrong pushes out no backup', () => {
  /** The daily backup of a new day, by this clock. Returns those that are left. */
  async function dailyAt(vault: TestVault, now: number): Promise<{ vault: TestVault; left: Backup[] }> {
    const next = await reopened(vault, { now });
    await quiet(next);
    await settled(async () => (await backupsOf(next)).some(({ kind, at }) => kind === 'daily' && at === now));
    await next.view('main-view').must('audit.check');
    return { vault: next, left: await backupsOf(next) };
  }

  test('one that is behind: what was just made stays, and so do the good ones', async () => {
    const { vault, before } = await withDays(7);
    const first = await dailyAt(vault, vault.now - 400 * day);
    const second = await dailyAt(first.vault, vault.now - 399 * day);
    for (const good of before) expect(second.left).toContainEqual(good);
    expect(second.left).toHaveLength(9);
  });

  test('one that was ahead: its backups rank last when it is right again', async () => {
    const { vault, before } = await withDays(7);
    const wrong = Array.from({ length: 9 }, (_, index) => vault.now + (400 + index) * day);
    for (const at of wrong) {
      fs.cpSync(backupFolder(vault, before[0]?.name), backupFolder(vault, `at-${at}`), { recursive: true });
      as(vault, { name: `at-${at}`, kind: 'daily', at, size: 0 }, 'daily', at);
    }
    expect((await stateOf(vault)).backups[0]).toEqual(before[0]);
    const next = await dailyAt(vault, vault.now + day);
    expect(next.left[0]?.at).toBe(next.vault.now);
    expect(next.left.filter(({ at }) => at <= next.vault.now).map(({ at }) => at)).toEqual([
      next.vault.now,
      ...before.slice(0, 6).map(({ at }) => at),
    ]);
    // Each that went for a newer one has a row.
    const { rows } = await auditOf(next.vault, { action: 'backup-removed' });
    expect(rows.map(({ facts }) => facts)).toContainEqual({
      ...{ backup: 'daily', why: 'too-many', from: before[6]?.at, subject: before[6]?.name },
    });
  });
});

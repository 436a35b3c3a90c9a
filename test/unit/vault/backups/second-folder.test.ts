import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { scratchFolder } from '../../../support/scratch';
import {
  add,
  auditOf,
  byPassword,
  createdVault,
  fakeClock,
  list,
  password,
  reopened,
  startTestVault,
  type TestVault,
} from '../harness';
import { backupFolder, backupsOf, day, quiet, settled, stateOf } from './acts';

/** A vault that copies its backups to a second folder, which has the first of them. */
async function withSecond(options: Parameters<typeof reopened>[1] = {}): Promise<{ vault: TestVault; place: string }> {
  const chosen = scratchFolder('keyfold-second');
  const vault = await reopened(await createdVault(), options);
  vault.openPath.path = chosen;
  expect(await vault.view('main-view').must('backups.chooseSecond')).toBe(true);
  const place = join(chosen, fs.readdirSync(chosen)[0] ?? '');
  await settled(() => copiesIn(place).length === 1);
  return { vault, place };
}

const copiesIn = (place: string) => fs.readdirSync(place).filter((name) => !name.endsWith('.part'));
const secondOf = async (vault: TestVault) => (await stateOf(vault)).second;
const failedOf = (vault: TestVault) =>
  vi.waitUntil(async () => (await secondOf(vault))?.failed ?? null, { timeout: 20_000 });

describe('the second folder', () => {
  test('gets each backup, which opens there with the password', async () => {
    const { vault, place } = await withSecond();
    const main = vault.view('main-view');
    await add(vault, { name: 'Kept twice' });
    vault.now += 1000;
    await main.must('backups.make');
    await settled(() => copiesIn(place).length === 2);
    expect(copiesIn(place).toSorted()).toEqual((await backupsOf(vault)).map(({ name }) => name).toSorted());
    await settled(async () => (await secondOf(vault))?.copied === vault.now);
    expect(await secondOf(vault)).toMatchObject({ folder: place, failed: null });
    const rows = (await auditOf(vault, { action: 'backup-copied' })).rows.map(({ outcome, facts }) => [outcome, facts]);
    expect(rows[0]).toEqual(['ok', expect.objectContaining({ backup: 'manual', place })]);
    expect((await auditOf(vault, { action: 'backup-place' })).rows[0]?.facts).toEqual({ after: place });
    const [newest = ''] = copiesIn(place).toSorted().toReversed();
    vault.end();
    const other = startTestVault({ folder: join(place, newest) });
    await other.view('unlock').must('session.unlock', password());
    expect((await list(other)).rows.map(({ name }) => name)).toEqual(['Kept twice']);
  });

  test('keeps what the same rule keeps, and never what was just copied', async () => {
    const { vault, place } = await withSecond();
    for (const days of Array.from({ length: 9 }, (_, index) => index + 1)) {
      const at = new Date(vault.now - days * day).toISOString().slice(0, 19).replaceAll(':', '');
      fs.cpSync(join(place, copiesIn(place)[0] ?? ''), join(place, `${at}Z-daily`), { recursive: true });
    }
    fs.mkdirSync(join(place, 'somebody else’s'));
    const keep = { days: 2, weeks: 0, months: 0, acts: 1 };
    const intent = { act: 'keep-backups', keep } as const;
    const { ticket } = await vault
      .view('verify')
      .must<{ ticket: string }>('protection.verify', { ...byPassword(''), intent });
    await vault.view('main-view').must('backups.keep', { keep, ticket });
    vault.now += 1000;
    await vault.view('main-view').must('backups.make');
    await settled(() => copiesIn(place).filter((name) => name.endsWith('daily')).length === 2);
    expect(copiesIn(place).filter((name) => name.endsWith('manual'))).toHaveLength(2);
    expect(copiesIn(place)).toContain('somebody else’s');
  });

  test('that isn’t there is said, is not made anew, and stops no backup; it gets the newest when it is back', async () => {
    const { vault, place } = await withSecond();
    fs.renameSync(place, `${place}.away`);
    vault.now += 1000;
    await vault.view('main-view').must('backups.make');
    expect((await failedOf(vault))?.error).toEqual({ code: 'backup-place-gone', path: place });
    expect((await stateOf(vault)).failed).toBeNull();
    expect(await backupsOf(vault)).toHaveLength(2);
    expect(fs.existsSync(place)).toBe(false);
    const { rows } = await auditOf(vault, { action: 'backup-copied' });
    expect(rows[0]).toMatchObject({ outcome: 'failed', code: 'backup-place-gone' });
    fs.renameSync(`${place}.away`, place);
    const next = await reopened(vault, { second: vault.second });
    await quiet(next);
    await settled(() => copiesIn(place).length >= 2);
    await settled(async () => (await secondOf(next))?.failed === null && (await secondOf(next))?.copied !== null);
  });

  test('on a disk that doesn’t answer is given up after a time, and nothing waits for it', async () => {
    const time = fakeClock();
    const { vault, place } = await withSecond({ time });
    const real = fs.promises.lstat;
    const look = vi
      .spyOn(fs.promises, 'lstat')
      .mockImplementation(((path: fs.PathLike) =>
        String(path) === place ? new Promise(() => undefined) : real(path)) as never);
    vault.now += 1000;
    await vault.view('main-view').must('backups.make');
    await settled(() => look.mock.calls.length > 0);
    time.advance(15_000);
    expect((await failedOf(vault))?.error).toEqual({ code: 'io', path: place, system: 'ETIMEDOUT' });
    look.mockRestore();
  });

  test('a copy that isn’t what the backup is doesn’t count', async () => {
    const { vault, place } = await withSecond();
    const real = fs.promises.open;
    const open = vi.spyOn(fs.promises, 'open').mockImplementation((async (
      path: string,
      flags: string,
      mode?: number,
    ) => {
      const file = await real(path, flags, mode);
      if (!path.startsWith(place) || !path.endsWith('vault.db')) return file;
      const write = file.write.bind(file);
      file.write = (async (bytes: Buffer, from: number, length: number) => {
        bytes.writeUInt8(bytes.readUInt8(5000) ^ 1, 5000);
        return write(bytes, from, length);
      }) as never;
      return file;
    }) as never);
    vault.now += 1000;
    await vault.view('main-view').must('backups.make');
    expect((await failedOf(vault))?.error).toMatchObject({ code: 'vault-damaged', part: 'database' });
    expect(fs.readdirSync(place)).toHaveLength(1);
    open.mockRestore();
  });

  test('is never in the vault’s own folder, and is none when a person says so', async () => {
    const { vault, place } = await withSecond();
    const main = vault.view('main-view');
    for (const chosen of [vault.folder, backupFolder(vault)]) {
      vault.openPath.path = chosen;
      expect(await main.mustFail('backups.chooseSecond')).toMatchObject({ code: 'place-unfit', why: 'own' });
    }
    vault.openPath.path = null;
    expect(await main.must('backups.chooseSecond')).toBe(false);
    expect((await secondOf(vault))?.folder).toBe(place);
    await main.must('backups.leaveSecond');
    expect(await secondOf(vault)).toBeNull();
    vault.now += 1000;
    await main.must('backups.make');
    await main.must('audit.check');
    expect(copiesIn(place)).toHaveLength(1);
  });
});

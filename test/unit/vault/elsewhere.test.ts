import * as fs from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { tamper } from '../../support/tamper';
import { backupFolder, backupsOf } from './backups/acts';
import { add, createdVault, fakeClock, filesIn, list, password, startTestVault, type TestVault } from './harness';

/** Vaults and backups of another place, as the lock screen chooses them. */

/** A closed vault with the key “Brought”, and a locked process of another one that is to open it. */
async function brought(): Promise<{ from: TestVault; here: TestVault; target: string }> {
  const from = await createdVault();
  await add(from, { name: 'Brought' });
  await from.view('main-view').must('backups.make');
  from.end();
  const here = startTestVault();
  here.openPath.path = join(from.folder, 'vault.db');
  return { from, here, target: join(here.folder, '..', 'vaults', '1') };
}

const choose = (here: TestVault) => here.view('create').must('elsewhere.choose');
const chooseFails = (here: TestVault) => here.view('create').mustFail('elsewhere.choose');
const copy = { how: 'copy', name: 'Brought' };

async function namesIn(folder: string): Promise<string[]> {
  const vault = startTestVault({ folder, foreign: true });
  await vault.view('unlock').must('session.unlock', password());
  return (await list(vault)).rows.map(({ name }) => name);
}

describe('a vault of another place', () => {
  test('is used where it is: main is told its folder, and nothing is written', async () => {
    const { from, here, target } = await brought();
    const before = filesIn(from.folder);
    expect(await choose(here)).toEqual({ name: 'vault', place: from.folder, backup: null });
    await here.view('create').must('elsewhere.open', { how: 'in-place', name: 'Stick' });
    expect(here.used).toEqual({ folder: from.folder, name: 'Stick', is: 'foreign' });
    expect(filesIn(from.folder)).toEqual(before);
    expect(fs.existsSync(target)).toBe(false);
  });

  test('is copied as it is, without its backups, and the copy opens', async () => {
    const { from, here, target } = await brought();
    const before = filesIn(from.folder);
    await choose(here);
    await here.view('unlock').must('elsewhere.open', copy);
    expect(here.used).toEqual({ folder: target, name: 'Brought', is: 'foreign' });
    expect(filesIn(from.folder)).toEqual(before);
    expect([...filesIn(target).keys()].toSorted()).toEqual(['slots.json', 'vault.db']);
    for (const [file, bytes] of filesIn(target)) {
      expect(bytes).toEqual(before.get(file));
      expect(fs.statSync(join(target, file)).mode & 0o777).toBe(0o600);
    }
    expect(await namesIn(target)).toEqual(['Brought']);
  });

  test('is never copied over something', async () => {
    const { here, target } = await brought();
    fs.mkdirSync(target, { recursive: true });
    fs.writeFileSync(join(target, 'vault.db'), 'another vault');
    await choose(here);
    expect(await here.view('create').mustFail('elsewhere.open', copy)).toEqual({
      code: 'vault-exists',
      folder: target,
    });
    expect([...filesIn(target).values()].map(String)).toEqual(['another vault']);
    expect(here.used).toBeNull();
  });

  test('that is a backup is only copied', async () => {
    const { from, here, target } = await brought();
    const [backup] = await backupsOf(from);
    here.openPath.path = backupFolder(from, join(backup?.name ?? '', 'vault.db'));
    expect(await choose(here)).toEqual({ name: 'vault', place: backupFolder(from, backup?.name), backup: backup?.at });
    expect(await here.view('create').mustFail('elsewhere.open', { ...copy, how: 'in-place' })).toEqual({
      code: 'only-a-copy',
    });
    await here.view('create').must('elsewhere.open', copy);
    expect(await namesIn(target)).toEqual(['Brought']);
  });

  test('that is open somewhere, or in the middle of a switch, is not copied', async () => {
    const { from, here, target } = await brought();
    await choose(here);
    fs.mkdirSync(join(from.folder, 'next'));
    expect(await here.view('create').mustFail('elsewhere.open', copy)).toEqual({ code: 'vault-unsettled' });
    fs.rmdirSync(join(from.folder, 'next'));
    const open = startTestVault({ folder: from.folder });
    await open.view('unlock').must('session.unlock', password());
    expect(await here.view('create').mustFail('elsewhere.open', copy)).toEqual({ code: 'vault-in-use' });
    expect(fs.existsSync(target)).toBe(false);
  });

  test('is refused by name if a file is missing, is a link, is no vault’s, or is another program’s', async () => {
    const { from, here } = await brought();
    const file = (name: string) => join(from.folder, name);
    here.openPath.path = file('notes.txt');
    expect(await chooseFails(here)).toEqual({ code: 'not-a-vault', path: file('notes.txt') });
    for (const name of ['vault.db', 'slots.json']) {
      here.openPath.path = file('vault.db');
      fs.renameSync(file(name), file('moved'));
      expect(await chooseFails(here)).toMatchObject({ code: 'backup-incomplete' });
      fs.symlinkSync(file('moved'), file(name));
      expect(await chooseFails(here)).toEqual({ code: 'vault-link', file: file(name), target: file('moved') });
      fs.rmSync(file(name));
      fs.renameSync(file('moved'), file(name));
    }
    fs.writeFileSync(file('slots.json'), '{}');
    expect(await chooseFails(here)).toEqual({ code: 'backup-damaged' });
    expect(await here.view('create').mustFail('elsewhere.open', copy)).toEqual({ code: 'nothing-chosen' });
  });

  test('that was exchanged for a link since it was looked at is not used', async () => {
    const { from, here } = await brought();
    await choose(here);
    fs.renameSync(join(from.folder, 'vault.db'), join(from.folder, 'moved'));
    fs.symlinkSync(join(from.folder, 'moved'), join(from.folder, 'vault.db'));
    for (const how of ['copy', 'in-place'])
      expect(await here.view('create').mustFail('elsewhere.open', { ...copy, how })).toMatchObject({
        code: 'vault-link',
      });
    expect(here.used).toBeNull();
  });
});

describe('the first unlock of a vault that came from elsewhere', () => {
  test('refuses a password that costs too much, before it costs anything', async () => {
    const { from } = await brought();
    const slots = join(from.folder, 'slots.json');
    const text = fs.readFileSync(slots, 'utf8').replace(/"memoryKiB":\s*\d+/, '"memoryKiB":4194304');
    fs.writeFileSync(slots, text);
    const vault = startTestVault({ folder: from.folder, foreign: true });
    expect(await vault.view('unlock').mustFail('session.unlock', password())).toEqual({ code: 'backup-costly' });
  });

  test('looks at the schema and at every page first', async () => {
    const { from } = await brought();
    await tamper(from.folder, (db) => db.run('CREATE TRIGGER more AFTER INSERT ON access_key BEGIN SELECT 1; END'));
    const vault = startTestVault({ folder: from.folder, foreign: true });
    expect(await vault.view('unlock').mustFail('session.unlock', password())).toMatchObject({ code: 'vault-altered' });
  });
});

describe('a new vault in a chosen folder', () => {
  test('gets a folder of its own if there is something in the chosen one; another vault stays', async () => {
    const { from, here } = await brought();
    const empty = join(from.folder, '..', 'empty');
    fs.mkdirSync(empty);
    here.openPath.path = empty;
    expect(await here.view('create').must('elsewhere.make')).toBe(true);
    expect(here.used).toEqual({ folder: empty, name: 'empty', is: 'new' });
    fs.writeFileSync(join(empty, 'holiday.jpg'), '');
    await here.view('create').must('elsewhere.make');
    expect(here.used).toMatchObject({ folder: join(empty, 'Keyfold') });
    here.openPath.path = from.folder;
    expect(await here.view('create').mustFail('elsewhere.make')).toEqual({ code: 'vault-exists', folder: from.folder });
    here.openPath.path = null;
    expect(await here.view('create').must('elsewhere.make')).toBe(false);
  });
});

describe('a vault on a drive that another machine has too', () => {
  const note = (folder: string) => join(folder, 'open.json');

  test('is not opened while another machine has it open, and is a moment after that', async () => {
    const { from } = await brought();
    const open = (): TestVault => startTestVault({ folder: from.folder, shared: true });
    fs.writeFileSync(note(from.folder), JSON.stringify({ machine: 'another-machine', user: 'bob' }));
    const refusal = { code: 'vault-open-elsewhere', machine: 'another-machine', user: 'bob' };
    expect(await open().view('unlock').mustFail('session.unlock', password())).toEqual(refusal);
    const past = new Date(Date.now() - 91_000);
    fs.utimesSync(note(from.folder), past, past);
    const here = open();
    await here.view('unlock').must('session.unlock', password());
    expect(JSON.parse(fs.readFileSync(note(from.folder), 'utf8'))).toEqual({ machine: hostname(), user: 'ada' });
    here.end();
    expect(fs.readdirSync(from.folder).filter((name) => /open|time/.test(name))).toEqual([]);
  });

  test('says so as long as it is open; the note of this machine is no obstacle, nor is what is none', async () => {
    const { from } = await brought();
    const time = fakeClock();
    const here = startTestVault({ folder: from.folder, shared: true, time });
    await here.view('unlock').must('session.unlock', password());
    const past = new Date(Date.now() - 91_000);
    fs.utimesSync(note(from.folder), past, past);
    time.advance(30_000);
    expect(fs.statSync(note(from.folder)).mtimeMs).toBeGreaterThan(past.getTime() + 60_000);
    here.end();
    for (const left of [JSON.stringify({ machine: hostname(), user: 'ada' }), 'no note', '{"machine":1}']) {
      fs.writeFileSync(note(from.folder), left);
      const again = startTestVault({ folder: from.folder, shared: true });
      await again.view('unlock').must('session.unlock', password());
      again.end();
    }
  });

  test('a vault in Keyfold’s own folder has no note', async () => {
    const { from } = await brought();
    const here = startTestVault({ folder: from.folder });
    await here.view('unlock').must('session.unlock', password());
    expect(fs.existsSync(note(from.folder))).toBe(false);
  });
});

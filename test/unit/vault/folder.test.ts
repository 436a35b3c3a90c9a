import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3-multiple-ciphers';
import { describe, expect, test } from 'vitest';
import type { AppError } from '../../../common/errors';
import { need } from '../../support/need';
import {
  add,
  createdVault,
  filesIn,
  list,
  newFolder,
  password,
  reopened,
  startTestVault,
  type TestVault,
} from './harness';

/** A closed vault with one key in it. */
async function closedVault(): Promise<TestVault & { slots: string; database: string }> {
  const vault = await createdVault();
  await add(vault, { name: 'Kept' });
  vault.end();
  return Object.assign(vault, { slots: join(vault.folder, 'slots.json'), database: join(vault.folder, 'vault.db') });
}

const fingerprint = (folder: string) =>
  [...filesIn(folder)].map(([name, bytes]) => [name, createHash('sha256').update(bytes).digest('hex')]);

/** Tries the right password in a fresh process and checks that no byte of the folder changed. */
async function refusal(folder: string): Promise<AppError> {
  const before = fingerprint(folder);
  const vault = startTestVault({ folder });
  const error = await vault.view('unlock').mustFail('session.unlock', password());
  expect(await vault.view('unlock').must('session.state')).toBe('locked');
  vault.end();
  expect(fingerprint(folder)).toEqual(before);
  return error;
}

type Json = Record<string, unknown>;
const readJson = (path: string) => JSON.parse(fs.readFileSync(path, 'utf8')) as Json;

describe('slots.json', () => {
  test('holds its format, version and no key', async () => {
    const vault = await closedVault();
    const json = readJson(vault.slots);
    expect(json).toMatchObject({ format: 'keyfold-slots', version: 2, generation: 2 });
    expect((json.slots as Json[]).map(({ kind }) => kind)).toEqual(['master-password', 'device']);
    expect(readJson(`${vault.slots}.bak`)).toMatchObject({ generation: 1 });
  });

  test('is damaged when cut anywhere, empty, or not JSON', async () => {
    const vault = await closedVault();
    const whole = fs.readFileSync(vault.slots, 'utf8').trimEnd();
    const damaged = { code: 'vault-damaged', file: vault.slots, part: 'slots' };
    for (const length of [0, 1, 10, Math.floor(whole.length / 2), whole.length - 1]) {
      fs.writeFileSync(vault.slots, whole.slice(0, length));
      expect(await refusal(vault.folder)).toEqual(damaged);
    }
    fs.writeFileSync(vault.slots, randomBytes(500));
    expect(await refusal(vault.folder)).toEqual(damaged);
  });

  test('is damaged by any field off its schema', async () => {
    const vault = await closedVault();
    const whole = fs.readFileSync(vault.slots, 'utf8');
    const changes: [string, (json: Json, slot: Json, kdf: Json) => void][] = [
      ['extra member', (json) => Object.assign(json, { extra: 1 })],
      ['no vault id', (json) => delete json.vaultId],
      ['version zero', (json) => Object.assign(json, { version: 0 })],
      ['version as text', (json) => Object.assign(json, { version: '1' })],
      ['generation zero', (json) => Object.assign(json, { generation: 0 })],
      ['no slots', (json) => Object.assign(json, { slots: [] })],
      ['only the device slot', (json) => (json.slots as Json[]).shift()],
      ['two password slots', (json, slot) => (json.slots as Json[]).push(slot)],
      ['unknown kind', (_, slot) => Object.assign(slot, { kind: 'backdoor' })],
      ['other function', (_, __, kdf) => Object.assign(kdf, { name: 'argon2i' })],
      ['memory below 64 MiB', (_, __, kdf) => Object.assign(kdf, { memoryKiB: 65535 })],
      ['memory above 4 GiB', (_, __, kdf) => Object.assign(kdf, { memoryKiB: 4 * 1024 * 1024 + 1 })],
      ['two passes', (_, __, kdf) => Object.assign(kdf, { passes: 2 })],
      ['65 passes', (_, __, kdf) => Object.assign(kdf, { passes: 65 })],
      ['no lane', (_, __, kdf) => Object.assign(kdf, { lanes: 0 })],
      ['17 lanes', (_, __, kdf) => Object.assign(kdf, { lanes: 17 })],
      ['short salt', (_, __, kdf) => Object.assign(kdf, { salt: Buffer.alloc(15).toString('base64') })],
      ['loose base64', (_, __, kdf) => Object.assign(kdf, { salt: `${kdf.salt} ` })],
      ['short wrap', (_, slot) => Object.assign(slot.vaultKey as Json, { text: Buffer.alloc(47).toString('base64') })],
    ];
    for (const [what, change] of changes) {
      const json = JSON.parse(whole) as Json;
      const slot = (json.slots as [Json])[0];
      change(json, slot, slot.kdf as Json);
      fs.writeFileSync(vault.slots, JSON.stringify(json));
      expect(await refusal(vault.folder), what).toEqual({ code: 'vault-damaged', file: vault.slots, part: 'slots' });
    }
  });

  test('of a newer version is named as such and left alone', async () => {
    const vault = await closedVault();
    fs.writeFileSync(vault.slots, JSON.stringify({ format: 'keyfold-slots', version: 3, unheardOf: true }));
    expect(await refusal(vault.folder)).toEqual({ code: 'vault-newer', file: vault.slots, found: 3, supported: 2 });
  });

  test('is foreign when it is something else', async () => {
    const vault = await closedVault();
    const foreign = { code: 'vault-foreign', file: vault.slots };
    for (const other of ['{"name":"other"}', '[]', 'null', '"keyfold-slots"', 'x'.repeat(64 * 1024 + 1)]) {
      fs.writeFileSync(vault.slots, other);
      expect(await refusal(vault.folder)).toEqual(foreign);
    }
    fs.unlinkSync(vault.slots);
    need('links');
    fs.symlinkSync('vault.db', vault.slots);
    expect(await refusal(vault.folder)).toEqual({ code: 'vault-link', file: vault.slots, target: 'vault.db' });
  });
});

describe('vault.db', () => {
  test('is damaged when empty, shorter than a page, cut by a page or by one byte, or changed in its first page', async () => {
    const vault = await closedVault();
    const whole = fs.readFileSync(vault.database);
    const damaged = { code: 'vault-damaged', file: vault.database, part: 'database' };
    const changed = Buffer.from(whole);
    changed.writeUInt8(changed.readUInt8(100) ^ 1, 100);
    const others = [
      Buffer.alloc(0),
      whole.subarray(0, 4095),
      whole.subarray(0, 4096),
      whole.subarray(0, -4096),
      // SQLite itself takes a page that is there in part for one, until it reads it.
      whole.subarray(0, -1),
      changed,
    ];
    for (const other of others) {
      fs.writeFileSync(vault.database, other);
      expect(await refusal(vault.folder)).toEqual(damaged);
    }
    fs.writeFileSync(vault.database, whole);
    expect((await list(await reopened(vault))).total).toBe(1);
  });

  test('another vault’s database does not open', async () => {
    const [vault, other] = [await closedVault(), await closedVault()];
    fs.copyFileSync(other.database, vault.database);
    expect(await refusal(vault.folder)).toEqual({ code: 'vault-damaged', file: vault.database, part: 'database' });
  });

  test('is foreign when it is a plaintext database or a link', async () => {
    const vault = await closedVault();
    const foreign = { code: 'vault-foreign', file: vault.database };
    fs.unlinkSync(vault.database);
    const plain = new BetterSqlite(vault.database);
    plain.exec('CREATE TABLE t (a)');
    plain.close();
    expect(await refusal(vault.folder)).toEqual(foreign);
    fs.renameSync(vault.database, join(vault.folder, 'elsewhere'));
    need('links');
    fs.symlinkSync('elsewhere', vault.database);
    expect(await refusal(vault.folder)).toEqual({ code: 'vault-link', file: vault.database, target: 'elsewhere' });
  });

  test('damage behind the first page is told when it is met', async () => {
    const vault = await closedVault();
    const bytes = fs.readFileSync(vault.database);
    for (let page = 1; page < bytes.byteLength / 4096; page += 1) {
      bytes.writeUInt8(bytes.readUInt8(page * 4096 + 9) ^ 0x20, page * 4096 + 9);
    }
    fs.writeFileSync(vault.database, bytes);
    const next = startTestVault({ folder: vault.folder });
    const unlock = await next.view('unlock').call('session.unlock', password());
    const reply = unlock.ok ? await next.view('main-view').call('keys.counts') : unlock;
    expect(reply).toEqual({ ok: false, error: { code: 'vault-damaged', file: vault.database, part: 'database' } });
  });
});

describe('a missing half', () => {
  test('is named, and the other half is left alone', async () => {
    for (const part of ['slots', 'database'] as const) {
      const vault = await closedVault();
      fs.unlinkSync(vault[part]);
      fs.rmSync(`${vault.slots}.bak`);
      expect(await refusal(vault.folder)).toEqual({ code: 'vault-damaged', file: vault[part], part });
    }
  });
});

describe('creation that was interrupted', () => {
  test('before the slots had their name: no vault, and the next creation clears up', async () => {
    const folder = newFolder();
    fs.mkdirSync(folder);
    for (const name of ['vault.db.new', 'vault.db.new-journal', 'slots.json.new']) {
      fs.writeFileSync(join(folder, name), randomBytes(9000));
    }
    expect(await refusal(folder)).toEqual({ code: 'no-vault' });
    const vault = await createdVault({ folder });
    await add(vault);
    vault.end();
    expect([...filesIn(folder).keys()].filter((name) => name.includes('.new'))).toEqual([]);
  });

  test('before the database had its name: unlocking finishes it', async () => {
    const vault = await closedVault();
    fs.renameSync(vault.database, `${vault.database}.new`);
    const next = startTestVault({ folder: vault.folder });
    const sheet = next.view('unlock');
    expect(await sheet.mustFail('session.unlock', password('another password'))).toEqual({ code: 'wrong-password' });
    expect(fs.existsSync(vault.database)).toBe(false);
    expect(await next.view('create').mustFail('session.create', password())).toMatchObject({ code: 'vault-exists' });
    await sheet.must('session.unlock', password());
    expect((await list(next)).total).toBe(1);
    expect(fs.existsSync(`${vault.database}.new`)).toBe(false);
  });

  test('a database that another process is just making is not taken for a leftover', async () => {
    const folder = newFolder();
    fs.mkdirSync(folder);
    const file = join(folder, 'vault.db.new');
    const other = new BetterSqlite(file);
    other.exec('CREATE TABLE t (a); PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    const error = await startTestVault({ folder }).view('create').mustFail('session.create', password());
    expect(error).toEqual({ code: 'vault-in-use' });
    expect(fs.existsSync(file)).toBe(true);
    other.close();
  });
});

describe('two processes', () => {
  test('the second is told that the vault is in use, and the first goes on', async () => {
    const first = await createdVault();
    const second = startTestVault({ folder: first.folder });
    expect(await second.view('unlock').mustFail('session.unlock', password())).toEqual({ code: 'vault-in-use' });
    await add(first);
    first.end();
    await second.view('unlock').must('session.unlock', password());
    expect((await list(second)).total).toBe(1);
  });

  test('the lock is one of the operating system', async () => {
    const vault = await createdVault();
    const script = `
      const Sqlite = require('better-sqlite3-multiple-ciphers');
      const db = new Sqlite(process.argv[1], { readonly: true, timeout: 0 });
      try { db.pragma('user_version'); } catch (error) { process.stdout.write(error.code); }`;
    const tryOut = () => execFileSync(process.execPath, ['-e', script, join(vault.folder, 'vault.db')]).toString();
    expect(tryOut()).toBe('SQLITE_BUSY');
    vault.end();
    // Not locked any more, but not to be read without the key.
    expect(tryOut()).toBe('SQLITE_NOTADB');
  });
});

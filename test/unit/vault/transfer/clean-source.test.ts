import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3-multiple-ciphers';
import { describe, expect, test } from 'vitest';
import { secretBytes, secretText } from '../../../../common/keys/text-bytes';
import { providers } from '../../../../common/providers';
import { type ImportSource, mostOriginalBytes, type Original } from '../../../../common/transfer/originals';
import { targetIds } from '../../../../common/transfer/targets';
import type { FileSystem } from '../../../../vault/base/files/atomic-write';
import { checkKey, storeKey } from '../../../../vault/keys/add';
import { keepOriginal, listOriginals, openOriginal, removeOriginal } from '../../../../vault/keys/originals';
import { letPass } from '../../../../vault/session/effects/passed';
import { planOf } from '../../../../vault/session/effects/plan';
import { vaultDatabase } from '../../../../vault/store/database/database';
import { migrate, migrations } from '../../../../vault/store/database/migrations';
import { createFolder } from '../../../../vault/store/folder';
import { pathsIn } from '../../../../vault/store/paths';
import { cleanSource, sourceOf as describeSource } from '../../../../vault/transfer/clean-source';
import { merge, read, render, type ToolKey } from '../../../../vault/transfer/formats';
import { createTurns } from '../../../../vault/transfer/turns';
import { fakePair } from '../../../support/fake-keys';
import { need } from '../../../support/need';
import { asOpenVault } from '../../../support/open-vault';
import { tamper } from '../../../support/tamper';
import { failingFolders } from '../backups/acts';
import {
  add,
  auditOf,
  createdVault,
  filesIn,
  newFolder,
  newKey,
  password,
  quickCost,
  reopened,
  startTestVault,
  type TestVault,
  type TestView,
} from '../harness';
import { applied, planOf as compare, proof } from './moves';

const ids = ['one', 'two', 'three'] as const;
const pairs = Object.fromEntries(ids.map((name) => [name, fakePair('alibaba')])) as Record<
  (typeof ids)[number],
  ReturnType<typeof fakePair>
>;
const profile = (name: (typeof ids)[number]) =>
  `    {"name": "${name}", "mode": "AK", "access_key_id": "${pairs[name].accessKeyId}", "access_key_secret": "${pairs[name].secret}", "region_id": "cn-${name}"}`;
const config = `{\n  "current": "one",\n  "profiles": [\n${ids.map(profile).join(',\n')}\n  ],\n  "meta_path": ""\n}\n`;

/** A folder of a person's own beside the vault. */
const place = (vault: Pick<TestVault, 'folder'>) => fs.mkdtempSync(join(vault.folder, '..', 'files-'));

function written(vault: TestVault, content: string | Uint8Array = config, name = 'config.json'): string {
  const path = join(place(vault), name);
  fs.writeFileSync(path, content, { mode: 0o640 });
  fs.chmodSync(path, 0o640);
  return path;
}

/** Opens the file in an import sheet and compares it. */
async function compared(vault: TestVault, path: string): Promise<TestView> {
  vault.openPath = { path };
  const sheet = vault.view('import');
  await sheet.must('keyImport.open');
  await compare(sheet);
  return sheet;
}

const sourceOf = (sheet: TestView) => sheet.must<ImportSource>('keyImport.source');
const clean = (sheet: TestView) => sheet.must('keyImport.clean', { proof: proof() });
const refused = (sheet: TestView) => sheet.mustFail('keyImport.clean', { proof: proof() });
const originals = (vault: TestVault) => vault.view('main-view').must<Original[]>('originals.list');

async function saved(vault: TestVault, id: string): Promise<Buffer> {
  const path = join(place(vault), 'saved');
  vault.savePath = { path };
  await vault.view('import').must('originals.save', { id, proof: proof() });
  expect(fs.statSync(path).mode & 0o777).toBe(0o600);
  return fs.readFileSync(path);
}

/** A vault without ports. Of its log only what is called here: the log's own tests look at its rows. */
/** The ticket of the verify sheet to remove this original. */
const verifiedRemoval = (vault: TestVault, id: string) =>
  vault.view('verify').must<{ ticket: string }>('protection.verify', {
    intent: { act: 'remove-original', id },
    proof: proof(),
  });

const cleaning = () => letPass(planOf([{ effect: 'source.clean', subject: '' }]));

async function bareVault() {
  const folder = newFolder();
  const { database, keys, slots } = await createFolder(folder, password().password, 1, quickCost);
  return { vault: asOpenVault({ paths: pathsIn(folder), database, keys, slots }), database, keys };
}

describe('cleaning a file', () => {
  test('takes out what the vault has and nothing else; as it was it stays in the vault', async () => {
    const vault = await createdVault();
    const path = written(vault);
    const link = join(place(vault), 'link.json');
    need('links');
    fs.symlinkSync(path, link);
    const sheet = await compared(vault, link);
    expect(await sourceOf(sheet)).toEqual({ kind: 'none' });
    await sheet.must('keyImport.choose', { what: { index: 1 }, choice: 'skip' });
    await applied(sheet);
    expect(await sourceOf(sheet)).toEqual({ kind: 'file', fileName: 'link.json', entries: 2 });
    // Nothing has happened yet.
    expect(fs.readFileSync(path, 'utf8')).toBe(config);
    expect(await sheet.mustFail('keyImport.clean', { proof: proof('not it') })).toEqual({ code: 'wrong-password' });
    expect(await clean(sheet)).toEqual({ fileName: 'config.json', entries: 2 });

    const text = fs.readFileSync(path, 'utf8');
    for (const name of ['one', 'three'] as const) {
      expect(text).not.toContain(pairs[name].secret);
      expect(text).not.toContain(pairs[name].accessKeyId);
      expect(text).toContain(`"region_id": "cn-${name}"`);
    }
    expect(text).toContain(profile('two'));
    expect(fs.lstatSync(link).isSymbolicLink()).toBe(true);
    expect(fs.statSync(path).mode & 0o777).toBe(0o640);
    expect(fs.readdirSync(join(path, '..'))).toEqual(['config.json']);

    const [original] = await originals(vault);
    expect(original).toMatchObject({ path: fs.realpathSync(path), size: config.length, entries: 2 });
    expect(
      (await auditOf(vault, { action: 'source-cleaned' })).rows.map(({ outcome, facts }) => [outcome, facts]),
    ).toEqual([
      ['ok', { count: 2, subject: fs.realpathSync(path) }],
      ['ok', { subject: fs.realpathSync(path) }],
      ['ok', { subject: fs.realpathSync(path) }],
      ['refused', {}],
    ]);
    for (const [, bytes] of filesIn(vault.folder)) expect(bytes.includes(pairs.one.secret)).toBe(false);
    expect((await saved(vault, original?.id ?? '')).toString()).toBe(config);
    // One row for each of the two keys, and one for the file.
    expect((await auditOf(vault, { action: 'original-saved' })).total).toBe(3);
    // Cleaned once, it isn't what was read any more.
    expect(await refused(sheet)).toEqual({ code: 'source-changed' });

    const { id = '' } = original ?? {};
    expect(await vault.view('main-view').mustFail('originals.remove', { id })).toMatchObject({
      code: 'verification-required',
      effect: 'original.remove',
    });
    await vault.view('main-view').must('originals.remove', { id, ...(await verifiedRemoval(vault, id)) });
    expect(await originals(vault)).toEqual([]);
    expect(await vault.view('main-view').mustFail('originals.remove', { id: original?.id })).toEqual({
      code: 'original-gone',
    });
  });

  test('is offered where nothing was to be imported, and leaves an entry with another secret', async () => {
    const vault = await createdVault();
    await add(vault, { ...pairs.one, name: 'Ours' });
    await add(vault, { accessKeyId: pairs.two.accessKeyId, secret: 'FAKEotherSecret', name: 'Other' });
    const path = written(vault);
    const sheet = await compared(vault, path);
    expect(await sourceOf(sheet)).toMatchObject({ kind: 'file', entries: 1 });
    await clean(sheet);
    const text = fs.readFileSync(path, 'utf8');
    expect(text).not.toContain(pairs.one.secret);
    expect(text).toContain(profile('two'));
    expect(text).toContain(profile('three'));
  });

  test.each([
    ['a byte order mark and CRLF', '\ufeff', '\r\n'],
    ['a comment and a mark of what runs it', '#!/usr/bin/env bash\n# FAKE\n', '\n'],
  ])('keeps %s', async (_, before, end) => {
    const vault = await createdVault();
    const lines = ({ accessKeyId, secret }: ReturnType<typeof fakePair>) =>
      `ALIBABA_CLOUD_ACCESS_KEY_ID=${accessKeyId}${end}ALIBABA_CLOUD_ACCESS_KEY_SECRET=${secret}${end}`;
    const path = written(vault, `${before}${lines(pairs.one)}REGION=cn-hangzhou # here${end}`, '.env');
    const sheet = await compared(vault, path);
    await applied(sheet);
    await clean(sheet);
    expect(fs.readFileSync(path, 'utf8')).toBe(`${before}REGION=cn-hangzhou # here${end}`);
  });

  test('is not offered for a file that was dropped, a table, or an encoding that can’t be written back', async () => {
    const vault = await createdVault();
    const sheet = vault.view('import');
    await sheet.must('keyImport.drop', { fileName: 'config.json', bytes: Uint8Array.from(Buffer.from(config)) });
    await compare(sheet);
    await applied(sheet);
    expect(await sourceOf(sheet)).toEqual({ kind: 'dropped', fileName: 'config.json', entries: 3 });
    expect(await refused(sheet)).toEqual({ code: 'source-unfit', why: 'unknown' });

    const utf16 = written(vault, Buffer.from(`\ufeff${config}`, 'utf16le'));
    const other = await compared(vault, utf16);
    expect(await sourceOf(other)).toMatchObject({ kind: 'encoding' });
    expect(await refused(other)).toEqual({ code: 'source-unfit', why: 'unknown' });

    const csv = `User Name,Access Key Id,Secret Access Key\r\nada,${pairs.one.accessKeyId},${pairs.one.secret}\r\n`;
    const table = await compared(vault, written(vault, csv, 'credentials.csv'));
    expect(await sourceOf(table)).toEqual({ kind: 'whole', fileName: 'credentials.csv', entries: 1 });
    expect(await refused(table)).toEqual({ code: 'source-unfit', why: 'unknown' });
    expect(await originals(vault)).toEqual([]);
  });

  test('leaves a file that has changed, is gone, has another name or can’t be written', async () => {
    const vault = await createdVault();
    const path = written(vault);
    const sheet = await compared(vault, path);
    await applied(sheet);
    fs.appendFileSync(path, '\n');
    expect(await refused(sheet)).toEqual({ code: 'source-changed' });
    expect(fs.readFileSync(path, 'utf8')).toBe(`${config}\n`);
    fs.rmSync(path);
    expect(await refused(sheet)).toEqual({ code: 'source-changed' });
    fs.writeFileSync(path, config);
    fs.linkSync(path, `${path}.also`);
    expect(await refused(sheet)).toEqual({ code: 'source-unfit', why: 'linked' });
    fs.rmSync(`${path}.also`);
    // Something that can't be removed stands where the new file is to be written.
    fs.mkdirSync(`${path}.keyfold-part`);
    expect(await refused(sheet)).toMatchObject({ code: expect.stringMatching(/^(io|no-permission)$/) });
    expect(fs.readFileSync(path, 'utf8')).toBe(config);
    expect(await originals(vault)).toEqual([]);
  });

  test('stays with the sheet that opened it', async () => {
    const vault = await createdVault();
    const sheet = await compared(vault, written(vault));
    await applied(sheet);
    const other = vault.view('import');
    expect(await refused(other)).toEqual({ code: 'ticket-invalid' });
    expect(await vault.view('main-view').mustFail('keyImport.clean', { proof: proof() })).toMatchObject({
      code: 'not-allowed',
    });
  });
});

test('an original survives new keys, a backup and its restore, and opens under no other path', async () => {
  const vault = await createdVault();
  const sheet = await compared(vault, written(vault));
  await applied(sheet);
  await clean(sheet);
  await vault.view('rekey').must('rekey.run', password());
  const [original] = await originals(vault);
  const id = original?.id ?? '';
  expect((await saved(vault, id)).toString()).toBe(config);
  await vault.view('main-view').must('backups.make');
  await vault.view('main-view').must('originals.remove', { id, ...(await verifiedRemoval(vault, id)) });
  const [backup] = await vault.view('unlock').must<{ name: string }[]>('backups.list');
  vault.end();
  const restored = startTestVault({ folder: vault.folder, keychain: vault.keychain, marks: vault.marks });
  await restored.view('restore').must('backups.restore', { name: backup?.name, ...password() });
  expect((await saved(restored, id)).toString()).toBe(config);
  expect(await restored.view('import').mustFail('originals.save', { id, proof: proof('wrong') })).toEqual({
    code: 'wrong-password',
  });
  restored.end();
  // Somebody who has the keys of the database, but not Keyfold, says that it is another file.
  await tamper(restored.folder, (database) => database.run("UPDATE original SET path = '/etc/another'"));
  const moved = await reopened(restored);
  moved.savePath = { path: join(place(moved), 'saved') };
  expect(await moved.view('import').mustFail('originals.save', { id, proof: proof() })).toEqual({
    code: 'original-damaged',
  });
  expect(fs.existsSync(moved.savePath.path ?? '')).toBe(false);
});

test.each(targetIds)(
  'the file that Keyfold itself writes for %s is cleaned of one key and keeps the other',
  async (target) => {
    const provider = providers.find(({ targets }) => targets.includes(target))?.id ?? 'alibaba';
    const { vault, database, keys } = await bareVault();
    const folder = place({ folder: join(newFolder(), '..', 'vault') });
    const pair = (): ToolKey => {
      const { accessKeyId, secret } = fakePair(provider);
      return { provider, accessKeyId, secret: secretBytes(secret), token: null };
    };
    const [goes, stays] = [pair(), pair()];
    const first = render(target, goes);
    if (!first.ok) throw new Error(first.problem);
    // Some have room for one key only.
    const both = merge(target, first.text, stays, { entry: 'second' });
    const text = both.ok && both.text.includes(goes.accessKeyId) ? both.text : first.text;
    const { key, secrets } = newKey({ provider, accessKeyId: goes.accessKeyId, secret: secretText(goes.secret) });
    database.write(() => storeKey({ id: vault.id, database }, keys.secretKey, checkKey(key, secrets, 1), 1));
    const path = join(folder, 'file');
    fs.writeFileSync(path, text);
    const source = describeSource(target, 'file', path, Buffer.from(text));
    expect(
      await cleanSource(
        vault,
        cleaning(),
        keys.secretKey,
        source,
        1,
        createTurns(() => undefined),
      ),
    ).toMatchObject({ entries: 1 });
    const cleaned = fs.readFileSync(path, 'utf8');
    expect(cleaned).not.toContain(secretText(goes.secret));
    const left = read(target, cleaned);
    const ids = left.ok ? left.keys.map(({ accessKeyId }) => accessKeyId) : [];
    expect(ids).toEqual(text === first.text ? [] : [stays.accessKeyId]);
    database.close();
  },
);

test('wherever writing the file is cut short, the whole of it is in its place or in the vault', async () => {
  const { vault, database, keys } = await bareVault();
  const { key, secrets } = newKey(pairs.one);
  database.write(() => storeKey({ id: vault.id, database }, keys.secretKey, checkKey(key, secrets, 1), 1));
  const bytes = Buffer.from(config);
  const folder = fs.mkdtempSync(join(tmpdir(), 'keyfold-clean-'));
  const path = join(folder, 'config.json');
  const run = (system: FileSystem) => {
    fs.writeFileSync(path, bytes);
    const source = describeSource('aliyun-cli', 'config.json', path, bytes);
    return cleanSource(
      vault,
      cleaning(),
      keys.secretKey,
      source,
      1,
      createTurns(() => undefined),
      system,
    );
  };
  const forget = () => {
    for (const { id } of listOriginals(database)) database.write(() => removeOriginal(database, id));
  };
  const whole = failingFolders(-1);
  await run(whole);
  forget();
  const seen = new Set<string>();
  for (const crash of [false, true]) {
    for (const failAt of whole.calls.keys()) {
      await expect(run(failingFolders(failAt, crash))).rejects.toThrow('ENOSPC');
      const kept = listOriginals(database).map(({ id }) => openOriginal(vault, keys.secretKey, id).equals(bytes));
      const unchanged = fs.readFileSync(path).equals(bytes);
      expect(kept).toEqual(unchanged ? [] : [true]);
      seen.add(unchanged ? 'in its place' : 'in the vault');
      forget();
    }
  }
  expect([...seen].sort()).toEqual(['in its place', 'in the vault']);
  database.close();
  fs.rmSync(folder, { recursive: true });
});

test('originals are kept up to a size, until one is deleted', async () => {
  const { database, keys, slots } = await createFolder(newFolder(), password().password, 1, quickCost);
  const keep = (size = mostOriginalBytes / 4) =>
    database.write(() =>
      keepOriginal({ id: slots.vaultId, database }, keys.secretKey, {
        path: '/home/ada/config.json',
        cleanedAt: 1,
        entries: 1,
        bytes: Buffer.alloc(size, 7),
      }),
    );
  const [first = ''] = Array.from({ length: 4 }, () => keep());
  // To the byte.
  expect(() => keep(1)).toThrow('originals-full');
  database.write(() => removeOriginal(database, first));
  const last = keep();
  // Bound to its path: what belongs to another doesn't open.
  database.run('UPDATE original SET path = ? WHERE id = ?', '/home/ada/other.json', last);
  expect(() => openOriginal({ id: slots.vaultId, database }, keys.secretKey, last)).toThrow('original-damaged');
  database.close();
});

test('the step to originals keeps what the version before has', () => {
  const db = new BetterSqlite(':memory:');
  migrate(
    db,
    migrations.filter(({ version }) => version <= 5),
  );
  db.prepare("INSERT INTO meta (one, vault_id, generation, created_at) VALUES (1, 'x', 1, 1)").run();
  migrate(db);
  expect(db.prepare('SELECT vault_id FROM meta').pluck().get()).toBe('x');
  expect(listOriginals(vaultDatabase(db))).toEqual([]);
  expect(() =>
    db.exec("INSERT INTO original (id, path, cleaned_at, size, entries, sealed) VALUES ('a', 'p', 1, 1, 0, x'00')"),
  ).toThrow(BetterSqlite.SqliteError);
});

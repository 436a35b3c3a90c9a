import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3-multiple-ciphers';
import { describe, expect, test } from 'vitest';
import { passwordBytes } from '../../../../common/keys/text-bytes';
import type { OpenedFile } from '../../../../common/transfer/import';
import { oneAtATime } from '../../../../vault/base/crypto/one-at-a-time';
import { schemaVersion } from '../../../../vault/store/database/migrations';
import { readSlots } from '../../../../vault/store/slots/slots-file';
import { byPassword as unwrapBy } from '../../../../vault/store/slots/unwrap';
import { fakePair, masterPassword } from '../../../support/fake-keys';
import { asInVersion4 } from '../../../support/former-schema';
import { add, createdVault, fakeClock, filesIn, list, password, startTestVault, type TestVault } from '../harness';
import { applied, planOf, rowsOf, secretOf, statesOf } from './moves';

const other = 'the password of the other vault';
const by = (text: string) => ({ by: 'password', password: passwordBytes(text) });

/** A closed vault with another master password and these keys. */
async function otherVault(keys: readonly Parameters<typeof add>[1][]): Promise<TestVault> {
  const vault = startTestVault();
  await vault.view('create').must('session.create', password(other));
  for (const key of keys) await add(vault, key);
  await vault.view('main-view').must('protection.keychain');
  vault.end();
  return vault;
}

/** Chooses a file in the dialog. */
function choose(vault: TestVault, path: string) {
  vault.openPath = { path };
  return vault.view('import');
}

const slotsIn = ({ folder }: TestVault) => join(folder, 'slots.json');
const databaseIn = ({ folder }: TestVault) => join(folder, 'vault.db');
const copiesIn = ({ folder }: TestVault) => join(folder, 'import.part');

/** Changes a closed vault's database in a way that no Keyfold does. */
async function tamper(vault: TestVault, act: (db: BetterSqlite.Database) => void): Promise<void> {
  const keys = await unwrapBy(passwordBytes(other))(readSlots(slotsIn(vault)), '');
  const db = new BetterSqlite(databaseIn(vault));
  db.pragma("cipher = 'chacha20'");
  db.key(Buffer.concat([Buffer.from('raw:'), keys.vaultKey]));
  act(db);
  db.close();
}

describe('a whole other vault', () => {
  test.each([
    ['slots.json', slotsIn],
    ['vault.db', databaseIn],
  ])('chosen by its %s, is opened with its own password, and its files stay as they are', async (name, file) => {
    const pair = fakePair('alibaba');
    const who = { accountId: '1234567890123456', identityKind: 'alibaba-account' };
    const from = await otherVault([
      { ...pair, name: 'Theirs', description: 'said', ...who },
      { provider: 'pingan', name: 'Both', accessKeyId: 'FAKEboth00000000' },
    ]);
    const before = filesIn(from.folder);
    const vault = await createdVault();
    await add(vault, { provider: 'pingan', name: 'Ours', accessKeyId: 'FAKEboth00000000' });
    const sheet = choose(vault, file(from));
    expect(await sheet.must('keyImport.open')).toMatchObject({
      fileName: `vault/${name}`,
      kind: 'keyfold-vault',
      needs: 'vault',
      recoveryKey: false,
    });
    expect(await sheet.mustFail('keyImport.vault', by(masterPassword))).toEqual({ code: 'wrong-password' });
    const opened = await sheet.must<OpenedFile>('keyImport.vault', by(other));
    expect(opened).toMatchObject({ kind: 'keyfold-vault', keys: 2, needs: null, skippedInAll: 0 });
    expect(fs.existsSync(copiesIn(vault))).toBe(false);
    expect(statesOf(await planOf(sheet))).toEqual({ new: 1, 'other-secret': 1 });
    expect(JSON.stringify(await rowsOf(sheet))).not.toContain(pair.secret);
    expect(await applied(sheet)).toMatchObject({ added: 1, skipped: 1 });
    const [added] = (await list(vault, { text: 'Theirs' })).rows;
    expect(added).toMatchObject({ accessKeyId: pair.accessKeyId, accountId: who.accountId, reveal: 'pending' });
    expect(await secretOf(vault, added?.id ?? '')).toEqual([pair.secret, null]);
    expect(filesIn(from.folder)).toEqual(before);
  });

  test('is opened with its recovery key', async () => {
    const from = startTestVault();
    await from.view('create').must('session.create', password(other));
    const sheet = from.view('keyring');
    const { key } = await sheet.must<{ key: Uint8Array<ArrayBuffer> }>('keyring.beginRecovery', password(other));
    await sheet.must('keyring.confirmRecovery', { key });
    await add(from, { name: 'Theirs' });
    from.end();
    const vault = await createdVault();
    const importing = choose(vault, slotsIn(from));
    expect(await importing.must('keyImport.open')).toMatchObject({ recoveryKey: true });
    const typo = Uint8Array.from(key, (code, at) => (at === 3 ? (code === 81 ? 80 : 81) : code));
    expect(await importing.mustFail('keyImport.vault', { by: 'recovery-key', key: typo })).toEqual({
      code: 'recovery-key-typo',
    });
    expect(await importing.must('keyImport.vault', { by: 'recovery-key', key })).toMatchObject({ keys: 1 });
  });

  test('of which a secret doesn’t open gives the others', async () => {
    const from = await otherVault([{ name: 'Good' }, { name: 'Bad' }]);
    await tamper(from, (db) => db.exec("UPDATE access_key SET secret = zeroblob(60) WHERE name = 'Bad'"));
    const vault = await createdVault();
    const sheet = choose(vault, databaseIn(from));
    await sheet.must('keyImport.open');
    expect(await sheet.must('keyImport.vault', by(other))).toMatchObject({
      keys: 1,
      skipped: [{ place: 'Bad', why: 'damaged' }],
    });
  });

  test('slows down who tries passwords', async () => {
    const from = await otherVault([{ name: 'Theirs' }]);
    const clock = fakeClock();
    const vault = await createdVault({ clock });
    const sheet = choose(vault, slotsIn(from));
    await sheet.must('keyImport.open');
    for (let tries = 0; tries < 5; tries += 1) {
      expect(await sheet.mustFail('keyImport.vault', by('wrong'))).toEqual({ code: 'wrong-password' });
    }
    expect(await sheet.mustFail('keyImport.vault', by(other))).toEqual({ code: 'try-later', seconds: 30 });
    // Choosing it once more is no way around.
    await sheet.must('keyImport.open');
    expect(await sheet.mustFail('keyImport.vault', by(other))).toMatchObject({ code: 'try-later' });
    clock.advance(30_000);
    expect(await sheet.must('keyImport.vault', by(other))).toMatchObject({ keys: 1 });
  });
});

test('a backup of this vault brings back what was deleted since', async () => {
  const vault = await createdVault();
  const pair = fakePair('huawei');
  await add(vault, { provider: 'huawei', name: 'Before', ...pair });
  await vault.view('main-view').must('backups.make');
  const [backup] = await vault.view('unlock').must<{ name: string }[]>('backups.list');
  const sheet = vault.view('import');
  const name = backup?.name ?? '';
  expect(await sheet.must('keyImport.backup', { name })).toMatchObject({ fileName: name, needs: 'vault' });
  await sheet.must('keyImport.vault', by(masterPassword));
  expect(statesOf(await planOf(sheet))).toEqual({ same: 1 });
  expect(await sheet.mustFail('keyImport.backup', { name: '2026-01-01T000000Z-daily' })).toEqual({
    code: 'backup-gone',
  });
});

describe('what is wrong with another vault is said, and it is left as it is', () => {
  const codeOf = async (vault: TestVault, path: string) => {
    const sheet = choose(vault, path);
    const reply = await sheet.call('keyImport.open');
    if (!reply.ok) return reply.error;
    return sheet.mustFail('keyImport.vault', by(other));
  };

  test('one of its two files is missing', async () => {
    const from = await otherVault([]);
    const vault = await createdVault();
    const alone = fs.mkdtempSync(join(from.folder, '..', 'alone-'));
    fs.copyFileSync(slotsIn(from), join(alone, 'renamed.json'));
    expect(await codeOf(vault, join(alone, 'renamed.json'))).toEqual({
      code: 'backup-incomplete',
      missing: 'database',
    });
    fs.copyFileSync(databaseIn(from), join(alone, 'vault.db'));
    expect(await codeOf(vault, join(alone, 'vault.db'))).toEqual({ code: 'backup-incomplete', missing: 'slots' });
  });

  test('it has no keys, is damaged, half another’s, from a newer Keyfold, or open elsewhere', async () => {
    const vault = await createdVault();
    const empty = await otherVault([]);
    expect(await codeOf(vault, slotsIn(empty))).toEqual({ code: 'no-keys-in-file' });
    const from = await otherVault([{ name: 'Theirs' }]);
    const whole = fs.readFileSync(databaseIn(from));
    fs.writeFileSync(
      databaseIn(from),
      whole.map((byte, at) => (at % 4096 === 2000 ? byte ^ 1 : byte)),
    );
    expect(await codeOf(vault, slotsIn(from))).toEqual({ code: 'backup-damaged' });
    fs.writeFileSync(databaseIn(from), whole.subarray(0, whole.length - 100));
    expect(await codeOf(vault, slotsIn(from))).toEqual({ code: 'backup-damaged' });
    fs.copyFileSync(databaseIn(empty), databaseIn(from));
    expect(await codeOf(vault, slotsIn(from))).toEqual({ code: 'backup-damaged' });
    fs.writeFileSync(databaseIn(from), whole);
    await tamper(from, (db) => db.pragma(`user_version = ${schemaVersion + 1}`));
    expect(await codeOf(vault, slotsIn(from))).toEqual({
      code: 'vault-newer',
      file: databaseIn(from),
      found: schemaVersion + 1,
      supported: schemaVersion,
    });
    fs.writeFileSync(databaseIn(from), whole);
    const text = fs.readFileSync(slotsIn(from), 'utf8');
    fs.writeFileSync(slotsIn(from), text.replace('"version": 2', '"version": 9'));
    expect(await codeOf(vault, databaseIn(from))).toMatchObject({ code: 'vault-newer', found: 9 });
    fs.writeFileSync(slotsIn(from), text);
    const open = startTestVault({ folder: from.folder });
    await open.view('unlock').must('session.unlock', password(other));
    expect(await codeOf(vault, slotsIn(from))).toEqual({ code: 'vault-in-use' });
    expect(fs.existsSync(copiesIn(vault))).toBe(false);
  });

  test('it is the one that is open, which stays locked for others', async () => {
    const vault = await createdVault();
    expect(await codeOf(vault, databaseIn(vault))).toEqual({ code: 'backup-is-open' });
    expect(await codeOf(vault, slotsIn(vault))).toEqual({ code: 'backup-is-open' });
    fs.linkSync(databaseIn(vault), join(vault.folder, '..', 'keys.csv'));
    expect(await codeOf(vault, join(vault.folder, '..', 'keys.csv'))).toEqual({ code: 'backup-is-open' });
    const script = `
      const Sqlite = require('better-sqlite3-multiple-ciphers');
      const db = new Sqlite(process.argv[1], { readonly: true, timeout: 0 });
      try { db.pragma('user_version'); } catch (error) { process.stdout.write(error.code); }`;
    expect(execFileSync(process.execPath, ['-e', script, databaseIn(vault)]).toString()).toBe('SQLITE_BUSY');
  });

  test('one of its files was dropped', async () => {
    const from = await otherVault([]);
    const vault = await createdVault();
    for (const path of [slotsIn(from), databaseIn(from)]) {
      const bytes = Uint8Array.from(fs.readFileSync(path));
      const fileName = path === slotsIn(from) ? 'slots (1).json' : 'vault.db';
      expect(await vault.view('import').mustFail('keyImport.drop', { fileName, bytes })).toEqual({
        code: 'backup-dropped',
      });
    }
  });
});

test('one of an older schema is brought up to date in the copy only', async () => {
  const from = await otherVault([{ name: 'Old' }]);
  await tamper(from, (db) => asInVersion4((sql) => db.exec(sql)));
  const before = filesIn(from.folder);
  const vault = await createdVault();
  const sheet = choose(vault, databaseIn(from));
  await sheet.must('keyImport.open');
  expect(await sheet.must('keyImport.vault', by(other))).toMatchObject({ keys: 1 });
  expect(filesIn(from.folder)).toEqual(before);
});

test('a copy that a crash left is gone after the next start, unless somebody has the vault open', async () => {
  const vault = await createdVault();
  fs.mkdirSync(copiesIn(vault));
  fs.writeFileSync(join(copiesIn(vault), 'vault.db'), 'left');
  const second = startTestVault({ folder: vault.folder });
  expect(fs.existsSync(copiesIn(vault))).toBe(true);
  second.end();
  vault.end();
  startTestVault({ folder: vault.folder });
  expect(fs.existsSync(copiesIn(vault))).toBe(false);
});

describe('F7: a vault that somebody has prepared', () => {
  /** What the open vault says of the prepared one, chosen and given its password. */
  async function saidOf(from: TestVault) {
    const vault = await createdVault();
    const sheet = choose(vault, databaseIn(from));
    await sheet.must('keyImport.open');
    const reply = await sheet.call('keyImport.vault', by(other));
    // The process is there, answers, and keeps nothing of it.
    expect(await list(vault)).toMatchObject({ total: 0 });
    expect(fs.existsSync(copiesIn(vault))).toBe(false);
    return reply.ok ? reply.value : reply.error;
  }

  const endless = 'WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)';

  test.each([
    [
      'an endless view in place of the keys',
      `ALTER TABLE access_key RENAME TO kept; CREATE VIEW access_key AS ${endless} SELECT k.* FROM kept k, n`,
    ],
    [
      'an endless view in place of the table that is read first',
      `ALTER TABLE meta RENAME TO kept; CREATE VIEW meta AS ${endless} SELECT k.* FROM kept k, n WHERE x < 0`,
    ],
    ['a column more', 'ALTER TABLE access_key ADD COLUMN more TEXT'],
    ['a trigger more', 'CREATE TRIGGER more AFTER UPDATE ON meta BEGIN SELECT 1; END'],
  ])('with %s is refused by name', async (_, sql) => {
    const from = await otherVault([{ name: 'Theirs' }]);
    await tamper(from, (db) => db.exec(sql));
    expect(await saidOf(from)).toMatchObject({ code: 'backup-altered' });
  });

  /** Lets a table take values of any type while `act` runs. */
  function withoutTypes(db: BetterSqlite.Database, table: string, act: () => void): void {
    const sql = String(db.prepare('SELECT sql FROM sqlite_schema WHERE name = ?').pluck().get(table));
    const rewrite = (to: string) => {
      db.pragma('writable_schema = ON');
      db.prepare('UPDATE sqlite_schema SET sql = ? WHERE name = ?').run(to, table);
      db.pragma('writable_schema = RESET');
    };
    db.unsafeMode(true);
    rewrite(sql.replace(/\)\s*STRICT$/, ')'));
    act();
    rewrite(sql);
  }

  test.each([["created_at = 'yesterday'"], ["name = x'00ff'"], ['rotation_days = 1.5'], ["secret = 'text'"]])(
    'with a value of another type (%s) is damaged, and no defect of Keyfold',
    async (change) => {
      const from = await otherVault([{ name: 'Theirs' }]);
      await tamper(from, (db) => withoutTypes(db, 'access_key', () => db.exec(`UPDATE access_key SET ${change}`)));
      expect(await saidOf(from)).toEqual({ code: 'backup-damaged' });
    },
  );

  test.each([
    ['a time that no calendar has', 'created_at = 9000000000000000000', 'unusable'],
    ['a name of ten megabytes', "name = printf('%.*c', 10000000, 'x')", 'unusable'],
    ['a rotation of a million days', 'rotation_days = 1000000', 'unusable'],
  ])('gives its other keys if one has %s', async (_, change, why) => {
    const from = await otherVault([{ name: 'Good' }, { name: 'Bad' }]);
    await tamper(from, (db) => {
      db.pragma('ignore_check_constraints = ON');
      db.exec(`UPDATE access_key SET ${change} WHERE name = 'Bad'`);
    });
    const said = await saidOf(from);
    if ('code' in Object(said)) expect(said).toEqual({ code: 'backup-damaged' });
    else expect(said).toMatchObject({ keys: 1, skipped: [{ why }] });
  });

  test.each([
    ['2 GiB of memory', '"memoryKiB": 2097152'],
    ['64 passes through 256 MiB', '"memoryKiB": 262144, "passes": 64'],
  ])('whose password asks for %s is refused before any work, and as often as it is tried', async (_, cost) => {
    const from = await otherVault([{ name: 'Theirs' }]);
    const text = fs.readFileSync(slotsIn(from), 'utf8');
    const passes = cost.includes('passes') ? /"memoryKiB": \d+,\s+"passes": \d+/ : /"memoryKiB": \d+/;
    fs.writeFileSync(slotsIn(from), text.replace(passes, cost));
    const vault = await createdVault();
    const sheet = choose(vault, databaseIn(from));
    await sheet.must('keyImport.open');
    for (let tries = 0; tries < 7; tries += 1) {
      expect(await sheet.mustFail('keyImport.vault', by(other))).toEqual({ code: 'backup-costly' });
    }
  });

  test('can be left while its password is tried: nothing is kept or counted, and the right one opens it later', async () => {
    const from = await otherVault([{ name: 'Theirs' }]);
    const vault = await createdVault();
    const sheet = choose(vault, databaseIn(from));
    await sheet.must('keyImport.open');
    // The derivation can't begin, and so isn't over before it is stopped.
    let letGo = (): void => undefined;
    const held = oneAtATime(
      () =>
        new Promise<void>((resolve) => {
          letGo = resolve;
        }),
    );
    for (let tries = 0; tries < 7; tries += 1) {
      let said: unknown = null;
      void sheet.mustFail('keyImport.vault', by(other)).then((error) => {
        said = error;
      });
      while (said === null) {
        await sheet.must('keyImport.cancel');
        await new Promise((resolve) => setImmediate(resolve));
      }
      expect(said).toEqual({ code: 'cancelled' });
    }
    // Stop is for all that was asked for until then, also for what still waits for its turn.
    const [first, second] = [0, 1].map(() => sheet.mustFail('keyImport.vault', by(other)));
    await sheet.must('keyImport.cancel');
    expect(await first).toEqual({ code: 'cancelled' });
    expect(await second).toEqual({ code: 'cancelled' });
    letGo();
    await held;
    expect(fs.existsSync(copiesIn(vault))).toBe(false);
    expect(await sheet.must('keyImport.vault', by(other))).toMatchObject({ keys: 1 });
  });
});

import { createPublicKey, verify } from 'node:crypto';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { AuditCheck } from '../../../common/audit/actions';
import type { ArchiveCheck } from '../../../common/audit/archive';
import { passwordBytes } from '../../../common/keys/text-bytes';
import { archiveKey, readArchive } from '../../../vault/audit/archive-file';
import { auditColumns, chainKey, type StoredAuditRow } from '../../../vault/audit/chain';
import { checkChain } from '../../../vault/audit/check';
import { createAuditLog } from '../../../vault/audit/log';
import { moveRows } from '../../../vault/operations/audit-archive';
import { masterPassword } from '../../support/fake-keys';
import { openFolder } from '../../support/open-folder';
import { tamper, unguarded } from '../../support/tamper';
import { add, auditOf, createdVault, password, reopened, type TestVault } from './harness';

/** Old rows of the log in a signed file, and the check of both together. */

const year = 366 * 24 * 60 * 60 * 1000;
const proof = () => ({ method: 'password', ...password() });
const main = (vault: TestVault) => vault.view('main-view');
let vault: TestVault;
let folder: string;

beforeEach(async () => {
  vault = await createdVault();
  folder = fs.mkdtempSync(join(vault.folder, '..', 'archives-'));
  for (const name of ['One', 'Two', 'Three']) await add(vault, { name });
  vault.now += year;
  await add(vault, { name: 'Young' });
});

const ticket = (before = vault.now) =>
  vault
    .view('verify')
    .must<{ ticket: string }>('protection.verify', { intent: { act: 'archive-log', before }, proof: proof() });

async function archived(name: string, before = vault.now): Promise<string> {
  const path = join(folder, name);
  vault.savePath = { path };
  await main(vault).must('audit.archive', { before, ...(await ticket(before)) });
  return path;
}
async function checked(path: string): Promise<ArchiveCheck> {
  vault.openPath = { path };
  return main(vault).must<ArchiveCheck>('audit.checkArchive');
}

describe('the archive', () => {
  test('F16: takes what is older, leaves the rest, and both are whole', async () => {
    const before = (await auditOf(vault)).rows.reverse();
    const path = await archived('a.jsonl');
    const page = await auditOf(vault);
    expect(page.archived).toBe(5);
    expect(page.rows.at(-1)?.number).toBe(6);
    const read = readArchive(fs.readFileSync(path));
    expect(read?.rows.map(({ number, action }) => [number, action])).toEqual(
      before.slice(0, 5).map(({ number, action }) => [number, action]),
    );
    expect(fs.statSync(path).mode & 0o777).toBe(0o600);
    const row = page.rows.find(({ action }) => action === 'audit-archived');
    expect(row?.facts).toMatchObject({ count: 5, subject: '1–5', place: path, way: 'file' });
    expect(await main(vault).must<AuditCheck>('audit.check')).toMatchObject({ broken: null });
    expect(await checked(path)).toMatchObject({ first: 1, last: 5, problem: null, begins: 6, log: { broken: null } });
    vault = await reopened(vault);
    expect(await checked(path)).toMatchObject({ problem: null, log: { broken: null } });
  });

  test('can be checked without Keyfold: Ed25519 over every byte before the last line', async () => {
    const bytes = fs.readFileSync(await archived('a.jsonl'));
    const end = bytes.lastIndexOf('\n', bytes.length - 2) + 1;
    const head = JSON.parse(bytes.toString('utf8').split('\n')[0] ?? '') as { publicKey: string };
    const { signature } = JSON.parse(bytes.subarray(end).toString('utf8')) as { signature: string };
    const x = Buffer.from(head.publicKey, 'hex').toString('base64url');
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    expect(verify(null, bytes.subarray(0, end), key, Buffer.from(signature, 'hex'))).toBe(true);
  });

  test('follows the one before, and each is checked by itself', async () => {
    const first = await archived('a.jsonl');
    vault.now += year;
    await add(vault, { name: 'Younger' });
    const second = await archived('b.jsonl');
    expect(await checked(first)).toMatchObject({ first: 1, last: 5, problem: null, log: { broken: null } });
    const found = await checked(second);
    expect(found).toMatchObject({ first: 6, problem: null, log: { broken: null } });
    expect(found.begins).toBe(found.last + 1);
  });

  test('stays checked after the vault got new keys', async () => {
    const path = await archived('a.jsonl');
    await vault.view('rekey').must('rekey.run', password());
    vault = await reopened(vault);
    expect(await main(vault).must<AuditCheck>('audit.check')).toMatchObject({ broken: null });
    expect(await checked(path)).toMatchObject({ problem: null, log: { broken: null } });
  });

  test('needs a ticket of its own, replaces no file, and has nothing to do with what is young', async () => {
    const path = join(folder, 'a.jsonl');
    fs.writeFileSync(path, 'mine');
    vault.savePath = { path };
    const fails = async (given: object) => main(vault).mustFail('audit.archive', { before: vault.now, ...given });
    expect(await fails({})).toMatchObject({ code: 'verification-required' });
    const filter = { action: null, outcome: null, keyId: null, text: '', from: null, to: null };
    const other = { intent: { act: 'export-log', filter }, proof: proof() };
    expect(await fails(await vault.view('verify').must<object>('protection.verify', other))).toEqual({
      code: 'plan-changed',
    });
    expect(await fails(await ticket())).toEqual({ code: 'file-exists' });
    expect(fs.readFileSync(path, 'utf8')).toBe('mine');
    const none = { before: vault.now - 2 * year, ...(await ticket(vault.now - 2 * year)) };
    expect(await main(vault).mustFail('audit.archive', none)).toEqual({ code: 'nothing-to-archive' });
    vault.savePath = { path: null };
    expect(await main(vault).must('audit.archive', { before: vault.now, ...(await ticket()) })).toBeNull();
    expect((await auditOf(vault)).archived).toBe(0);
  });

  test('under the lock it is the administrator’s act', async () => {
    const administrator = passwordBytes('the administrator’s own words');
    await vault.view('protect').must('protection.lock', { proof: proof(), administrator });
    expect(
      await vault.view('verify').mustFail('protection.verify', {
        intent: { act: 'archive-log', before: vault.now },
        proof: proof(),
      }),
    ).toMatchObject({ code: 'verification-required' });
  });

  test('a broken log is not archived over its break', async () => {
    vault.end();
    await tamper(vault.folder, (database) => {
      unguarded(database, () => database.run("UPDATE audit SET actor = 'eve' WHERE number = 3"));
    });
    vault = await reopened(vault);
    vault.savePath = { path: join(folder, 'a.jsonl') };
    expect(await main(vault).mustFail('audit.archive', { before: vault.now, ...(await ticket()) })).toEqual({
      code: 'log-broken',
      row: 3,
    });
    expect(fs.readdirSync(folder)).toEqual([]);
  });
});

describe('a file or a vault that was changed', () => {
  const edits: [string, (lines: string[]) => string[], object][] = [
    ['a changed row', (lines) => lines.map((line) => line.replace('"Two"', '"Twq"')), { kind: 'signature' }],
    ['a row that was taken out', (lines) => lines.filter((_, at) => at !== 3), { kind: 'signature' }],
    ['another vault', (lines) => lines.map((line) => line.replace(/"vault":"./, '"vault":"x')), { kind: 'foreign' }],
  ];
  test.each(edits)('is told: %s', async (_, edit, problem) => {
    const path = await archived('a.jsonl');
    fs.writeFileSync(path, edit(fs.readFileSync(path, 'utf8').split('\n')).join('\n'));
    expect((await checked(path)).problem).toEqual(problem);
  });

  test('what is no archive, or was cut short, is refused with words', async () => {
    const path = await archived('a.jsonl');
    const whole = fs.readFileSync(path);
    for (const bytes of [
      Buffer.alloc(0),
      Buffer.from('{}\n'),
      whole.subarray(0, whole.length - 10),
      Buffer.from('\n\n'),
    ]) {
      fs.writeFileSync(path, bytes);
      vault.openPath = { path };
      expect(await main(vault).mustFail('audit.checkArchive')).toEqual({ code: 'archive-unknown' });
    }
  });

  test('a vault from before the archive still has the rows; one that lost its last archive is told', async () => {
    await main(vault).must('backups.make');
    const path = await archived('a.jsonl');
    vault.end();
    await tamper(vault.folder, (database) => {
      unguarded(database, () => database.run('DELETE FROM audit_archive'));
    });
    vault = await reopened(vault);
    const found = await checked(path);
    expect(found.problem).toEqual({ kind: 'unlinked' });
    expect(found.log.broken).toEqual({ row: 1, kind: 'missing' });
  });

  test('what the vault keeps of an archive can’t be changed without the check telling', async () => {
    await archived('a.jsonl');
    vault.end();
    await tamper(vault.folder, (database) => database.run('UPDATE audit_archive SET at = at + 1'));
    vault = await reopened(vault);
    expect(await main(vault).must<AuditCheck>('audit.check')).toMatchObject({ broken: { row: 1, kind: 'archive' } });
  });

  test('rows that are in no archive can’t be removed', async () => {
    await archived('a.jsonl');
    vault.end();
    await tamper(vault.folder, (database) => {
      expect(() => database.run('DELETE FROM audit WHERE number = 6')).toThrow('not deleted');
      expect(() => database.run('DELETE FROM audit_archive')).toThrow('not deleted');
    });
  });
});

test('F16: ended at any step of the archive, every row is in the log or in a whole archive', async () => {
  vault.end();
  const rowsIn = (name: string) => readArchive(fs.readFileSync(join(folder, name)))?.rows ?? [];
  for (let at = 1; ; at += 1) {
    const copy = join(folder, `vault-${at}`);
    fs.cpSync(vault.folder, copy, { recursive: true });
    const { database, slots, keys } = await openFolder(copy, passwordBytes(masterPassword));
    const key = chainKey(keys.vaultKey, slots.vaultId);
    const audit = createAuditLog({ database, key, actor: 'ada', now: () => vault.now });
    const all = database.all<StoredAuditRow>(`SELECT ${auditColumns} FROM audit ORDER BY number`);
    const name = `${at}.jsonl`;
    const place = { path: join(folder, name), part: join(folder, `${name}.part`) };
    let calls = 0;
    // From the chosen call on, nothing works any more, as after a kill.
    const system = new Proxy(fs, {
      get: (target, call: keyof typeof fs) => {
        const real = target[call];
        if (typeof real !== 'function') return real;
        return (...given: unknown[]) => {
          calls += 1;
          if (calls >= at) throw new Error('killed');
          return Reflect.apply(real, target, given);
        };
      },
    });
    const open = { id: slots.vaultId, database, ledger: { audit } };
    const signer = archiveKey(keys.vaultKey, slots.vaultId);
    let ended = true;
    try {
      moveRows(open, { key, signer }, 5, place, vault.now, system);
    } catch (error) {
      expect(String(error)).toContain('killed');
      ended = false;
    }
    const left = database.all<StoredAuditRow>(`SELECT ${auditColumns} FROM audit ORDER BY number`);
    const known = [...(fs.existsSync(place.path) ? rowsIn(name) : []), ...left].map(({ number }) => number);
    for (const { number } of all) expect(known).toContain(number);
    expect((await checkChain(database, key, () => 0)).broken).toBeNull();
    database.close();
    if (ended) {
      expect(at).toBeGreaterThan(5);
      expect(left[0]?.number).toBe(6);
      return;
    }
    expect(left[0]?.number).toBe(1);
  }
});

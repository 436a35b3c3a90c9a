import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { passwordBytes } from '../../../../common/keys/text-bytes';
import { decryptAge } from '../../../../vault/transfer/age';
import { newPassphrase } from '../../../../vault/transfer/passphrase';
import { fakePair, fakeTemporary, masterPassword } from '../../../support/fake-keys';
import { add, auditOf, createdVault, get, list, remove, revealed, type TestVault } from '../harness';
import { applied, exported, opened, passphrase, planOf, proof, rowsOf, secretOf, statesOf } from './moves';

const main = (vault: TestVault) => vault.view('main-view');
const byName = async (vault: TestVault, name: string) => (await list(vault, { text: name })).rows[0]?.id ?? '';
const jsonOf = async (path: string) =>
  JSON.parse(
    Buffer.from(
      await decryptAge(fs.readFileSync(path), { kind: 'passphrase', passphrase: Buffer.from(passphrase) }),
    ).toString('utf8'),
  );

/** A plain export of these keys, beside the vault's folder. */
function exportOf(vault: TestVault, keys: readonly object[], version = 1): string {
  const path = join(fs.mkdtempSync(join(vault.folder, '..', 'export-')), 'keys.json');
  fs.writeFileSync(
    path,
    JSON.stringify({ format: 'keyfold-export', version, exportedAt: '2026-01-01T00:00:00Z', keys }),
  );
  return path;
}

/** A vault with a key of every kind: default, disabled, temporary, master, in another language. */
async function fullVault() {
  const vault = await createdVault();
  const pairs = { main: fakePair('alibaba'), off: fakePair('pingan'), ebs: fakePair('private-alibaba') };
  const temporary = fakeTemporary();
  const root = { identityKind: 'alibaba-account', accountId: '1234567890123456' };
  const { id } = await add(vault, { ...pairs.main, name: '支付网关 "prod"', description: 'a\nb', ...root });
  await main(vault).must('keys.setDefault', { id });
  const off = await add(vault, { ...pairs.off, provider: 'pingan', name: 'Off' });
  await main(vault).must('keys.setStatus', { ids: [off.id], status: 'disabled' });
  await add(vault, { ...pairs.ebs, provider: 'private-alibaba', name: 'EBS' });
  const { accessKeyId, secret, token } = temporary;
  const ends = { credential: 'temporary', expiresAt: vault.now + 3_600_000 } as const;
  await add(vault, { provider: 'huawei', name: 'Short', accessKeyId, secret, token, ...ends });
  return { vault, pairs, temporary };
}

describe('an export', () => {
  test('has every key whole, in the documented form, in a private file', async () => {
    const { vault, pairs, temporary } = await fullVault();
    const { path, told } = await exported(vault);
    expect(told).toEqual({ fileName: 'keys.age', keys: 4, handover: null });
    expect(fs.statSync(path).mode & 0o777).toBe(0o600);
    const json = await jsonOf(path);
    expect(Object.keys(json)).toEqual(['format', 'version', 'exportedAt', 'keys']);
    expect(json.keys[0]).toEqual({
      profile: 'alibaba',
      name: '支付网关 "prod"',
      description: 'a\nb',
      account: '1234567890123456',
      identity: { kind: 'alibaba-account', name: '' },
      type: '',
      endpoint: '',
      credential: 'long-term',
      ...pairs.main,
      securityToken: null,
      expiresAt: null,
      status: 'enabled',
      default: true,
      displayed: false,
      createdAt: new Date(vault.now).toISOString(),
      rotationDays: null,
      providerCreatedAt: null,
      providerUsedAt: null,
      leakedAt: null,
      tags: [],
    });
    expect(json.keys[3]).toMatchObject({ secret: temporary.secret, securityToken: temporary.token });
    expect((await auditOf(vault, { action: 'exported' })).rows[0]?.facts).toMatchObject({
      count: 4,
      way: 'age',
      place: path,
    });
    // Neither the file nor its name says anything of what is in it.
    expect(fs.readFileSync(path).includes(pairs.main.accessKeyId)).toBe(false);
  });

  test('of a selection, a provider or an account has just those', async () => {
    const { vault } = await fullVault();
    const names = async (scope: Parameters<typeof exported>[1]) =>
      (await jsonOf((await exported(vault, scope)).path)).keys.map(({ name }: { name: string }) => name);
    const id = await byName(vault, 'Off');
    expect(await names({ kind: 'keys', ids: [id] })).toEqual(['Off']);
    expect(await names({ kind: 'provider', provider: 'huawei' })).toEqual(['Short']);
    const tree = await main(vault).must<{ provider: string; accounts: { id: number }[] }[]>('accounts.tree');
    const account = tree.find(({ provider }) => provider === 'alibaba')?.accounts[0]?.id ?? 0;
    expect(await names({ kind: 'account', id: account })).toEqual(['支付网关 "prod"']);
  });

  test('is refused, and nothing is written, without the right proof, a long enough passphrase, a recipient, a key', async () => {
    const { vault } = await fullVault();
    const path = join(fs.mkdtempSync(join(vault.folder, '..', 'export-')), 'keys.age');
    vault.savePath = { path };
    const sheet = vault.view('export');
    const to = () => ({ kind: 'passphrase', passphrase: passwordBytes(passphrase) });
    const all = { kind: 'all' };
    const save = (changes: object) =>
      sheet.mustFail('keyExport.save', { scope: all, to: to(), proof: proof(), ...changes });
    expect(await save({ proof: proof('not the password') })).toEqual({ code: 'wrong-password' });
    // In signs, not in bytes.
    for (const short of ['1', '11-signs-as', '口令'.repeat(5)]) {
      expect(await save({ to: { kind: 'passphrase', passphrase: passwordBytes(short) } })).toMatchObject({
        code: 'invalid-fields',
        issues: [{ field: 'password', problem: 'too-short', limit: 12 }],
      });
    }
    expect(await save({ to: { kind: 'recipients', recipients: ['age1nonsense'] } })).toEqual({
      code: 'bad-recipient',
      number: 1,
    });
    const nobody = { kind: 'keys', ids: ['00000000-0000-4000-8000-000000000000'] };
    expect(await save({ scope: nobody })).toEqual({ code: 'nothing-to-export' });
    expect(await vault.view('main-view').mustFail('keyExport.save', { scope: all, to: to(), proof: proof() })).toEqual({
      code: 'not-allowed',
      operation: 'keyExport.save',
    });
    expect(fs.readdirSync(join(path, '..'))).toEqual([]);
    vault.savePath = { path: null };
    expect(await sheet.must('keyExport.save', { scope: all, to: to(), proof: proof() })).toBeNull();
    expect((await auditOf(vault, { action: 'exported', outcome: 'ok' })).total).toBe(0);
    const twelve = { kind: 'passphrase', passphrase: passwordBytes('12-signs-are') };
    expect(await sheet.must('keyExport.save', { scope: all, to: twelve, proof: proof() })).toBeNull();
  });

  test('offers a passphrase of ten words, another each time', async () => {
    const vault = await createdVault();
    const offer = async () =>
      Buffer.from((await vault.view('export').must<{ passphrase: Uint8Array }>('keyExport.passphrase')).passphrase);
    const [one, other] = [await offer(), await offer()];
    expect(one.toString()).toMatch(/^[a-z]{3,8}(?:-[a-z]{3,8}){9}$/);
    expect(one.equals(other)).toBe(false);
  });

  test('offers any of the 2048 words at each place', () => {
    const places = Array.from({ length: 10 }, () => new Set<string>());
    const words = new Set<string>();
    for (let made = 0; made < 2000; made += 1) {
      for (const [at, word] of newPassphrase().toString().split('-').entries()) {
        words.add(word);
        places[at]?.add(word);
      }
    }
    // Of 20,000 draws one word is left out in one of ten runs, ten never are; of 2,000 some 1270 are drawn.
    expect(words.size).toBeGreaterThan(2038);
    for (const place of places) expect(place.size).toBeGreaterThan(1100);
  });
});

describe('an import', () => {
  test('into an empty vault brings everything back, and the same file again changes nothing', async () => {
    const { vault: from, pairs, temporary } = await fullVault();
    const { path } = await exported(from);
    const vault = await createdVault();
    const sheet = await opened(vault, path);
    const plan = await planOf(sheet);
    expect(statesOf(plan)).toEqual({ new: 4 });
    expect(JSON.stringify(await rowsOf(sheet))).not.toContain(pairs.main.secret);
    expect(await applied(sheet)).toEqual({ added: 4, updated: 0, replaced: 0, skipped: 0 });

    const { rows } = await list(vault);
    const former = await list(from);
    const told = ({ id: _, lastUsedAt: _u, ...row }: (typeof rows)[number]) => row;
    expect(rows.map(told)).toEqual(former.rows.map(told));
    expect(await secretOf(vault, await byName(vault, '支付网关'))).toEqual([pairs.main.secret, null]);
    expect(await secretOf(vault, await byName(vault, 'Short'))).toEqual([temporary.secret, temporary.token]);
    expect((await auditOf(vault, { action: 'add' })).rows.map(({ facts }) => facts)).toEqual(
      Array(4).fill(expect.objectContaining({ why: 'imported' })),
    );
    expect((await auditOf(vault, { action: 'imported' })).rows[0]?.facts).toEqual({ count: 4, subject: 'keys.age' });

    const again = await opened(vault, path);
    expect(statesOf(await planOf(again))).toEqual({ same: 4 });
    expect(await applied(again)).toEqual({ added: 0, updated: 0, replaced: 0, skipped: 4 });
    expect((await list(vault)).rows).toEqual(
      rows.map((row) => ({ ...row, reveal: expect.anything(), lastUsedAt: expect.toBeOneOf([null, vault.now]) })),
    );
  });

  test('tells what is new, changed, in conflict or over the quota, and does what is chosen', async () => {
    const from = await createdVault();
    const who = { accountId: '1234567890123456', identityName: 'bot' };
    const [changed, conflict, fresh, extra] = [1, 2, 3, 4].map(() => fakePair('alibaba'));
    await add(from, { ...changed, name: 'New name', description: 'said' });
    await add(from, { ...conflict, name: 'Conflict' });
    await add(from, { ...fresh, name: 'Fresh', ...who });
    await add(from, { ...extra, name: 'Extra', ...who });
    const { path } = await exported(from);

    const vault = await createdVault();
    const a = await add(vault, { ...changed, name: 'Old name' });
    const b = await add(vault, { ...conflict, secret: fakePair('alibaba').secret, name: 'Conflict' });
    await add(vault, { name: 'Holds a place', ...who });
    const sheet = await opened(vault, path);
    const plan = await planOf(sheet);
    expect(statesOf(plan)).toEqual({ changed: 1, 'other-secret': 1, new: 1, 'quota-full': 1 });
    expect((await rowsOf(sheet, 'changed'))[0]).toMatchObject({
      present: 'Old name',
      differs: ['name', 'description'],
    });
    expect((await rowsOf(sheet, 'quota-full'))[0]).toMatchObject({ name: 'Extra', choice: 'skip' });

    // What a row doesn't have is passed over.
    const choose = (what: object, choice: string) => sheet.must('keyImport.choose', { what, choice });
    await choose({ state: 'new' }, 'replace');
    await choose({ state: 'changed' }, 'update');
    await choose({ index: 1 }, 'replace');
    await choose({ state: 'quota-full' }, 'add-unassigned');
    expect(await sheet.must('keyImport.apply', { password: null, proof: proof() })).toEqual({
      ...{ added: 2, updated: 1, replaced: 1, skipped: 0 },
    });
    expect(await get(vault, a.id)).toMatchObject({ name: 'New name', description: 'said' });
    expect((await secretOf(vault, b.id))[0]).toBe(conflict?.secret);
    expect(await get(vault, await byName(vault, 'Extra'))).toMatchObject({ accountId: '', identityName: '' });
    const log = await auditOf(vault);
    expect(log.rows.map(({ action }) => action)).toContain('secret-replaced');
    const backups = await main(vault).must<{ backups: { kind: string }[] }>('backups.state');
    expect(backups.backups.map(({ kind }) => kind)).toContain('before-import');
  });

  const ends = { credential: 'temporary', expiresAt: Date.UTC(2030, 0, 1) } as const;
  const temporary = { provider: 'huawei', identityKind: 'iam-user', ...fakeTemporary(), ...ends } as const;
  const ebs = {
    provider: 'private-alibaba',
    accountId: '1',
    identityName: 'bot',
    ...fakePair('private-alibaba'),
  } as const;

  test.each([
    ['the same', temporary, {}, 'same', []],
    ['another token', temporary, { token: 'FAKEotherTokenFAKEotherToken' }, 'other-secret', []],
    ['another secret', temporary, { secret: 'FAKEotherSecretFAKEother' }, 'other-secret', []],
    ['another name', ebs, { name: 'Other' }, 'changed', ['name']],
    ['another description', ebs, { description: 'other' }, 'changed', ['description']],
    ['another account', ebs, { accountId: '2' }, 'changed', ['accountId']],
    ['another user', ebs, { identityName: 'other' }, 'changed', ['identityName']],
    ['another endpoint', ebs, { endpoint: 'https://other.example' }, 'changed', ['endpoint']],
    [
      'another identity',
      { ...fakePair('alibaba'), accountId: '1234567890123456' },
      { identityKind: 'alibaba-account' },
      'changed',
      ['identityKind'],
    ],
  ] satisfies [string, Parameters<typeof add>[1], Parameters<typeof add>[1], string, string[]][])(
    'tells a key with %s apart',
    async (_, key, change, state, differs) => {
      const from = await createdVault();
      await add(from, { ...key, ...change });
      const { path } = await exported(from);
      const vault = await createdVault();
      await add(vault, key);
      const sheet = await opened(vault, path);
      expect(statesOf(await planOf(sheet))).toEqual({ [state]: 1 });
      expect((await rowsOf(sheet))[0]?.differs).toEqual(differs);
    },
  );

  test('of many keys at once has a row of the log for each, which says what the vault has of it', async () => {
    const vault = await createdVault();
    const keys = Array.from({ length: 60 }, (_, index) => ({
      ...fakePair(index % 7 === 0 ? 'huawei' : 'alibaba'),
      profile: index % 7 === 0 ? 'huawei' : 'alibaba',
      name: index % 5 === 0 ? `键 ${index}` : `Key ${index}`,
      // Three keys of each user are one too many.
      account: index % 9 === 0 ? '' : '1234567890123456',
      identity: { kind: index % 7 === 0 ? 'iam-user' : 'ram-user', name: `user-${Math.floor(index / 3)}` },
      status: index % 4 === 0 ? 'disabled' : 'enabled',
      ...{ description: '', type: '', endpoint: '', credential: 'long-term', securityToken: null, expiresAt: null },
      ...{ default: false, displayed: true, createdAt: '2026-01-01T00:00:00.000Z', rotationDays: null },
    }));
    const sheet = await opened(vault, exportOf(vault, keys));
    const plan = await planOf(sheet);
    expect(Object.keys(statesOf(plan)).toSorted()).toEqual(['new', 'quota-full']);
    await sheet.must('keyImport.choose', { what: { state: 'quota-full' }, choice: 'add-unassigned' });
    await applied(sheet);
    const added = (await auditOf(vault, { action: 'add' })).rows;
    expect(added).toHaveLength(60);
    for (const { key, facts } of added) {
      const { name, provider, accessKeyId, accountId, identityKind, identityName } = await get(vault, key?.id ?? '');
      expect(key).toMatchObject({ name, provider, lastFour: accessKeyId.slice(-4) });
      const whose = accountId === '' && identityName === '' ? {} : { identity: identityKind };
      expect(facts).toEqual({
        ...whose,
        ...(accountId === '' ? {} : { account: accountId }),
        ...(identityName === '' ? {} : { user: identityName }),
        why: 'imported',
      });
    }
    expect((await main(vault).must<{ broken: unknown }>('audit.check')).broken).toBeNull();
  });

  test('tells a key that is disabled there apart', async () => {
    const from = await createdVault();
    const pair = fakePair('alibaba');
    const { id } = await add(from, pair);
    await main(from).must('keys.setStatus', { ids: [id], status: 'disabled' });
    const { path } = await exported(from);
    const vault = await createdVault();
    await add(vault, pair);
    const sheet = await opened(vault, path);
    expect((await planOf(sheet)).states).toMatchObject({ changed: 1 });
    expect((await rowsOf(sheet))[0]?.differs).toEqual(['status']);
  });

  test('brings back everything that an export says of a key', async () => {
    const from = await createdVault();
    const account = { accountId: '1234567890123456', identityName: 'bot' };
    const one = await add(from, { ...fakePair('alibaba'), name: 'One', description: 'two\nlines', ...account });
    const days = [40, 0, null] as const;
    const two = await add(from, { ...fakePair('private-alibaba'), provider: 'private-alibaba', name: 'Two' });
    const three = await add(from, { ...temporary, name: 'Three' });
    for (const [index, { id }] of [one, two, three].entries()) {
      await main(from).must('rotation.setDays', { id, days: days[index] });
    }
    await main(from).must('keys.setStatus', { ids: [two.id], status: 'disabled' });
    await main(from).must('keys.setDefault', { id: one.id });
    const dates = { providerCreatedAt: Date.UTC(2024, 4, 31), providerUsedAt: 0 };
    const { id, name, description, accountId, identityKind, identityName, endpoint } = await get(from, one.id);
    const details = { id, name, description, accountId, identityKind, identityName, endpoint };
    await main(from).must('keys.edit', { ...details, dates });
    const reveal = await revealed(from, three.ticket);
    await reveal.sheet.must('reveal.displayed');
    from.now += 3_600_000;
    const { path } = await exported(from);
    const vault = await createdVault({ now: from.now + 3_600_000 });
    const sheet = await opened(vault, path);
    expect(statesOf(await planOf(sheet))).toEqual({ new: 3 });
    await applied(sheet);
    // What this vault gives or sees itself.
    const own = { id: 0, account: 0, identity: 0, updatedAt: 0, lastUsedAt: 0, revealedAt: 0, shownHow: 0 };
    for (const name of ['One', 'Two', 'Three']) {
      const [there, here] = [await get(from, await byName(from, name)), await get(vault, await byName(vault, name))];
      expect({ ...here, ...own }, name).toEqual({ ...there, ...own });
    }
  });

  test('takes what the provider says of a key, that it leaked, and its tags, and says the same again', async () => {
    const vault = await createdVault();
    const said = {
      providerCreatedAt: '2024-05-31T00:00:00.000Z',
      providerUsedAt: 'never',
      leakedAt: '2025-01-01T00:00:00.000Z',
      tags: [
        { name: 'Prod', colour: 'red' },
        { name: '支付', colour: 'teal' },
      ],
    };
    const { accessKeyId, secret } = fakePair('huawei');
    const key = { profile: 'huawei', name: 'Old', identity: { kind: 'iam-user' }, accessKeyId, secret };
    const imports = await opened(vault, exportOf(vault, [{ ...key, ...said }], 2));
    await planOf(imports);
    await applied(imports);
    expect(await get(vault, await byName(vault, 'Old'))).toMatchObject({
      providerCreatedAt: Date.UTC(2024, 4, 31),
      providerUsedAt: 0,
      dueAt: Date.UTC(2024, 4, 31) + 90 * 86_400_000,
      leakedAt: Date.UTC(2025, 0, 1),
      tags: [expect.any(Number), expect.any(Number)],
    });
    expect((await jsonOf((await exported(vault)).path)).keys[0]).toMatchObject(said);
  });

  test('offers the dates of a ledger for keys that are there, and leaves out one that can’t be right', async () => {
    const vault = await createdVault();
    const pair = fakePair('alibaba');
    const { id } = await add(vault, { ...pair, name: 'Old' });
    const ledger = join(fs.mkdtempSync(join(vault.folder, '..', 'ledger-')), 'keys.csv');
    const row = `Old,${pair.accessKeyId},${pair.secret}`;
    fs.writeFileSync(ledger, `Name,AccessKey ID,AccessKey Secret,Created,Last used\n${row},2024-05-31,2199-01-01\n`);
    const sheet = vault.view('import');
    vault.openPath = { path: ledger };
    await sheet.must('keyImport.open');
    await planOf(sheet);
    const [told] = await rowsOf(sheet);
    expect(told).toMatchObject({
      state: 'changed',
      differs: ['providerCreatedAt'],
      issues: [{ field: 'providerUsedAt', problem: 'in-the-future', severity: 'warning' }],
    });
    await sheet.must('keyImport.choose', { what: { index: 0 }, choice: 'update' });
    await applied(sheet);
    const created = new Date(2024, 4, 31).getTime();
    expect(await get(vault, id)).toMatchObject({ providerCreatedAt: created, providerUsedAt: null });
    expect((await auditOf(vault, { action: 'edit' })).rows[0]?.facts).toMatchObject({
      before: '–',
      after: '2024-05-31',
    });
  });

  test('takes a key that stands twice in the file once', async () => {
    const vault = await createdVault();
    const pair = fakePair('pingan');
    const key = { profile: 'pingan', name: 'One', identity: { kind: 'subaccount' }, ...pair };
    const path = exportOf(vault, [key, { ...key, name: 'Two' }, { ...key, ...fakePair('pingan'), name: 'Three' }]);
    const sheet = await opened(vault, path);
    expect(statesOf(await planOf(sheet))).toEqual({ new: 2, doubled: 1 });
    expect(await applied(sheet)).toMatchObject({ added: 2, skipped: 1 });
    expect((await list(vault)).rows.map(({ name }) => name)).toEqual(['One', 'Three']);
  });

  test('makes a key neither younger than the clock nor than it was', async () => {
    const vault = await createdVault();
    const key = { profile: 'pingan', identity: { kind: 'subaccount' } };
    const madeAt = { past: vault.now - 86_400_000, future: vault.now + 86_400_000, unknown: null };
    const keys = Object.entries(madeAt).map(([name, at]) => {
      const createdAt = at === null ? null : new Date(at).toISOString();
      return { ...key, name, ...fakePair('pingan'), createdAt };
    });
    const sheet = await opened(vault, exportOf(vault, keys));
    await planOf(sheet);
    await applied(sheet);
    const createdAt = async (name: string) => (await get(vault, await byName(vault, name))).createdAt;
    expect(await createdAt('past')).toBe(madeAt.past);
    expect(await createdAt('future')).toBe(vault.now);
    expect(await createdAt('unknown')).toBe(vault.now);
  });

  test('makes no key the default that has expired, also once the clock is set back', async () => {
    const from = await createdVault();
    const { id } = await add(from, { ...temporary, expiresAt: from.now + 3_600_000 });
    await main(from).must('keys.setDefault', { id });
    const { path } = await exported(from);
    const vault = await createdVault({ now: from.now });
    vault.now += 2 * 3_600_000;
    await main(vault).must('clock.state');
    vault.now = from.now;
    const sheet = await opened(vault, path);
    await planOf(sheet);
    await applied(sheet);
    expect(await get(vault, await byName(vault, 'Deploy'))).toMatchObject({ isDefault: false });
  });

  test('leaves the vault’s defaults unless they are to be taken', async () => {
    const { vault: from } = await fullVault();
    const { path } = await exported(from);
    const vault = await createdVault();
    const own = await add(vault, { name: 'Own' });
    await main(vault).must('keys.setDefault', { id: own.id });
    const sheet = await opened(vault, path);
    expect((await planOf(sheet)).defaults).toEqual(['alibaba']);
    await applied(sheet);
    expect((await get(vault, own.id)).isDefault).toBe(true);
    await remove(vault, await byName(vault, '支付网关'));
    const again = await opened(vault, path);
    await planOf(again);
    expect(await again.must('keyImport.takeDefaults', { take: true })).toMatchObject({ takeDefaults: true });
    await applied(again);
    expect((await get(vault, own.id)).isDefault).toBe(false);
    expect((await get(vault, await byName(vault, '支付网关'))).isDefault).toBe(true);
  });

  test('that can’t be done whole isn’t done at all', async () => {
    const { vault: from } = await fullVault();
    const { path } = await exported(from);
    const vault = await createdVault();
    const sheet = await opened(vault, path);
    await planOf(sheet);
    // Another key with that ID comes in between.
    const taken = (await rowsOf(sheet)).at(-1);
    await add(vault, { provider: 'huawei', name: 'Between', accessKeyId: taken?.accessKeyId ?? '' });
    expect(await sheet.mustFail('keyImport.apply', { password: null })).toEqual({
      code: 'access-key-id-taken',
      name: 'Between',
    });
    expect((await list(vault)).rows.map(({ name }) => name)).toEqual(['Between']);
    expect((await auditOf(vault, { action: 'imported', outcome: 'ok' })).total).toBe(0);
  });

  test('needs what adding needs: a proof where that is protected, the master password without a keychain', async () => {
    const { vault: from } = await fullVault();
    const { path } = await exported(from);
    const vault = await createdVault();
    const change = { part: 'create', on: true };
    await vault.view('protect').must('protection.change', { change, proof: proof() });
    const sheet = await opened(vault, path);
    await planOf(sheet);
    expect(await sheet.mustFail('keyImport.apply', { password: null })).toMatchObject({
      code: 'verification-required',
    });
    expect((await list(vault)).total).toBe(0);
    vault.keychain.state = 'missing';
    expect(await sheet.mustFail('keyImport.plan', { password: null })).toMatchObject({ code: 'password-required' });
    expect(await sheet.mustFail('keyImport.plan', { password: passwordBytes('wrong') })).toEqual({
      code: 'wrong-password',
    });
    await sheet.must('keyImport.plan', { password: passwordBytes(masterPassword) });
    await sheet.must('keyImport.apply', { proof: proof(), password: null });
    expect((await list(vault)).total).toBe(4);
  });

  test('that finds the keychain gone keeps the plan and what was chosen, and goes on with the master password', async () => {
    const { vault: from } = await fullVault();
    const { path } = await exported(from);
    const vault = await createdVault();
    const sheet = await opened(vault, path);
    await planOf(sheet);
    const chosen = await sheet.must('keyImport.choose', { what: { index: 1 }, choice: 'skip' });
    expect(chosen).toMatchObject({ choices: { add: 3, skip: 1 } });
    vault.keychain.state = 'unavailable';
    expect(await sheet.mustFail('keyImport.apply', { password: null })).toEqual({
      code: 'password-required',
      keychain: 'unavailable',
    });
    expect(await sheet.mustFail('keyImport.apply', { password: passwordBytes('wrong') })).toEqual({
      code: 'wrong-password',
    });
    expect((await rowsOf(sheet)).map(({ choice }) => choice)).toEqual(['add', 'skip', 'add', 'add']);
    expect(await sheet.must('keyImport.apply', { password: passwordBytes(masterPassword) })).toMatchObject({
      added: 3,
      skipped: 1,
    });
    expect((await list(vault)).total).toBe(3);
  });

  test('stays with its sheet: another one finds nothing, and nothing is left when it is gone', async () => {
    const { vault } = await fullVault();
    const { path } = await exported(vault);
    const sheet = await opened(vault, path);
    const other = vault.view('import');
    for (const [operation, input] of [
      ['keyImport.passphrase', { passphrase: passwordBytes(passphrase) }],
      ['keyImport.plan', { password: null }],
      ['keyImport.rows', { offset: 0, limit: 1, state: null }],
      ['keyImport.apply', { password: null }],
    ] as const) {
      expect(await other.mustFail(operation, input)).toEqual({ code: 'ticket-invalid' });
    }
    await planOf(sheet);
    expect(await main(vault).mustFail('keyImport.rows', { offset: 0, limit: 1, state: null })).toMatchObject({
      code: 'not-allowed',
    });
  });
});

import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ProviderAccounts } from '../../../common/accounts/account';
import { type AuditRow, auditTexts } from '../../../common/audit/actions';
import type { BackupState } from '../../../common/backups';
import { usualRule } from '../../../common/backups';
import type { Intent } from '../../../common/intents';
import type { Original } from '../../../common/transfer/originals';
import { fakePair } from '../../support/fake-keys';
import { need } from '../../support/need';
import { tamper, unguarded } from '../../support/tamper';
import { add, auditOf, createdVault, newKey, password, reopened, revealed, type TestVault } from './harness';
import { applied, planOf } from './transfer/moves';

/** The ticket of the verify sheet for this. */
const verified = (vault: TestVault, intent: Intent) =>
  vault.view('verify').must<{ ticket: string }>('protection.verify', { intent, proof: proof() });

/** What the log proves: which key, whose, to whom, by which way, to which place. */

const proof = () => ({ method: 'password', ...password() });
const recipient = 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p';
const fingerprint = `SHA256:${createHash('sha256').update(recipient).digest('base64').replace(/=+$/, '')}`;
const holder = { accountId: '1234567890123456', identityKind: 'ram-user', identityName: 'ada' };
const whose = { account: holder.accountId, identity: 'ram-user', user: 'ada' };
const sha256 = (path: string) => createHash('sha256').update(fs.readFileSync(path)).digest('hex');
const main = (vault: TestVault) => vault.view('main-view');

function placeIn(vault: TestVault, name: string): string {
  const path = join(fs.mkdtempSync(join(vault.folder, '..', 'files-')), name);
  vault.savePath = { path };
  return path;
}

const ofKey = async (vault: TestVault, id: string) =>
  (await auditOf(vault, { keyId: id })).rows.map(({ action, facts }) => ({ action, facts })).reverse();
const last = async (vault: TestVault, filter: Parameters<typeof auditOf>[1]): Promise<AuditRow | undefined> =>
  (await auditOf(vault, filter)).rows[0];

describe('each key that leaves has a row of its own', () => {
  test('L1: an export says for each key to whom, with the fingerprint, and where; the log of the key has it', async () => {
    const vault = await createdVault();
    const one = await add(vault, { name: 'One', ...holder });
    const two = await add(vault, { name: 'Two' });
    await add(vault, { name: 'Stays' });
    const place = placeIn(vault, 'keys.age');
    const scope = { kind: 'keys', ids: [one.id, two.id] };
    const to = { kind: 'recipients', recipients: [` ${recipient} `] };
    const saved = { scope, to, handedTo: 'Eve, ticket 42', proof: proof() };
    await vault.view('export').must('keyExport.save', saved);
    const digest = sha256(place);
    const told = { way: 'age', recipient, fingerprint, place, digest, handedTo: 'Eve, ticket 42' };
    const { rows } = await auditOf(vault, { action: 'exported' });
    expect(rows.map(({ key, facts }) => [key?.name, facts])).toEqual([
      [undefined, { ...told, count: 2 }],
      ['Two', told],
      ['One', { ...told, ...whose }],
    ]);
    expect((await ofKey(vault, one.id)).map(({ action }) => action)).toEqual(['add', 'exported']);
  });

  test('L1: CSV, tools, the screen and the clipboard say their way, their place and the note', async () => {
    const vault = await createdVault();
    const { id, ticket } = await add(vault, { name: 'One', ...holder });
    const { sheet } = await revealed(vault, ticket);
    await sheet.must('reveal.displayed');
    await sheet.must('reveal.copy', { part: 'secret', handedTo: 'Bob' });
    const own = placeIn(vault, 'key.csv');
    await sheet.must('reveal.saveCsv', { handedTo: 'Carol' });
    const table = placeIn(vault, 'keys.csv');
    await vault.view('export').must('keyExport.save', { scope: { kind: 'all' }, to: { kind: 'csv' }, proof: proof() });
    const use = (target: string) => ({ id, target, options: {}, handedTo: 'build server', proof: proof() });
    await vault.view('use').must('keyUse.copy', use('env-sh'));
    const config = placeIn(vault, 'config.json');
    await vault.view('use').must('keyUse.saveNew', use('aliyun-cli'));
    const handedTo = 'build server';
    expect(await ofKey(vault, id)).toEqual([
      { action: 'add', facts: whose },
      { action: 'reveal-displayed', facts: { ...whose, way: 'screen' } },
      { action: 'copy', facts: { ...whose, part: 'secret', way: 'clipboard', handedTo: 'Bob' } },
      { action: 'csv-saved', facts: { ...whose, way: 'csv', place: own, digest: sha256(own), handedTo: 'Carol' } },
      { action: 'exported-csv', facts: { ...whose, way: 'csv', place: table, digest: sha256(table) } },
      { action: 'tool-copied', facts: { ...whose, target: 'env-sh', way: 'clipboard', handedTo } },
      {
        action: 'tool-saved',
        facts: { ...whose, target: 'aliyun-cli', way: 'file', place: config, digest: sha256(config), handedTo },
      },
    ]);
  });

  test('L1: a cleaned file and its original name the keys that were in them', async () => {
    need('links');
    const vault = await createdVault();
    const pair = fakePair('alibaba');
    const { id } = await add(vault, { ...pair, name: 'One' });
    const path = join(fs.mkdtempSync(join(vault.folder, '..', 'tool-')), 'config.json');
    const entry = { name: 'one', mode: 'AK', access_key_id: pair.accessKeyId, access_key_secret: pair.secret };
    fs.writeFileSync(path, JSON.stringify({ current: 'one', profiles: [entry] }));
    vault.openPath = { path };
    const sheet = vault.view('import');
    await sheet.must('keyImport.open');
    await planOf(sheet);
    await applied(sheet);
    await sheet.must('keyImport.clean', { proof: proof() });
    const [original] = await main(vault).must<Original[]>('originals.list');
    const place = placeIn(vault, 'back.json');
    await sheet.must('originals.save', { id: original?.id, proof: proof() });
    const subject = fs.realpathSync(path);
    const told = (await ofKey(vault, id)).filter(({ action }) => /source|original/.test(action));
    expect(told).toEqual([
      { action: 'source-cleaned', facts: { subject } },
      { action: 'original-saved', facts: { subject, place, way: 'file' } },
    ]);
    const removing = { act: 'remove-original', id: original?.id ?? '' } as const;
    await main(vault).must('originals.remove', { id: removing.id, ...(await verified(vault, removing)) });
    expect((await last(vault, { action: 'original-deleted' }))?.facts).toEqual({ subject });
  });
});

describe('what is no leaving has subject and object too', () => {
  test('L1: assigning says from whom and to whom; accounts and identities say which, before and after', async () => {
    const vault = await createdVault();
    const { id } = await add(vault, { name: 'One', ...holder });
    const account = { target: { provider: 'alibaba' }, accountId: 'other-account', alias: 'prod' };
    const { account: of } = await main(vault).must<{ account: number }>('accounts.saveAccount', account);
    const details = { remark: '', accessType: 'programmatic', apiCredential: 'access-key', credential: 'both' };
    const made = { target: { account: of, kind: 'ram-user' }, name: 'grace', ...details };
    const { identity } = await main(vault).must<{ identity: number }>('accounts.saveIdentity', made);
    await main(vault).must('keys.assign', { ids: [id], identity });
    expect((await last(vault, { action: 'assign' }))?.facts).toEqual({
      account: 'other-account',
      identity: 'ram-user',
      user: 'grace',
      before: '1234567890123456 / ada',
      after: 'other-account / grace',
    });
    await main(vault).must('accounts.saveIdentity', { target: { identity }, name: 'grace.h', ...details });
    const which = { provider: 'alibaba', account: 'other-account', alias: 'prod' };
    expect((await last(vault, { action: 'account-add' }))?.facts).toEqual(which);
    expect((await last(vault, { action: 'identity-edit' }))?.facts).toEqual({
      ...which,
      identity: 'ram-user',
      user: 'grace.h',
      before: 'grace',
      after: 'grace.h',
    });
    const tree = await main(vault).must<ProviderAccounts[]>('accounts.tree');
    expect(tree.flatMap(({ accounts }) => accounts)).not.toEqual([]);
  });

  test('L1: both keys of a rotation have its rows; settings say what was before; a backup says which', async () => {
    const vault = await createdVault();
    const old = await add(vault, { name: 'Old', ...holder });
    const { key, secrets } = newKey({ name: 'New', ...holder });
    const added = await vault
      .view('add')
      .must<{ id: string }>('keys.add', { key, secrets, password: null, rotation: old.id });
    await main(vault).must('rotation.switch', { ids: [old.id], names: null });
    const actions = async (id: string) => (await ofKey(vault, id)).map(({ action }) => action);
    expect(await actions(old.id)).toContain('rotation-switch');
    expect(await actions(added.id)).toContain('rotation-switch');
    expect((await last(vault, { keyId: added.id, action: 'rotation-switch' }))?.facts.subject).toMatch(/^Old …/);
    await main(vault).must('rotation.setDays', { id: old.id, days: 30 });
    expect((await last(vault, { action: 'rotation-days' }))?.facts).toMatchObject({ days: 30, daysBefore: -1 });
    await main(vault).must('backups.make');
    const [backup] = (await main(vault).must<BackupState>('backups.state')).backups;
    expect((await last(vault, { action: 'backup' }))?.facts.subject).toBe(backup?.name);
    const removing = { act: 'remove-backup', name: backup?.name ?? '' } as const;
    await main(vault).must('backups.remove', { name: removing.name, ...(await verified(vault, removing)) });
    expect((await last(vault, { action: 'backup-removed' }))?.facts.subject).toBe(backup?.name);
  });
});

describe('the facts as they are stored', () => {
  test('L1: no text is longer than its limit, and none holds a character that nobody sees', async () => {
    const vault = await createdVault();
    const { ticket } = await add(vault);
    const { sheet } = await revealed(vault, ticket);
    await sheet.must('reveal.copy', { part: 'secret', handedTo: `a\u0000b\u202ec\u2028d${'x'.repeat(500)}` });
    const { handedTo = '' } = (await last(vault, { action: 'copy' }))?.facts ?? {};
    expect([...handedTo]).toHaveLength(auditTexts.handedTo);
    expect(handedTo).toMatch(/^a�b�c�dx+…x+$/);
    expect(await sheet.mustFail('reveal.copy', { part: 'secret', handedTo: 'x'.repeat(801) })).toMatchObject({
      code: 'bad-request',
    });
  });

  test('L1: the search finds account, user, recipient, place and note, and no name of a fact', async () => {
    const vault = await createdVault();
    const one = await add(vault, { name: 'One', ...holder });
    const place = placeIn(vault, '50% of "them".age');
    const to = { kind: 'recipients', recipients: [recipient] };
    const scope = { kind: 'keys', ids: [one.id] };
    await vault.view('export').must('keyExport.save', { scope, to, handedTo: 'Eve', proof: proof() });
    const found = async (text: string) => (await auditOf(vault, { text, action: 'exported' })).total;
    for (const text of ['age1ql3z7', 'EVE', '50% of "them"', place, fingerprint]) expect(await found(text)).toBe(2);
    // Only the row of the key says whose it was.
    for (const text of ['1234567890123456', 'ram-user', 'ada One'])
      expect(await found(text)).toBe(text === 'ram-user' ? 0 : 1);
    for (const text of ['handedTo', 'recipient', 'nobody', '50_']) expect(await found(text)).toBe(0);
  });

  test('L1: a row whose facts were made no JSON is found by the check, and the search goes on', async () => {
    const vault = await createdVault();
    await add(vault, { name: 'One' });
    await auditOf(vault);
    vault.end();
    await tamper(vault.folder, (database) => {
      unguarded(database, () => database.run("UPDATE audit SET detail = '{' WHERE action = 'add'"));
    });
    const again = await reopened(vault);
    expect((await auditOf(again, { text: 'One' })).total).toBe(1);
    expect(await main(again).must('audit.check')).toMatchObject({ broken: { kind: 'changed' } });
  });

  test('L1: the CSV of the log has a column for each', async () => {
    const vault = await createdVault();
    const { ticket } = await add(vault, { name: 'One', ...holder });
    const { sheet } = await revealed(vault, ticket);
    await sheet.must('reveal.copy', { part: 'secret', handedTo: '=Eve' });
    const filter = { action: 'copy', outcome: null, keyId: null, text: '', from: null, to: null };
    const verified = { intent: { act: 'export-log', filter }, proof: proof() };
    const given = await vault.view('verify').must<{ ticket: string }>('protection.verify', verified);
    const path = placeIn(vault, 'log.csv');
    await main(vault).must('audit.saveCsv', { filter, ...given });
    const [titles, row] = fs.readFileSync(path, 'utf8').split('\r\n');
    expect(titles).toContain('Account,Key user,Subject,Way,Recipient,Recipient fingerprint,Tool,Place,Handed to');
    expect(row).toContain("1234567890123456,ada,,clipboard,,,,,'=Eve,");
    expect((await last(vault, { action: 'audit-exported' }))?.facts).toEqual({ count: 1, place: path, way: 'csv' });
  });
});

describe('what a page may call freely writes no rows without limit', () => {
  test('F16: hundreds of checks that found nothing are one row, and one more on the next day', async () => {
    const vault = await createdVault();
    await add(vault);
    for (let index = 0; index < 300; index += 1) await main(vault).must('audit.check');
    expect((await auditOf(vault, { action: 'audit-checked' })).total).toBe(1);
    vault.now += 24 * 60 * 60 * 1000;
    await main(vault).must('audit.check');
    await main(vault).must('audit.check');
    expect((await auditOf(vault, { action: 'audit-checked' })).total).toBe(2);
  });

  test('F16: a check that found a break is written down, also after one that found nothing', async () => {
    const vault = await createdVault();
    await add(vault);
    await main(vault).must('audit.check');
    vault.end();
    await tamper(vault.folder, (database) => {
      unguarded(database, () => database.run("UPDATE audit SET actor = 'eve' WHERE number = 2"));
    });
    const again = await reopened(vault);
    for (let index = 0; index < 20; index += 1) await main(again).must('audit.check');
    const { rows } = await auditOf(again, { action: 'audit-checked' });
    expect(rows.map(({ facts }) => facts.row)).toEqual([2, undefined]);
  });

  test('F16: acts that change nothing write nothing', async () => {
    const vault = await createdVault();
    const { id } = await add(vault);
    await main(vault).must('keys.setDefault', { id });
    await main(vault).must('rotation.setDays', { id, days: 30 });
    await main(vault).must('backups.keep', { keep: { ...usualRule, days: 9 } });
    const { total } = await auditOf(vault);
    for (let index = 0; index < 20; index += 1) {
      await main(vault).must('keys.setDefault', { id });
      await main(vault).must('keys.setStatus', { ids: [id], status: 'enabled' });
      await main(vault).must('rotation.setDays', { id, days: 30 });
      await main(vault).must('backups.keep', { keep: { ...usualRule, days: 9 } });
      await main(vault).must('clock.accept');
    }
    expect((await auditOf(vault)).total).toBe(total);
  });
});

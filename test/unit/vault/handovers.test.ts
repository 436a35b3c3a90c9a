import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import type { AuditRow } from '../../../common/audit/actions';
import { passwordBytes } from '../../../common/keys/text-bytes';
import type { Exported } from '../../../common/transfer/export';
import type { Handover, HandoverRow, Receipt } from '../../../common/transfer/handover';
import { fakePair } from '../../support/fake-keys';
import { tamper } from '../../support/tamper';
import { backupsOf, restore } from './backups/acts';
import { add, auditOf, createdVault, remove, revealed, startTestVault, type TestVault } from './harness';
import { passphrase, proof } from './transfer/moves';

/** What was given to whom: noted with the keys, listed, and proven by a receipt without secrets. */

const recipient = 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p';
const fingerprint = `SHA256:${createHash('sha256').update(recipient).digest('base64').replace(/=+$/, '')}`;
const main = (vault: TestVault) => vault.view('main-view');
const sha256 = (path: string) => createHash('sha256').update(fs.readFileSync(path)).digest('hex');

function placeIn(vault: TestVault, name: string): string {
  const path = join(fs.mkdtempSync(join(vault.folder, '..', 'files-')), name);
  vault.savePath = { path };
  return path;
}

/** Gives these keys to somebody, and returns where the file is. */
async function give(vault: TestVault, ids: string[], handedTo: string, to: object = { kind: 'csv' }) {
  const path = placeIn(vault, 'keys.file');
  const saved = { scope: { kind: 'keys', ids }, to, handedTo, proof: proof() };
  const told = await vault.view('export').must<Exported>('keyExport.save', saved);
  return { path, id: told.handover ?? '' };
}

const listed = (vault: TestVault, text = '', offset = 0, limit = 50) =>
  main(vault).must<{ total: number; rows: HandoverRow[] }>('given.list', { text, offset, limit });
const receiptOf = (vault: TestVault, id: string) => main(vault).must<Receipt>('given.receipt', { id });
const ofKey = (vault: TestVault, id: string) =>
  main(vault).must<{ handovers: Handover[]; leavings: AuditRow[]; total: number }>('given.ofKey', { id });

async function savedReceipt(vault: TestVault, id: string, form: 'text' | 'html', language: 'en' | 'zh-CN') {
  const path = placeIn(vault, 'receipt');
  await main(vault).must('given.saveReceipt', { id, form, language });
  return fs.readFileSync(path, 'utf8');
}

describe('giving keys to somebody', () => {
  test('is noted with its keys and the file’s SHA-256, and the row of each key in the log names both', async () => {
    const vault = await createdVault();
    const one = await add(vault, { name: 'One' });
    const two = await add(vault, { name: 'Two', provider: 'huawei' });
    await add(vault, { name: 'Stays' });
    const to = { kind: 'recipients', recipients: [recipient] };
    const { path, id } = await give(vault, [two.id, one.id], ' Eve, ticket 42 ', to);
    const digest = sha256(path);
    const receipt = await receiptOf(vault, id);
    expect(receipt).toMatchObject({
      ...{ at: vault.now, toWhom: 'Eve, ticket 42', byWhom: 'ada', way: 'age', tool: '', recipients: fingerprint },
      ...{ fileName: 'keys.file', digest, keys: 2, finished: true },
    });
    expect(receipt.named.map(({ name, provider, lastFour }) => [name, provider, lastFour.length])).toEqual([
      ['One', 'alibaba', 4],
      ['Two', 'huawei', 4],
    ]);
    const { rows } = await auditOf(vault, { action: 'exported' });
    expect(rows.map(({ key, facts }) => [key?.name, facts.handedTo, facts.digest])).toEqual([
      [undefined, 'Eve, ticket 42', digest],
      ['Two', 'Eve, ticket 42', digest],
      ['One', 'Eve, ticket 42', digest],
    ]);
    // Whoever has the file finds its rows by its fingerprint.
    expect((await auditOf(vault, { text: digest })).total).toBe(3);
  });

  test('in any way is listed: with a passphrase, as CSV, for a tool, by copying; the AccessKey ID alone is not', async () => {
    const vault = await createdVault();
    const { id, ticket } = await add(vault, { name: 'One' });
    const { sheet } = await revealed(vault, ticket);
    await sheet.must('reveal.copy', { part: 'accessKeyId', handedTo: 'Nobody' });
    await sheet.must('reveal.copy', { part: 'secret', handedTo: 'Bob' });
    const own = placeIn(vault, 'own.csv');
    await sheet.must('reveal.saveCsv', { handedTo: 'Carol' });
    const config = placeIn(vault, 'config.json');
    const use = { id, target: 'aliyun-cli', options: {}, handedTo: 'build server', proof: proof() };
    await vault.view('use').must('keyUse.saveNew', use);
    const csv = await give(vault, [id], 'Dave');
    const age = await give(vault, [id], 'Eve', { kind: 'passphrase', passphrase: passwordBytes(passphrase) });
    // An export for nobody in particular is none.
    placeIn(vault, 'mine.csv');
    const mine = { scope: { kind: 'all' }, to: { kind: 'csv' }, proof: proof() };
    expect(await vault.view('export').must('keyExport.save', mine)).toMatchObject({ handover: null });
    const { total, rows } = await listed(vault);
    expect(total).toBe(5);
    expect(rows.map((row) => [row.toWhom, row.way, row.tool, row.fileName, row.digest])).toEqual([
      ['Eve', 'age', '', 'keys.file', sha256(age.path)],
      ['Dave', 'csv', '', 'keys.file', sha256(csv.path)],
      ['build server', 'file', 'aliyun-cli', 'config.json', sha256(config)],
      ['Carol', 'csv', '', 'own.csv', sha256(own)],
      ['Bob', 'clipboard', '', '', ''],
    ]);
    expect(rows.every(({ finished, first }) => finished && first[0]?.name === 'One')).toBe(true);
  });

  test('of all that a question finds, but for some, is noted with the keys that it found', async () => {
    const vault = await createdVault();
    await add(vault, { name: 'prod one' });
    const kept = await add(vault, { name: 'prod two' });
    await add(vault, { name: 'prod three' });
    await add(vault, { name: 'staging' });
    placeIn(vault, 'keys.csv');
    const narrowed = { provider: null, scope: null, text: 'prod' };
    const scope = { kind: 'selection', keys: { kind: 'list', narrowed, except: [kept.id] } };
    const saving = { scope, to: { kind: 'csv' }, handedTo: 'Eve', proof: proof() };
    const { handover } = await vault.view('export').must<Exported>('keyExport.save', saving);
    const { keys, named } = await receiptOf(vault, handover ?? '');
    expect([keys, named.map(({ name }) => name)]).toEqual([2, ['prod one', 'prod three']]);
  });

  test('what was begun and not written says so, and a cancelled dialog leaves nothing', async () => {
    const vault = await createdVault();
    const { id } = await add(vault, { name: 'One' });
    const saving = { scope: { kind: 'all' }, to: { kind: 'csv' }, handedTo: 'Eve', proof: proof() };
    vault.savePath = { path: null };
    expect(await vault.view('export').must('keyExport.save', saving)).toBeNull();
    expect((await listed(vault)).total).toBe(0);
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    vault.savePath = { path: join(vault.folder, '..', 'no', 'such', 'folder', 'keys.csv') };
    await vault.view('export').mustFail('keyExport.save', { ...saving, proof: proof() });
    expect((await listed(vault)).rows).toMatchObject([{ toWhom: 'Eve', finished: false }]);
    expect((await ofKey(vault, id)).handovers).toMatchObject([{ toWhom: 'Eve', finished: false }]);
  });
});

describe('what was given', () => {
  test('is searched by receiver, sender, file, SHA-256 and keys, in windows; a wildcard is a character', async () => {
    const vault = await createdVault();
    const one = await add(vault, { name: '100% prod' });
    const two = await add(vault, { name: 'Staging' });
    await give(vault, [one.id], 'Eve');
    vault.now += 1000;
    const { path } = await give(vault, [one.id, two.id], 'Bob of the team');
    const whom = async (text: string) => (await listed(vault, text)).rows.map(({ toWhom }) => toWhom);
    expect(await whom('')).toEqual(['Bob of the team', 'Eve']);
    expect(await whom('eve')).toEqual(['Eve']);
    expect(await whom('staging bob')).toEqual(['Bob of the team']);
    expect(await whom('ada 100%')).toEqual(['Bob of the team', 'Eve']);
    expect(await whom(sha256(path))).toEqual(['Bob of the team']);
    expect(await whom('1_0')).toEqual([]);
    expect((await listed(vault, '', 1, 1)).rows.map(({ toWhom }) => toWhom)).toEqual(['Eve']);
  });

  test('stays known when the key is deleted, and is neither changed nor deleted', async () => {
    const vault = await createdVault();
    const { id } = await add(vault, { name: 'One' });
    const given = await give(vault, [id], 'Eve');
    await remove(vault, id);
    expect((await ofKey(vault, id)).handovers).toMatchObject([{ id: given.id, toWhom: 'Eve' }]);
    expect((await receiptOf(vault, given.id)).named).toMatchObject([{ name: 'One' }]);
    vault.end();
    await tamper(vault.folder, (database) => {
      for (const sql of [
        "UPDATE handover SET to_whom = 'Mallory'",
        'UPDATE handover SET finished = 0',
        'DELETE FROM handover_key',
        'DELETE FROM handover',
        "UPDATE handover_key SET name = 'Other'",
      ])
        expect(() => database.run(sql), sql).toThrow(/what was given/);
    });
  });

  test('the places of a key are the rows in which it left: not those in which it was looked at', async () => {
    const vault = await createdVault();
    const { id, ticket } = await add(vault, { name: 'One' });
    const other = await add(vault, { name: 'Other' });
    const { sheet } = await revealed(vault, ticket);
    await sheet.must('reveal.copy', { part: 'accessKeyId' });
    await sheet.must('reveal.copy', { part: 'secret' });
    const place = placeIn(vault, 'key.csv');
    await sheet.must('reveal.saveCsv', {});
    await give(vault, [other.id], 'Eve');
    const { leavings, total, handovers } = await ofKey(vault, id);
    expect([total, handovers]).toEqual([2, []]);
    expect(leavings.map(({ action, facts }) => [action, facts.place])).toEqual([
      ['csv-saved', place],
      ['copy', undefined],
    ]);
  });

  test('a restored backup doesn’t forget what was given since it was made', async () => {
    const vault = await createdVault();
    const { id } = await add(vault, { name: 'One' });
    const before = await give(vault, [id], 'Eve');
    await main(vault).must('backups.make');
    vault.now += 1000;
    const later = await add(vault, { name: 'Later' });
    const after = await give(vault, [id, later.id], 'Bob');
    const name = (await backupsOf(vault))[0]?.name ?? '';
    vault.end();
    const { folder, keychain, marks, now } = vault;
    const again = startTestVault({ folder, keychain, marks, now: now + 1000 });
    await again.view('restore').must('backups.restore', restore(name));
    const { rows } = await listed(again);
    expect(rows.map((row) => [row.id, row.toWhom, row.finished])).toEqual([
      [after.id, 'Bob', true],
      [before.id, 'Eve', true],
    ]);
    expect((await receiptOf(again, after.id)).named.map((key) => key.name)).toEqual(['One', 'Later']);
  });
});

describe('a saved receipt', () => {
  const name = '<script>alert(1)</script> & "quoted"';

  test('has names, the ends of the IDs, the fingerprint, time, both people and the way; nothing secret', async () => {
    const vault = await createdVault();
    const pair = fakePair('alibaba');
    const { id } = await add(vault, { ...pair, name });
    const two = await add(vault, { name: 'Zwei', provider: 'huawei' });
    const { path, id: given } = await give(vault, [id, two.id], 'Eve <eve@example.com>');
    for (const language of ['en', 'zh-CN'] as const) {
      for (const form of ['text', 'html'] as const) {
        const receipt = await savedReceipt(vault, given, form, language);
        expect(receipt).toContain(sha256(path));
        expect(receipt).toContain(given.slice(0, 8).toUpperCase());
        expect(receipt).toContain(pair.accessKeyId.slice(-4));
        expect(receipt).toContain(language === 'en' ? 'Alibaba Cloud' : '阿里云');
        expect(receipt).toContain(language === 'en' ? 'CSV file, not encrypted' : 'CSV 文件，未加密');
        expect(receipt).toContain('ada');
        expect(receipt).toMatch(/2026-01-01 \d{2}:00:00 \(UTC[+-]\d{2}:\d{2}\)|2025-12-31 \d{2}:00:00/);
        for (const secret of [pair.secret, pair.accessKeyId, vault.folder]) expect(receipt).not.toContain(secret);
      }
    }
    const { rows } = await auditOf(vault, { action: 'receipt-saved' });
    expect(rows).toHaveLength(4);
    expect(rows[0]?.facts).toMatchObject({ handedTo: 'Eve <eve@example.com>', count: 2, way: 'file' });
  });

  test('as HTML runs and loads nothing, whatever the names are', async () => {
    const vault = await createdVault();
    const { id } = await add(vault, { name });
    const { id: given } = await give(vault, [id], '<img src=x onerror=alert(1)>');
    const html = await savedReceipt(vault, given, 'html', 'en');
    expect(html).toContain("default-src 'none'; style-src 'sha256-");
    expect(html).not.toMatch(/<script|<img|<link|<iframe|https?:|@import|url\(/i);
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;quoted&quot;');
    const style = /<style>([\s\S]*)<\/style>/.exec(html)?.[1] ?? '';
    expect(html).toContain(`sha256-${createHash('sha256').update(style, 'utf8').digest('base64')}`);
  });

  test('has all of its keys, also more than the page shows', async () => {
    const vault = await createdVault();
    const ids: string[] = [];
    for (let index = 0; index < 201; index += 1) ids.push((await add(vault, { name: `Key ${index}` })).id);
    const { id } = await give(vault, ids, 'Eve');
    expect((await receiptOf(vault, id)).named).toHaveLength(200);
    const text = await savedReceipt(vault, id, 'text', 'en');
    expect(text).toContain('201. Key 200');
  });
});

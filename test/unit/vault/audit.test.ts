import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { AuditCheck, AuditFilter } from '../../../common/audit/actions';
import { forgetAttempts, noteAttempt, readAttempts } from '../../../vault/audit/attempts';
import { masterPassword } from '../../support/fake-keys';
import { need } from '../../support/need';
import {
  add,
  auditOf,
  byPassword,
  createdVault,
  newFolder,
  newKey,
  password,
  remove,
  reopened,
  revealed,
  startTestVault,
  type TestVault,
} from './harness';

const main = (vault: TestVault) => vault.view('main-view');
const everything = { action: null, outcome: null, keyId: null, text: '', from: null, to: null };
const forExport = (filter: AuditFilter = everything) => ({
  intent: { act: 'export-log', filter },
  proof: { method: 'password', ...password() },
});
const exportTicket = (vault: TestVault, filter?: AuditFilter) =>
  vault.view('verify').must<{ ticket: string }>('protection.verify', forExport(filter));
/** The log from its first row, as one line a row. */
const lines = async (vault: TestVault, limit?: number) =>
  (await auditOf(vault, {}, limit)).rows
    .map(({ action, key, outcome, code, facts }) =>
      [action, key?.name, outcome === 'ok' ? undefined : `${outcome} ${code}`, Object.entries(facts).join(' ')]
        .filter(Boolean)
        .join(' | '),
    )
    .reverse();

describe('what is written down', () => {
  test('every change, with who, when and which key', async () => {
    const vault = await createdVault();
    const one = await add(vault, { name: 'One', accessKeyId: 'LTAIFAKEFAKEFAKEFAKE1234' });
    const two = await add(vault, { name: 'Two' });
    const view = main(vault);
    vault.now += 5000;
    const { key } = newKey({ name: 'One, edited' });
    const { provider: _, keyType: __, credential: ___, accessKeyId: ____, expiresAt: _____, ...details } = key;
    await view.must('keys.edit', { id: one.id, ...details });
    await view.must('keys.setDefault', { id: one.id });
    await view.must('keys.setDefault', { id: two.id });
    await view.must('keys.setStatus', { ids: [two.id], status: 'disabled' });
    await view.must('keys.setStatus', { ids: [two.id], status: 'enabled' });
    await view.must('keys.setDefault', { id: two.id });
    await view.must('keys.cancelDefault', { id: two.id });
    await remove(vault, two.id);
    expect(await lines(vault)).toEqual([
      'log-started',
      'vault-created',
      'add | One',
      'add | Two',
      'edit | One, edited | after,One, edited before,One',
      'set-default | One, edited',
      'set-default | Two',
      'cancel-default | One, edited | why,replaced',
      'disable | Two',
      'cancel-default | Two | why,disabled',
      'enable | Two',
      'set-default | Two',
      'cancel-default | Two',
      'disable | Two',
      'delete | Two',
    ]);
    const { rows } = await auditOf(vault, { keyId: one.id, action: 'edit' });
    expect(rows).toEqual([
      {
        number: 5,
        at: vault.now,
        actor: 'ada',
        action: 'edit',
        key: { id: one.id, name: 'One, edited', lastFour: '1234', provider: 'alibaba' },
        outcome: 'ok',
        code: null,
        facts: { before: 'One', after: 'One, edited' },
      },
    ]);
  });

  test('a change that is rolled back leaves no row of success', async () => {
    const vault = await createdVault();
    const { id } = await add(vault, { provider: 'pingan' });
    await main(vault).must('keys.setStatus', { ids: [id], status: 'disabled' });
    await main(vault).mustFail('keys.setStatus', { ids: [id], status: 'enabled' });
    await main(vault).mustFail('keys.setDefault', { id });
    expect((await lines(vault)).slice(3)).toEqual([
      'disable | Deploy',
      'enable | Deploy | refused disable-is-final',
      'set-default | Deploy | refused not-enabled',
    ]);
  });

  test('each way in which a secret leaves, once for each', async () => {
    const vault = await createdVault();
    const { id, ticket } = await add(vault, { provider: 'pingan' });
    const { sheet } = await revealed(vault, ticket);
    await sheet.must('reveal.displayed');
    await sheet.must('reveal.displayed');
    await sheet.must('reveal.copy', { part: 'secret' });
    await sheet.must('reveal.saveCsv');
    vault.savePath = { path: join(fs.mkdtempSync(join(vault.folder, '..', 'csv-')), 'key.csv') };
    await sheet.must('reveal.saveCsv');
    const digest = createHash('sha256')
      .update(fs.readFileSync(vault.savePath.path ?? ''))
      .digest('hex');
    const verify = vault.view('verify');
    await verify.mustFail('protection.verify', byPassword(id, 'wrong password'));
    const again = await verify.must<{ ticket: string }>('protection.verify', byPassword(id));
    await revealed(vault, again.ticket);
    await vault.view('reveal').mustFail('reveal.open', { ticket: again.ticket });
    expect((await lines(vault)).slice(3)).toEqual([
      'reveal-displayed | Deploy | way,screen',
      'copy | Deploy | part,secret way,clipboard',
      `csv-saved | Deploy | digest,${digest} place,${vault.savePath.path} way,csv`,
      'reveal-allowed | Deploy | refused wrong-password',
      'reveal-allowed | Deploy',
      'reveal-displayed | Deploy | way,screen',
      'reveal-displayed | refused ticket-invalid',
    ]);
  });

  test('a copy that main could not do stands there as tried and failed', async () => {
    const vault = await createdVault();
    const { ticket } = await add(vault);
    const { sheet } = await revealed(vault, ticket);
    vault.mainFails = true;
    await sheet.mustFail('reveal.copy', { part: 'token' });
    await sheet.mustFail('reveal.copy', { part: 'secret' });
    expect((await lines(vault)).slice(3)).toEqual([
      'reveal-displayed | Deploy | way,screen',
      'copy | refused not-found',
      'copy | Deploy | part,secret way,clipboard',
      'copy | failed internal',
    ]);
  });

  test('unlocking, failed unlocks with their times, and how it was closed, across processes', async () => {
    const first = await createdVault();
    await auditOf(first);
    const closedAt = first.now + 1000;
    first.end();
    const vault = startTestVault({ folder: first.folder, keychain: first.keychain, now: closedAt + 5000 });
    vault.noteClosed('locked', closedAt);
    const unlock = vault.view('unlock');
    await unlock.mustFail('session.unlock', password('wrong'));
    vault.now += 1000;
    await unlock.mustFail('session.unlock', password('wrong again'));
    expect(readAttempts(vault.folder).attempts).toHaveLength(3);
    const file = join(vault.folder, 'attempts.json');
    expect(fs.statSync(file).mode & 0o777).toBe(0o600);
    expect(fs.readFileSync(file, 'utf8')).not.toMatch(/wrong|horse/);
    vault.now += 1000;
    await unlock.must('session.unlock', password());
    const { rows } = await auditOf(vault);
    expect(rows.map(({ action, outcome, at }) => [action, outcome, at]).reverse()).toEqual([
      ['log-started', 'ok', first.now],
      ['vault-created', 'ok', first.now],
      ['lock', 'ok', first.now],
      ['lock', 'ok', closedAt],
      ['unlock-failed', 'refused', closedAt + 5000],
      ['unlock-failed', 'refused', closedAt + 6000],
      ['unlock', 'ok', closedAt + 7000],
    ]);
    expect(fs.existsSync(file)).toBe(false);
  });

  test('what happened while it was closed stands there once, also where a crash kept its file from being removed', async () => {
    const first = await createdVault();
    await auditOf(first);
    const closedAt = first.now + 1000;
    first.end();
    const vault = startTestVault({ folder: first.folder, keychain: first.keychain, now: closedAt + 5000 });
    vault.noteClosed('locked', closedAt);
    await vault.view('unlock').mustFail('session.unlock', password('wrong'));
    const file = join(vault.folder, 'attempts.json');
    const noted = fs.readFileSync(file);
    vault.now += 1000;
    await vault.view('unlock').must('session.unlock', password());
    await auditOf(vault);
    expect(fs.existsSync(file)).toBe(false);
    vault.end();
    // As the crash between the transaction and the removal leaves it.
    fs.writeFileSync(file, noted);
    const again = startTestVault({ folder: first.folder, keychain: first.keychain, now: vault.now + 1000 });
    await again.view('unlock').must('session.unlock', password());
    const { rows } = await auditOf(again);
    expect(rows.filter(({ action }) => action === 'unlock-failed')).toHaveLength(1);
    expect(rows.filter(({ action, at }) => action === 'lock' && at === closedAt)).toHaveLength(1);
    expect(fs.existsSync(file)).toBe(false);
  });

  test('a hostile view fills no disk: thirty refusals a minute, then their number', async () => {
    const vault = await createdVault();
    const view = main(vault);
    for (let index = 0; index < 100; index += 1) await view.mustFail('keys.delete', { ids: [index] });
    await view.mustFail('vault.dump');
    expect((await auditOf(vault)).total).toBe(2 + 30);
  });

  test('a call of an operation that no contract names is written down without the name', async () => {
    const vault = await createdVault();
    await main(vault).mustFail('AKIAFAKE.secret');
    await vault.view('verify').mustFail('keys.delete', { ids: [crypto.randomUUID()] });
    expect((await lines(vault)).slice(2)).toEqual([
      'call-refused | refused bad-request | operation, view,main-view',
      'call-refused | refused not-allowed | operation,keys.delete view,verify',
    ]);
  });
});

describe('the file of attempts', () => {
  test('keeps the latest hundred and counts the rest', () => {
    const folder = newFolder();
    fs.mkdirSync(folder);
    for (let at = 0; at < 103; at += 1) noteAttempt(folder, { at, what: 'unlock-failed' });
    const { attempts, dropped } = readAttempts(folder);
    expect([attempts.length, attempts[0]?.at, attempts.at(-1)?.at, dropped]).toEqual([100, 3, 102, 3]);
    forgetAttempts(folder);
    forgetAttempts(folder);
    expect(readAttempts(folder)).toMatchObject({ attempts: [], dropped: 0 });
  });

  test('is nothing when it is no file of ours, too large or a link, and the vault opens all the same', async () => {
    const vault = await createdVault();
    const file = join(vault.folder, 'attempts.json');
    for (const content of ['', 'null', '[]', '{"format":"keyfold-attempts"}', 'x'.repeat(70_000)]) {
      fs.writeFileSync(file, content);
      expect(readAttempts(vault.folder).attempts).toEqual([]);
    }
    fs.unlinkSync(file);
    need('links');
    fs.symlinkSync('/dev/zero', file);
    expect(readAttempts(vault.folder).attempts).toEqual([]);
    const again = await reopened(vault);
    expect((await lines(again)).at(-1)).toBe('unlock');
    expect(fs.existsSync(file)).toBe(false);
  });
});

describe('the log as it is read', () => {
  test('comes in windows, newest first, narrowed by action, outcome, key, text and time', async () => {
    const vault = await createdVault();
    const start = vault.now;
    const ids: string[] = [];
    for (const name of ['支付 deploy', 'Backup 100%', 'Reader']) {
      vault.now += 1000;
      ids.push((await add(vault, { name })).id);
    }
    const view = main(vault);
    await view.mustFail('keys.setStatus', { ids: [crypto.randomUUID()], status: 'enabled' });
    const names = async (filter: Parameters<typeof auditOf>[1]) =>
      (await auditOf(vault, filter)).rows.map(({ action, key }) => key?.name ?? action);
    expect(await names({ action: 'add' })).toEqual(['Reader', 'Backup 100%', '支付 deploy']);
    expect(await names({ outcome: 'refused' })).toEqual(['enable']);
    expect(await names({ keyId: ids[1] ?? null })).toEqual(['Backup 100%']);
    expect(await names({ text: '支付' })).toEqual(['支付 deploy']);
    expect(await names({ text: 'back 0%' })).toEqual(['Backup 100%']);
    expect(await names({ text: '_' })).toEqual([]);
    expect(await names({ from: start + 2000, to: start + 3000 })).toEqual(['Backup 100%']);
    const window = await view.must<{ total: number; rows: { number: number }[] }>('audit.list', {
      offset: 1,
      limit: 2,
      filter: { action: null, outcome: null, keyId: null, text: '', from: null, to: null },
    });
    expect([window.total, window.rows.map(({ number }) => number)]).toEqual([6, [5, 4]]);
  });

  test('is saved as CSV in which no cell is a formula', async () => {
    const vault = await createdVault();
    for (const name of ['=HYPERLINK("x")', '+1', '-1', '@SUM(A1)', 'plain "quoted", 密钥']) await add(vault, { name });
    const path = join(fs.mkdtempSync(join(vault.folder, '..', 'csv-')), 'log.csv');
    const filter = { ...everything, action: 'add' as const };
    expect(await main(vault).must('audit.saveCsv', { filter, ...(await exportTicket(vault, filter)) })).toBeNull();
    vault.savePath = { path };
    const save = { filter, ...(await exportTicket(vault, filter)) };
    expect(await main(vault).must('audit.saveCsv', save)).toEqual({ fileName: 'log.csv', rows: 5 });
    const text = fs.readFileSync(path, 'utf8');
    expect(text.startsWith('\ufeffNumber,Time (UTC),User,Action,')).toBe(true);
    const cells = text
      .split('\r\n')
      .slice(1, 6)
      .map((line) => line.split(',ok,,')[1] ?? '');
    expect(cells.map((cell) => cell.slice(0, 12))).toEqual([
      '"\'=HYPERLINK',
      expect.stringMatching(/^'\+1,/),
      expect.stringMatching(/^'-1,/),
      expect.stringMatching(/^'@SUM\(A1\),/),
      '"plain ""quo',
    ]);
    expect((await lines(vault)).at(-1)).toBe(`audit-exported | count,5 place,${path} way,csv`);
    expect(text).not.toContain(masterPassword);
  });

  test('is saved with a ticket for just that, once', async () => {
    const vault = await createdVault();
    const { id } = await add(vault);
    const path = join(fs.mkdtempSync(join(vault.folder, '..', 'csv-')), 'log.csv');
    vault.savePath = { path };
    const filter = { action: null, outcome: null, keyId: null, text: '', from: null, to: null };
    const save = (more: object) => main(vault).mustFail('audit.saveCsv', { filter, ...more });
    expect(await save({})).toEqual({ code: 'verification-required', effect: 'leave.log', keyId: null });
    const verify = vault.view('verify');
    const deletion = await verify.must<object>('protection.verify', byPassword(id, masterPassword, 'delete'));
    expect(await save(deletion)).toEqual({ code: 'plan-changed' });
    const ticket = await exportTicket(vault);
    const notForKeys = { ids: [id], ...ticket };
    expect(await main(vault).mustFail('keys.delete', notForKeys)).toEqual({ code: 'plan-changed' });
    expect(await save(ticket)).toEqual({ code: 'ticket-invalid' });
    expect(fs.existsSync(path)).toBe(false);
    const good = { filter, ...(await exportTicket(vault)) };
    await main(vault).must('audit.saveCsv', good);
    expect(await main(vault).mustFail('audit.saveCsv', good)).toEqual({ code: 'ticket-invalid' });
    const wrong = { ...forExport(), proof: { method: 'password', ...password('not the password') } };
    expect(await verify.mustFail('protection.verify', wrong)).toEqual({ code: 'wrong-password' });
    const refused = (await auditOf(vault, { action: 'audit-exported', outcome: 'refused' })).rows;
    expect(refused.map(({ code }) => code)).toEqual([
      'wrong-password',
      'ticket-invalid',
      'ticket-invalid',
      'plan-changed',
      'verification-required',
    ]);
  });

  test('a check is written down with what it found', async () => {
    const vault = await createdVault();
    await add(vault);
    const found = await main(vault).must<AuditCheck>('audit.check');
    expect(found).toEqual({ at: vault.now, rows: 3, broken: null });
    expect((await lines(vault)).at(-1)).toBe('audit-checked | count,3');
    expect((await auditOf(vault)).checked).toEqual(found);
  });
});

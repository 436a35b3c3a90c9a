import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { AuditFilter } from '../../../../common/audit/actions';
import type { Intent } from '../../../../common/intents';
import type { KeySelection } from '../../../../common/keys/selection';
import type { ImportPlan } from '../../../../common/transfer/import';
import { fakePair } from '../../../support/fake-keys';
import { backupsOf, quiet, restore } from '../backups/acts';
import {
  add,
  auditOf,
  createdVault,
  get,
  list,
  reopened,
  revealed,
  startTestVault,
  type TestVault,
  type TestView,
} from '../harness';
import { administrator, lock, master, refused, state, turn, verify } from '../protection/acts';
import { applied, exported, opened, planOf, proof } from '../transfer/moves';

/** What is protected is protected at every door: what an act does decides, not the way in which it comes. */

const main = (vault: TestVault) => vault.view('main-view');

/** An import sheet that has compared a CSV file with this content. */
async function csvSheet(vault: TestVault, lines: readonly string[]): Promise<{ sheet: TestView; plan: ImportPlan }> {
  const path = join(fs.mkdtempSync(join(vault.folder, '..', 'files-')), 'keys.csv');
  fs.writeFileSync(path, `${lines.join('\r\n')}\r\n`);
  vault.openPath = { path };
  const sheet = vault.view('import');
  const file = await sheet.must<{ needs: string | null }>('keyImport.open');
  if (file.needs === 'provider') await sheet.must('keyImport.assume', { provider: 'alibaba' });
  return { sheet, plan: await planOf(sheet) };
}

describe('F1: an import needs the verification of what it does', () => {
  test('F1: replacing a secret always needs one, and so does removing the backup that still has the former one', async () => {
    const vault = await createdVault();
    const pair = fakePair('alibaba');
    const { id } = await add(vault, pair);
    const { sheet, plan } = await csvSheet(vault, [
      'AccessKey ID,AccessKey Secret',
      `${pair.accessKeyId},${fakePair('alibaba').secret}`,
    ]);
    expect(plan.effects).toEqual(['import.apply']);
    const chosen = await sheet.must<ImportPlan>('keyImport.choose', { what: { index: 0 }, choice: 'replace' });
    expect(chosen.effects).toContain('key.replaceSecret');
    expect(await sheet.must('protection.needs', { effects: chosen.effects })).toMatchObject({ by: 'owner' });
    expect(await sheet.mustFail('keyImport.apply', { password: null })).toEqual({
      code: 'verification-required',
      effect: 'key.replaceSecret',
      keyId: id,
    });
    // It is refused before the backup, and under its own name.
    expect(await backupsOf(vault)).toEqual([]);
    expect((await auditOf(vault, { outcome: 'refused' })).rows[0]).toMatchObject({ action: 'secret-replaced' });
    await sheet.must('keyImport.apply', { password: null, proof: proof() });
    const [backup] = await backupsOf(vault);
    expect(await main(vault).mustFail('backups.remove', { name: backup?.name })).toMatchObject({
      code: 'verification-required',
      effect: 'backup.remove',
    });
    expect(await backupsOf(vault)).toHaveLength(1);
  });

  test('F1: a status in a file needs what the setting says; names alone need nothing', async () => {
    const from = await createdVault();
    const pair = fakePair('alibaba');
    const there = await add(from, { ...pair, name: 'New name' });
    await main(from).must('keys.setStatus', { ids: [there.id], status: 'disabled' });
    const { path } = await exported(from);
    const vault = await createdVault();
    const { id } = await add(vault, { ...pair, name: 'Old name' });
    await turn(vault, 'status', true);
    const sheet = await opened(vault, path);
    await planOf(sheet);
    await sheet.must('keyImport.choose', { what: { index: 0 }, choice: 'update' });
    expect(await sheet.mustFail('keyImport.apply', { password: null })).toMatchObject({ effect: 'key.disable' });
    expect(await get(vault, id)).toMatchObject({ status: 'enabled', name: 'Old name' });
    await turn(vault, 'status', false);
    await applied(sheet);
    expect(await get(vault, id)).toMatchObject({ status: 'disabled', name: 'New name' });
    const { rows } = await auditOf(vault, { keyId: id });
    expect(rows.map(({ action }) => action)).toEqual(['disable', 'edit', 'add']);
  });
});

describe('F5: a restore keeps what guards the vault', () => {
  test('F5: the management lock, the settings and what was shown hold after restoring a backup from before them', async () => {
    const vault = await createdVault();
    const { id, ticket } = await add(vault);
    await main(vault).must('backups.make');
    await (await revealed(vault, ticket)).sheet.must('reveal.displayed');
    await turn(vault, 'status', true);
    await lock(vault);
    await add(vault, { name: 'Lost by the restore' }).catch(() => undefined);
    await quiet(vault);
    const [backup] = await backupsOf(vault);
    const before = (await auditOf(vault)).total;
    vault.end();
    const { folder, keychain, marks, now } = vault;
    const next = startTestVault({ folder, keychain, marks, now });
    await next.view('restore').must('backups.restore', restore(backup?.name ?? ''));
    expect(await state(next)).toMatchObject({ status: true, lock: vault.now });
    expect(await refused(next, 'delete', id, master())).toMatchObject({ code: 'verification-required' });
    await turn(next, 'status', false, administrator());
    expect(await get(next, id)).toMatchObject({ reveal: 'displayed', secretCanBeShown: false });
    const { rows } = await auditOf(next, { action: 'restore' });
    const lost = rows[0]?.facts.lost ?? 0;
    expect(lost).toBeGreaterThan(3);
    expect(lost).toBeLessThan(before + 2);
    expect((await list(next)).total).toBe(1);
  });

  test('F5: a backup from before new keys and another password needs the password of the vault in place', async () => {
    const vault = await createdVault();
    await add(vault);
    await main(vault).must('backups.make');
    const another = 'another fake master password';
    const passwords = { password: proof().password, newPassword: proof(another).password };
    await vault.view('keyring').must('keyring.changePassword', passwords);
    await vault.view('rekey').must('rekey.run', { password: proof(another).password });
    await turn(vault, 'create', true, master(another));
    const backup = (await backupsOf(vault)).find(({ kind }) => kind === 'manual');
    vault.end();
    const { folder, keychain, marks, now } = vault;
    const next = startTestVault({ folder, keychain, marks, now });
    const sheet = next.view('restore');
    const given = (present?: string) => ({
      ...restore(backup?.name ?? ''),
      ...(present === undefined ? {} : { present: proof(present).password }),
    });
    expect(await sheet.mustFail('backups.restore', given())).toEqual({ code: 'present-password', wrong: false });
    expect(await sheet.mustFail('backups.restore', given('not it'))).toEqual({ code: 'present-password', wrong: true });
    await sheet.must('backups.restore', given(another));
    expect(await state(next)).toMatchObject({ create: true });
  });
});

describe('F6: a ticket is for what was shown, whole', () => {
  test('F6: assigning, clearing and editing with another list or other words than shown is refused', async () => {
    const vault = await createdVault({ now: Date.UTC(2026, 0, 1) });
    const account = { target: { provider: 'alibaba' }, accountId: '1234567890123456', alias: '' };
    const made = await main(vault).must<{ account: number }>('accounts.saveAccount', account);
    const { identity } = await main(vault).must<{ identity: number }>('accounts.saveIdentity', {
      target: { account: made.account, kind: 'ram-user' },
      name: 'bot',
      remark: '',
      accessType: 'programmatic',
      apiCredential: 'access-key',
      credential: 'both',
    });
    const [one, two] = [await add(vault, { name: 'One' }), await add(vault, { name: 'Two' })];
    await lock(vault);
    const assigning = { act: 'assign' as const, ids: [one.id], identity };
    const ticket = () => verify(vault, assigning, one.id, administrator());
    const more = { ids: [one.id, two.id], identity };
    expect(await main(vault).mustFail('keys.assign', { ...more, ...(await ticket()) })).toEqual({
      code: 'plan-changed',
    });
    // The key is not what the sheet has shown any more.
    const late = await ticket();
    const details = { description: '', accountId: '', identityKind: 'ram-user', identityName: '', endpoint: '' };
    await main(vault).must('keys.edit', { id: one.id, ...details, name: 'Renamed' });
    const given = { ids: [one.id], identity, ...late };
    expect(await main(vault).mustFail('keys.assign', given)).toEqual({ code: 'plan-changed' });
    expect(await main(vault).mustFail('keys.assign', given)).toEqual({ code: 'ticket-invalid' });
    const key = { id: one.id, ...details, name: 'Renamed', identityName: 'shown' };
    const edit = await verify(vault, { act: 'edit', key }, one.id, administrator());
    expect(await main(vault).mustFail('keys.edit', { ...key, identityName: 'other', ...edit })).toEqual({
      code: 'plan-changed',
    });
    expect(await get(vault, one.id)).toMatchObject({ identityName: '', name: 'Renamed' });
    await main(vault).must('keys.assign', { ids: [one.id], identity, ...(await ticket()) });
    expect(await get(vault, one.id)).toMatchObject({ identityName: 'bot' });
  });

  test('F6: the ticket for a part of the log is none for all of it', async () => {
    const vault = await createdVault();
    await add(vault);
    const everything: AuditFilter = { action: null, outcome: null, keyId: null, text: '', from: null, to: null };
    const shown = { act: 'export-log' as const, filter: { ...everything, action: 'unlock' as const } };
    const verified = await verify(vault, shown, '', master());
    const all = { filter: everything, ...verified };
    expect(await main(vault).mustFail('audit.saveCsv', all)).toEqual({ code: 'plan-changed' });
  });

  test('F6: a hundred keys are one plan with one verification, and it is all of them or none', async () => {
    const vault = await createdVault();
    const made = [await add(vault, { name: 'One' }), await add(vault, { name: 'Two' }), await add(vault)];
    const ids = made.map(({ id }) => id);
    const { ticket } = await verify(vault, { act: 'delete', ids: [...ids].reverse() }, '', master());
    await main(vault).must('keys.delete', { ids: [...ids, ids[0]], ticket });
    expect((await list(vault)).total).toBe(0);
    expect((await auditOf(vault, { action: 'delete', outcome: 'ok' })).total).toBe(3);
    const again = await reopened(vault);
    const { rows } = await auditOf(again, { action: 'delete' });
    expect(rows.map(({ key }) => key?.name)).toEqual(['Deploy', 'Two', 'One']);
  });
});

describe('F2: an act on many keys has the doors of an act on one', () => {
  const all = { kind: 'list', narrowed: { provider: null, scope: null, text: '' }, except: [] };

  test('F2: what needs a verification for one key needs it for a question, whoever asks and however', async () => {
    const vault = await createdVault();
    const { id } = await add(vault, { name: 'One' });
    await add(vault, { name: 'Two' });
    const call = (to: object) => main(vault).mustFail('keys.change', { keys: all, to });
    expect(await call({ act: 'delete' })).toMatchObject({ code: 'verification-required', effect: 'key.delete' });
    await main(vault).must('keys.setStatus', { ids: [id], status: 'disabled' });
    await turn(vault, 'status', true);
    for (const act of ['enable', 'disable'] as const) {
      expect(await call({ act })).toMatchObject({ code: 'verification-required', effect: `key.${act}` });
    }
    await lock(vault);
    const account = { target: { provider: 'alibaba' }, accountId: '1234567890123456', alias: '' };
    expect(await main(vault).mustFail('accounts.saveAccount', account)).toMatchObject({
      code: 'verification-required',
    });
    for (const view of ['add', 'verify', 'export', 'use'] as const) {
      const tried = vault.view(view).mustFail('keys.change', { keys: all, to: { act: 'period', days: 1 } });
      expect(await tried, view).toMatchObject({ code: 'not-allowed' });
    }
    expect((await list(vault)).rows.map(({ status, rotationDays }) => [status, rotationDays])).toEqual([
      ['disabled', null],
      ['enabled', null],
    ]);
  });

  test('F2: a ticket for some keys is none for a question, nor for another act on the same keys', async () => {
    const vault = await createdVault();
    const { id } = await add(vault, { name: 'One' });
    await add(vault, { name: 'Two' });
    await turn(vault, 'status', true);
    const one: KeySelection = { kind: 'keys', ids: [id] };
    const shown: Intent = { act: 'change-keys', keys: one, to: { act: 'disable' } };
    const ticket = () => verify(vault, shown, '', master());
    const given = async (keys: object, to: object) =>
      main(vault).mustFail('keys.change', { keys, to, ...(await ticket()) });
    expect(await given(all, { act: 'disable' })).toEqual({ code: 'plan-changed' });
    expect(await given(one, { act: 'delete' })).toEqual({ code: 'plan-changed' });
    expect(await given({ kind: 'keys', ids: [] }, { act: 'disable' })).toEqual({ code: 'plan-changed' });
    expect((await list(vault)).rows.map(({ status }) => status)).toEqual(['enabled', 'enabled']);
    await main(vault).must('keys.change', { keys: one, to: { act: 'disable' }, ...(await ticket()) });
  });
});

import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { masterPassword } from '../../support/fake-keys';
import { add, createdVault, list, newFolder, password, reopened, startTestVault } from './harness';

describe('create', () => {
  test('makes a private folder with private files and leaves the vault unlocked', async () => {
    const vault = startTestVault();
    const main = vault.view('main-view');
    await vault.view('create').must('session.create', password());
    expect(fs.statSync(vault.folder).mode & 0o777).toBe(0o700);
    expect(fs.statSync(join(vault.folder, 'slots.json')).mode & 0o777).toBe(0o600);
    expect(fs.statSync(join(vault.folder, 'vault.db')).mode & 0o777).toBe(0o600);
    expect(vault.posted[0]).toEqual({ kind: 'unlocked' });
    expect(main.events).toEqual([{ name: 'unlocked', payload: null }]);
    expect(await main.must('session.state')).toBe('unlocked');
    expect(await main.must('keys.counts')).toHaveLength(4);
  });

  test('makes a folder private that was open to others', async () => {
    const folder = newFolder();
    fs.mkdirSync(folder, { mode: 0o755 });
    await createdVault({ folder });
    expect(fs.statSync(folder).mode & 0o777).toBe(0o700);
  });

  test('by two processes at once makes one vault, and nothing is left of the other', async () => {
    const first = startTestVault();
    const second = startTestVault({ folder: first.folder });
    const replies = await Promise.all(
      [first, second].map((vault) => vault.view('create').call('session.create', password())),
    );
    expect(replies.map((reply) => (reply.ok ? 'ok' : reply.error.code)).toSorted()).toEqual(['ok', 'vault-exists']);
    expect(fs.readdirSync(first.folder).filter((name) => name.includes('.new'))).toEqual([]);
  });

  test('takes eight characters and not seven, whatever their bytes', async () => {
    const vault = startTestVault();
    const issue = (problem: string, limit?: number) => ({
      code: 'invalid-fields',
      issues: [{ field: 'password', problem, severity: 'error', ...(limit === undefined ? {} : { limit }) }],
    });
    const create = vault.view('create');
    expect(await create.mustFail('session.create', password(''))).toEqual(issue('required'));
    expect(await create.mustFail('session.create', password('七个字符的密码'))).toEqual(issue('too-short', 8));
    expect(await create.mustFail('session.create', { password: new Uint8Array([0xff, 0xfe, 0xfd]) })).toEqual(
      issue('hidden-characters'),
    );
    expect(fs.existsSync(vault.folder)).toBe(false);
    await create.must('session.create', password('八个字符的密码啊'));
  });

  test('never overwrites: whole vault, lone half, second call at once', async () => {
    const first = startTestVault();
    const create = first.view('create');
    const replies = await Promise.all([
      create.call('session.create', password()),
      create.call('session.create', password()),
    ]);
    expect(replies.map((reply) => (reply.ok ? 'ok' : reply.error.code))).toEqual(['ok', 'vault-exists']);
    for (const name of ['slots.json', 'vault.db']) {
      const folder = newFolder();
      fs.mkdirSync(folder);
      fs.writeFileSync(join(folder, name), 'half');
      const error = await startTestVault({ folder }).view('create').mustFail('session.create', password());
      expect(error).toEqual({ code: 'vault-exists', folder });
      expect(fs.readFileSync(join(folder, name), 'utf8')).toBe('half');
    }
  });
});

describe('unlock', () => {
  test('opens with the right password and shows what was stored', async () => {
    const vault = await createdVault();
    await add(vault, { name: 'Kept' });
    const again = await reopened(vault);
    expect((await list(again)).rows.map(({ name }) => name)).toEqual(['Kept']);
  });

  test('refuses any other password and stays locked', async () => {
    const vault = await createdVault();
    vault.end();
    const next = startTestVault({ folder: vault.folder });
    const sheet = next.view('unlock');
    for (const wrong of ['', `${masterPassword} `, masterPassword.toUpperCase(), 'x'.repeat(1024)]) {
      expect(await sheet.mustFail('session.unlock', password(wrong))).toEqual({ code: 'wrong-password' });
    }
    expect(await sheet.must('session.state')).toBe('locked');
    expect(await next.view('main-view').mustFail('keys.counts')).toEqual({ code: 'locked' });
    await sheet.must('session.unlock', password());
    expect(next.posted.filter(({ kind }) => kind === 'unlocked')).toHaveLength(1);
  });

  test('says that there is no vault', async () => {
    const vault = startTestVault();
    expect(await vault.view('unlock').mustFail('session.unlock', password())).toEqual({ code: 'no-vault' });
    expect(fs.existsSync(vault.folder)).toBe(false);
  });

  test('an open vault is not opened a second time', async () => {
    const vault = await createdVault();
    const error = await vault.view('unlock').mustFail('session.unlock', password());
    expect(error).toEqual({ code: 'not-allowed', operation: 'session.unlock' });
  });
});

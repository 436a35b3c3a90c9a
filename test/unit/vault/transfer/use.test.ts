import * as fs from 'node:fs';
import { join } from 'node:path';
import { parse } from 'dotenv';
import { describe, expect, test } from 'vitest';
import type { KeyDetail } from '../../../../common/keys/access-key';
import { providerOf } from '../../../../common/providers';
import type { ChosenFile, UseLook } from '../../../../common/transfer/use';
import { read } from '../../../../vault/transfer/formats';
import { fakePair, fakeSts, fakeTemporary } from '../../../support/fake-keys';
import { need } from '../../../support/need';
import { add, auditOf, createdVault, type TestVault, text } from '../harness';
import { proof } from './moves';

/** A vault with one key, and the sheet that writes it for a tool. */
async function withKey(changes: Parameters<typeof add>[1] = {}) {
  const vault = await createdVault();
  const pair = fakePair(changes.provider ?? 'alibaba');
  const { id } = await add(vault, { ...pair, ...changes });
  const folder = fs.mkdtempSync(join(vault.folder, '..', 'tool-'));
  return { vault, pair, id, folder, sheet: vault.view('use') };
}

const usedAt = async (vault: TestVault, id: string) =>
  (await vault.view('main-view').must<KeyDetail>('keys.get', { id })).lastUsedAt;
const rowsOf = async (vault: TestVault) =>
  (await auditOf(vault)).rows
    .filter(({ action }) => action.startsWith('tool-'))
    .map(({ action, key, facts, outcome }) => `${action} ${key?.lastFour} ${facts.target} ${outcome}`);

describe('a key for a tool', () => {
  test('is copied as the tool reads it, after a verification, and written down with its use', async () => {
    const { vault, pair, id, sheet } = await withKey();
    const use = { id, target: 'env-sh', options: { variables: 'ALICLOUD_ACCESS_KEY' } };
    expect(await sheet.mustFail('keyUse.copy', { ...use, proof: proof('not the password') })).toEqual({
      code: 'wrong-password',
    });
    expect([vault.copied, await usedAt(vault, id)]).toEqual([[], null]);

    vault.now += 60_000;
    expect(await sheet.must('keyUse.copy', { ...use, proof: proof() })).toEqual({ seconds: 30 });
    const lines = `export ALICLOUD_ACCESS_KEY='${pair.accessKeyId}'\nexport ALICLOUD_SECRET_KEY='${pair.secret}'\n`;
    expect(vault.copied).toEqual([lines]);
    expect(await usedAt(vault, id)).toBe(vault.now);
    expect(await rowsOf(vault)).toEqual([
      `tool-copied ${pair.accessKeyId.slice(-4)} env-sh ok`,
      `tool-copied ${pair.accessKeyId.slice(-4)} undefined refused`,
    ]);
    // What went to main was sealed, and no reply has the secret.
    expect(text(Buffer.from(JSON.stringify([vault.posted, sheet.received])))).not.toContain(pair.secret);
  });

  test('is shown without its secret, and what is wrong with a name or a region is said', async () => {
    const temporary = fakeTemporary();
    const vault = await createdVault();
    const { id } = await add(vault, {
      provider: 'huawei',
      identityKind: 'iam-user',
      credential: 'temporary',
      expiresAt: vault.now + 3600_000,
      ...temporary,
    });
    const sheet = vault.view('use');
    const look = (target: string, options: object = {}) =>
      sheet.must<UseLook>('keyUse.look', { id, target, options, inFile: false });
    const dots = '•'.repeat(12);
    expect(await look('huaweicloud-credentials')).toEqual({
      preview: `[basic]\nak = ${temporary.accessKeyId}\nsk = ${dots}\nsecurity_token = ${dots}\n`,
      problem: null,
      existing: null,
      switched: [],
      names: [],
    });
    expect(await look('huaweicloud-credentials', { entry: 'a b' })).toMatchObject({
      problem: 'bad-entry',
      preview: '',
    });
    expect(await look('obsutil', { region: 'cn\nak=x' })).toMatchObject({ problem: 'bad-region', preview: '' });
    expect((await look('obsutil', { region: 'cn-south-1' })).preview).toContain('obs.cn-south-1.myhuaweicloud.com');
    expect(JSON.stringify(sheet.received)).not.toContain(temporary.secret);

    // Its time is over: no tool gets anything done with it.
    vault.now += 7200_000;
    const use = { id, target: 'dotenv', options: {}, proof: proof() };
    expect(await sheet.mustFail('keyUse.copy', use)).toEqual({ code: 'key-expired' });
    expect(vault.copied).toEqual([]);
  });

  test('of a RAM role of Alibaba Cloud is written with its token, as each of its tools reads it', async () => {
    const sts = fakeSts();
    const vault = await createdVault();
    const ends = { credential: 'temporary', expiresAt: vault.now + 3600_000 } as const;
    const { id } = await add(vault, { provider: 'alibaba', identityKind: 'ram-role', ...sts, ...ends });
    const sheet = vault.view('use');
    const previews: string[] = [];
    for (const target of providerOf('alibaba').targets) {
      const look = await sheet.must<UseLook>('keyUse.look', { id, target, options: {}, inFile: false });
      // MaxCompute's client has no place for a token.
      expect([target, look.problem]).toEqual([target, target === 'odps' ? 'not-writable' : null]);
      if (look.problem === null) previews.push(look.preview);
    }
    for (const preview of previews) expect(preview).toMatch(/(?:security|session|access|sts)[_-]?token/i);
    expect(previews.join()).toContain('"mode": "StsToken"');
    expect(JSON.stringify(sheet.received)).not.toContain(sts.token);
  });

  test('that has expired is used in no way, also once the clock is set back', async () => {
    const vault = await createdVault();
    const ends = { credential: 'temporary', expiresAt: vault.now + 3600_000 } as const;
    const { id } = await add(vault, { provider: 'huawei', identityKind: 'iam-user', ...fakeTemporary(), ...ends });
    const folder = fs.mkdtempSync(join(vault.folder, '..', 'tool-'));
    const sheet = vault.view('use');
    fs.writeFileSync(join(folder, '.env'), 'PORT=1\n');
    vault.openPath = { path: join(folder, '.env') };
    await sheet.must('keyUse.choose', { target: 'dotenv' });
    vault.savePath = { path: join(folder, 'new.env') };
    const added = vault.now;
    // To the millisecond, as the vault has seen time go by.
    for (const [seen, clock] of [
      [ends.expiresAt, ends.expiresAt],
      [ends.expiresAt, added],
    ] as const) {
      vault.now = seen;
      await vault.view('main-view').must('clock.state');
      vault.now = clock;
      const use = { id, target: 'dotenv', options: {}, proof: proof() };
      for (const operation of ['keyUse.copy', 'keyUse.saveNew']) {
        expect(await sheet.mustFail(operation, { ...use, proof: proof() })).toEqual({ code: 'key-expired' });
      }
      const replacing = { ...use, replace: true, proof: proof() };
      expect(await sheet.mustFail('keyUse.addToFile', replacing)).toEqual({ code: 'key-expired' });
    }
    expect(vault.copied).toEqual([]);
    expect(fs.readdirSync(folder)).toEqual(['.env']);
    expect(fs.readFileSync(join(folder, '.env'), 'utf8')).toBe('PORT=1\n');
  });

  test('is for its own provider’s tools and for the sheet’s view only', async () => {
    const { id, sheet, vault } = await withKey({ provider: 'pingan' });
    const use = { id, target: 'env-sh', options: {} };
    expect(await sheet.mustFail('keyUse.copy', { ...use, proof: proof() })).toEqual({
      code: 'tool-file',
      problem: 'not-writable',
    });
    for (const view of ['main-view', 'reveal', 'export'] as const) {
      expect(await vault.view(view).mustFail('keyUse.copy', { ...use, proof: proof() })).toEqual({
        code: 'not-allowed',
        operation: 'keyUse.copy',
      });
    }
  });
});

describe('a new file', () => {
  test('is private, whole, and never takes the place of another', async () => {
    const { vault, pair, id, folder, sheet } = await withKey();
    const path = join(folder, 'config.json');
    vault.savePath = { path };
    const use = () => ({ id, target: 'aliyun-cli', options: { entry: 'work' }, proof: proof() });
    expect(await sheet.must('keyUse.saveNew', use())).toEqual({ fileName: 'config.json' });
    expect(fs.statSync(path).mode & 0o777).toBe(0o600);
    const content = fs.readFileSync(path, 'utf8');
    expect(JSON.parse(content)).toMatchObject({
      current: 'work',
      profiles: [{ name: 'work', access_key_id: pair.accessKeyId, access_key_secret: pair.secret }],
    });
    expect(await sheet.mustFail('keyUse.saveNew', use())).toEqual({ code: 'tool-file', problem: 'exists' });
    expect(fs.readFileSync(path, 'utf8')).toBe(content);
    expect(fs.readdirSync(folder)).toEqual(['config.json']);
    expect(await rowsOf(vault)).toEqual([`tool-saved ${pair.accessKeyId.slice(-4)} aliyun-cli ok`]);
    expect(vault.posted).toContainEqual(
      expect.objectContaining({ ask: { fileName: 'config.json', usual: '.aliyun/config.json' } }),
    );
    vault.savePath = { path: null };
    expect(await sheet.must('keyUse.saveNew', use())).toBeNull();
  });
});

describe('an existing file', () => {
  const chosen = async ({ vault, sheet }: Awaited<ReturnType<typeof withKey>>, target: string, path: string) => {
    vault.openPath = { path };
    return sheet.must<ChosenFile>('keyUse.choose', { target });
  };

  test('gets the key where a link leads, its comments, other entries and permissions kept', async () => {
    const given = await withKey();
    const { pair, id, folder, sheet, vault } = given;
    const file = join(folder, 'kept-elsewhere');
    const before =
      '# mine\n[work]\ntype = access_key\naccess_key_id = FAKEother\naccess_key_secret = FAKEsecret ; keep\n';
    fs.writeFileSync(file, before);
    fs.chmodSync(file, 0o640);
    fs.mkdirSync(join(folder, '.alibabacloud'));
    const link = join(folder, '.alibabacloud', 'credentials');
    need('links');
    fs.symlinkSync(file, link);

    expect(await chosen(given, 'alibabacloud-credentials', link)).toEqual({
      fileName: 'credentials',
      readableByOthers: true,
    });
    const use = (entry: string) => ({ id, target: 'alibabacloud-credentials', options: { entry } });
    const look = (entry: string) => sheet.must<UseLook>('keyUse.look', { ...use(entry), inFile: true });
    expect((await look('default')).existing).toBeNull();
    expect((await look('work')).existing).toEqual({ accessKeyId: 'FAKEother' });
    const write = (entry: string, replace: boolean) => ({ ...use(entry), replace, proof: proof() });
    expect(await sheet.mustFail('keyUse.addToFile', write('work', false))).toEqual({
      code: 'tool-file',
      problem: 'entry-exists',
    });
    expect(fs.readFileSync(file, 'utf8')).toBe(before);

    expect(await sheet.must('keyUse.addToFile', write('default', false))).toEqual({
      fileName: 'credentials',
      changed: true,
    });
    const after = fs.readFileSync(file, 'utf8');
    expect(after.startsWith(before)).toBe(true);
    expect(after).toContain(`access_key_id = ${pair.accessKeyId}`);
    expect(fs.lstatSync(link).isSymbolicLink()).toBe(true);
    expect(fs.statSync(file).mode & 0o777).toBe(0o640);

    // With a yes the other goes too, and its comment stays; once more there is nothing to do.
    await chosen(given, 'alibabacloud-credentials', link);
    await sheet.must('keyUse.addToFile', write('work', true));
    expect(fs.readFileSync(file, 'utf8')).toContain(`access_key_secret = ${pair.secret} ; keep\n`);
    await chosen(given, 'alibabacloud-credentials', link);
    expect(await sheet.must('keyUse.addToFile', write('work', true))).toMatchObject({ changed: false });
    expect(fs.readdirSync(folder).sort()).toEqual(['.alibabacloud', 'kept-elsewhere']);
    expect(await rowsOf(vault)).toHaveLength(2);
  });

  test('is left as it is where it is something else, broken, changed meanwhile, or was never chosen', async () => {
    const given = await withKey();
    const { vault, id, folder, sheet } = given;
    const write = (target: string) => ({ id, target, options: {}, replace: true, proof: proof() });
    expect(await sheet.mustFail('keyUse.addToFile', write('dotenv'))).toEqual({ code: 'ticket-invalid' });
    const files: [target: string, name: string, content: string | Buffer, problem: string][] = [
      ['env-sh', 'letter.txt', 'Dear Ada,\n', 'other-format'],
      ['ossutil', 'config.json', '{"current":"x","profiles":[{"name":"x","region_id":"y"}]}', 'other-format'],
      ['alibabacloud-credentials', 'credentials', '[default]\naws_access_key_id = FAKE\n', 'other-format'],
      ['terraform', 'main.tf', 'provider "alicloud" {\n  access_key = "FAKE"\n}\n', 'other-format'],
      ['dotenv', 'setup.sh', 'export NAME=value\n', 'other-format'],
      ['dotenv', '.env', Buffer.from([0x41, 0x3d, 0xff, 0xfe]), 'not-text'],
      ['dotenv', '.env', `A=${'x'.repeat(1024 * 1024)}`, 'too-large'],
    ];
    for (const [target, name, content, problem] of files) {
      const path = join(folder, name);
      fs.writeFileSync(path, content);
      vault.openPath = { path };
      expect(await sheet.mustFail('keyUse.choose', { target }), name).toEqual({ code: 'tool-file', problem });
      expect(fs.readFileSync(path).equals(Buffer.from(content)), name).toBe(true);
    }
    vault.openPath = { path: folder };
    expect(await sheet.mustFail('keyUse.choose', { target: 'dotenv' })).toEqual({ code: 'not-a-file' });

    fs.mkdirSync(join(folder, '.aliyun'));
    const broken = join(folder, '.aliyun', 'config.json');
    fs.writeFileSync(broken, '{"profiles":[');
    await chosen(given, 'aliyun-cli', broken);
    expect(await sheet.mustFail('keyUse.addToFile', write('aliyun-cli'))).toEqual({
      code: 'tool-file',
      problem: 'damaged',
    });
    expect(fs.readFileSync(broken, 'utf8')).toBe('{"profiles":[');

    const env = join(folder, '.env');
    fs.writeFileSync(env, 'PORT=1\n');
    await chosen(given, 'dotenv', env);
    fs.writeFileSync(env, 'PORT=2\n');
    expect(await sheet.mustFail('keyUse.addToFile', write('dotenv'))).toEqual({
      code: 'tool-file',
      problem: 'changed',
    });
    expect(fs.readFileSync(env, 'utf8')).toBe('PORT=2\n');
    // Of all that, only the call without a file is no person’s.
    const lastFour = given.pair.accessKeyId.slice(-4);
    expect(await rowsOf(vault)).toEqual([`tool-added ${lastFour} undefined refused`]);
  });

  test('of a shell’s settings or of variables without any key takes one', async () => {
    const given = await withKey();
    const { pair, id, folder, sheet } = given;
    const files: [target: 'env-sh' | 'dotenv' | 'terraform', name: string, content: string][] = [
      ['env-sh', '.bashrc', "alias ll='ls -l'\n# mine\n"],
      ['dotenv', '.env', '# mine\nPORT=3000'],
      ['terraform', 'terraform.tfvars', 'region = "cn-hangzhou" # mine\n'],
    ];
    for (const [target, name, content] of files) {
      const path = join(folder, name);
      fs.writeFileSync(path, content);
      await chosen(given, target, path);
      await sheet.must('keyUse.addToFile', { id, target, options: {}, replace: false, proof: proof() });
      const after = fs.readFileSync(path, 'utf8');
      expect(after.startsWith(content), name).toBe(true);
      expect(read(target, after), name).toMatchObject({ ok: true, keys: [{ accessKeyId: pair.accessKeyId }] });
    }
    expect(parse(fs.readFileSync(join(folder, '.env')))).toEqual({
      PORT: '3000',
      ALIBABA_CLOUD_ACCESS_KEY_ID: pair.accessKeyId,
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: pair.secret,
    });
  });
});

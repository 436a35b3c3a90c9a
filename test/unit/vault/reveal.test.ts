import * as fs from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConsoleCsv } from '../../../common/csv/console-csv';
import type { Caller } from '../../../vault/base/caller';
import type { Control } from '../../../vault/base/control';
import { saveFile } from '../../../vault/base/files/save-file';
import { createPortLife } from '../../../vault/base/port-life';
import { checkKey, storeKey } from '../../../vault/keys/add';
import { revealHandlers } from '../../../vault/operations/reveal';
import { createReveals, noteShowing, type Reveals } from '../../../vault/protection/reveal';
import { createTickets, ticketLife } from '../../../vault/protection/tickets';
import type { Verification } from '../../../vault/protection/verification';
import { letPass } from '../../../vault/session/effects/passed';
import type { Session } from '../../../vault/session/session';
import { createFolder } from '../../../vault/store/folder';
import { pathsIn } from '../../../vault/store/paths';
import { keyCsv } from '../../../vault/transfer/csv';
import { fakePair, fakeTemporary } from '../../support/fake-keys';
import { asOpenVault } from '../../support/open-vault';
import {
  add,
  createdVault,
  fakeClock,
  get,
  newFolder,
  newKey,
  password,
  quickCost,
  remove,
  revealed,
  type TestVault,
  text,
} from './harness';

const errorOf = (vault: TestVault, ticket: string) => vault.view('reveal').mustFail('reveal.open', { ticket });

describe('a reveal', () => {
  test('happens once for a ticket, however many sheets try at once', async () => {
    const vault = await createdVault();
    const { ticket } = await add(vault);
    const sheets = Array.from({ length: 20 }, () => vault.view('reveal'));
    const replies = await Promise.all(sheets.map((sheet) => sheet.call('reveal.open', { ticket })));
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await errorOf(vault, ticket)).toEqual({ code: 'ticket-invalid' });
  });

  test('needs a ticket that is younger than a minute, and this key’s', async () => {
    const clock = fakeClock();
    const vault = await createdVault({ clock });
    const { secret } = fakePair('alibaba');
    const [one, two] = [await add(vault), await add(vault, { secret })];
    clock.advance(ticketLife - 1);
    expect(text((await revealed(vault, two.ticket)).shown.secret)).toBe(secret);
    clock.advance(1);
    expect(await errorOf(vault, one.ticket)).toEqual({ code: 'ticket-invalid' });
    expect(await errorOf(vault, Buffer.alloc(32).toString('base64url'))).toEqual({ code: 'ticket-invalid' });
  });

  test('is taken when its sheet gets it, and displayed when the person has seen it to the end', async () => {
    const vault = await createdVault();
    const main = vault.view('main-view');
    const { id, ticket } = await add(vault);
    main.events.splice(0);
    const { sheet } = await revealed(vault, ticket);
    expect(await get(vault, id)).toMatchObject({ reveal: 'taken', secretCanBeShown: true });
    expect(main.events.splice(0)).toEqual([{ name: 'keysChanged', payload: { id } }]);
    vault.now += 1000;
    await sheet.must('reveal.displayed');
    await sheet.must('reveal.displayed');
    expect(await get(vault, id)).toMatchObject({ reveal: 'displayed', updatedAt: vault.now - 1000 });
    expect(main.events).toEqual([{ name: 'keysChanged', payload: { id } }]);
  });

  test('of a key that was deleted meanwhile is not to be had', async () => {
    const vault = await createdVault();
    const [one, two] = [await add(vault), await add(vault)];
    const { sheet } = await revealed(vault, two.ticket);
    for (const { id } of [one, two]) await remove(vault, id);
    expect(await errorOf(vault, one.ticket)).toEqual({ code: 'not-found' });
    await sheet.must('reveal.displayed');
  });

  test('belongs to its port and ends with it', async () => {
    const vault = await createdVault();
    const { ticket } = await add(vault);
    const { sheet } = await revealed(vault, ticket);
    const other = vault.view('reveal');
    const calls: [string, object][] = [
      ['reveal.displayed', {}],
      ['reveal.copy', { part: 'secret' }],
      ['reveal.saveCsv', {}],
    ];
    for (const [operation, input] of calls) {
      expect(await other.mustFail(operation, input), operation).toEqual({ code: 'ticket-invalid' });
    }
    await sheet.must('reveal.copy', { part: 'secret' });
    sheet.close();
    vault.savePath.path = join(newFolder(), 'never.csv');
    const received = sheet.received.length;
    for (const [operation, input] of calls) sheet.send({ number: 99, operation, input });
    // Answers in order: when this one is there, those would be.
    await vault.view('main-view').must('protection.keychain');
    expect(sheet.received).toHaveLength(received);
    expect(vault.copied).toHaveLength(1);
  });
});

test('what a reveal shows is wiped when its port closes, and when the port spends another ticket', async () => {
  const folder = newFolder();
  const { database, keys, slots } = await createFolder(folder, password().password, 1, quickCost);
  const vault = { id: slots.vaultId, database };
  const key = newKey({ provider: 'pingan' });
  const keyId = database.write(() => storeKey(vault, keys.secretKey, checkKey(key.key, key.secrets, 1), 1));
  const life = createPortLife<object>();
  const reveals = createReveals(life, fakeClock());
  const port = {};
  const values = () => ({ secret: Buffer.from('FAKE'), token: Buffer.from('FAKE') });
  const [first, second] = [values(), values()];
  const showing = database.write(() => noteShowing(database, keyId, false, 1));
  reveals.open(port, showing, first);
  reveals.open(port, showing, second);
  expect([...first.secret, ...first.token]).toEqual(Array(8).fill(0));
  expect(second.secret.toString()).toBe('FAKE');
  life.end(port);
  expect([...second.secret, ...second.token]).toEqual(Array(8).fill(0));
  // A secret that can't be opened any more isn't kept either.
  const tickets = createTickets(fakeClock());
  const third = values();
  const ticket = tickets.make({ for: 'reveal', keyId: 'gone', plain: third });
  const open = asOpenVault({ paths: pathsIn(folder), database, keys, slots });
  const session = { vault: () => open } as unknown as Session;
  const verification = { pass: letPass } as unknown as Verification;
  const needs = {
    session,
    verification,
    tickets,
    reveals: reveals as unknown as Reveals<Caller>,
    control: {} as Control,
  };
  const handlers = revealHandlers({ ...needs, now: () => 1, changed: () => null });
  expect(() => handlers.open({ ticket }, {} as Caller)).toThrow('not-found');
  expect([...third.secret, ...third.token]).toEqual(Array(8).fill(0));
  database.close();
});

test('copy puts each part on the clipboard through main, byte for byte', async () => {
  const vault = await createdVault();
  const { accessKeyId, secret, token } = fakeTemporary();
  const temporary = { provider: 'huawei' as const, credential: 'temporary' as const, expiresAt: vault.now + 1000 };
  const { sheet } = await revealed(vault, (await add(vault, { ...temporary, accessKeyId, secret, token })).ticket);
  for (const part of ['accessKeyId', 'secret', 'token']) {
    expect(await sheet.must('reveal.copy', { part })).toEqual({ seconds: 30 });
  }
  expect(vault.copied).toEqual([accessKeyId, secret, token]);
  const other = await revealed(vault, (await add(vault)).ticket);
  expect(await other.sheet.mustFail('reveal.copy', { part: 'token' })).toEqual({ code: 'not-found' });
  vault.mainFails = true;
  expect(await other.sheet.mustFail('reveal.copy', { part: 'secret' })).toEqual({ code: 'internal' });
});

describe('the CSV file', () => {
  const pair = { accessKeyId: 'LTAIFAKE0000000000000001', secret: 'FAKE0000000000000000000000000' };
  const plain = (secret: string) => ({ secret: Buffer.from(secret), token: null });

  test('has the header of its provider', () => {
    const csv = (provider: 'alibaba' | 'huawei' | 'pingan') =>
      keyCsv({ provider, identityName: 'ops-reader', accessKeyId: pair.accessKeyId }, plain(pair.secret)).toString();
    const values = `${pair.accessKeyId},${pair.secret}\r\n`;
    expect(csv('alibaba')).toBe(`AccessKey ID,AccessKey Secret\r\n${values}`);
    expect(csv('huawei')).toBe(`User Name,Access Key Id,Secret Access Key\r\nops-reader,${values}`);
    expect(csv('pingan')).toBe(`Access Key ID,Secret Access Key\r\n${values}`);
  });

  test('holds the secret as it is, and comes back through the import', () => {
    for (const secret of ['=1+1FAKE', '+FAKE', '-FAKE', '@FAKE', "'FAKE", 'FA"KE', 'FA,KE', '"FAKE"', 'FAKE/=+']) {
      const bytes = keyCsv({ provider: 'alibaba', identityName: '', accessKeyId: pair.accessKeyId }, plain(secret));
      const read = readConsoleCsv(bytes);
      expect(read.ok && read.rows.map((row) => [row.accessKeyId, row.secret])).toEqual([[pair.accessKeyId, secret]]);
    }
  });

  test('is written where the person chose, private, and replaces what was there', async () => {
    const vault = await createdVault();
    const { sheet } = await revealed(vault, (await add(vault, pair)).ticket);
    const folder = newFolder();
    fs.mkdirSync(folder);
    vault.savePath.path = join(folder, 'my key.csv');
    fs.writeFileSync(vault.savePath.path, 'an older file that is longer than the new one'.repeat(9), { mode: 0o644 });
    expect(await sheet.must('reveal.saveCsv')).toEqual({ fileName: 'my key.csv' });
    expect(vault.posted.at(-1)).toMatchObject({ name: 'savePath', ask: { fileName: 'AccessKey.csv' } });
    expect(fs.readdirSync(folder)).toEqual(['my key.csv']);
    expect(fs.readFileSync(vault.savePath.path, 'utf8')).toBe(
      `AccessKey ID,AccessKey Secret\r\n${pair.accessKeyId},${pair.secret}\r\n`,
    );
    expect(fs.statSync(vault.savePath.path).mode & 0o777).toBe(0o600);
  });

  test('is not written when the dialog was cancelled, or the sheet closed while it stood there', async () => {
    const vault = await createdVault();
    const { sheet } = await revealed(vault, (await add(vault)).ticket);
    expect(await sheet.must('reveal.saveCsv')).toBeNull();
    const folder = newFolder();
    fs.mkdirSync(folder);
    vault.savePath.path = join(folder, 'late.csv');
    sheet.send({ number: 99, operation: 'reveal.saveCsv', input: {} });
    sheet.close();
    await vault.view('main-view').must('protection.keychain');
    expect(fs.readdirSync(folder)).toEqual([]);
  });

  test('says why it could not be written, and leaves nothing half', async () => {
    const vault = await createdVault();
    const { sheet } = await revealed(vault, (await add(vault)).ticket);
    const folder = newFolder();
    vault.savePath.path = join(folder, 'nowhere.csv');
    expect(await sheet.mustFail('reveal.saveCsv')).toMatchObject({ code: 'io', system: 'ENOENT' });
    fs.mkdirSync(join(folder, 'nowhere.csv'), { recursive: true });
    expect(await sheet.mustFail('reveal.saveCsv')).toMatchObject({ code: 'io' });
    expect(fs.readdirSync(dirname(vault.savePath.path))).toEqual(['nowhere.csv']);
  });

  test('its bytes are wiped after writing', () => {
    const folder = newFolder();
    fs.mkdirSync(folder);
    const bytes = Buffer.from('FAKE');
    const path = join(folder, `${'long'.repeat(60)}.csv`);
    saveFile({ path, part: join(folder, 'part') }, bytes);
    expect([...bytes]).toEqual([0, 0, 0, 0]);
    expect(fs.readFileSync(path, 'utf8')).toBe('FAKE');
    expect(fs.readdirSync(folder)).toHaveLength(1);
  });
});

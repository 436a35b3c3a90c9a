import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { KeyfoldError } from '../../../common/errors';
import { createTickets, ticketLife } from '../../../vault/protection/tickets';
import { openDatabase } from '../../../vault/store/database/open';
import { fakePair, fakeTemporary } from '../../support/fake-keys';
import { openFolder } from '../../support/open-folder';
import {
  add,
  byPassword,
  createdVault,
  fakeClock,
  fakeKeychain,
  get,
  newKey,
  password,
  reopened,
  revealed,
  startTestVault,
  type TestVault,
  text,
} from './harness';

const keychain = (vault: TestVault) => vault.view('add').must<string>('protection.keychain');
const slotKinds = (vault: TestVault) =>
  (JSON.parse(fs.readFileSync(join(vault.folder, 'slots.json'), 'utf8')) as { slots: { kind: string }[] }).slots.map(
    ({ kind }) => kind,
  );
const withPassword = (changes: Parameters<typeof newKey>[0] = {}, typed?: string) => ({
  ...newKey(changes),
  password: password(typed).password,
});

describe('keychain', () => {
  test('good: a device slot is made after creation, and keys need no password', async () => {
    const vault = await createdVault();
    expect(await keychain(vault)).toBe('good');
    expect(slotKinds(vault)).toEqual(['master-password', 'device']);
    await add(await reopened(vault));
  });

  test('a key can be added at once after creation: it waits for the device slot', async () => {
    const vault = startTestVault();
    await vault.view('create').must('session.create', password());
    await add(vault);
  });

  test('creation and unlock are answered before it is asked', async () => {
    const vault = startTestVault();
    await vault.view('create').must('session.create', password());
    expect(vault.posted.map(({ kind }) => kind)).toEqual(['unlocked']);
    vault.end();
    const next = startTestVault({ folder: vault.folder, keychain: vault.keychain });
    await next.view('unlock').must('session.unlock', password());
    expect(next.posted.map(({ kind }) => kind)).toEqual(['unlocked']);
    expect(await keychain(next)).toBe('good');
  });

  test('missing: each add asks for the master password, and takes it', async () => {
    const vault = await createdVault({ keychain: fakeKeychain('missing') });
    expect(await keychain(vault)).toBe('missing');
    expect(slotKinds(vault)).toEqual(['master-password']);
    const sheet = vault.view('add');
    expect(await sheet.mustFail('keys.add', newKey())).toEqual({ code: 'password-required', keychain: 'missing' });
    expect(await sheet.mustFail('keys.add', withPassword({}, 'not the password'))).toEqual({ code: 'wrong-password' });
    const { secret } = fakePair('alibaba');
    const { ticket } = await sheet.must<{ ticket: string }>('keys.add', withPassword({ secret }));
    expect(text((await revealed(vault, ticket)).shown.secret)).toBe(secret);
    expect(slotKinds(vault)).toEqual(['master-password']);
  });

  test('one that turns up later is used from the next unlock', async () => {
    const vault = await createdVault({ keychain: fakeKeychain('missing') });
    vault.keychain.state = 'good';
    expect(await keychain(vault)).toBe('not-sealed');
    const next = await reopened(vault);
    expect(await keychain(next)).toBe('good');
    await add(next);
  });

  test('one that turns up later is used after an add with the password', async () => {
    const vault = await createdVault({ keychain: fakeKeychain('unavailable') });
    expect(await keychain(vault)).toBe('unavailable');
    vault.keychain.state = 'good';
    await vault.view('add').must('keys.add', withPassword());
    expect(await keychain(vault)).toBe('good');
    await add(vault);
  });

  const breakages: [string, (vault: TestVault) => void][] = [
    ['lost-key', (vault) => vault.keychain.reset()],
    [
      'other-backend',
      (vault) => {
        vault.keychain.backend = 'another_keyring';
      },
    ],
  ];
  for (const [state, breakIt] of breakages) {
    test(`${state}: is told, nothing is lost, and the password seals anew`, async () => {
      const vault = await createdVault();
      const { secret } = fakePair('alibaba');
      const first = await add(vault, { secret, identityKind: 'alibaba-account' });
      breakIt(vault);
      expect(await keychain(vault)).toBe(state);
      const error = await vault.view('add').mustFail('keys.add', newKey());
      expect(error).toEqual({ code: 'password-required', keychain: state });
      await vault.view('add').must('keys.add', withPassword());
      expect(await keychain(vault)).toBe('good');
      const again = await reopened(vault);
      await add(again);
      const { ticket } = await again.view('verify').must<{ ticket: string }>('protection.verify', byPassword(first.id));
      expect(text((await revealed(again, ticket)).shown.secret)).toBe(secret);
    });
  }

  test('unavailable for a while: the device slot stays as it is', async () => {
    const vault = await createdVault();
    const before = fs.readFileSync(join(vault.folder, 'slots.json'), 'utf8');
    vault.keychain.state = 'unavailable';
    expect(await keychain(vault)).toBe('unavailable');
    await vault.view('add').must('keys.add', withPassword());
    vault.keychain.state = 'good';
    expect(await keychain(vault)).toBe('good');
    expect(fs.readFileSync(join(vault.folder, 'slots.json'), 'utf8')).toBe(before);
  });

  test('one that seals what it can’t unseal gets no slot', async () => {
    const broken = fakeKeychain();
    const { seal } = broken;
    broken.seal = function (ask) {
      const answer = seal.call(this, ask);
      broken.reset();
      return answer;
    };
    const vault = await createdVault({ keychain: broken });
    expect(slotKinds(vault)).toEqual(['master-password']);
    expect(await keychain(vault)).toBe('not-sealed');
  });

  test('a main that fails counts as unavailable', async () => {
    const vault = await createdVault();
    vault.mainFails = true;
    expect(await keychain(vault)).toBe('unavailable');
    const error = await vault.view('add').mustFail('keys.add', newKey());
    expect(error).toEqual({ code: 'password-required', keychain: 'unavailable' });
  });

  test('a share of another length is a lost key', async () => {
    const vault = await createdVault();
    vault.keychain.unseal = () => ({ state: 'good', share: new Uint8Array(31) });
    expect(await keychain(vault)).toBe('lost-key');
  });

  test('main is given the share and nothing else', async () => {
    const vault = await createdVault();
    const { secret } = fakePair('alibaba');
    const { ticket } = await add(vault, { secret, name: 'Private name' });
    const { sheet } = await revealed(vault, ticket);
    await sheet.must('reveal.displayed');
    const posted = vault.posted.map((message) =>
      message.kind === 'ask'
        ? `${message.name} ${Object.values(message.ask).map((value) => value.length)}`
        : message.kind,
    );
    expect(new Set(posted)).toEqual(new Set(['unlocked', 'seal 32', 'unseal 32,12']));
  });
});

describe('tickets', () => {
  const grant = (keyId = 'key') => ({
    for: 'reveal' as const,
    keyId,
    plain: { secret: Buffer.from('FAKE'), token: null },
  });
  const code = (act: () => unknown) => {
    try {
      act();
      return 'none';
    } catch (error) {
      return error instanceof KeyfoldError ? error.error.code : 'other';
    }
  };

  test('are 32 random bytes, each good once', () => {
    const tickets = createTickets(fakeClock());
    const [one, two] = [tickets.make(grant('one')), tickets.make(grant('two'))];
    expect(one).toMatch(/^[\w-]{43}$/);
    expect(one).not.toBe(two);
    expect(tickets.spendReveal(two).keyId).toBe('two');
    expect(code(() => tickets.spendReveal(two))).toBe('ticket-invalid');
    expect(tickets.spendReveal(one).keyId).toBe('one');
  });

  test('are refused when any bit is another, or they are shorter', () => {
    const tickets = createTickets(fakeClock());
    const ticket = tickets.make(grant());
    const bytes = Buffer.from(ticket, 'base64url');
    for (let bit = 0; bit < 256; bit += 1) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(code(() => tickets.spendReveal(changed.toString('base64url')))).toBe('ticket-invalid');
    }
    for (const other of ['', ticket.slice(1), `${ticket}A`]) {
      expect(code(() => tickets.spendReveal(other))).toBe('ticket-invalid');
    }
    expect(tickets.spendReveal(ticket).keyId).toBe('key');
  });

  test('last 60 seconds and not a millisecond more, and take their secret with them', () => {
    const clock = fakeClock();
    const tickets = createTickets(clock);
    const early = tickets.make(grant());
    clock.advance(ticketLife - 1);
    expect(tickets.spendReveal(early).keyId).toBe('key');
    expect(clock.timers).toBe(0);
    const kept = grant();
    const late = tickets.make(kept);
    clock.advance(ticketLife);
    expect([...kept.plain.secret]).toEqual([0, 0, 0, 0]);
    expect(code(() => tickets.spendReveal(late))).toBe('ticket-invalid');
  });

  test('end in time even when their timer is late', () => {
    let now = 0;
    const tickets = createTickets({ now: () => now, after: () => () => undefined });
    const kept = grant();
    const ticket = tickets.make(kept);
    now = ticketLife;
    expect(code(() => tickets.spendReveal(ticket))).toBe('ticket-invalid');
    expect([...kept.plain.secret]).toEqual([0, 0, 0, 0]);
  });
});

describe('verify', () => {
  test('shows a displayed secret again where the provider allows it, with the master password only', async () => {
    const vault = await createdVault();
    const { secret } = fakePair('pingan');
    const { id, ticket } = await add(vault, { provider: 'pingan', secret });
    await (await revealed(vault, ticket)).sheet.must('reveal.displayed');
    expect(await get(vault, id)).toMatchObject({ reveal: 'displayed', secretCanBeShown: true });
    const verify = vault.view('verify');
    expect(await verify.mustFail('protection.verify', byPassword(id, 'wrong password'))).toEqual({
      code: 'wrong-password',
    });
    const again = await verify.must<{ ticket: string }>('protection.verify', byPassword(id));
    const { shown } = await revealed(vault, again.ticket);
    expect([text(shown.secret), shown.onlyOnce]).toEqual([secret, false]);
  });

  test('a one-time secret is shown once: pending can be shown after verification, displayed can not', async () => {
    const vault = await createdVault();
    const { secret } = fakePair('alibaba');
    const { id } = await add(vault, { secret });
    expect(await get(vault, id)).toMatchObject({ reveal: 'pending', secretCanBeShown: true });
    // As after a crash: the ticket of the add is gone with its process.
    const next = await reopened(vault);
    const first = await next.view('verify').must<{ ticket: string }>('protection.verify', byPassword(id));
    const { sheet, shown } = await revealed(next, first.ticket);
    expect([text(shown.secret), shown.onlyOnce]).toEqual([secret, true]);
    await sheet.must('reveal.displayed');
    expect(await get(next, id)).toMatchObject({ reveal: 'displayed', secretCanBeShown: false });
    const error = await next.view('verify').mustFail('protection.verify', byPassword(id));
    expect(error).toEqual({ code: 'shown-once' });
    const later = await reopened(next);
    expect(await later.view('verify').mustFail('protection.verify', byPassword(id))).toEqual({
      code: 'shown-once',
    });
  });

  test('an unknown key is not found', async () => {
    const vault = await createdVault();
    const id = '00000000-0000-4000-8000-000000000000';
    expect(await vault.view('verify').mustFail('protection.verify', byPassword(id))).toEqual({
      code: 'not-found',
    });
  });

  test('seals the device slot anew when its key was lost', async () => {
    const vault = await createdVault();
    const { id } = await add(vault, { provider: 'pingan' });
    vault.keychain.reset();
    await vault.view('verify').must('protection.verify', byPassword(id));
    expect(await keychain(vault)).toBe('good');
  });
});

describe('sealed values', () => {
  test('moved to another row, or under another AccessKey ID, they do not open', async () => {
    const vault = await createdVault();
    const one = await add(vault, { provider: 'pingan' });
    const two = await add(vault, { provider: 'pingan' });
    const expiresAt = vault.now + 1000;
    const three = await add(vault, { provider: 'huawei', credential: 'temporary', expiresAt, ...fakeTemporary() });
    vault.end();
    const opened = await openFolder(vault.folder, password().password);
    const { database } = opened;
    database.run(
      'UPDATE access_key SET secret = (SELECT secret FROM access_key WHERE id = ?) WHERE id = ?',
      two.id,
      one.id,
    );
    database.run("UPDATE access_key SET access_key_id = 'FAKEother' WHERE id = ?", two.id);
    database.run('UPDATE access_key SET token = secret WHERE id = ?', three.id);
    database.close();
    const next = startTestVault({ folder: vault.folder });
    await next.view('unlock').must('session.unlock', password());
    for (const { id } of [one, two, three]) {
      const error = await next.view('verify').mustFail('protection.verify', byPassword(id));
      expect(error).toEqual({ code: 'secret-damaged' });
    }
  });

  test('a row that differs in nothing but its id has its own', async () => {
    const vault = await createdVault();
    const accessKeyId = 'FAKEsame';
    const one = await add(vault, { provider: 'alibaba', accessKeyId });
    const two = await add(vault, { provider: 'pingan', accessKeyId });
    vault.end();
    const { database } = await openFolder(vault.folder, password().password);
    const swap = 'UPDATE access_key SET secret = (SELECT secret FROM access_key WHERE id = ?) WHERE id = ?';
    database.run(swap, one.id, two.id);
    database.close();
    const next = startTestVault({ folder: vault.folder });
    await next.view('unlock').must('session.unlock', password());
    const error = await next.view('verify').mustFail('protection.verify', byPassword(two.id));
    expect(error).toEqual({ code: 'secret-damaged' });
  });

  test('every changed byte shows, the version’s too', async () => {
    const vault = await createdVault();
    const { id } = await add(vault, { provider: 'pingan', secret: 'FAKE' });
    vault.end();
    const { database, keys, slots, paths } = await openFolder(vault.folder, password().password);
    const sealed = database.get<{ secret: Buffer }>('SELECT secret FROM access_key WHERE id = ?', id)?.secret;
    if (!sealed) throw new Error('no secret');
    expect(sealed.byteLength).toBe(1 + 12 + 4 + 16);
    database.close();
    for (const at of [0, 1, 12, 13, 16, 17, 32]) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      const db = openDatabase(paths.database, keys.vaultKey, slots.vaultId);
      db.run('UPDATE access_key SET secret = ? WHERE id = ?', changed, id);
      db.close();
      const next = startTestVault({ folder: vault.folder });
      await next.view('unlock').must('session.unlock', password());
      const error = await next.view('verify').mustFail('protection.verify', byPassword(id));
      expect(error, `byte ${at}`).toEqual({ code: 'secret-damaged' });
      next.end();
    }
  });
});

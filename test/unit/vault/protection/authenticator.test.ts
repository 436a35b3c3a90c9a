import { describe, expect, test } from 'vitest';
import { passwordBytes } from '../../../../common/keys/text-bytes';
import { masterPassword } from '../../../support/fake-keys';
import { openFolder } from '../../../support/open-folder';
import {
  add,
  createdVault,
  fakeKeychain,
  filesIn,
  intentOn,
  list,
  newKey,
  reopened,
  revealed,
  startTestVault,
  text,
} from '../harness';
import { appWith, code, enrol, lock, master, refused, state, turn, verify } from './acts';

const step = 30_000;

describe('setting an authenticator app up', () => {
  test('takes the master password, then one right code; before that nothing is set up', async () => {
    const vault = await createdVault();
    const sheet = vault.view('protect');
    expect(await sheet.mustFail('protection.enrol', { proof: master('not the password') })).toEqual({
      code: 'wrong-password',
    });
    expect(await sheet.mustFail('protection.confirmEnrolment', { code: '000000' })).toEqual({ code: 'ticket-invalid' });
    const { key } = await sheet.must<{ key: Uint8Array }>('protection.enrol', { proof: master() });
    const app = appWith(Buffer.from(key).toString());
    expect(await sheet.mustFail('protection.confirmEnrolment', { code: app(vault.now + 4 * step) })).toEqual({
      code: 'wrong-code',
    });
    expect((await state(vault)).authenticator).toBeNull();
    await sheet.must('protection.confirmEnrolment', { code: app(vault.now) });
    expect((await state(vault)).authenticator).toBe(vault.now);
  });

  test('belongs to the sheet that began it, and ends with it', async () => {
    const vault = await createdVault();
    const [sheet, other] = [vault.view('protect'), vault.view('protect')];
    const { key } = await sheet.must<{ key: Uint8Array }>('protection.enrol', { proof: master() });
    const right = { code: appWith(Buffer.from(key).toString())(vault.now) };
    expect(await other.mustFail('protection.confirmEnrolment', right)).toEqual({ code: 'ticket-invalid' });
    sheet.close();
    sheet.send({ number: 99, operation: 'protection.confirmEnrolment', input: right });
    expect((await state(vault)).authenticator).toBeNull();
  });

  test('its key and its codes stand in no file', async () => {
    const vault = await createdVault();
    const sheet = vault.view('protect');
    const { key } = await sheet.must<{ key: Uint8Array }>('protection.enrol', { proof: master() });
    const base32 = Buffer.from(key).toString();
    await sheet.must('protection.confirmEnrolment', { code: appWith(base32)(vault.now) });
    for (const [name, bytes] of filesIn(vault.folder)) expect(bytes.includes(base32), name).toBe(false);
    vault.end();
    const { database } = await openFolder(vault.folder, passwordBytes(masterPassword));
    const stored = database.get<{ secret: Buffer }>('SELECT secret FROM authenticator')?.secret;
    database.close();
    // Version, nonce, key, tag: sealed once more inside the encrypted database.
    expect(stored?.byteLength).toBe(1 + 12 + 20 + 16);
  });
});

describe('a code', () => {
  test('verifies, once: not again at once, nor after a restart', async () => {
    const vault = await createdVault();
    const { id } = await add(vault);
    const app = await enrol(vault);
    expect(await refused(vault, 'delete', id, code(app(vault.now)))).toEqual({ code: 'code-used' });
    vault.now += step;
    const now = app(vault.now);
    await verify(vault, 'delete', id, code(now));
    expect(await refused(vault, 'reveal', id, code(now))).toEqual({ code: 'code-used' });
    const next = await reopened(vault);
    expect(await refused(next, 'delete', id, code(now))).toEqual({ code: 'code-used' });
    next.now += step;
    await verify(next, 'delete', id, code(app(next.now)));
  });

  test('sent twice at once gives one ticket', async () => {
    const vault = await createdVault();
    const { id } = await add(vault);
    const app = await enrol(vault);
    vault.now += step;
    const sheet = vault.view('verify');
    const input = { intent: intentOn('delete', id), proof: code(app(vault.now)) };
    const replies = await Promise.all([1, 2, 3].map(() => sheet.call('protection.verify', input)));
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test('may be half a minute early or late, not more; an older one than the last is used up', async () => {
    const vault = await createdVault();
    const { id } = await add(vault);
    const app = await enrol(vault);
    vault.now += 10 * step;
    expect(await refused(vault, 'delete', id, code(app(vault.now - 2 * step)))).toEqual({ code: 'wrong-code' });
    expect(await refused(vault, 'delete', id, code(app(vault.now + 2 * step)))).toEqual({ code: 'wrong-code' });
    await verify(vault, 'delete', id, code(app(vault.now - step)));
    await verify(vault, 'delete', id, code(app(vault.now + step)));
    expect(await refused(vault, 'delete', id, code(app(vault.now)))).toEqual({ code: 'code-used' });
  });

  test('after the clock went back is refused, and the master password does it all the same', async () => {
    const vault = await createdVault();
    const { id } = await add(vault);
    const app = await enrol(vault);
    vault.now -= 365 * 24 * 3600_000;
    expect(await refused(vault, 'delete', id, code(app(vault.now)))).toEqual({ code: 'code-used' });
    await verify(vault, 'delete', id, master());
    await turn(vault, 'authenticator', false);
    const fresh = await enrol(vault);
    vault.now += step;
    await verify(vault, 'delete', id, code(fresh(vault.now)));
  });

  test('shows a secret by way of the keychain; without one the master password is needed, and the code isn’t spent', async () => {
    const vault = await createdVault();
    const { id } = await add(vault, { provider: 'pingan', secret: 'FAKEsecretFAKEsecret' });
    const app = await enrol(vault);
    vault.now += step;
    const { ticket } = await verify(vault, 'reveal', id, code(app(vault.now)));
    expect(text((await revealed(vault, ticket)).shown.secret)).toBe('FAKEsecretFAKEsecret');
    vault.now += step;
    vault.keychain.state = 'unavailable';
    expect(await refused(vault, 'reveal', id, code(app(vault.now)))).toEqual({
      code: 'password-required',
      keychain: 'unavailable',
    });
    // What doesn't need the secret key goes by the code.
    await verify(vault, 'delete', id, code(app(vault.now)));
    await verify(vault, 'reveal', id, master());
  });

  test('can change protection, and is worth nothing once its app is removed', async () => {
    const vault = await createdVault();
    const { id } = await add(vault);
    const app = await enrol(vault);
    vault.now += step;
    await turn(vault, 'authenticator', false, code(app(vault.now)));
    expect((await state(vault)).authenticator).toBeNull();
    vault.now += step;
    expect(await refused(vault, 'delete', id, code(app(vault.now)))).toEqual({ code: 'wrong-code' });
  });

  test('of a key that was moved from another vault does not open', async () => {
    const [one, two] = [await createdVault(), await createdVault()];
    const { id } = await add(two);
    const app = await enrol(one);
    await enrol(two);
    for (const vault of [one, two]) vault.end();
    const [from, to] = [
      await openFolder(one.folder, passwordBytes(masterPassword)),
      await openFolder(two.folder, passwordBytes(masterPassword)),
    ];
    const moved = from.database.get<{ secret: Buffer }>('SELECT secret FROM authenticator')?.secret;
    to.database.run('UPDATE authenticator SET secret = ?', moved ?? null);
    from.database.close();
    to.database.close();
    const next = startTestVault({ folder: two.folder, now: two.now + step });
    await next.view('unlock').must('session.unlock', { password: passwordBytes(masterPassword) });
    expect(await refused(next, 'delete', id, code(app(next.now)))).toEqual({ code: 'secret-damaged' });
  });
});

describe('adding, where it is protected', () => {
  test('takes a code or the master password, and without either stores nothing', async () => {
    const vault = await createdVault();
    await turn(vault, 'create', true);
    const app = await enrol(vault);
    vault.now += step;
    const sheet = vault.view('add');
    expect(await sheet.must('protection.needs', { effects: ['key.add'] })).toMatchObject({
      by: 'owner',
      authenticator: true,
    });
    const refusedAs = (input: object) => sheet.mustFail('keys.add', { ...newKey(), ...input });
    const required = { code: 'verification-required', effect: 'key.add', keyId: null };
    expect(await refusedAs({})).toEqual(required);
    expect(await refusedAs({ proof: code(app(vault.now + 4 * step)) })).toEqual({ code: 'wrong-code' });
    expect(await refusedAs({ proof: master('not the password') })).toEqual({ code: 'wrong-password' });
    expect(await refusedAs({ password: passwordBytes('not the password') })).toEqual({ code: 'wrong-password' });
    expect(await refusedAs({ proof: { method: 'administrator', password: passwordBytes(masterPassword) } })).toEqual(
      required,
    );
    expect((await list(vault)).total).toBe(0);
    await sheet.must('keys.add', { ...newKey(), proof: code(app(vault.now)) });
    expect(await refusedAs({ proof: code(app(vault.now)) })).toEqual({ code: 'code-used' });
    await sheet.must('keys.add', { ...newKey(), proof: master() });
    await sheet.must('keys.add', { ...newKey(), password: passwordBytes(masterPassword) });
    expect((await list(vault)).total).toBe(3);
  });

  test('a refused key leaves the code unspent', async () => {
    const vault = await createdVault();
    await turn(vault, 'create', true);
    const app = await enrol(vault);
    vault.now += step;
    const sheet = vault.view('add');
    const proof = code(app(vault.now));
    expect(await sheet.mustFail('keys.add', { ...newKey({ name: '' }), proof })).toMatchObject({
      code: 'invalid-fields',
    });
    await sheet.must('keys.add', { ...newKey(), proof });
  });

  test('without a keychain it takes the master password whatever the code', async () => {
    const vault = await createdVault({ keychain: fakeKeychain('missing') });
    await turn(vault, 'create', true);
    const app = await enrol(vault);
    vault.now += step;
    const sheet = vault.view('add');
    expect(await sheet.mustFail('keys.add', { ...newKey(), proof: code(app(vault.now)) })).toEqual({
      code: 'password-required',
      keychain: 'missing',
    });
    await sheet.must('keys.add', { ...newKey(), password: passwordBytes(masterPassword) });
    expect((await list(vault)).total).toBe(1);
  });

  test('under the lock without a keychain it takes both passwords', async () => {
    const vault = await createdVault({ keychain: fakeKeychain('missing') });
    await lock(vault);
    const sheet = vault.view('add');
    const { proof } = { proof: { method: 'administrator', password: passwordBytes('fake administrator password') } };
    expect(await sheet.mustFail('keys.add', { ...newKey(), proof })).toMatchObject({ code: 'password-required' });
    expect(await sheet.mustFail('keys.add', { ...newKey(), password: passwordBytes(masterPassword) })).toMatchObject({
      code: 'verification-required',
    });
    await sheet.must('keys.add', { ...newKey(), proof, password: passwordBytes(masterPassword) });
  });
});

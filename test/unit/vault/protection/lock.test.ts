import { describe, expect, test } from 'vitest';
import type { EffectName } from '../../../../common/effect-names';
import type { Intent } from '../../../../common/intents';
import { passwordBytes } from '../../../../common/keys/text-bytes';
import {
  add,
  byPassword,
  createdVault,
  get,
  type KeyAct,
  list,
  newKey,
  reopened,
  revealed,
  type TestVault,
} from '../harness';
import {
  administrator,
  administratorPassword,
  code,
  enrol,
  lock,
  logged,
  master,
  refused,
  state,
  turn,
  verify,
  written,
} from './acts';

const details = (changes: object = {}) => ({
  name: 'Deploy',
  description: '',
  accountId: '',
  identityKind: 'ram-user',
  identityName: '',
  endpoint: '',
  ...changes,
});

async function lockedVault(): Promise<{ vault: TestVault; id: string }> {
  const vault = await createdVault();
  const { id } = await add(vault);
  await lock(vault);
  return { vault, id };
}

describe('the access key management lock', () => {
  test('is turned on with the master password and a password of 8 characters or more', async () => {
    const vault = await createdVault();
    const sheet = vault.view('protect');
    const on = (proof: object, password: string) =>
      sheet.mustFail('protection.lock', { proof, administrator: passwordBytes(password) });
    expect(await on(master('not the password'), administratorPassword)).toEqual({ code: 'wrong-password' });
    expect(await on(administrator(), administratorPassword)).toMatchObject({ code: 'verification-required' });
    expect(await on(master(), 'seven77')).toEqual({
      code: 'invalid-fields',
      issues: [{ field: 'password', problem: 'too-short', severity: 'error', limit: 8 }],
    });
    expect(
      await sheet.mustFail('protection.lock', { proof: master(), administrator: new Uint8Array([0xff, 0xfe]) }),
    ).toMatchObject({ code: 'invalid-fields' });
    expect((await state(vault)).lock).toBeNull();
    await lock(vault, master(), 'eight888');
    expect((await state(vault)).lock).toBe(vault.now);
  });

  test('leaves the holder of the master password nothing but looking up and viewing', async () => {
    const { vault, id } = await lockedVault();
    const main = vault.view('main-view');
    const before = [await list(vault), await get(vault, id), await state(vault)];
    const rows = await logged(vault);
    const required = (effect: EffectName, keyId: string | null = id) => ({
      code: 'verification-required',
      effect,
      keyId,
    });
    // Without a ticket.
    expect(await main.mustFail('keys.delete', { ids: [id] })).toEqual(required('key.delete'));
    expect(await main.mustFail('keys.setStatus', { ids: [id], status: 'disabled' })).toEqual(required('key.disable'));
    expect(await main.mustFail('keys.setStatus', { ids: [id], status: 'enabled' })).toEqual(required('key.enable'));
    for (const moved of [
      { accountId: '1234567890123456' },
      { identityName: 'x' },
      { identityKind: 'alibaba-account' },
    ]) {
      expect(await main.mustFail('keys.edit', { id, ...details(moved) })).toEqual(required('key.assign'));
    }
    // With the master password, which is not the administrator's.
    for (const act of ['delete', 'disable', 'enable'] as const) {
      expect(await refused(vault, act, id, master())).toEqual(required(`key.${act}`));
    }
    const edit = { act: 'edit' as const, key: { id, ...details({ identityName: 'x' }) } };
    expect(await refused(vault, edit, id, master())).toEqual(required('key.assign'));
    const sheet = vault.view('add');
    for (const given of [{}, { password: passwordBytes('fake horse battery staple') }, { proof: master() }]) {
      expect(await sheet.mustFail('keys.add', { ...newKey(), ...given })).toEqual(required('key.add', null));
    }
    const protect = vault.view('protect');
    for (const part of ['create', 'status', 'revealAgain', 'authenticator', 'lock']) {
      const change = { part, on: false };
      expect(await protect.mustFail('protection.change', { change, proof: master() })).toEqual(
        required('protection.off', null),
      );
    }
    expect(await protect.mustFail('protection.enrol', { proof: master() })).toEqual(required('protection.on', null));
    expect(
      await protect.mustFail('protection.lock', { proof: master(), administrator: passwordBytes('eight888') }),
    ).toEqual(required('protection.on', null));
    expect([await list(vault), await get(vault, id), await state(vault)]).toEqual(before);
    expect(await written(vault, rows)).toEqual([]);
    // What stays open to everyone.
    await main.must('keys.edit', { id, ...details({ name: 'Renamed', description: 'Looked up' }) });
    await main.must('keys.setDefault', { id });
    const { ticket } = await vault.view('verify').must<{ ticket: string }>('protection.verify', byPassword(id));
    await revealed(vault, ticket);
  });

  test('lets the administrator do it all', async () => {
    const { vault, id } = await lockedVault();
    const main = vault.view('main-view');
    const ticket = (act: KeyAct | Intent) => verify(vault, act, id, administrator());
    await vault.view('add').must('keys.add', { ...newKey(), proof: administrator() });
    await main.must('keys.setStatus', { ids: [id], status: 'disabled', ...(await ticket('disable')) });
    await main.must('keys.setStatus', { ids: [id], status: 'enabled', ...(await ticket('enable')) });
    const key = { id, ...details({ identityName: 'moved' }) };
    await main.must('keys.edit', { ...key, ...(await ticket({ act: 'edit', key })) });
    await turn(vault, 'revealAgain', true, administrator());
    await main.must('keys.delete', { ids: [id], ...(await ticket('delete')) });
    expect((await list(vault)).total).toBe(1);
    expect((await state(vault)).revealAgain).toBe(true);
  });

  test('a wrong administrator’s password, or a code, is refused', async () => {
    const vault = await createdVault();
    const { id } = await add(vault);
    const app = await enrol(vault);
    vault.now += 30_000;
    await lock(vault);
    expect(await refused(vault, 'delete', id, administrator('fake horse battery staple'))).toEqual({
      code: 'wrong-administrator',
    });
    expect(await refused(vault, 'delete', id, code(app(vault.now)))).toMatchObject({ code: 'verification-required' });
    // The code was not spent on that.
    await verify(vault, 'reveal', id, code(app(vault.now)));
  });

  test('the administrator’s password shows no secret: that is the owner’s', async () => {
    const { vault, id } = await lockedVault();
    expect(await refused(vault, 'reveal', id, administrator())).toMatchObject({ code: 'verification-required' });
  });

  test('stays on over a restart, and is off once the administrator says so', async () => {
    const { vault, id } = await lockedVault();
    const next = await reopened(vault);
    expect(await refused(next, 'delete', id, master())).toMatchObject({ code: 'verification-required' });
    await turn(next, 'lock', false, administrator());
    expect((await state(next)).lock).toBeNull();
    await verify(next, 'delete', id, master());
    expect(await refused(next, 'delete', id, administrator())).toMatchObject({ code: 'verification-required' });
  });

  test('gets another password from the administrator only, and the former one is worth nothing then', async () => {
    const { vault, id } = await lockedVault();
    await lock(vault, administrator(), 'another fake password');
    expect(await refused(vault, 'delete', id, administrator())).toEqual({ code: 'wrong-administrator' });
    await verify(vault, 'delete', id, administrator('another fake password'));
  });
});

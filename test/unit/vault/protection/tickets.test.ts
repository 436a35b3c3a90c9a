import { describe, expect, test } from 'vitest';
import { ticketLife } from '../../../../vault/protection/tickets';
import { add, createdVault, fakeClock, get, intentOn, list, type TestView } from '../harness';
import { lock, logged, master, refused, state, stored, turn, verify, written } from './acts';

describe('deleting', () => {
  test('needs a ticket: without one nothing changes, with it the key is gone', async () => {
    const vault = await createdVault();
    const { id } = await add(vault);
    const main = vault.view('main-view');
    const before = stored(vault);
    expect(await main.mustFail('keys.delete', { ids: [id] })).toEqual({
      code: 'verification-required',
      effect: 'key.delete',
      keyId: id,
    });
    expect(await refused(vault, 'delete', id, master('not the password'))).toEqual({ code: 'wrong-password' });
    expect((await list(vault)).total).toBe(1);
    const { ticket } = await verify(vault, 'delete', id, master());
    expect(before.equals(stored(vault))).toBe(false);
    await main.must('keys.delete', { ids: [id], ticket });
    expect((await list(vault)).total).toBe(0);
  });
});

describe('a hostile main view', () => {
  /** Every act on the key, each of them protected. */
  async function protectedKey() {
    const clock = fakeClock();
    const vault = await createdVault({ clock });
    await turn(vault, 'status', true);
    const { id } = await add(vault);
    const other = await add(vault);
    const main = vault.view('main-view');
    return { clock, vault, id, other: other.id, main };
  }
  const acts = (view: TestView, id: string, ticket: string) => ({
    delete: () => view.call('keys.delete', { ids: [id], ticket }),
    disable: () => view.call('keys.setStatus', { ids: [id], status: 'disabled', ticket }),
    enable: () => view.call('keys.setStatus', { ids: [id], status: 'enabled', ticket }),
  });

  test('can’t use a ticket for another act, nor for another key; trying ends the ticket', async () => {
    const { vault, id, other, main } = await protectedKey();
    const invalid = { ok: false, error: { code: 'ticket-invalid' } };
    const another = { ok: false, error: { code: 'plan-changed' } };
    for (const purpose of ['delete', 'disable', 'enable'] as const) {
      for (const tried of ['delete', 'disable', 'enable'] as const) {
        const { ticket } = await verify(vault, purpose, id, master());
        const target = tried === purpose ? other : id;
        expect(await acts(main, target, ticket)[tried](), `${purpose} as ${tried}`).toEqual(another);
        expect(await acts(main, id, ticket)[purpose](), `${purpose} after ${tried}`).toEqual(invalid);
      }
    }
    expect((await list(vault)).rows.map(({ status }) => status)).toEqual(['enabled', 'enabled']);
  });

  test('can’t show a secret with the ticket of another act, nor delete with one to show it', async () => {
    const { vault, id, main } = await protectedKey();
    const toDelete = await verify(vault, 'delete', id, master());
    expect(await vault.view('reveal').mustFail('reveal.open', toDelete)).toEqual({ code: 'ticket-invalid' });
    const toShow = await verify(vault, 'reveal', id, master());
    expect(await main.mustFail('keys.delete', { ids: [id], ...toShow })).toEqual({ code: 'ticket-invalid' });
    expect(await vault.view('reveal').mustFail('reveal.open', toShow)).toEqual({ code: 'ticket-invalid' });
    expect((await list(vault)).total).toBe(2);
  });

  test('can’t use a ticket twice, nor twice at once', async () => {
    const { vault, id, main } = await protectedKey();
    const { ticket } = await verify(vault, 'disable', id, master());
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => main.call('keys.setStatus', { ids: [id], status: 'disabled', ticket })),
    );
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
    await main.must('keys.setStatus', {
      ids: [id],
      status: 'enabled',
      ...(await verify(vault, 'enable', id, master())),
    });
    expect(await main.mustFail('keys.setStatus', { ids: [id], status: 'disabled', ticket })).toEqual({
      code: 'ticket-invalid',
    });
    expect(await get(vault, id)).toMatchObject({ status: 'enabled' });
  });

  test('can’t use a ticket after 60 seconds', async () => {
    const { clock, vault, id, main } = await protectedKey();
    const late = await verify(vault, 'delete', id, master());
    clock.advance(ticketLife);
    expect(await main.mustFail('keys.delete', { ids: [id], ...late })).toEqual({ code: 'ticket-invalid' });
    const early = await verify(vault, 'delete', id, master());
    clock.advance(ticketLife - 1);
    await main.must('keys.delete', { ids: [id], ...early });
  });

  test('can’t make tickets, nor change what is protected', async () => {
    const { vault, id, main } = await protectedKey();
    const before = await state(vault);
    const calls: [string, object][] = [
      ['protection.verify', { intent: intentOn('delete', id), digest: '0'.repeat(64), proof: master() }],
      ['protection.change', { change: { part: 'status', on: false }, proof: master() }],
      ['protection.enrol', { proof: master() }],
      ['protection.confirmEnrolment', { code: '000000' }],
      ['protection.lock', { proof: master(), administrator: new Uint8Array(8) }],
    ];
    for (const [operation, input] of calls) {
      expect(await main.mustFail(operation, input)).toEqual({ code: 'not-allowed', operation });
    }
    for (const ticket of ['A'.repeat(43), Buffer.alloc(32, 255).toString('base64url')]) {
      expect(await main.mustFail('keys.delete', { ids: [id], ticket })).toEqual({ code: 'ticket-invalid' });
    }
    for (const ticket of [null, '', 'A'.repeat(42), `${'A'.repeat(42)}=`, 1, {}, ['A'.repeat(43)]]) {
      expect(await main.mustFail('keys.delete', { ids: [id], ticket })).toMatchObject({ code: 'bad-request' });
    }
    expect(await state(vault)).toEqual(before);
    expect((await list(vault)).total).toBe(2);
  });

  test('can’t keep a ticket over a change of protection', async () => {
    const { vault, id, main } = await protectedKey();
    const kept = await verify(vault, 'delete', id, master());
    await lock(vault);
    expect(await main.mustFail('keys.delete', { ids: [id], ...kept })).toEqual({ code: 'ticket-invalid' });
  });

  test('a wrong ticket is refused even where none is needed', async () => {
    const vault = await createdVault();
    const { id } = await add(vault);
    const main = vault.view('main-view');
    const ticket = 'A'.repeat(43);
    expect(await main.mustFail('keys.setStatus', { ids: [id], status: 'disabled', ticket })).toEqual({
      code: 'ticket-invalid',
    });
    await main.must('keys.setStatus', { ids: [id], status: 'disabled' });
  });
});

test('malformed proofs get no further than the gate', async () => {
  const vault = await createdVault();
  const { id } = await add(vault);
  const before = await logged(vault);
  const proofs = [
    null,
    {},
    'password',
    { method: 'none' },
    { method: 'password' },
    { method: 'password', password: 'a text' },
    { method: 'password', password: new Uint8Array(4097) },
    { method: 'password', password: new Uint8Array(8), code: '123456' },
    { method: 'code', code: 123456 },
    { method: 'code', code: '12345' },
    { method: 'code', code: '1234567' },
    { method: 'code', code: '12345６' },
    { method: 'code', code: '123456\n' },
  ];
  for (const proof of proofs) {
    const error = await vault.view('verify').mustFail('protection.verify', { intent: intentOn('delete', id), proof });
    expect(error, JSON.stringify(proof)).toEqual({ code: 'bad-request', operation: 'protection.verify' });
  }
  for (const act of ['create', 'export-log', 'edit', 'assign', 'everything']) {
    const input = { intent: { act, ids: [id] }, proof: master() };
    expect(await vault.view('verify').mustFail('protection.verify', input)).toMatchObject({ code: 'bad-request' });
  }
  for (const ids of [null, [], [null], id]) {
    const ofNoKey = { intent: { act: 'delete', ids }, proof: master() };
    expect(await vault.view('verify').mustFail('protection.verify', ofNoKey)).toMatchObject({ code: 'bad-request' });
  }
  for (const digest of [null, '', '0'.repeat(63), 'g'.repeat(64)]) {
    const unseen = { intent: intentOn('delete', id), digest, proof: master() };
    expect(await vault.view('verify').mustFail('protection.verify', unseen)).toMatchObject({ code: 'bad-request' });
  }
  for (const change of [
    { part: 'delete', on: false },
    { part: 'lock', on: true },
    { part: 'authenticator', on: true },
    { part: 'create', on: 1 },
  ]) {
    const input = { change, proof: master() };
    expect(await vault.view('protect').mustFail('protection.change', input)).toMatchObject({ code: 'bad-request' });
  }
  expect(await written(vault, before)).toEqual([]);
});

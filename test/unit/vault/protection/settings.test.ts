import { describe, expect, test } from 'vitest';
import type { EffectName } from '../../../../common/effect-names';
import { noteShowing } from '../../../../vault/protection/reveal';
import { openFolder } from '../../../support/open-folder';
import { add, createdVault, get, password, reopened, revealed } from '../harness';
import { master, refused, state, turn, verify } from './acts';

test('a new vault protects deleting, viewing and changing protection; the rest is off', async () => {
  const vault = await createdVault();
  expect(await state(vault)).toEqual({
    create: false,
    status: false,
    revealAgain: false,
    authenticator: null,
    lock: null,
  });
  const by = async (...effects: EffectName[]) =>
    (await vault.view('verify').must<{ by: string }>('protection.needs', { effects })).by;
  const owners = ['key.delete', 'key.replaceSecret', 'leave.reveal', 'leave.log', 'protection.on'] as const;
  expect(await Promise.all(owners.map((effect) => by(effect)))).toEqual(Array(5).fill('owner'));
  const free = ['key.add', 'key.enable', 'key.disable', 'key.assign', 'key.edit'] as const;
  expect(await Promise.all(free.map((effect) => by(effect)))).toEqual(Array(5).fill('none'));
  // The strictest counts.
  expect(await by('key.add', 'key.edit', 'key.replaceSecret')).toBe('owner');
});

test('a change needs the master password, tells the main view, and stays', async () => {
  const vault = await createdVault();
  const main = vault.view('main-view');
  const change = { part: 'status', on: true };
  expect(
    await vault.view('protect').mustFail('protection.change', { change, proof: master('not the password') }),
  ).toEqual({ code: 'wrong-password' });
  expect(main.events).toEqual([]);
  await turn(vault, 'status', true);
  expect(main.events).toEqual([{ name: 'protectionChanged', payload: null }]);
  const next = await reopened(vault);
  expect(await state(next)).toMatchObject({ status: true, create: false });
  await turn(next, 'status', false);
  expect((await state(next)).status).toBe(false);
});

test('enabling and disabling need a ticket where that is chosen, and none where it is not', async () => {
  const vault = await createdVault();
  const { id } = await add(vault);
  const main = vault.view('main-view');
  const set = (status: string, more: object = {}) => main.call('keys.setStatus', { ids: [id], status, ...more });
  expect(await set('disabled')).toMatchObject({ ok: true });
  await turn(vault, 'status', true);
  expect(await set('enabled')).toEqual({
    ok: false,
    error: { code: 'verification-required', effect: 'key.enable', keyId: id },
  });
  expect(await get(vault, id)).toMatchObject({ status: 'disabled' });
  expect(await set('enabled', await verify(vault, 'enable', id, master()))).toMatchObject({ ok: true });
});

describe('one-time secrets', () => {
  test('can be shown again where that is allowed, and no longer once it is not', async () => {
    const vault = await createdVault();
    const { id, ticket } = await add(vault);
    const first = await revealed(vault, ticket);
    expect(first.shown.onlyOnce).toBe(true);
    await first.sheet.must('reveal.displayed');
    expect(await refused(vault, 'reveal', id, master())).toEqual({ code: 'shown-once' });
    await turn(vault, 'revealAgain', true);
    expect(await get(vault, id)).toMatchObject({ secretCanBeShown: true, reveal: 'displayed' });
    const again = await revealed(vault, (await verify(vault, 'reveal', id, master())).ticket);
    expect(again.shown.onlyOnce).toBe(false);
    await again.sheet.must('reveal.displayed');
    await turn(vault, 'revealAgain', false);
    expect(await get(vault, id)).toMatchObject({ secretCanBeShown: false });
    expect(await refused(vault, 'reveal', id, master())).toEqual({ code: 'shown-once' });
  });

  test('each showing says whether it is the only one, the one after it, or one that the setting allowed', async () => {
    const vault = await createdVault();
    const once = await add(vault);
    const usual = await add(vault, { provider: 'pingan' });
    vault.end();
    const { database } = await openFolder(vault.folder, password().password);
    const show = (id: string, revealAgain = false) => {
      const { key: _, ...showing } = database.write(() => noteShowing(database, id, revealAgain, 1));
      return showing;
    };
    const [only, usually] = [{ onlyOnce: true }, { onlyOnce: false, onceMore: false, again: false }];
    expect(show(once.id)).toEqual({ ...only, onceMore: false, again: false, changed: true });
    expect(show(once.id)).toEqual({ ...only, onceMore: true, again: true, changed: true });
    expect(() => show(once.id)).toThrow('shown-once');
    expect(show(once.id, true)).toEqual({ onlyOnce: false, onceMore: false, again: true, changed: false });
    expect(show(usual.id)).toEqual({ ...usually, changed: true });
    expect(show(usual.id)).toEqual({ ...usually, changed: false });
    database.close();
  });
});

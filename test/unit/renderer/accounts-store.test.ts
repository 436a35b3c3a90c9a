import { describe, expect, it, vi } from 'vitest';
import type { ProviderAccounts } from '../../../common/accounts/account';
import type { Reply } from '../../../common/errors';

// The module makes the main view's own store of the client in `window`, which there is none of here.
vi.mock('../../../renderer/main-view/client', () => ({ client: { accounts: {} } }));
const { createAccounts, findAccount, findIdentity } = await import(
  '../../../renderer/main-view/features/accounts/store'
);

const tree = (unassigned: number): ProviderAccounts[] => [{ provider: 'alibaba', unassigned, accounts: [] }];

function heldBack() {
  const held: ((reply: Reply<ProviderAccounts[]>) => void)[] = [];
  const accounts = createAccounts({ tree: () => new Promise((resolve) => held.push(resolve)) });
  return { held, accounts, state: () => accounts.store.getState() };
}

describe('the accounts', () => {
  it('are read once more for all changes that come while they are being read', async () => {
    const { held, accounts, state } = heldBack();
    const loads = [accounts.load(), accounts.load(), accounts.load()];
    expect(held).toHaveLength(1);
    held[0]?.({ ok: true, value: tree(1) });
    await vi.waitFor(() => expect(held).toHaveLength(2));
    expect(state().tree).toBeNull();
    held[1]?.({ ok: true, value: tree(2) });
    await Promise.all(loads);
    expect(state().tree).toEqual(tree(2));
    expect(held).toHaveLength(2);
  });

  it('say why they can’t be read, and keep what was there', async () => {
    const { held, accounts, state } = heldBack();
    const first = accounts.load();
    held[0]?.({ ok: true, value: tree(1) });
    await first;
    const second = accounts.load();
    held[1]?.({ ok: false, error: { code: 'internal' } });
    await second;
    expect(state()).toMatchObject({ tree: tree(1), problem: { code: 'internal' } });
    const third = accounts.load();
    held[2]?.({ ok: true, value: tree(3) });
    await third;
    expect(state()).toMatchObject({ tree: tree(3), problem: null });
  });

  it('open and close their branches', () => {
    const { accounts, state } = heldBack();
    accounts.toggle('a');
    accounts.toggle('b', true);
    accounts.toggle('b', true);
    expect([...state().open]).toEqual(['a', 'b']);
    accounts.toggle('a');
    accounts.toggle('b', false);
    expect([...state().open]).toEqual([]);
  });

  it('are found by their ids, or not', () => {
    expect(findAccount(null, 1)).toBeNull();
    expect(findIdentity(tree(1), 1)).toBeNull();
  });
});

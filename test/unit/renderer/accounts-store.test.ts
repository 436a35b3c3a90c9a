import { describe, expect, it, vi } from 'vitest';
import type { AccountHead, IdentityNode, ProviderHead } from '../../../common/accounts/account';
import type { Reply } from '../../../common/errors';

// The module makes the main view's own store of the client in `window`, which there is none of here.
vi.mock('../../../renderer/main-view/client', () => ({ client: { accounts: {} } }));
const { createAccounts } = await import('../../../renderer/main-view/features/accounts/store');

const heads = (unassigned: number): ProviderHead[] => [{ provider: 'alibaba', unassigned, hasAccounts: true }];
const account = (id: number): AccountHead => ({ id, accountId: `account-${id}`, alias: '', keys: 1, identities: 2 });

function heldBack() {
  const held: ((reply: Reply<ProviderHead[]>) => void)[] = [];
  const asked: string[] = [];
  const accounts = createAccounts({
    providers: () => new Promise((resolve) => held.push(resolve)),
    async list({ provider, limit }) {
      asked.push(`${limit} accounts of ${provider}`);
      return { ok: true, value: { rows: [account(1), account(2)], more: true } };
    },
    async identities({ account: id, limit }) {
      asked.push(`${limit} identities of ${id}`);
      return { ok: true, value: { rows: [] as IdentityNode[], total: 0 } };
    },
  });
  return { held, asked, accounts, state: () => accounts.store.getState() };
}

describe('the accounts', () => {
  it('are read once more for all changes that come while they are being read', async () => {
    const { held, accounts, state } = heldBack();
    const loads = [accounts.load(), accounts.load(), accounts.load()];
    expect(held).toHaveLength(1);
    held[0]?.({ ok: true, value: heads(1) });
    await vi.waitFor(() => expect(held).toHaveLength(2));
    expect(state().version).toBe(0);
    held[1]?.({ ok: true, value: heads(2) });
    await Promise.all(loads);
    expect(state()).toMatchObject({ heads: heads(2), version: 1 });
    expect(held).toHaveLength(2);
  });

  it('say why they can’t be read, and keep what was there', async () => {
    const { held, accounts, state } = heldBack();
    const first = accounts.load();
    held[0]?.({ ok: true, value: heads(1) });
    await first;
    const second = accounts.load();
    held[1]?.({ ok: false, error: { code: 'internal' } });
    await second;
    expect(state()).toMatchObject({ heads: heads(1), problem: { code: 'internal' } });
    const third = accounts.load();
    held[2]?.({ ok: true, value: heads(3) });
    await third;
    expect(state()).toMatchObject({ heads: heads(3), problem: null });
  });

  it('read only what stands in their open branches', async () => {
    const { held, asked, accounts, state } = heldBack();
    const first = accounts.load();
    held[0]?.({ ok: true, value: heads(0) });
    await first;
    expect(asked).toEqual([]);
    accounts.toggle({ provider: 'alibaba' });
    accounts.toggle({ account: 2 }, true);
    expect(asked.splice(0)).toEqual(['50 accounts of alibaba', '50 identities of 2']);
    await vi.waitFor(() => expect(state().below.get('alibaba')?.more).toBe(true));
    const second = accounts.load();
    held[1]?.({ ok: true, value: heads(0) });
    await second;
    expect(asked.splice(0)).toEqual(['50 accounts of alibaba', '50 identities of 2']);
    accounts.toggle({ provider: 'alibaba' });
    expect([...state().open]).toEqual(['account 2']);
    const third = accounts.load();
    held[2]?.({ ok: true, value: heads(0) });
    await third;
    expect(asked).toEqual([]);
  });
});

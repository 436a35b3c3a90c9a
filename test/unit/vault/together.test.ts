import { describe, expect, test } from 'vitest';
import type { EffectName } from '../../../common/effect-names';
import { add, auditOf, byPassword, createdVault, get, revealed, type TestVault } from './harness';
import { administrator, lock, logged, master, refused, turn, verify, written } from './protection/acts';

/** What accounts, operation protection and the operation log promise together. */

const main = (vault: TestVault) => vault.view('main-view');
const account = { accountId: '1234567890123456', alias: '' };
const identity = {
  name: 'deploy-bot',
  remark: '',
  accessType: 'programmatic',
  apiCredential: 'access-key',
  credential: 'both',
};

async function withIdentity(vault: TestVault): Promise<{ account: number; identity: number }> {
  const made = await main(vault).must<{ account: number }>('accounts.saveAccount', {
    target: { provider: 'alibaba' },
    ...account,
  });
  const target = { ...made, kind: 'ram-user' };
  return {
    ...made,
    ...(await main(vault).must<{ identity: number }>('accounts.saveIdentity', { target, ...identity })),
  };
}

/** The log since it had so many rows, the oldest first. */
const since = async (vault: TestVault, rows: number): Promise<string[]> => {
  const page = await auditOf(vault, {}, 500);
  return page.rows
    .slice(0, page.total - rows)
    .map(({ action, key, code, facts }) =>
      [action, key?.name, code, facts.setting, facts.again].filter(Boolean).join(' '),
    )
    .reverse();
};

describe('the operation log', () => {
  test('tells of accounts, identities and assignments, also where they are refused', async () => {
    const vault = await createdVault();
    const [one, two, three] = [
      await add(vault, { name: 'A' }),
      await add(vault, { name: 'B' }),
      await add(vault, { name: 'C' }),
    ];
    const rows = await logged(vault);
    const made = await withIdentity(vault);
    const view = main(vault);
    await view.must('accounts.saveIdentity', { target: { identity: made.identity }, ...identity, remark: 'CI' });
    await view.must('keys.assign', { ids: [one.id, two.id], identity: made.identity });
    expect(await view.mustFail('keys.assign', { ids: [three.id], identity: made.identity })).toMatchObject({
      code: 'quota-full',
    });
    expect(await view.mustFail('accounts.removeAccount', { account: made.account })).toMatchObject({
      code: 'still-has-keys',
    });
    expect(await view.mustFail('accounts.saveAccount', { target: { provider: 'alibaba' }, ...account })).toMatchObject({
      code: 'account-taken',
    });
    expect(await since(vault, rows)).toEqual([
      'account-add',
      'identity-add',
      'identity-edit',
      'assign A',
      'assign B',
      'assign C quota-full',
      'account-delete still-has-keys',
      'account-add account-taken',
    ]);
    expect(await get(vault, three.id)).toMatchObject({ accountId: '' });
  });

  test('tells of every change of protection and of what was refused, and that a one-time secret was shown again', async () => {
    const vault = await createdVault();
    const { id, ticket } = await add(vault);
    await (await revealed(vault, ticket)).sheet.must('reveal.displayed');
    const rows = await logged(vault);
    await turn(vault, 'revealAgain', true);
    const again = await verify(vault, 'reveal', id, master());
    await (await revealed(vault, again.ticket)).sheet.must('reveal.displayed');
    await vault.view('verify').mustFail('protection.verify', byPassword(id, 'not the password', 'delete'));
    await main(vault).mustFail('keys.delete', { ids: [id] });
    await lock(vault);
    await vault.view('protect').mustFail('protection.change', { change: { part: 'lock', on: false }, proof: master() });
    await turn(vault, 'lock', false, administrator());
    expect(await since(vault, rows)).toEqual([
      'protection-on revealAgain',
      'reveal-allowed Deploy true',
      'reveal-displayed Deploy true',
      'delete Deploy wrong-password',
      'delete Deploy verification-required',
      'protection-on lock',
      'protection-off verification-required lock',
      'protection-off lock',
    ]);
  });
});

describe('the access key management lock', () => {
  test('holds whose key is whose: keys are assigned with the administrator’s ticket, identities not changed at all', async () => {
    const vault = await createdVault();
    const made = await withIdentity(vault);
    const { id } = await add(vault);
    await lock(vault);
    const rows = await logged(vault);
    const view = main(vault);
    const assigned = { ids: [id], identity: made.identity };
    const locked = (effect: EffectName, keyId: string | null = null) => ({
      code: 'verification-required',
      effect,
      keyId,
    });
    expect(await view.mustFail('keys.assign', assigned)).toEqual(locked('key.assign', id));
    expect(
      await view.mustFail('accounts.saveIdentity', { target: { identity: made.identity }, ...identity, name: 'other' }),
    ).toEqual(locked('identity.edit'));
    expect(
      await view.mustFail('accounts.saveAccount', { target: { account: made.account }, ...account, alias: 'x' }),
    ).toEqual(locked('account.edit'));
    expect(await view.mustFail('accounts.removeIdentity', { identity: made.identity })).toEqual(
      locked('identity.delete'),
    );
    expect(await view.mustFail('accounts.removeAccount', { account: made.account })).toEqual(locked('account.delete'));
    const assigning = { act: 'assign' as const, ...assigned };
    expect(await refused(vault, assigning, id, master())).toMatchObject({ code: 'verification-required' });
    expect(await written(vault, rows)).toEqual([]);
    expect(await get(vault, id)).toMatchObject({ identityName: '' });
    await view.must('keys.assign', { ...assigned, ...(await verify(vault, assigning, id, administrator())) });
    expect(await get(vault, id)).toMatchObject({ identityName: 'deploy-bot' });
  });
});

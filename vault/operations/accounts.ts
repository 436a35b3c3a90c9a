import type { Handlers } from '../../common/contract/derived';
import type { EffectName } from '../../common/effect-names';
import * as accounts from '../keys/accounts/change';
import { knownAccounts, knownUsers, nearHolder } from '../keys/accounts/known';
import { roomOf } from '../keys/accounts/room';
import { accountTree } from '../keys/accounts/tree';
import * as windows from '../keys/accounts/windows';
import type { Verification } from '../protection/verification';
import { change } from '../session/effects/change';
import { planOf } from '../session/effects/plan';
import type { OpenVault } from '../session/open-vault';
import type { Writer } from '../store/database/database';
import { findHolder, type Holder, holderFacts } from './holders';
import { planOfIntent } from './plans';

export interface AccountHandlerNeeds {
  /** Errors: `locked`. */
  vault(): OpenVault;
  verification: Verification;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Tells the main view that keys or their identities changed. */
  changed(): null;
}

/** What the contract's group `accounts` does. */
export function accountHandlers(needs: AccountHandlerNeeds): Handlers<'vault', unknown>['accounts'] {
  const { vault, verification, changed } = needs;
  const database = () => vault().database;

  /**
   * `of`: the account or identity that is changed, by its id; `null` for a new one, whose id `act` returns. While the
   * management lock is on, only the administrator says which key belongs to whom. A new name for an identity, or other
   * limits for it, would be a way around that.
   */
  function once(
    effect: EffectName,
    of: { table: Holder; id: number | null },
    act: (writer: Writer) => number | undefined,
  ): number {
    const passed = verification.pass(planOf([{ effect, subject: of.id === null ? '' : String(of.id) }]));
    let id = of.id ?? 0;
    change(vault(), passed, (writer) => {
      const former = of.id === null ? null : findHolder(writer, of.table, of.id);
      id = act(writer) ?? id;
      return holderFacts(former, findHolder(writer, of.table, id));
    });
    changed();
    return id;
  }

  return {
    tree: () => accountTree(database()),
    providers: () => windows.providerHeads(database()),
    list: ({ provider, limit }) => windows.firstAccounts(database(), provider, limit),
    identities: ({ account, limit }) => windows.firstIdentities(database(), account, limit),
    lines: (question) => windows.listLines(database(), question),
    get: ({ kind, id }) => windows.findHolder(database(), kind, id),
    room: (identity) => roomOf(database(), identity),
    known: ({ provider, text }) => knownAccounts(database(), provider, text),
    knownUsers: ({ text, ...of }) => knownUsers(database(), of, text),
    near: ({ except, ...typed }) => nearHolder(database(), typed, except),
    saveAccount({ target, ...details }) {
      const save = (writer: Writer) => accounts.saveAccount(writer, target, details);
      const of = { table: 'account', id: 'account' in target ? target.account : null } as const;
      return { account: once(of.id === null ? 'account.add' : 'account.edit', of, save) };
    },
    saveIdentity({ target, apiCredential = 'access-key', ...details }) {
      const typed = { ...details, apiCredential };
      const save = (writer: Writer) => accounts.saveIdentity(writer, target, typed);
      const of = { table: 'identity', id: 'identity' in target ? target.identity : null } as const;
      return { identity: once(of.id === null ? 'identity.add' : 'identity.edit', of, save) };
    },
    removeIdentity({ identity }) {
      once('identity.delete', { table: 'identity', id: identity }, (writer) => {
        accounts.removeIdentity(writer, identity);
        return undefined;
      });
      return null;
    },
    removeAccount({ account }) {
      once('account.delete', { table: 'account', id: account }, (writer) => {
        accounts.removeAccount(writer, account);
        return undefined;
      });
      return null;
    },
  };
}

/** Gives keys to an identity. Each key has its own row in the log. */
export function assignHandler({
  vault,
  verification,
  now,
  changed,
}: AccountHandlerNeeds): Handlers<'vault', unknown>['keys']['assign'] {
  return ({ ids, identity, ticket }) => {
    const plan = planOfIntent(vault(), { act: 'assign', ids, identity });
    const passed = verification.pass(plan, ticket);
    change(vault(), passed, (writer, { subject }) => {
      accounts.assignKey(writer, subject, identity, now());
      return undefined;
    });
    return changed();
  };
}

import type { AuditAction } from '../../common/audit/actions';
import type { Handlers } from '../../common/contract/derived';
import { fail } from '../../common/errors';
import { changeFacts } from '../audit/facts';
import { recordChange, subjectOf } from '../audit/record';
import * as accounts from '../keys/accounts/change';
import { roomOf } from '../keys/accounts/room';
import { accountTree } from '../keys/accounts/tree';
import { lockedAt } from '../protection/administrator';
import type { Verification } from '../protection/verification';
import type { OpenVault } from '../session/open-vault';
import { findHolder, type Holder, holderFacts } from './holders';

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
export function accountHandlers({ vault, changed }: AccountHandlerNeeds): Handlers<'vault', unknown>['accounts'] {
  const database = () => vault().database;

  /** `of`: the account or identity that is changed, by its id; `null` for a new one, whose id `act` returns. */
  function recorded(
    action: AuditAction,
    of: { table: Holder; id: number | null },
    act: () => number | undefined,
  ): number | undefined {
    // While the lock is on, only the administrator says which key belongs to whom. A new name for an identity, or other
    // limits for it, would be a way around that.
    if (lockedAt(database()) !== null) fail('verification-required', { purpose: 'edit', keyId: null });
    const former = of.id === null ? null : findHolder(database(), of.table, of.id);
    const told = (value: number | undefined) => {
      const id = of.id ?? value;
      return holderFacts(former, id === undefined ? null : findHolder(database(), of.table, id));
    };
    const value = recordChange(vault(), action, null, act, told);
    changed();
    return value;
  }

  return {
    tree: () => accountTree(database()),
    room: (identity) => roomOf(database(), identity),
    saveAccount: ({ target, ...details }) => {
      const save = () => accounts.saveAccount(database(), target, details);
      const of = { table: 'account', id: 'account' in target ? target.account : null } as const;
      const account = recorded(of.id === null ? 'account-add' : 'account-edit', of, save);
      return { account: account ?? fail('internal', {}) };
    },
    saveIdentity: ({ target, ...details }) => {
      const save = () => accounts.saveIdentity(database(), target, details);
      const of = { table: 'identity', id: 'identity' in target ? target.identity : null } as const;
      const identity = recorded(of.id === null ? 'identity-add' : 'identity-edit', of, save);
      return { identity: identity ?? fail('internal', {}) };
    },
    removeIdentity: ({ identity }) => {
      recorded('identity-delete', { table: 'identity', id: identity }, () => {
        accounts.removeIdentity(database(), identity);
        return undefined;
      });
      return null;
    },
    removeAccount: ({ account }) => {
      recorded('account-delete', { table: 'account', id: account }, () => {
        accounts.removeAccount(database(), account);
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
    const { database, ledger } = vault();
    verification.pass('assign', ids[0] ?? fail('not-found', {}), ticket);
    ledger.audit.settle();
    accounts.assignKeys(database, ids, identity, now(), (former) => {
      const key = subjectOf(database, former.id);
      ledger.audit.append({ action: 'assign', key, facts: key ? changeFacts(former, key) : {} });
    });
    return changed();
  };
}

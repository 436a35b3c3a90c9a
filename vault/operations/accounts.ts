import type { AuditAction } from '../../common/audit/actions';
import type { Handlers } from '../../common/contract/derived';
import { fail } from '../../common/errors';
import { recordChange, subjectOf } from '../audit/record';
import * as accounts from '../keys/accounts/change';
import { roomOf } from '../keys/accounts/room';
import { accountTree } from '../keys/accounts/tree';
import { lockedAt } from '../protection/administrator';
import type { Verification } from '../protection/verification';
import type { OpenVault } from '../session/open-vault';

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

  function recorded(action: AuditAction, act: () => number | undefined): number | undefined {
    // While the lock is on, only the administrator says which key belongs to whom. A new name for an identity, or other
    // limits for it, would be a way around that.
    if (lockedAt(database()) !== null) fail('verification-required', { purpose: 'edit', keyId: null });
    const value = recordChange(vault(), action, null, act);
    changed();
    return value;
  }

  return {
    tree: () => accountTree(database()),
    room: (identity) => roomOf(database(), identity),
    saveAccount: ({ target, ...details }) => {
      const save = () => accounts.saveAccount(database(), target, details);
      const account = recorded('account' in target ? 'account-edit' : 'account-add', save);
      return { account: account ?? fail('internal', {}) };
    },
    saveIdentity: ({ target, ...details }) => {
      const save = () => accounts.saveIdentity(database(), target, details);
      const identity = recorded('identity' in target ? 'identity-edit' : 'identity-add', save);
      return { identity: identity ?? fail('internal', {}) };
    },
    removeIdentity: ({ identity }) => {
      recorded('identity-delete', () => {
        accounts.removeIdentity(database(), identity);
        return undefined;
      });
      return null;
    },
    removeAccount: ({ account }) => {
      recorded('account-delete', () => {
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
    accounts.assignKeys(database, ids, identity, now(), (id) =>
      ledger.audit.append({ action: 'assign', key: subjectOf(database, id) }),
    );
    return changed();
  };
}

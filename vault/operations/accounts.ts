import type { Handlers } from '../../common/contract/derived';
import type { EffectName } from '../../common/effect-names';
import * as accounts from '../keys/accounts/change';
import { roomOf } from '../keys/accounts/room';
import { accountTree } from '../keys/accounts/tree';
import type { Verification } from '../protection/verification';
import { change } from '../session/effects/change';
import { planOf } from '../session/effects/plan';
import type { OpenVault } from '../session/open-vault';
import type { Writer } from '../store/database/database';
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
   * While the management lock is on, only the administrator says which key belongs to whom. A new name for an identity,
   * or other limits for it, would be a way around that.
   */
  function once<T>(effect: EffectName, subject: number | null, act: (writer: Writer) => T): T {
    const passed = verification.pass(planOf([{ effect, subject: subject === null ? '' : String(subject) }]));
    const done: T[] = [];
    change(vault(), passed, (writer) => {
      done.push(act(writer));
      return undefined;
    });
    changed();
    const [value] = done;
    return value as T;
  }

  return {
    tree: () => accountTree(database()),
    room: (identity) => roomOf(database(), identity),
    saveAccount({ target, ...details }) {
      const save = (writer: Writer) => accounts.saveAccount(writer, target, details);
      const present = 'account' in target ? target.account : null;
      return { account: once(present === null ? 'account.add' : 'account.edit', present, save) };
    },
    saveIdentity({ target, ...details }) {
      const save = (writer: Writer) => accounts.saveIdentity(writer, target, details);
      const present = 'identity' in target ? target.identity : null;
      return { identity: once(present === null ? 'identity.add' : 'identity.edit', present, save) };
    },
    removeIdentity({ identity }) {
      once('identity.delete', identity, (writer) => accounts.removeIdentity(writer, identity));
      return null;
    },
    removeAccount({ account }) {
      once('account.delete', account, (writer) => accounts.removeAccount(writer, account));
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

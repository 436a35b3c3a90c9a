import type { Handlers } from '../../common/contract/derived';
import { tidyCredential } from '../../common/keys/fields';
import { recordChange } from '../audit/record';
import { refuseWithoutRoom } from '../keys/accounts/room';
import { checkKey, refuseTaken, storeKey, wipePlain } from '../keys/add';
import * as change from '../keys/change';
import { countKeys, listKeys } from '../keys/list';
import { findKey, holderOf } from '../keys/repository';
import { checkSuccessor, linkSuccessor } from '../keys/rotation/rotations';
import { twinOf } from '../keys/twins';
import { protectionState } from '../protection/policy';
import type { Tickets } from '../protection/tickets';
import type { Verification } from '../protection/verification';
import type { Session } from '../session/session';
import { assignHandler } from './accounts';

export interface KeysNeeds {
  session: Session;
  tickets: Tickets;
  verification: Verification;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Called when a key was added, changed or deleted. The views are told which key it is. */
  changed(id: string | null): null;
}

/** The operations of the group `keys`. */
export function keysHandlers(needs: KeysNeeds): Handlers<'vault', unknown>['keys'] {
  const { session, tickets, verification, now, changed } = needs;
  const database = () => session.vault().database;
  const revealAgain = () => protectionState(database()).revealAgain;
  return {
    list: (query) => {
      // The log and its check begin after these rows have been sent.
      setImmediate(() => session.state() === 'unlocked' && session.vault().ledger.begin());
      return listKeys(database(), query);
    },
    counts: () => countKeys(database()),
    get: ({ id }) => change.keyDetail(database(), id, revealAgain()),
    holderOf: ({ provider, accessKeyId }) => holderOf(database(), provider, tidyCredential(accessKeyId))?.name ?? null,
    twinOf: ({ provider, accountId, name, except }) => twinOf(database(), { provider, accountId }, name, except),
    add: async ({ key, secrets, password, proof, rotation }) => {
      const vault = session.vault();
      const checked = checkKey(key, secrets, now());
      try {
        // This is checked before the keychain or the password is asked for, and again in the transaction.
        refuseTaken(vault.database, checked.key);
        if (rotation !== undefined) checkSuccessor(vault.database, rotation, checked.key);
        refuseWithoutRoom(vault.database, checked.key, checked.key.credential);
        const store = (secretKey: Buffer) =>
          recordChange(vault, 'add', null, () => {
            const added = storeKey(vault, secretKey, checked, now());
            if (rotation !== undefined) linkSuccessor(vault.database, rotation, added, now());
            return added;
          });
        const id = await verification.withSecretKey('create', null, { proof, password }, store);
        changed(id);
        return { id, ticket: tickets.make({ purpose: 'reveal', keyId: id, plain: checked.plain }) };
      } catch (error) {
        wipePlain(checked.plain);
        throw error;
      }
    },
    edit: ({ ticket, ...edited }) => {
      if (ticket !== undefined || change.movesIdentity(database(), edited)) {
        verification.pass('edit', edited.id, ticket);
      }
      recordChange(session.vault(), 'edit', edited.id, () => change.editKey(database(), edited, now()));
      return changed(edited.id);
    },
    assign: assignHandler({ vault: session.vault, verification, now, changed: () => changed(null) }),
    setDefault: ({ id }) => {
      const vault = session.vault();
      const byTime = vault.ledger.clock.now();
      recordChange(vault, 'set-default', id, () => change.setDefault(database(), id, now(), byTime));
      return changed(id);
    },
    cancelDefault: ({ id }) => {
      recordChange(session.vault(), 'cancel-default', id, () => change.cancelDefault(database(), id, now()));
      return changed(id);
    },
    setStatus: ({ id, status, ticket }) => {
      const action = status === 'enabled' ? 'enable' : 'disable';
      findKey(database(), id);
      verification.pass(action, id, ticket);
      recordChange(session.vault(), action, id, () => change.setStatus(database(), id, status, now()));
      return changed(id);
    },
    delete: ({ id, ticket }) => {
      findKey(database(), id);
      verification.pass('delete', id, ticket);
      recordChange(session.vault(), 'delete', id, () => change.removeKey(database(), id));
      return changed(null);
    },
  };
}

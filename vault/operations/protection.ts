import type { Handlers } from '../../common/contract/derived';
import { fail } from '../../common/errors';
import { record, recordChange } from '../audit/record';
import type { Caller, Emit } from '../base/caller';
import type { Control } from '../base/control';
import type { KdfCost } from '../base/crypto/kdf';
import { refuseUnfit } from '../base/typed-text';
import { openStored, wipePlain } from '../keys/add';
import { findKey } from '../keys/repository';
import { isShownAgain, secretCanBeShown } from '../keys/reveal-rule';
import { lockWith, turnLockOff } from '../protection/administrator';
import { type Enrolments, removeAuthenticator } from '../protection/authenticator';
import { protectionState, setProtection } from '../protection/policy';
import type { Tickets } from '../protection/tickets';
import type { Verification } from '../protection/verification';
import { keychainState } from '../session/device';
import type { OpenVault } from '../session/open-vault';

export interface ProtectionNeeds {
  vault(): OpenVault;
  control: Control;
  tickets: Tickets;
  verification: Verification;
  enrolments: Enrolments<Caller>;
  emit: Emit;
  /** Milliseconds since the epoch. */
  now(): number;
  /** The cost of a new administrator's password. */
  cost: KdfCost;
}

/** The operations of the group `protection`. */
export function protectionHandlers(needs: ProtectionNeeds): Handlers<'vault', Caller>['protection'] {
  const { vault, control, tickets, verification, enrolments, emit, now, cost } = needs;

  /** Called when what is protected, or by whom, has changed. */
  const changed = (): null => {
    tickets.clear();
    emit('protectionChanged', null);
    return null;
  };

  return {
    keychain: () => keychainState(vault(), control),
    state: () => protectionState(vault().database),
    needs: ({ purpose }) => verification.needs(purpose),
    async verify({ purpose, id, proof }) {
      const { database } = vault();
      // Acts on the log are about no key.
      if (id === null) {
        await verification.check(purpose, null, proof);
        return { ticket: tickets.make({ purpose, keyId: null }) };
      }
      const key = findKey(database, id);
      if (purpose !== 'reveal') {
        await verification.check(purpose, id, proof);
        return { ticket: tickets.make({ purpose, keyId: id }) };
      }
      if (!secretCanBeShown(key, protectionState(database).revealAgain)) fail('shown-once', {});
      const read = (secretKey: Buffer) => openStored(vault(), secretKey, id, key.accessKeyId);
      const plain = await verification.withSecretKey('reveal', id, { proof, password: null }, read);
      try {
        record(vault(), 'reveal-allowed', key, isShownAgain(key) ? { again: true } : {});
      } catch (error) {
        // What can't be logged is not allowed.
        wipePlain(plain);
        throw error;
      }
      return { ticket: tickets.make({ purpose, keyId: id, plain }) };
    },
    async change({ change, proof }) {
      await verification.check('protection', null, proof);
      const { database } = vault();
      const set = () => {
        if (change.part === 'authenticator') removeAuthenticator(database);
        else if (change.part === 'lock') turnLockOff(database);
        else setProtection(database, change.part, change.on);
      };
      recordChange(vault(), change.on ? 'protection-on' : 'protection-off', null, set, { setting: change.part });
      return changed();
    },
    async enrol({ proof }, caller) {
      await verification.check('protection', null, proof);
      return enrolments.begin(caller, vault());
    },
    confirmEnrolment({ code }, caller) {
      const confirm = () => enrolments.confirm(caller, vault(), code, now());
      recordChange(vault(), 'protection-on', null, confirm, { setting: 'authenticator' });
      return changed();
    },
    async lock({ proof, administrator }) {
      refuseUnfit(administrator);
      await verification.check('protection', null, proof);
      const turnOn = await lockWith(administrator, cost, now());
      recordChange(vault(), 'protection-on', null, () => turnOn(vault().database), { setting: 'lock' });
      return changed();
    },
  };
}

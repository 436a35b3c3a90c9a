import type { Handlers } from '../../common/contract/derived';
import { fail } from '../../common/errors';
import type { Proof, ProtectionPart } from '../../common/protection';
import type { Caller, Emit } from '../base/caller';
import type { Control } from '../base/control';
import type { KdfCost } from '../base/crypto/kdf';
import { refuseUnfit } from '../base/typed-text';
import { openStored, wipePlain } from '../keys/add';
import { findKey } from '../keys/repository';
import { isShownAgain } from '../keys/reveal-rule';
import { lockWith, turnLockOff } from '../protection/administrator';
import { type Enrolments, removeAuthenticator } from '../protection/authenticator';
import { protectionState, setProtection } from '../protection/policy';
import type { Tickets } from '../protection/tickets';
import type { Verification } from '../protection/verification';
import { keychainState } from '../session/device';
import { change, leave } from '../session/effects/change';
import { effectsOf, type Plan, planOf } from '../session/effects/plan';
import type { OpenVault } from '../session/open-vault';
import { planOfIntent, toldOf } from './plans';

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

  /** Opens the secret and keeps it with the ticket. What can't be logged is not allowed. */
  const revealTicket = async (plan: Plan, id: string, proof: Proof): Promise<string> => {
    const key = findKey(vault().database, id);
    const plain = await verification.withSecretKey(plan, { proof, password: null }, (secretKey, passed) => {
      const opened = openStored(vault(), secretKey, id, key.accessKeyId);
      try {
        const allowed = () => (isShownAgain(key) ? { again: true } : {});
        return leave(vault(), passed, allowed, () => opened);
      } catch (error) {
        wipePlain(opened);
        throw error;
      }
    });
    return tickets.make({ for: 'reveal', keyId: id, plain });
  };

  return {
    keychain: () => keychainState(vault(), control),
    state: () => protectionState(vault().database),
    needs: (what) =>
      verification.needs('effects' in what ? what.effects : effectsOf(planOfIntent(vault(), what.intent))),
    plan({ intent }) {
      const plan = planOfIntent(vault(), intent);
      return { ...toldOf(vault(), intent, plan), needs: verification.needs(effectsOf(plan)) };
    },
    async verify({ intent, digest, proof }) {
      const plan = planOfIntent(vault(), intent);
      // The sheet has shown another plan than this one.
      if (plan.digest !== digest) fail('plan-changed', {});
      if (intent.act === 'reveal') return { ticket: await revealTicket(plan, intent.id, proof) };
      await verification.check(plan, proof);
      return { ticket: tickets.make({ for: 'plan', digest }) };
    },
    async change({ change: wanted, proof }) {
      const { part, on } = wanted;
      const passed = await verification.check(partPlan(part, on), proof);
      change(vault(), passed, (writer) => {
        if (part === 'authenticator') removeAuthenticator(writer);
        else if (part === 'lock') turnLockOff(writer);
        else setProtection(writer, part, on);
        return { setting: part };
      });
      return changed();
    },
    async enrol({ proof }, caller) {
      const passed = await verification.check(partPlan('authenticator', true), proof);
      return enrolments.begin(caller, vault(), passed);
    },
    confirmEnrolment({ code }, caller) {
      const { passed, store } = enrolments.confirm(caller, vault(), code, now());
      change(vault(), passed, (writer) => {
        store(writer);
        return { setting: 'authenticator' };
      });
      enrolments.close(caller);
      return changed();
    },
    async lock({ proof, administrator }) {
      refuseUnfit(administrator);
      const passed = await verification.check(partPlan('lock', true), proof);
      const turnOn = await lockWith(administrator, cost, now());
      change(vault(), passed, (writer) => {
        turnOn(writer);
        return { setting: 'lock' };
      });
      return changed();
    },
  };
}

const partPlan = (part: ProtectionPart, on: boolean) =>
  planOf([{ effect: on ? 'protection.on' : 'protection.off', subject: part }]);

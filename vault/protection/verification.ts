import type { EffectName } from '../../common/effect-names';
import { effects } from '../../common/effects';
import { fail } from '../../common/errors';
import { type Proof, type ProofMethod, proofMethods, type VerificationNeeds } from '../../common/protection';
import type { Control } from '../base/control';
import { doorOf } from '../session/effects/door';
import { letPass, type Passed } from '../session/effects/passed';
import { effectsOf, type Plan } from '../session/effects/plan';
import type { OpenVault } from '../session/open-vault';
import { copied, secretKeyByPassword, withOwnCopy, withSecretKey } from '../session/secret-key';
import { checkAdministrator } from './administrator';
import type { Attempts } from './attempts';
import { enrolledAt, takeCode } from './authenticator';
import { strictest } from './policy';
import { type Standing, stands } from './standing';
import type { Tickets } from './tickets';

/** A proof that came with a call, and the master password if no keychain gives the secret key. */
interface Given {
  proof: Proof | undefined;
  password: Uint8Array | null;
}

/**
 * Checks that a plan has the verification that the strictest of its effects needs, and lets it pass. Without that,
 * nothing can be done.
 */
export interface Verification {
  /** Returns what these effects must be verified with now. */
  needs(effects: readonly EffectName[]): VerificationNeeds;
  /**
   * Lets a plan pass that the verify sheet is for: spends its ticket, or finds that none is needed. Errors:
   * `verification-required`, `ticket-invalid`, `plan-changed`.
   */
  pass(plan: Plan, ticket?: string): Passed;
  /**
   * Checks a proof for a plan that doesn't need the secret key. Errors: `verification-required` (another kind of proof
   * is needed), `wrong-password`, `wrong-code`, `code-used`, `wrong-administrator`, `try-later`.
   */
  check(plan: Plan, proof: Proof): Promise<Passed>;
  /**
   * Runs a plan of the owner on the vault's keys. It gets the secret key that the master password opens. The key is
   * wiped afterwards. Errors: `wrong-password`, `try-later`, those of `act`.
   */
  withOwnerKey<T>(
    plan: Plan,
    password: Uint8Array,
    act: (secretKey: Buffer, passed: Passed) => T | Promise<T>,
  ): Promise<T>;
  /**
   * Runs a plan that needs the secret key, after its verification was right. If the master password is given, it opens
   * the secret key and is also the owner's verification. `act` runs last: if anything before it fails, it does not run.
   * Errors: those of `check`, `password-required`, those of `act`.
   */
  withSecretKey<T>(plan: Plan, given: Given, act: (secretKey: Buffer, passed: Passed) => T): Promise<T>;
  /**
   * As {@link withSecretKey}, for an act that takes more than one turn. The verification is over before the act runs.
   */
  holdSecretKey<T>(plan: Plan, given: Given, act: (secretKey: Buffer, passed: Passed) => T | Promise<T>): Promise<T>;
  /**
   * Runs a plan that gives one key to programs, under what a person verified for that before, with the secret key that
   * the keychain opens. Errors: `verification-required` if it doesn't count (any more) for this plan,
   * `password-required`, those of `act`.
   */
  underStanding<T>(plan: Plan, standing: Standing, act: (secretKey: Buffer, passed: Passed) => T): Promise<T>;
}

export interface VerificationParts {
  vault(): OpenVault;
  control: Control;
  tickets: Tickets;
  attempts: Attempts;
  /** Milliseconds since the epoch. */
  now(): number;
}

export function createVerification({ vault, control, tickets, attempts, now }: VerificationParts): Verification {
  const writable = () => doorOf(vault()).database;

  const code = (typed: string) => {
    const { id, key } = vault();
    attempts.attemptNow(writable(), 'code', () => takeCode({ id, key, database: writable() }, typed, now()));
  };

  const administrator = (password: Uint8Array) =>
    attempts.attempt(writable(), 'administrator', () => checkAdministrator(vault().database, password));

  const waits = () => {
    const seconds = (method: ProofMethod) => Math.ceil(attempts.wait(writable(), method) / 1000);
    return Object.fromEntries(proofMethods.map((method) => [method, seconds(method)])) as VerificationNeeds['waits'];
  };

  const secretKeyBy = (password: Uint8Array) =>
    attempts.attempt(writable(), 'password', () => secretKeyByPassword(vault(), password));

  /** Returns whose verification a plan needs, and what refuses it. */
  const needOf = (plan: Plan) => {
    const { by, effect } = strictest(vault().database, effectsOf(plan));
    const refuse = (): never => {
      if (effect === null) throw new Error('empty plan');
      // A key that is to be added has no id yet that anybody knows.
      const known = plan.effects.filter((one) => effects[one.effect].subject === 'key' && one.effect !== 'key.add');
      const ids = new Set(known.map(({ subject }) => subject));
      const [only = null] = ids;
      return fail('verification-required', { effect, keyId: ids.size === 1 ? only : null });
    };
    return { by, refuse };
  };

  const verification: Verification = {
    withOwnerKey: (plan, password, act) =>
      withOwnCopy(secretKeyBy(password), (secretKey) => act(secretKey, letPass(plan))),

    needs: (names) => ({
      by: strictest(vault().database, names).by,
      authenticator: enrolledAt(vault().database) !== null,
      waits: waits(),
    }),

    pass(plan, ticket) {
      // A ticket that is given is checked even if none is needed: a wrong ticket is never right.
      if (ticket !== undefined) {
        tickets.spend(plan.digest, ticket);
        return letPass(plan);
      }
      const { by, refuse } = needOf(plan);
      return by === 'none' ? letPass(plan) : refuse();
    },

    async check(plan, proof) {
      const { by, refuse } = needOf(plan);
      if ((by === 'administrator') !== (proof.method === 'administrator')) refuse();
      if (proof.method === 'administrator') await administrator(proof.password);
      else if (proof.method === 'code') code(proof.code);
      else await withOwnCopy(secretKeyBy(proof.password), () => undefined);
      return letPass(plan);
    },

    async withSecretKey(plan, { proof, password: given }, act) {
      const { by, refuse } = needOf(plan);
      const password = proof?.method === 'password' ? proof.password : given;
      if (by === 'administrator') {
        if (proof?.method !== 'administrator') return refuse();
        await administrator(proof.password);
      } else if (proof?.method === 'administrator') return refuse();
      if (password !== null) {
        return attempts.attempt(writable(), 'password', () =>
          withSecretKey(vault(), control, password, (secretKey) => act(secretKey, letPass(plan))),
        );
      }
      if (by === 'owner' && proof?.method !== 'code') return refuse();
      return withSecretKey(vault(), control, null, (secretKey) => {
        // While the keychain was asked, others had their turn. They may have changed what this act needs.
        if (needOf(plan).by !== by) return refuse();
        // The code is checked only now. Otherwise it would be used up if the keychain then asks for the password.
        if (by === 'owner' && proof?.method === 'code') code(proof.code);
        return act(secretKey, letPass(plan));
      });
    },

    holdSecretKey: async (plan, given, act) => {
      const held: { passed?: Passed } = {};
      const key = verification.withSecretKey(plan, given, (secretKey, passed) => {
        held.passed = passed;
        return copied(secretKey);
      });
      return withOwnCopy(key, (secretKey) => {
        if (!held.passed) throw new Error('not passed');
        return act(secretKey, held.passed);
      });
    },

    underStanding: (plan, standing, act) => releaseUnder(plan, standing, { vault, control, needOf }, act),
  };
  return verification;
}

/** See {@link Verification.underStanding}. */
async function releaseUnder<T>(
  plan: Plan,
  standing: Standing,
  {
    vault,
    control,
    needOf,
  }: Pick<VerificationParts, 'vault' | 'control'> & {
    needOf(plan: Plan): { by: VerificationNeeds['by']; refuse: () => never };
  },
  act: (secretKey: Buffer, passed: Passed) => T,
): Promise<T> {
  const { refuse } = needOf(plan);
  const counts = () => countsFor(plan, standing) && needOf(plan).by !== 'administrator';
  if (!counts()) return refuse();
  // While the keychain is asked, the time may be over, or a person may have ended it.
  return withSecretKey(vault(), control, null, (secretKey) => (counts() ? act(secretKey, letPass(plan)) : refuse()));
}

/** It stands for one key, and for nothing but giving that key to programs. */
const countsFor = ({ effects: planned }: Plan, standing: Standing): boolean =>
  stands(standing) &&
  planned.length > 0 &&
  planned.every(({ effect, subject }) => effect === 'leave.exec' && subject === standing.keyId);

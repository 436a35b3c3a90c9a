import { fail } from '../../common/errors';
import {
  type Proof,
  type ProofMethod,
  type Purpose,
  proofMethods,
  type VerificationNeeds,
} from '../../common/protection';
import type { Control } from '../base/control';
import type { OpenVault } from '../session/open-vault';
import { copied, secretKeyByPassword, withOwnCopy, withSecretKey } from '../session/secret-key';
import { checkAdministrator } from './administrator';
import type { Attempts } from './attempts';
import { enrolledAt, takeCode } from './authenticator';
import { verifierOf } from './policy';
import type { ActGrant, Tickets } from './tickets';

/** Checks that a protected act has a proof or its ticket. Without that, nothing happens. */
export interface Verification {
  /** Returns what this act must be verified with now. */
  needs(purpose: Purpose): VerificationNeeds;
  /**
   * Lets an act pass that the verify sheet is for: spends its ticket, or finds that none is needed. Errors:
   * `verification-required`, `ticket-invalid`.
   */
  pass(purpose: ActGrant['purpose'], keyId: ActGrant['keyId'], ticket: string | undefined): void;
  /**
   * Checks a proof for an act that doesn't need the secret key. Errors: `verification-required` (another kind of proof
   * is needed), `wrong-password`, `wrong-code`, `code-used`, `wrong-administrator`, `try-later`.
   */
  check(purpose: Purpose, keyId: string | null, proof: Proof): Promise<void>;
  /**
   * Runs an act of the owner on the vault's keys. It gets the secret key that the master password opens. The key is
   * wiped afterwards. Errors: `wrong-password`, `try-later`, those of `act`.
   */
  withOwnerKey<T>(password: Uint8Array, act: (secretKey: Buffer) => T | Promise<T>): Promise<T>;
  /**
   * Runs an act that needs the secret key, after its verification was right. If the master password is given, it opens
   * the secret key and is also the owner's verification. `act` runs last: if anything before it fails, it does not run.
   * Errors: those of `check`, `password-required`, those of `act`.
   */
  withSecretKey<T>(
    purpose: Purpose,
    keyId: string | null,
    given: { proof: Proof | undefined; password: Uint8Array | null },
    act: (secretKey: Buffer) => T,
  ): Promise<T>;
  /**
   * As {@link withSecretKey}, for an act that takes more than one turn. The verification is over before the act runs.
   */
  holdSecretKey<T>(
    purpose: Purpose,
    keyId: string | null,
    given: { proof: Proof | undefined; password: Uint8Array | null },
    act: (secretKey: Buffer) => T | Promise<T>,
  ): Promise<T>;
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
  const code = (typed: string) => attempts.attemptNow(vault().database, 'code', () => takeCode(vault(), typed, now()));

  const administrator = (password: Uint8Array) => {
    const { database } = vault();
    return attempts.attempt(database, 'administrator', () => checkAdministrator(database, password));
  };

  const waits = () => {
    const seconds = (method: ProofMethod) => Math.ceil(attempts.wait(vault().database, method) / 1000);
    return Object.fromEntries(proofMethods.map((method) => [method, seconds(method)])) as VerificationNeeds['waits'];
  };

  const secretKeyBy = (password: Uint8Array) =>
    attempts.attempt(vault().database, 'password', () => secretKeyByPassword(vault(), password));

  const verification: Verification = {
    withOwnerKey: (password, act) => withOwnCopy(secretKeyBy(password), act),

    needs: (purpose) => ({
      by: verifierOf(vault().database, purpose),
      authenticator: enrolledAt(vault().database) !== null,
      waits: waits(),
    }),

    pass(purpose, keyId, ticket) {
      // A ticket that is given is checked even if none is needed: a wrong ticket is never right.
      if (ticket !== undefined) tickets.spend(purpose, keyId, ticket);
      else if (verifierOf(vault().database, purpose) !== 'none') fail('verification-required', { purpose, keyId });
    },

    async check(purpose, keyId, proof) {
      const by = verifierOf(vault().database, purpose);
      if ((by === 'administrator') !== (proof.method === 'administrator')) {
        fail('verification-required', { purpose, keyId });
      }
      if (proof.method === 'administrator') await administrator(proof.password);
      else if (proof.method === 'code') code(proof.code);
      else await withOwnCopy(secretKeyBy(proof.password), () => undefined);
    },

    async withSecretKey(purpose, keyId, { proof, password: given }, act) {
      const by = verifierOf(vault().database, purpose);
      const password = proof?.method === 'password' ? proof.password : given;
      const refuse = () => fail('verification-required', { purpose, keyId });
      if (by === 'administrator') {
        if (proof?.method !== 'administrator') return refuse();
        await administrator(proof.password);
      } else if (proof?.method === 'administrator') return refuse();
      if (password !== null) {
        return attempts.attempt(vault().database, 'password', () => withSecretKey(vault(), control, password, act));
      }
      if (by === 'owner' && proof?.method !== 'code') return refuse();
      return withSecretKey(vault(), control, null, (secretKey) => {
        // While the keychain was asked, others had their turn. They may have changed what this act needs.
        if (verifierOf(vault().database, purpose) !== by) return refuse();
        // The code is checked only now. Otherwise it would be used up if the keychain then asks for the password.
        if (by === 'owner' && proof?.method === 'code') code(proof.code);
        return act(secretKey);
      });
    },

    holdSecretKey: (purpose, keyId, given, act) =>
      withOwnCopy(verification.withSecretKey(purpose, keyId, given, copied), act),
  };
  return verification;
}

import { z } from 'zod';
import { effectNames } from '../effect-names';
import type { KeychainState } from '../errors';
import { effectOfIntent, type PlanTold } from '../intents';
import { codeLength, type ProtectionState, protectionParts, type VerificationNeeds } from '../protection';
import { intent } from './intents';
import { type, vaultOperation } from './operation';
import * as schema from './schemas';

/** Schemas of the inputs for operation protection. */

const code = z.string().regex(new RegExp(`^[0-9]{${codeLength}}$`));

export const proof = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('password'), password: schema.password }),
  z.strictObject({ method: z.literal('administrator'), password: schema.password }),
  z.strictObject({ method: z.literal('code'), code }),
]);

export const protectionChange = z.strictObject({ part: z.enum(protectionParts), on: z.boolean() });

/** The changes that one call can make. The others need several steps. */
const oneStep = z.union([
  z.strictObject({ part: z.enum(['create', 'status', 'revealAgain']), on: z.boolean() }),
  z.strictObject({ part: z.enum(['authenticator', 'lock']), on: z.literal(false) }),
]);

/**
 * Verification, and what needs one. Errors of every operation that takes a proof: `wrong-password`, `wrong-code`,
 * `code-used`, `wrong-administrator`, `try-later`; `verification-required` if another kind of proof is needed.
 */
export const protection = {
  /** Asks the keychain again and returns its state, which says whether an act will need the master password. */
  keychain: vaultOperation(
    { views: ['add', 'main-view'], kind: 'reads', input: schema.nothing },
    type<KeychainState>(),
  ),
  /** Returns what is protected, for Settings. */
  state: vaultOperation({ views: ['main-view'], kind: 'reads', input: schema.nothing }, type<ProtectionState>()),
  /**
   * Returns which proof a plan needs now: the strictest of its effects. Errors, for an intent: as those of `plan`.
   */
  needs: vaultOperation(
    {
      views: ['main-view', 'add', 'verify', 'protect', 'export', 'import', 'use'],
      kind: 'reads',
      input: z.union([
        z.strictObject({ effects: z.array(z.enum(effectNames)).min(1).max(effectNames.length) }),
        z.strictObject({ intent }),
      ]),
    },
    type<VerificationNeeds>(),
  ),
  /**
   * Returns what is about to happen, for the verify sheet. Errors: `not-found`, `not-expired`, `identity-gone`,
   * `backup-gone`, `original-gone`, `invalid-fields`, `shown-once`.
   */
  plan: vaultOperation({ views: ['verify'], kind: 'reads', input: z.strictObject({ intent }) }, type<PlanTold>()),
  /**
   * Checks a proof and returns a ticket for exactly the plan with this digest, which was shown. Errors also: those of
   * `plan`, `plan-changed`, `password-required`.
   */
  verify: vaultOperation(
    {
      views: ['verify'],
      kind: 'changes',
      runs: 'alone',
      refused: ({ intent }) => effectOfIntent(intent),
      input: z.strictObject({ intent, digest: z.string().regex(/^[0-9a-f]{64}$/), proof }),
    },
    type<{ ticket: string }>(),
  ),
  /** Turns a part on or off; setting up the authenticator and the lock have operations of their own. */
  change: vaultOperation(
    {
      views: ['protect'],
      kind: 'changes',
      runs: 'alone',
      refused: ({ change: { part, on } }) => ({ effect: on ? 'protection.on' : 'protection.off', setting: part }),
      input: z.strictObject({ change: oneStep, proof }),
    },
    type<null>(),
  ),
  /**
   * Begins to set up an authenticator app. It makes a new key that stays with this sheet's port until it is confirmed.
   * `key` is the key as Base32 text, `uri` is the text of its QR code; both are ASCII.
   */
  enrol: vaultOperation(
    {
      views: ['protect'],
      kind: 'changes',
      runs: 'alone',
      refused: { effect: 'protection.on', setting: 'authenticator' },
      input: z.strictObject({ proof }),
    },
    type<{ key: Uint8Array; uri: Uint8Array }>(),
  ),
  /**
   * Ends the enrolment: the app's code proves that the app has the key. Errors: `wrong-code`, `ticket-invalid` if no
   * enrolment was begun.
   */
  confirmEnrolment: vaultOperation(
    {
      views: ['protect'],
      kind: 'changes',
      runs: 'alone',
      refused: { effect: 'protection.on', setting: 'authenticator' },
      input: z.strictObject({ code }),
    },
    type<null>(),
  ),
  /** Turns the access key management lock on. Errors also: `invalid-fields` (the administrator's password is too short). */
  lock: vaultOperation(
    {
      views: ['protect'],
      kind: 'changes',
      runs: 'alone',
      refused: { effect: 'protection.on', setting: 'lock' },
      input: z.strictObject({ proof, administrator: schema.password }),
    },
    type<null>(),
  ),
};

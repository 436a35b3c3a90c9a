import { z } from 'zod';
import type { AuditAction } from '../audit/actions';
import type { KeychainState } from '../errors';
import {
  codeLength,
  keyPurposes,
  type ProtectionState,
  protectionParts,
  purposes,
  type TicketPurpose,
  type VerificationNeeds,
} from '../protection';
import { type, vaultOperation } from './operation';
import * as schema from './schemas';

/** Shapes of what travels for operation protection. */

export const keyPurpose = z.enum(keyPurposes);
/** An act without a key. */
export const logPurpose = z.literal('export-log');

const code = z.string().regex(new RegExp(`^[0-9]{${codeLength}}$`));

export const proof = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('password'), password: schema.password }),
  z.strictObject({ method: z.literal('administrator'), password: schema.password }),
  z.strictObject({ method: z.literal('code'), code }),
]);

export const protectionChange = z.strictObject({ part: z.enum(protectionParts), on: z.boolean() });

/** What of it a call can do in one step. */
const oneStep = z.union([
  z.strictObject({ part: z.enum(['create', 'status', 'revealAgain']), on: z.boolean() }),
  z.strictObject({ part: z.enum(['authenticator', 'lock']), on: z.literal(false) }),
]);

/** What a verification would have allowed, had it been given. */
const allows: Readonly<Record<TicketPurpose, AuditAction>> = {
  enable: 'enable',
  disable: 'disable',
  edit: 'edit',
  delete: 'delete',
  clear: 'delete',
  assign: 'assign',
  reveal: 'reveal-allowed',
  'export-log': 'audit-exported',
};

/**
 * Verification and what is protected. Errors of every operation that takes a proof: `wrong-password`, `wrong-code`,
 * `code-used`, `wrong-administrator`, `try-later`; `verification-required` where another way of proof is needed.
 */
export const protection = {
  /** The state of the keychain, asked anew: whether an act will need the master password. */
  keychain: vaultOperation(
    { views: ['add', 'main-view'], kind: 'reads', input: schema.nothing },
    type<KeychainState>(),
  ),
  /** What is protected, for Settings. */
  state: vaultOperation({ views: ['main-view'], kind: 'reads', input: schema.nothing }, type<ProtectionState>()),
  /** What this act has to be verified with now. */
  needs: vaultOperation(
    {
      views: ['main-view', 'add', 'verify', 'protect', 'export', 'import', 'use'],
      kind: 'reads',
      input: z.strictObject({ purpose: z.enum(purposes) }),
    },
    type<VerificationNeeds>(),
  ),
  /**
   * Checks a proof and gives a ticket for this act, on this key where it is one on a key. Errors also: `not-found`,
   * `shown-once`, `password-required`.
   */
  verify: vaultOperation(
    {
      views: ['verify'],
      kind: 'changes',
      runs: 'alone',
      refused: ({ purpose }) => allows[purpose],
      input: z.union([
        z.strictObject({ purpose: keyPurpose, id: schema.id, proof }),
        z.strictObject({ purpose: logPurpose, id: z.null(), proof }),
      ]),
    },
    type<{ ticket: string }>(),
  ),
  /** Turns a part on or off; setting up the authenticator and the lock have operations of their own. */
  change: vaultOperation(
    {
      views: ['protect'],
      kind: 'changes',
      runs: 'alone',
      refused: ({ change: { part, on } }) => ({ action: on ? 'protection-on' : 'protection-off', setting: part }),
      input: z.strictObject({ change: oneStep, proof }),
    },
    type<null>(),
  ),
  /**
   * Begins setting up an authenticator app: a fresh key that stays with this sheet's port until it is confirmed.
   * `key` is the Base32 text of it, `uri` the text of its QR code, both ASCII.
   */
  enrol: vaultOperation(
    {
      views: ['protect'],
      kind: 'changes',
      runs: 'alone',
      refused: { action: 'protection-on', setting: 'authenticator' },
      input: z.strictObject({ proof }),
    },
    type<{ key: Uint8Array; uri: Uint8Array }>(),
  ),
  /** Ends it: the app's code shows that it has the key. Errors: `wrong-code`, `ticket-invalid` where nothing was begun. */
  confirmEnrolment: vaultOperation(
    {
      views: ['protect'],
      kind: 'changes',
      runs: 'alone',
      refused: { action: 'protection-on', setting: 'authenticator' },
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
      refused: { action: 'protection-on', setting: 'lock' },
      input: z.strictObject({ proof, administrator: schema.password }),
    },
    type<null>(),
  ),
};

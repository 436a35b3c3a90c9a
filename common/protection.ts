/**
 * Operation protection: which acts need a verification, which proofs it accepts, and what can be changed about it.
 * Which proof an act needs is decided in `vault/protection/policy.ts`.
 */

/**
 * Acts on one key that may need a verification. A ticket is for one of them, on one key. The acts `clear`, which
 * deletes expired temporary keys, and `assign`, which gives keys to an identity, are about several keys; their ticket
 * names the first of them.
 */
export const keyPurposes = ['enable', 'disable', 'edit', 'delete', 'clear', 'assign', 'reveal'] as const;
export type KeyPurpose = (typeof keyPurposes)[number];

/** Acts that the verify sheet gives a ticket for: those on a key, and those on the operation log. */
export const ticketPurposes = [...keyPurposes, 'export-log', 'archive-log'] as const;
export type TicketPurpose = (typeof ticketPurposes)[number];

/** Returns whether an act is on the operation log, and not on a key. */
export const isLogPurpose = (purpose: TicketPurpose): purpose is 'export-log' | 'archive-log' =>
  purpose === 'export-log' || purpose === 'archive-log';

/** Every act that may need a verification. An act without a ticket gets its proof in its own call. */
export const purposes = [...ticketPurposes, 'create', 'import', 'export', 'clean', 'protection'] as const;
export type Purpose = (typeof purposes)[number];

/** The ways to verify. `administrator`: the administrator's password of the access key management lock. */
export const proofMethods = ['password', 'code', 'administrator'] as const;
export type ProofMethod = (typeof proofMethods)[number];

/** What a sheet hands over as verification. Whoever holds the bytes wipes them. */
export type Proof =
  | { method: 'password'; password: Uint8Array<ArrayBuffer> }
  | { method: 'administrator'; password: Uint8Array<ArrayBuffer> }
  /** Six digits of the authenticator app. */
  | { method: 'code'; code: string };

/** Digits of an authenticator app's code. */
export const codeLength = 6;

/** Which proof a sheet has to ask for. */
export interface VerificationNeeds {
  /**
   * `none`: the act isn't protected now. `owner`: the master password, or also a code if `authenticator` is true.
   * `administrator`: the administrator's password and nothing else.
   */
  by: 'none' | 'owner' | 'administrator';
  /** An authenticator app is set up. */
  authenticator: boolean;
  /** Seconds until each way can be tried again after wrong tries; 0: now. */
  waits: Readonly<Record<ProofMethod, number>>;
}

/** Operation protection as Settings shows it. */
export interface ProtectionState {
  /** Adding a key needs a verification. */
  create: boolean;
  /** Enabling and disabling a key need one. */
  status: boolean;
  /** One-time secrets may be shown again, after a verification. */
  revealAgain: boolean;
  /** When the authenticator app was set up, in milliseconds since the epoch; `null`: there is none. */
  authenticator: number | null;
  /** When the access key management lock was turned on, in milliseconds since the epoch; `null`: it is off. */
  lock: number | null;
}

/** What can be turned on and off. */
export const protectionParts = ['create', 'status', 'revealAgain', 'authenticator', 'lock'] as const;
export type ProtectionPart = (typeof protectionParts)[number];

/** One change of operation protection, as the main view asks for it and the sheet `protect` carries it out. */
export interface ProtectionChange {
  part: ProtectionPart;
  on: boolean;
}

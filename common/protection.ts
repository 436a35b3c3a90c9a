/**
 * Operation protection: which proofs a verification accepts, and what can be changed about it. Which effects need one is
 * said in `effects.ts`.
 */

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

import type { ProviderId } from '../providers/provider';

/** Which keys an export holds. */
export type ExportScope =
  | { kind: 'all' }
  | { kind: 'keys'; ids: string[] }
  | { kind: 'provider'; provider: ProviderId }
  /** An account, by its id. */
  | { kind: 'account'; id: number };

/** Most keys of one export that are chosen one by one. */
export const mostExported = 500;
/** Most recipients of one file. */
export const mostRecipients = 20;
/** Fewest characters of a passphrase that a person makes up. */
export const minimumPassphraseLength = 12;

/** A recipient of an age file as `age-keygen` writes it: X25519, or the hybrid that withstands quantum computers. */
export const recipientPattern = /^age1(?:pq1)?[02-9ac-hj-np-z]{20,2400}$/;

/** What the sheet says about a scope before it is exported. */
export interface ScopeFacts {
  keys: number;
  /** The account's name and alias if the scope is an account, else `null`. */
  account: { accountId: string; alias: string } | null;
  /** The provider whose own CSV file can hold all of these keys. `null`: only Keyfold's own table can. */
  csvOf: ProviderId | null;
}

/** What was written. */
export interface Exported {
  fileName: string;
  keys: number;
}

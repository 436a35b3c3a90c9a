import type { KeySelection, Narrowed } from '../keys/selection';
import type { ProviderId, StoredProviderId } from '../providers/provider';

/** Which keys an export holds. */
export type ExportScope =
  | { kind: 'all' }
  | { kind: 'keys'; ids: string[] }
  | { kind: 'provider'; provider: StoredProviderId }
  /** An account, by its id. */
  | { kind: 'account'; id: number }
  /** What the list is narrowed to: the parts mean the same as in a {@link KeyQuery}. */
  | ({ kind: 'list' } & Narrowed)
  /** What is selected in the list. */
  | { kind: 'selection'; keys: KeySelection };

/** Most keys of one export that are chosen one by one. */
export const mostExported = 500;
/** Most recipients of one file. */
export const mostRecipients = 20;
/** Fewest characters of a passphrase that a person makes up. */
export const minimumPassphraseLength = 12;

/** A recipient of an age file as `age-keygen` writes it: X25519, or the hybrid that withstands quantum computers. */
export const recipientPattern = /^age1(?:pq1)?[02-9ac-hj-np-z]{20,2400}$/;

/** Most keys, and most accounts, that a sheet names. */
export const mostNamed = { keys: 3, accounts: 3 } as const;

/** What the sheet says about a scope before it is exported. */
export interface ScopeFacts {
  keys: number;
  /** How many of them belong to an account itself. */
  roots: number;
  /** Stands for exactly these keys (SHA-256 of their ids, in hexadecimal). `save` compares it with what it would write. */
  shown: string;
  /** The first keys, {@link mostNamed} at most, in the order in which they were added. */
  first: { id: string; provider: StoredProviderId; name: string; lastFour: string }[];
  /** The providers of the keys, in the providers' own order. */
  providers: { provider: StoredProviderId; keys: number }[];
  /** The recorded accounts of the keys: how many, and the first ones, {@link mostNamed} at most. */
  accounts: { total: number; first: { accountId: string; alias: string }[] };
  /** The account's name and alias if the scope is an account, else `null`. */
  account: { accountId: string; alias: string } | null;
  /** The provider whose own CSV file can hold all of these keys. `null`: only Keyfold's own table can. */
  csvOf: ProviderId | null;
}

/** What was written. */
export interface Exported {
  /** The id of the hand-over that was noted; `null` if nobody was named. */
  handover: string | null;
  fileName: string;
  keys: number;
}

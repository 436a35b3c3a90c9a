import type { AuditWay } from '../audit/actions';
import type { StoredProviderId } from '../providers/provider';

/** What was given to somebody, and its receipt. */

/** The ways in which something can be given. */
export type HandoverWay = Exclude<AuditWay, 'screen' | 'exec' | 'external' | 'env'>;

/** One time that keys were given to somebody, as it was noted then. Nothing in it is secret. */
export interface Handover {
  id: string;
  /** Milliseconds since the epoch. */
  at: number;
  /** As the person wrote it. */
  toWhom: string;
  /** The local user's name; empty if it isn't known. */
  byWhom: string;
  way: HandoverWay;
  /** The id of the tool that it was written for; empty if it is for none. */
  tool: string;
  /** The fingerprints of the recipients that the file is encrypted for, with commas between; empty if there are none. */
  recipients: string;
  /** Empty if there is no file. */
  fileName: string;
  /** SHA-256 of the file, in hexadecimal; empty if it isn't known. */
  digest: string;
  /** How many keys it was. */
  keys: number;
  /** `false`: it was begun, and it isn't known that anything has left. */
  finished: boolean;
}

/** A key as it was when it was given. */
export interface HandedKey {
  id: string;
  provider: StoredProviderId;
  name: string;
  /** The last four characters of the AccessKey ID. */
  lastFour: string;
}

/** One row of the list of what was given. */
export interface HandoverRow extends Handover {
  /** Its first keys, {@link mostKeysOfRow} at most. */
  first: HandedKey[];
}

/** Most keys that a row of the list names. */
export const mostKeysOfRow = 3;
/** Most keys that a receipt shows on a page. The saved receipt has all of them. */
export const mostKeysOnPage = 200;

/** A receipt as a page shows it. */
export interface Receipt extends Handover {
  /** Its keys, {@link mostKeysOnPage} at most. */
  named: HandedKey[];
}

/** The forms in which a receipt can be saved. `html` prints well, also to a PDF file. */
export const receiptForms = ['text', 'html'] as const;
export type ReceiptForm = (typeof receiptForms)[number];

/** Returns the short name of a hand-over, by which two people can speak of it. */
export const referenceOf = ({ id }: Pick<Handover, 'id'>): string => id.slice(0, 8).toUpperCase();

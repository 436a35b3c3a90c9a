import * as fs from 'node:fs';
import { fakeKey } from './fake-key';

/** The files that acts import: exports in plain text. */

/** What a file says of a key beside its name, ID and secret; as docs/export-format.md has it. */
interface Said {
  description?: string;
  account?: string;
  identityName?: string;
  status?: 'enabled' | 'disabled';
  default?: boolean;
  /** Another secret than the one that the key of that name has. */
  otherSecret?: boolean;
}

function entry(name: string, { description, account, identityName, otherSecret, ...more }: Said = {}): object {
  const { key, secrets } = fakeKey(name);
  const secret = Buffer.from(secrets.secret).toString('ascii');
  return {
    profile: key.provider,
    name,
    description: description ?? key.description,
    ...(account === undefined ? {} : { account }),
    identity: { kind: key.identityKind, ...(identityName === undefined ? {} : { name: identityName }) },
    accessKeyId: key.accessKeyId,
    secret: otherSecret ? secret.replace('FAKEsecret', 'FAKEchange') : secret,
    ...more,
  };
}

const exportOf = (keys: object[]) =>
  JSON.stringify({ format: 'keyfold-export', version: 1, exportedAt: '2026-01-01T00:00:00Z', keys });

/** Where main's dialog for a file to be imported leads to. */
export const importFileOf = (folder: string) => `${folder}.import.json`;

/** Two new keys, one that the prepared vault has, one that it has otherwise. */
export const fewKeys = (): string =>
  exportOf([
    entry('Two'),
    entry('Three', { description: 'FAKE description from a file' }),
    entry('Four'),
    entry('Five'),
  ]);

const numbered = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `Key ${String(from + index).padStart(2, '0')}`);

const account = '1234567890123456';
/** A user of an account for each third key. */
const ofUser = (name: string, index: number): Said =>
  index % 3 === 0 ? { account, identityName: `bot-${name.slice(-2)}` } : {};

/** Thirty-seven keys, which make forty of the prepared vault's three. */
export const theMany = (): string => exportOf(numbered(0, 37).map((name, index) => entry(name, ofUser(name, index))));

/**
 * Forty keys for the vault that has those: secrets that are replaced, the default key's among them; keys that are
 * edited, assigned and disabled; new ones; and one that takes the default over.
 */
export function writeManyChanged(folder: string): void {
  const keys = [
    entry('One', { otherSecret: true }),
    entry('Two', { description: 'FAKE description from a file' }),
    ...numbered(0, 10).map((name) => entry(name, { otherSecret: true })),
    ...numbered(10, 15).map((name) => entry(name, { account, identityName: `moved-${name.slice(-2)}` })),
    ...numbered(15, 20).map((name) => entry(name, { status: 'disabled' })),
    ...numbered(37, 54).map((name, index) => entry(name, ofUser(name, index))),
    entry('Key 54', { default: true }),
  ];
  fs.writeFileSync(importFileOf(folder), exportOf(keys));
}

/** More new keys than are imported in one transaction. */
export function writeInParts(folder: string): void {
  const names = Array.from({ length: 600 }, (_, at) => `Part ${String(at).padStart(3, '0')}`);
  fs.writeFileSync(importFileOf(folder), exportOf(names.map((name) => entry(name))));
}

import { randomInt } from 'node:crypto';
import type { ProviderId } from '../../common/providers';

/**
 * Keys that no cloud ever issued. Each contains the word FAKE, has its provider's shape, and is made anew for each
 * test.
 */

const capitals = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const alphanumeric = `${capitals}abcdefghijklmnopqrstuvwxyz`;

function filled(start: string, length: number, alphabet: string): string {
  let text = start;
  while (text.length < length) text += alphabet[randomInt(alphabet.length)];
  return text;
}

export interface FakePair {
  accessKeyId: string;
  secret: string;
}

const makers: Record<ProviderId, () => FakePair> = {
  alibaba: () => ({ accessKeyId: filled('LTAIFAKE', 24, alphanumeric), secret: filled('FAKE', 30, alphanumeric) }),
  'private-alibaba': () => ({
    accessKeyId: filled('FAKEEBS', 16, alphanumeric),
    secret: filled('FAKE', 30, alphanumeric),
  }),
  huawei: () => ({ accessKeyId: filled('FAKEHW', 20, capitals), secret: filled('FAKE', 40, alphanumeric) }),
  pingan: () => ({ accessKeyId: filled('FAKEPA', 24, alphanumeric), secret: filled('FAKE', 32, alphanumeric) }),
};

/** A pair of this provider's shape. */
export function fakePair(provider: ProviderId): FakePair {
  return makers[provider]();
}

/** A temporary pair of Huawei Cloud with its security token. */
export function fakeTemporary(): FakePair & { token: string } {
  return {
    accessKeyId: filled('HSTFAKE', 20, capitals),
    secret: filled('FAKE', 40, alphanumeric),
    token: filled('FAKETOKEN', 300, alphanumeric),
  };
}

/** A temporary pair of Alibaba Cloud (STS) with its security token. Its secret is longer than a long-term one. */
export function fakeSts(): FakePair & { token: string } {
  return {
    accessKeyId: filled('STS.NFAKE', 26, alphanumeric),
    secret: filled('FAKE', 44, alphanumeric),
    token: filled('CAISFAKE', 300, alphanumeric),
  };
}

/** A name that no other key of the vault has. */
export function uniqueName(beginning: string): string {
  return filled(`${beginning} `, beginning.length + 7, capitals);
}

/** The master password of every vault that tests make. */
export const masterPassword = 'fake horse battery staple';

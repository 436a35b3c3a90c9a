import { secretBytes } from '../../../common/keys/text-bytes';

/** A key that says FAKE of itself and is the same in every run. */
export function fakeKey(name: string) {
  const tail = Buffer.from(name, 'utf8').toString('hex').toUpperCase().padEnd(16, '0').slice(0, 16);
  return {
    key: {
      provider: 'alibaba',
      name,
      description: `FAKE description of ${name}`,
      accountId: '',
      identityKind: 'ram-user',
      identityName: '',
      endpoint: '',
      keyType: '',
      credential: 'long-term',
      accessKeyId: `LTAIFAKE${tail}`,
      expiresAt: null,
    },
    secrets: { secret: secretBytes(`FAKEsecretOf${tail}${'0'.repeat(30)}`.slice(0, 30)), token: secretBytes('') },
    password: null,
  };
}

/** The fields in which a verification is given; part of several sheets. */
export const proof = {
  method: 'Verification method',
  methodChoice: { code: 'Authenticator app', password: 'Master password' },
  code: 'Verification code',
  codeHint: 'The 6 digits that your authenticator app shows now.',
  codeShape: 'A verification code has 6 digits.',
  administrator: 'Administrator password',
  administratorHint: 'The access key management lock is on: only its administrator can do this.',
  create: 'Adding an AccessKey is protected on this vault.',
} as const;

declare module '../catalogue' {
  interface Catalogues {
    proof: typeof proof;
  }
}

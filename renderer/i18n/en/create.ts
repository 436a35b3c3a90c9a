/** The sheet of the first start, which makes the vault. */
export const create = {
  title: 'Create your vault',
  intro: 'A vault keeps your access keys on this machine, encrypted with your master password.',
  passwordHint: 'At least 8 characters. Four or more unrelated words are easy to remember and hard to guess.',
  repeat: 'Repeat master password',
  mismatch: 'The two passwords differ. Type the same one again.',
  strength: 'Password strength',
  scores: {
    veryWeak: 'Very weak',
    weak: 'Weak',
    fair: 'Fair',
    strong: 'Strong',
    veryStrong: 'Very strong',
  },
  weak: 'This one is easy to guess. Make it longer: words that have nothing to do with each other help most.',
  forgetting:
    'Keyfold can’t recover a forgotten master password. Keep a copy in a safe place, away from this machine. A recovery key is offered next.',
  submit: 'Create Vault',
  quit: 'Quit',
  restore: 'Restore from a Backup',
} as const;

declare module '../catalogue' {
  interface Catalogues {
    create: typeof create;
  }
}

/** The sheet that unlocks the vault. */
export const unlock = {
  title: 'Your vault is locked',
  submit: 'Unlock',
  forgot: 'Forgot the master password?',
  quit: 'Quit',
  again: 'Try Again',
  restore: 'Restore from a Backup',
  /** A program that asks by the command `keyfold`. */
  waiting: {
    known: '{{program}} is waiting. Once Keyfold is unlocked, you see what it asks for and decide.',
    unknown: 'A program is waiting. Once Keyfold is unlocked, you see what it asks for and decide.',
  },
} as const;

declare module '../catalogue' {
  interface Catalogues {
    unlock: typeof unlock;
  }
}

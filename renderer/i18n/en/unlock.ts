/** The sheet that unlocks the vault. */
export const unlock = {
  title: 'Your vault is locked',
  submit: 'Unlock',
  forgot: 'Forgot the master password?',
  quit: 'Quit',
  again: 'Try Again',
  restore: 'Restore from a Backup',
} as const;

declare module '../catalogue' {
  interface Catalogues {
    unlock: typeof unlock;
  }
}

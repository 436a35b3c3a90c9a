/** The sheet that unlocks the vault. */
export const unlock = {
  title: 'Your vault is locked',
  submit: 'Unlock',
  forgot: 'Forgot the master password?',
  quit: 'Quit',
  restore: 'Restore from a Backup',
} as const;

declare module '../catalogue' {
  interface Catalogues {
    unlock: typeof unlock;
  }
}

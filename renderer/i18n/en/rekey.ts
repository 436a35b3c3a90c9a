/** The sheet that gives the vault new keys. */
export const rekey = {
  title: 'Replace the Vault’s Keys',
  about:
    'Worth doing when somebody may have had a copy of the vault together with its master password or recovery key.',
  what: 'Everything in the vault is encrypted anew with new keys. Your AccessKeys and the operation log stay as they are, and so does the master password. A backup is made first.',
  backups:
    'Backups from before still open with the old keys and the password of their time. Once you are sure of the new vault, delete them in Settings.',
  recovery: 'The present recovery key will open nothing any more. Make a new one afterwards.',
  submit: 'Replace Keys',
  stop: 'Stop',
  running: 'Everything is being encrypted anew…',
  stopped: 'Stopped. The vault still has its former keys.',
  doneTitle: 'The vault has new keys',
  done: 'Everything was encrypted anew and read back. If other people know the master password, change it as well.',
  doneRecovery: 'The vault has no recovery key now: without one, a forgotten master password is the end of it.',
  later: 'Later',
  makeRecovery: 'Make a Recovery Key',
} as const;

declare module '../catalogue' {
  interface Catalogues {
    rekey: typeof rekey;
  }
}

/** The sheet that stands on the lock screen after the open vault's files were replaced. */
export const rescue = {
  title: {
    gone: 'The vault is no longer in its place',
    replaced: 'The vault’s file was replaced',
    written: 'Another program changed the vault’s file',
  },
  found: {
    gone: 'While the vault was open, {{path}} disappeared: it was moved or deleted, or its disk was removed.',
    replaced:
      'While the vault was open, something else was put in the place of {{path}}, for example by a program that syncs or restores files.',
    written: 'While the vault was open, another program wrote into {{path}}.',
  },
  locked: 'So Keyfold locked the vault on {{moment}}. A change that was just being made then is not confirmed.',
  offer:
    'The vault as it was open has everything that Keyfold confirmed ({{size}}). Save it as a backup: the vault that you find from now on may lack some of it. The backup is encrypted and opens with the same master password.',
  offerKnown:
    'Keyfold has put the vault together again as it was before ({{size}}), and the database’s own check found no fault in it. Save it as a backup: the vault that you find from now on may lack some of it. The backup is encrypted and opens with the same master password.',
  folderGone: 'The vault’s folder isn’t there, so choose another place for the backup.',
  nothing:
    'The vault as it was open can’t be read any more, so it can’t be saved. If something is missing after you unlock, restore the latest backup.',
  save: 'Save as a Backup',
  elsewhere: 'Save Elsewhere…',
  leave: 'Don’t Save',
  savedTitle: 'The backup is saved',
  saved: 'It is in {{path}}.',
  savedInBackups: 'To go on with it, choose “Restore from a Backup” on the lock screen.',
  savedElsewhere:
    'To take AccessKeys from it, unlock a vault, choose Import, and choose the file vault.db of this folder. To go on with it, copy the two files into the vault’s folder while Keyfold is closed.',
  toLockScreen: 'To the Lock Screen',
} as const;

declare module '../catalogue' {
  interface Catalogues {
    rescue: typeof rescue;
  }
}

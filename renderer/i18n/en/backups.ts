/** Backups: in Settings, in notices, and in the sheet that restores one. */
export const backups = {
  title: 'Backups',
  about:
    'Keyfold makes a backup at the first unlock of each day, and before anything that rewrites the whole vault. Backups are encrypted like the vault and open with the master password of their time.',
  last: 'Last backup',
  never: 'None yet',
  folder: 'Folder',
  folderHint: 'On the same disk as the vault: it goes with that disk.',
  second: {
    label: 'Second folder',
    about: 'None. A copy of each backup on another disk stays when this one is lost.',
    choose: 'Choose a Folder…',
    change: 'Change…',
    leave: 'Stop Copying',
    never: 'No backup was copied there yet.',
    copied: 'Last copied and checked there on {{moment}}',
    failed: 'The copy of {{moment}} failed. {{cause}}',
    sameDisk: 'This folder is on the same disk as the vault, so it goes with that disk.',
  },
  keep: 'Backups to keep',
  keepLabel: {
    days: 'Days to keep',
    weeks: 'Weeks to keep',
    months: 'Months to keep',
    acts: 'Backups before an act to keep',
  },
  /** Each stands behind its number. */
  keepUnit: { days: 'days', weeks: 'weeks', months: 'months', acts: 'before an import, an update or new keys' },
  keepHint:
    'Of the daily backups the newest of each of these days, weeks and months is kept. Those made by hand or before a restore stay until you delete them.',
  make: 'Back Up Now',
  made: 'A backup was made.',
  manage: 'Show Backups',
  list: 'Backups',
  empty: 'There are no backups yet.',
  importOf: 'Import AccessKeys from the backup of {{moment}}',
  delete: 'Delete',
  deleteOf: 'Delete the backup of {{moment}}',
  deleteTitle: 'Delete this backup?',
  deleteBody: 'The backup of {{moment}} ({{kind}}) will be gone for good.',
  deleted: 'The backup was deleted.',
  kind: {
    daily: 'Daily',
    manual: 'By hand',
    'before-migration': 'Before an update',
    'before-import': 'Before an import',
    'before-rekey': 'Before replacing the vault’s keys',
    'before-restore': 'Before a restore',
    rescued: 'Rescued when the vault’s file was replaced',
  },
  /** `when` and `size` are formatted already. */
  line: '{{kind}} · {{size}}',
  failed: 'The backup of the vault failed.',
  stepBack: {
    vault:
      'This vault is an older copy: Keyfold has seen a newer one here, last on {{moment}}. If you put the older one back yourself, all is well. If not, somebody did: keys that were added or deleted since then may be missing or back again.',
    slots:
      'The file with the vault’s keys isn’t the one that Keyfold wrote last. If you put it back yourself, all is well. If not, somebody did, and a master password from before may open the vault again: change the master password.',
    vaultUnknown:
      'This vault is an older copy than the one that Keyfold has seen here before. If you put it back yourself, all is well. If not, somebody did.',
    accept: 'I Put It Back',
  },
  rekey: {
    label: 'The vault’s keys',
    about:
      'Encrypts everything anew with new keys, for when somebody may have had a copy of the vault and its password.',
    act: 'Replace',
    changed: 'The vault has new keys.',
  },
  restore: {
    title: 'Restore from a Backup',
    intro: 'The vault as it is now is set aside first and stays among the backups.',
    choose: 'Backup',
    password: 'Master password of that time',
    passwordHint: 'If you have changed the master password since then, enter the one from before.',
    present: 'Master password of the vault as it is now',
    submit: 'Restore',
    empty: 'There are no backups in this vault’s folder.',
  },
} as const;

declare module '../catalogue' {
  interface Catalogues {
    backups: typeof backups;
  }
}

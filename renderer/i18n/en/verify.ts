/** The sheet that asks for a verification before a protected act. `number` is a formatted number. */
export const verify = {
  act: {
    reveal: 'View Secret',
    delete: 'Delete AccessKey',
    clear: 'Delete AccessKey',
    restore: 'Restore AccessKey',
    erase: 'Delete for Good',
    'empty-bin': 'Empty Recycle Bin',
    'keep-bin': 'Change Recycle Bin',
    'not-leaked': 'Not Leaked',
    assign: 'Assign AccessKey',
    enable: 'Enable',
    disable: 'Disable',
    edit: 'Edit AccessKey',
    change: 'Change AccessKey',
    'export-log': 'Export Log',
    'archive-log': 'Archive Log',
    'remove-backup': 'Delete Backup',
    'keep-backups': 'Keep Fewer Backups',
    'remove-original': 'Delete Original',
  },
  /** The same for several keys. */
  acts: {
    delete: 'Delete {{number}} AccessKeys',
    clear: 'Delete {{number}} AccessKeys',
    restore: 'Restore {{number}} AccessKeys',
    erase: 'Delete {{number}} AccessKeys for Good',
    assign: 'Assign {{number}} AccessKeys',
    enable: 'Enable {{number}} AccessKeys',
    disable: 'Disable {{number}} AccessKeys',
    change: 'Change {{number}} AccessKeys',
  },
  ask: {
    reveal: 'Verify that it’s you to see the secret of this key.',
    delete: 'Verify that it’s you to delete this key.',
    clear: 'Verify that it’s you to delete this expired temporary key.',
    restore:
      'Verify that it’s you to restore this key, with its secret, account, user and tags, disabled as it was deleted.',
    erase: 'Verify that it’s you to delete this key and its secret for good.',
    'empty-bin': 'Verify that it’s you to delete everything in the recycle bin for good.',
    'keep-bin':
      'Verify that it’s you to keep deleted keys for fewer days. Those listed are over by that and deleted at once.',
    'not-leaked': 'Verify that it’s you to take the mark “leaked” away.',
    assign: 'Verify that it’s you to assign this key to another identity.',
    enable: 'Verify that it’s you to enable this key.',
    disable: 'Verify that it’s you to disable this key.',
    edit: 'Verify that it’s you to change the account or user of this key.',
    change: 'Verify that it’s you to change this key.',
    'export-log': 'Verify that it’s you to export the operation log. It names your keys, but holds no secrets.',
    'archive-log':
      'Verify that it’s you to move old records of the operation log into a file. They leave the vault for good.',
    'remove-backup': 'Verify that it’s you to delete this backup.',
    'keep-backups':
      'Verify that it’s you to keep fewer backups. Those listed are deleted now, and others as new ones are made.',
    'remove-original': 'Verify that it’s you to delete the original of this file.',
  },
  asks: {
    delete: 'Verify that it’s you to delete these keys.',
    clear: 'Verify that it’s you to delete these expired temporary keys.',
    restore:
      'Verify that it’s you to restore these keys, with their secrets, accounts, users and tags, disabled as they were deleted.',
    erase: 'Verify that it’s you to delete these keys and their secrets for good.',
    assign: 'Verify that it’s you to assign these keys to another identity.',
    enable: 'Verify that it’s you to enable these keys.',
    disable: 'Verify that it’s you to disable these keys.',
    change: 'Verify that it’s you to change these keys.',
  },
  keys: 'AccessKeys',
  more_one: 'and {{number}} more',
  more_other: 'and {{number}} more',
  target: 'New account and user',
  backup: 'The backup of {{moment}}',
  rows_one: '{{number}} row of the log is written to a file.',
  rows_other: '{{number}} rows of the log are written to a file.',
  /** Where deleted keys go. */
  toBin: 'They can be restored from the recycle bin for {{days}}.',
  /** What is done before a key is deleted. */
  disables_one: '{{number}} enabled key is disabled first.',
  disables_other: '{{number}} enabled keys are disabled first.',
  /** What can’t be undone. */
  lost: {
    key_one: 'The secret is deleted for good. This can’t be undone.',
    key_other: 'The secrets are deleted for good. This can’t be undone.',
    backup_one: 'What only this backup holds is gone for good. This can’t be undone.',
    backup_other: 'What only these {{number}} backups hold is gone for good. This can’t be undone.',
    original_one: 'The file as it was, with its secrets, is gone for good. This can’t be undone.',
    original_other: 'The files as they were, with their secrets, are gone for good. This can’t be undone.',
  },
  final_one: '{{number}} of these keys can’t be enabled again: its provider doesn’t allow it.',
  final_other: '{{number}} of these keys can’t be enabled again: their provider doesn’t allow it.',
} as const;

declare module '../catalogue' {
  interface Catalogues {
    verify: typeof verify;
  }
}

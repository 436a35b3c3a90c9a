/** The sheet that asks for a verification before a protected act. */
export const verify = {
  ask: {
    reveal: 'Verify that it’s you to see the secret of this key.',
    delete: 'Verify that it’s you to delete this key and its secret. This can’t be undone.',
    clear: 'Verify that it’s you to delete the expired temporary keys and their secrets. This can’t be undone.',
    assign: 'Verify that it’s you to assign the chosen keys to another identity.',
    enable: 'Verify that it’s you to enable this key.',
    disable: 'Verify that it’s you to disable this key.',
    edit: 'Verify that it’s you to change the account or user of this key.',
    'export-log': 'Verify that it’s you to export the operation log. It names your keys, but holds no secrets.',
    'archive-log':
      'Verify that it’s you to move old records of the operation log into a file. They leave the vault for good.',
  },
  assign: 'Assign AccessKeys',
  exportLog: 'Export Log',
  archiveLog: 'Archive Log',
} as const;

declare module '../catalogue' {
  interface Catalogues {
    verify: typeof verify;
  }
}

/** Words that several views use. */
export const common = {
  add: 'Add AccessKey',
  edit: 'Edit AccessKey',
  setDefault: 'Set as Default',
  cancelDefault: 'Cancel Default Setting',
  enable: 'Enable',
  disable: 'Disable',
  delete: 'Delete AccessKey',
  viewSecret: 'View Secret',
  downloadCsv: 'Download CSV File',
  copy: 'Copy',
  cancel: 'Cancel',
  close: 'Close',
  save: 'Save',
  done: 'Done',
  dismiss: 'Dismiss',
  retry: 'Try again',
  optional: 'Optional',
  handedTo: 'Handed to',
  handedToPlaceholder: 'A note for the operation log',
  showPassword: 'Show password',
  hidePassword: 'Hide password',
  showSecret: 'Show secret',
  hideSecret: 'Hide secret',
  capture: 'Keep secrets out of screenshots and screen sharing',
  notifications: 'Notifications',
  listSeparator: ', ',
  /** Follows the first ones of a list. */
  andMore_one: 'and {{number}} more',
  andMore_other: 'and {{number}} more',
  /** The end of an AccessKey ID. */
  idEnd: '…{{characters}}',
  enabled: 'Enabled',
  disabled: 'Disabled',
  default: 'Default',
  temporary: 'Temporary',
  longTerm: 'Long-term',
  /** Keys of an account itself, where they are about to be used. */
  master: {
    title: 'Full permissions',
    one: 'This key belongs to the account itself ({{identity}}): whoever has it can do everything there. A key of the kind “{{safer}}” with only the permissions it needs is safer.',
    only: 'This key belongs to the account itself: whoever has it can do everything there.',
    several_one: '{{number}} of {{total}} keys belongs to an account itself: whoever has it can do everything there.',
    several_other:
      '{{number}} of {{total}} keys belong to accounts themselves: whoever has them can do everything there.',
  },
} as const;

declare module '../catalogue' {
  interface Catalogues {
    common: typeof common;
  }
}

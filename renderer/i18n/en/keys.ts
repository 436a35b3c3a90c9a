/** Words of the main view: the list of keys and what can be done with one. */
export const keys = {
  allKeys: 'All keys',
  providers: 'Providers',
  settings: 'Settings',
  lock: 'Lock',
  import: 'Import…',
  export: 'Export…',
  exportCount_one: 'Export {{number}} AccessKey…',
  exportCount_other: 'Export {{number}} AccessKeys…',
  exportSelected_one: 'Export {{number}} Selected AccessKey…',
  exportSelected_other: 'Export {{number}} Selected AccessKeys…',
  use: 'Use in a Tool…',
  useDefault: 'Use Default in a Tool…',
  /** The button that opens the menu of the list. */
  more: 'More',
  search: 'Search',
  searchPlaceholder: 'Search name, AccessKey ID, account, user',
  clearSearch: 'Clear search',
  list: 'AccessKeys',
  count_one: '{{number}} key',
  count_other: '{{number}} keys',
  column: {
    name: 'Name',
    accessKeyId: 'AccessKey ID',
    account: 'Account',
    user: 'Sub-user',
    type: 'Type',
    status: 'Status',
    default: 'Default',
    age: 'Age',
    actions: 'Actions',
  },
  /** How the list says an age. */
  age: '{{days}}',
  sortBy: 'Sort by {{column}}',
  yes: 'Yes',
  no: 'No',
  unknown: 'Not recorded',
  rowActions: 'Actions for {{name}}',
  expired: 'Expired',
  pending: 'Secret not shown yet',
  pendingExplained:
    'The secret was never displayed, for example because the vault was locked in between. It can still be shown once.',
  taken: 'Secret opened, not seen to the end',
  takenExplained:
    'The secret was opened for its only showing, but the vault was locked or Keyfold ended before it was copied or the page was closed. It can be shown once more.',
  root: 'Full permissions',
  rootExplained:
    'This key belongs to the account itself ({{identity}}) and has full privileges over everything in it. Instead, make a key of the kind “{{safer}}” with only the permissions it needs, and delete this one.',
  due: 'Older than {{days}} days: replace it.',
  dueSoon: 'Replace it before it is {{days}} days old.',
  empty: {
    title: 'No AccessKeys yet',
    body: 'Add the first one: type it in, or drop the CSV file that the console gave you.',
    providerTitle: 'No AccessKeys of {{provider}}',
    providerBody: 'Add one, or look at all keys.',
    searchTitle: 'Nothing found for “{{text}}”',
    searchBody: 'The search looks at name, description, AccessKey ID, account, user and type.',
    searchBodyProvider: 'Only {{provider}} was searched. Clear the search, or look at all keys.',
    showAll: 'Show all keys',
  },
  /** What happened to a secret so far, and what can still be done with it. */
  secret: {
    both: '{{happened}} {{left}}',
    pending: 'Keyfold has not shown this secret yet.',
    taken: 'This secret was opened, but not seen to the end.',
    shown: 'This secret was shown.',
    left: 'This secret left Keyfold in plain text: in a file, for a tool, or by the clipboard.',
    imported: 'This secret came with an import. It was never shown here.',
    unknown: 'This secret was shown, or it left Keyfold in plain text.',
    canOnce: 'It can be shown once more. After that it can still be used in a tool, given to somebody or exported.',
    canAlways: 'It can be shown again at any time, after a verification.',
    cannot:
      'As at its provider, it isn’t shown again. It can still be used in a tool, given to somebody or exported; the setting “Show one-time secrets again” would show it.',
  },
  detail: {
    region: 'Basic properties',
    close: 'Close basic properties',
    provider: 'Addition Method',
    description: 'Description',
    noDescription: 'None',
    identity: 'Identity',
    credential: 'Credential',
    created: 'Added',
    updated: 'Last edited',
    expires: 'Expires',
    endpoint: 'Endpoint',
    log: 'Operation log of this key',
    notKnown: 'Not known',
    sinceAdded: '(since it was added)',
    neverUsed: 'Never used',
  },
  needsNewer: 'Needs a newer Keyfold',
  needsNewerExplained:
    'A newer Keyfold wrote this key, and this one doesn’t know what it is. It stays as it is and goes along in backups and exports. Update Keyfold to work with it.',
  notNow: {
    defaultDisabled: 'A disabled key can’t be the default.',
    defaultExpired: 'An expired key can’t be the default.',
    useExpired: 'An expired key is of no use to a tool.',
    nothingListed: 'The list shows no AccessKey.',
    noDefault: 'No key of this provider is set as default.',
    rotateDisabled: 'Only an enabled key can be rotated.',
    enableFinal: '{{provider}} doesn’t allow a disabled key to be enabled again.',
  },
  edit: {
    title: 'Edit AccessKey',
    fixed: 'The AccessKey ID and the secret can’t be changed. For another pair, add another AccessKey.',
  },
  deleteDialog: {
    title: 'Delete this AccessKey?',
    body: '“{{name}}” and its secret will be removed from this vault. This can’t be undone.',
    uses: 'Applications that take it from Keyfold will fail.',
    offline:
      'Nothing changes at the provider: Keyfold works offline. To make the key useless, also delete it in the provider’s console.',
    isDefault: 'It is the default key of {{provider}}; afterwards there will be none.',
  },
  disableDialog: {
    title: 'Disable this AccessKey?',
    body: '“{{name}}” will be marked as disabled in this vault.',
    isDefault: 'It is the default key of {{provider}} and will lose its default setting.',
    final: 'With {{provider}}, disabling can’t be undone: a disabled key can’t be enabled again.',
    offline:
      'Nothing changes at the provider: Keyfold works offline. To stop the key there, disable it in the provider’s console.',
  },
  done: {
    edited: '“{{name}}” was saved.',
    setDefault: '“{{name}}” is now the default key of {{provider}}.',
    cancelDefault: '“{{name}}” is no longer the default key of {{provider}}.',
    enabled: '“{{name}}” was enabled.',
    disabled: '“{{name}}” was disabled.',
    deleted: '“{{name}}” was deleted.',
  },
  loadFailed: 'The keys can’t be shown',
} as const;

declare module '../catalogue' {
  interface Catalogues {
    keys: typeof keys;
  }
}

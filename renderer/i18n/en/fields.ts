/** Words for what is wrong with a field, and names of the fields for which a provider has no word of its own. */
export const fields = {
  label: {
    name: 'Name',
    description: 'Description',
    accountId: 'Account ID',
    identityKind: 'Identity',
    identityName: 'Sub-Username',
    keyType: 'Type',
    endpoint: 'Endpoint',
    credential: 'Credential',
    apiCredential: 'API credential',
    accessKeyId: 'AccessKey ID',
    secret: 'AccessKey Secret',
    token: 'Security Token',
    expiresAt: 'Expires',
    providerCreatedAt: 'Created at the provider',
    providerUsedAt: 'Last used at the provider',
    alias: 'Alias',
    remark: 'Remark',
    tag: 'Tag',
    view: 'Name of the view',
    password: 'Master password',
  },
  /** How many keys an identity may still get. */
  room: {
    left_one: '“{{who}}” can have {{number}} more AccessKey ({{held}} of {{quota}}).',
    left_other: '“{{who}}” can have {{number}} more AccessKeys ({{held}} of {{quota}}).',
    unknown: 'At most {{quota}} for each “{{kind}}”; counted once account and name are filled in.',
    temporaryOnly: '“{{kind}}” can have temporary keys only. For a long-term key, use “{{other}}”.',
    unknownAccount: 'At most {{quota}} for each “{{kind}}”; counted once the account is filled in.',
  },
  /** The lists of accounts and users that the vault knows. */
  known: {
    accounts: 'Known accounts',
    users: 'Known users',
    showAccounts: 'Show known accounts',
    showUsers: 'Show known users',
    count_one: '{{number}} known. Arrow keys choose.',
    count_other: '{{number}} known. Arrow keys choose.',
    more: 'The first {{number}}. Type on to see others.',
    left: '{{left}} of {{quota}} left',
  },
  /** What is typed is almost the name of a known account or user. */
  near: {
    question: 'Did you mean “{{known}}”?',
    alias: 'What you typed is your own name for it.',
    looks: 'What you typed looks the same and isn’t.',
    case: 'Only upper and lower case differ.',
    slip: 'One character differs, or two have changed places.',
    explained: '{{why}} {{becomes}}',
    newAccount: 'As typed, it becomes another account.',
    newUser: 'As typed, it becomes another user.',
    takeAccount: 'Use the Known Account',
    takeUser: 'Use the Known User',
    keep: 'Keep “{{typed}}”',
  },
  problem: {
    required: '{{label}} is required.',
    choose: 'Choose a value for {{label}}.',
    tooLong: '{{label}} has more than {{limit}} characters. Shorten it.',
    tooShort: '{{label}} needs at least {{limit}} characters.',
    hiddenCharacters:
      '{{label}} has invisible characters (such as soft hyphens, fillers or text-direction marks). Type it again.',
    combiningMarks: '{{label}} has more than {{limit}} marks on one letter. Type it again.',
    formula:
      '{{label}} could be a spreadsheet formula: a cell that begins with =, +, - or @. No key has that. Copy it again.',
    formulaTaken: '{{label}} looks like a spreadsheet formula. Check it; you can still save it.',
    tooSimple: '{{label}} needs at least {{limit}} different characters; spaces don’t count.',
    notTypable:
      '{{label}} has a tab, a line end or another character that no keyboard types into this field. Type it without.',
    inBin:
      '{{label}}: “{{name}}” in the recycle bin has the same. To get that key back, restore it there instead of adding it again.',
    almostKnown: '{{label}} is almost “{{name}}”, which the vault knows. You can still save it.',
    looksLike: '{{label}} looks the same as “{{name}}”, another key of this account. You can still save it.',
    notPrintable: '{{label}} has a space or a character that no key has. Copy it again, without the text around it.',
    notAChoice: '{{label}} doesn’t fit this kind of key. Choose another or leave it empty.',
    otherCredentialOnly:
      'This kind of key doesn’t fit the {{label}}: temporary and long-term keys aren’t given to every kind. Choose another.',
    notAnEndpoint: '{{label}} isn’t a host name or an http(s) address, such as ebs.example.internal.',
    needsNewer: 'The vault has this {{label}} in a key that only a newer Keyfold knows. That key stays as it is.',
    unusualShape: 'This doesn’t look like a usual {{label}}. Check it; you can still save it.',
    unusualShapeExpected: 'A usual {{label}} has {{expected}}. Check it; you can still save it.',
    otherCredential: 'This {{label}} looks like one of the other kind of credential. Check the kind you chose.',
    lostValue: '{{label}} was left out: “{{value}}” is what a spreadsheet made of it. Look it up and enter it.',
    notADate: '{{label}} was left out: “{{value}}” could be more than one day, or none. Enter it by hand.',
    inTheFuture: '{{label}} is in the future. Enter the day that the console shows.',
    tooEarly: '{{label}} is before any cloud gave access keys. Enter the day that the console shows.',
    beforeCreated: '{{label}} is before the key was created. Check both days.',
    past: 'This time is past. The key will be saved as expired.',
  },
  /** What is known from the provider. */
  dates: {
    never: 'Never used, as the console says',
  },
  /** What can't be seen in a hidden field. */
  typed: {
    capsLock: 'Caps Lock is on.',
    lineEnds: 'The pasted text had line ends. This field leaves them out.',
    blankFirst: 'It begins with a blank. Blanks count.',
    blankLast: 'It ends with a blank. Blanks count.',
    unseen: 'It has characters that can’t be seen. They count.',
  },
} as const;

declare module '../catalogue' {
  interface Catalogues {
    fields: typeof fields;
  }
}

/** The sheet that adds a key. */
export const add = {
  successor: {
    explained: 'New key for the rotation of “{{name}}”. Account and user are those of the old key.',
    name: '{{name}} {{date}}',
  },
  method: 'Addition Method',
  descriptionPlaceholder: 'What this key is for',
  rootWarning:
    'This key belongs to the account itself and has full privileges over everything in it. Prefer “{{identity}}”, with only the permissions it needs.',
  expiresHint: 'In this machine’s time zone.',
  csv: {
    choose: 'Choose CSV File',
    hint: 'or drop the console’s file anywhere on this form',
    drop: 'Drop the CSV file here',
    filled: 'Filled in from {{file}}. Delete that file once the key is saved: it isn’t encrypted.',
    otherProvider: 'By its header, this file comes from {{provider}}.',
    several: '{{file}} holds {{total}} keys. Choose the one to add.',
    more: 'Only the first {{total}} are listed.',
    noUser: 'No user name',
    oneFile: 'Drop one file at a time.',
    problems: {
      empty: '{{file}} is empty. Download it again from the console.',
      tooLarge:
        '{{file}} is too large for a console’s CSV file (at most {{limit}} MB). Choose the file that the console gave.',
      binary: '{{file}} isn’t a text file. Choose the CSV file that the console gave, not a spreadsheet or an archive.',
      damagedEncoding: 'The characters of {{file}} can’t be read. Download it again, or save it as UTF-8.',
      noHeader: '{{file}} doesn’t begin with a header that a console writes. Accepted: {{headers}}.',
      noRows: '{{file}} has a header but no key below it.',
      unreadable: '{{file}} can’t be read. Check that it is a file and that you may read it.',
      otherProvider: '{{file}} holds keys of {{provider}}, which Keyfold doesn’t manage.',
      missing: 'Row {{row}} of {{file}} has no AccessKey ID or no secret.',
      notPrintable: 'Row {{row}} of {{file}} has a space or a character that no key has.',
      tooLong: 'A value in row {{row}} of {{file}} is too long to be a key.',
      lostValue:
        'A spreadsheet has changed a value in row {{row}} of {{file}}, so that it is lost. Download the file again.',
      quotes: 'A quotation mark in row {{row}} of {{file}} is never closed. Download the file again.',
    },
  },
} as const;

declare module '../catalogue' {
  interface Catalogues {
    add: typeof add;
  }
}

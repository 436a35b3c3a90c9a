/** Words for giving keys to somebody: the sheet, the receipt, the page of what was given, and where a key went. */
export const given = {
  give: 'Give to…',
  giveCount_one: 'Give {{number}} AccessKey to…',
  giveCount_other: 'Give {{number}} AccessKeys to…',
  sheet: {
    title: 'Give AccessKeys to Somebody',
    about: 'The AccessKeys with their secrets in one file, and a receipt that says who got them.',
    toWhom: 'To whom',
    toWhomPlaceholder: 'A name, a team or a ticket',
    toWhomHint: 'It goes into the receipt and into the operation log of each of these AccessKeys.',
    toWhomRequired: 'Say who gets these AccessKeys.',
    submit: 'Give',
    submitCount_one: 'Give {{number}} AccessKey…',
    submitCount_other: 'Give {{number}} AccessKeys…',
    doneTitle: 'AccessKeys handed over',
    done_one: '{{number}} AccessKey for {{whom}} is in {{file}}.',
    done_other: '{{number}} AccessKeys for {{whom}} are in {{file}}.',
  },
  receipt: {
    title: 'Receipt',
    keys: 'AccessKeys handed over',
    more_one: 'and {{number}} more. The saved receipt has it too.',
    more_other: 'and {{number}} more. The saved receipt has all of them.',
    saveText: 'Save as Text',
    saveHtml: 'Save to Print or PDF',
    about: 'It has no secrets. Saved “to print”, it is a web page that a browser prints or saves as PDF.',
    saved: 'The receipt was saved as {{file}}.',
    unfinished: 'It isn’t known that the file was written. The operation log says why.',
    inLog: 'Show in Operation Log',
  },
  page: {
    title: 'Handed over',
    count_one: '{{number}} hand-over',
    count_other: '{{number}} hand-overs',
    list: 'What was given to whom',
    search: 'Search what was handed over',
    searchPlaceholder: 'Search receiver, AccessKey, file, SHA-256',
    column: { time: 'Time', toWhom: 'Handed to', keys: 'AccessKeys', way: 'Way', byWhom: 'Handed over by' },
    loadFailed: 'What was handed over can’t be shown',
    emptyTitle: 'Nothing was handed over yet',
    emptyBody: 'Select AccessKeys in the list and choose “Give to…”. What was given to whom then stands here.',
    noneTitle: 'Nothing was handed over to “{{text}}”',
    noneBody:
      'The search looks at receiver, sender, file, SHA-256, and the names and last four characters of the AccessKeys.',
    clear: 'Clear search',
    way: {
      age: 'Encrypted file (age)',
      csv: 'CSV, not encrypted',
      file: 'A tool’s file',
      tool: 'A tool’s file',
      clipboard: 'Clipboard',
    },
    unfinished: 'Not known to be written',
    open: 'Receipt for {{whom}}',
  },
  went: {
    title: 'Where it went',
    nowhere: 'It has not left this vault.',
    unknownBefore: 'Records that were archived aren’t counted.',
    to: 'to {{whom}}',
    more_one: '{{number}} more in the operation log',
    more_other: '{{number}} more in the operation log',
    receipt: 'Receipt',
  },
} as const;

declare module '../catalogue' {
  interface Catalogues {
    given: typeof given;
  }
}

/** The sheet that shows a secret. */
export const reveal = {
  onlyOnce:
    'This is the only opportunity to view and copy the {{secret}}. You cannot view it again after you close this page.',
  onceMore:
    'This is the last opportunity to view and copy the {{secret}}. It was opened before, but not to the end, and cannot be viewed again after you close this page.',
  again: 'Copy what you need and close this page. You can view the {{secret}} again with the master password.',
  opening: 'Opening…',
  copied: 'Copied, cleared in {{seconds}} s',
  copiedAloud: '{{label}} copied. The clipboard is cleared in {{seconds}} seconds.',
  saved:
    'Saved as {{file}}. The file isn’t encrypted: move it to a safe place or delete it when you no longer need it.',
  closesIn: 'Closes in {{seconds}} s',
  closesSoon: 'This page closes in {{seconds}} seconds.',
  keepOpen: 'Keep Open',
  covered: 'Hidden',
  leave: {
    title: 'Close without copying?',
    over: 'Time is up. Close without copying?',
    once: 'You have neither copied nor downloaded the {{secret}}, and it can’t be viewed again.',
    close: 'Close Anyway',
  },
} as const;

declare module '../catalogue' {
  interface Catalogues {
    reveal: typeof reveal;
  }
}

/** The question before something is lost: at the end of the application, or of a form with a typed secret. */
export const closing = {
  title: {
    text: 'Close without saving?',
    secret: 'Close without saving the secret?',
    running: 'Stop what is under way?',
    rescue: 'Close without saving what was open?',
  },
  words: {
    text: 'What you have typed or chosen here isn’t in the vault yet. It will be lost.',
    secret:
      'The secret in this form isn’t in the vault yet. If the console shows it only once and you have no other copy, it is lost.',
    running: 'Keyfold hasn’t finished. If you close it now, the act is stopped and what was done so far is undone.',
    rescue:
      'What the vault had open when its files were replaced is only in memory. If you close Keyfold now, it is lost.',
  },
  stay: 'Keep Open',
  leave: 'Close Anyway',
} as const;

declare module '../catalogue' {
  interface Catalogues {
    closing: typeof closing;
  }
}

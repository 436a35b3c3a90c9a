/** Short messages above the list, about the vault as a whole. */
export const notices = {
  region: 'Notices',
  dismiss: 'Hide this notice',
  draft: {
    add: 'Keyfold locked while you were adding an AccessKey. What you typed is still here, without the secret.',
    edit: 'Keyfold locked while you were editing an AccessKey. Your changes are not saved yet.',
    account: 'Keyfold locked while you were editing an account. Your changes are not saved yet.',
    identity: 'Keyfold locked while you were editing an identity. Your changes are not saved yet.',
    resume: 'Continue',
    discard: 'Discard',
  },
  clipboard: {
    region: 'Clipboard',
    clearsIn: 'Copied · {{seconds}} s',
    clear: 'Clear now',
    stays: 'Not cleared yet',
    staysWhy:
      'Another program doesn’t let Keyfold clear the clipboard. Keyfold tries again when its window gets the focus.',
  },
  clock: {
    behind:
      'The system clock looks wrong: it is {{by}} behind a time that this vault has already seen. Ages may be off; what has expired stays expired.',
    forward:
      'The system clock stepped forward by {{by}} (or the computer slept that long). If it is wrong, ages and expiry may be off.',
    back: 'The system clock stepped back by {{by}}. If it is wrong, ages and expiry may be off.',
    accept: 'The clock is right',
    accepted: 'Keyfold now takes the system clock as right.',
  },
} as const;

declare module '../catalogue' {
  interface Catalogues {
    notices: typeof notices;
  }
}

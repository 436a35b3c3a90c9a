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
  readOnly: {
    title: 'This vault can only be read.',
    about:
      'Its disk, folder or file is read-only. Keys can be looked up, but nothing can be changed, and no secret can be shown, copied or exported, because the log couldn’t note it.',
  },
  conflicts: {
    named:
      'Beside the vault there is another version of it: {{names}}. A synchronising program made it when two computers changed the vault at once. Keyfold never opens it by itself. To see what is in it, put it into a folder of its own as vault.db, beside a copy of slots.json, and import it.',
    more: 'Beside the vault there are other versions of it: {{names}} and {{more}} more. A synchronising program made them when two computers changed the vault at once. Keyfold never opens them by itself. To see what is in one, put it into a folder of its own as vault.db, beside a copy of slots.json, and import it.',
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

/** Operation protection in Settings, and the sheet that changes it. */
export const protection = {
  title: 'Operation protection',
  always:
    'Deleting an AccessKey, viewing a secret, exporting and changing what stands here always need a verification. What else does, you choose.',
  alwaysLocked: 'The access key management lock is on: changing what stands here needs the administrator’s password.',
  on: 'On',
  off: 'Off',
  turnOn: 'Turn On',
  turnOff: 'Turn Off',
  setUp: 'Set Up',
  remove: 'Remove',
  since: 'Since {{moment}}',
  changed: 'Operation protection was changed.',
  part: {
    create: {
      label: 'Verify before adding',
      about: 'Adding an AccessKey asks for a verification.',
      on: 'Adding an AccessKey will ask for a verification.',
      off: 'Anyone at the unlocked vault will be able to add an AccessKey.',
    },
    status: {
      label: 'Verify before enabling and disabling',
      about: 'Enabling or disabling an AccessKey asks for a verification.',
      on: 'Enabling or disabling an AccessKey will ask for a verification.',
      off: 'Anyone at the unlocked vault will be able to enable and disable AccessKeys.',
    },
    authenticator: {
      label: 'Authenticator app',
      about: 'A code of the app verifies instead of the master password. The master password always works as well.',
      on: 'Codes of an app on your phone will verify instead of the master password. The master password always works as well, and can remove the app again.',
      off: 'Codes of the app will no longer be taken. The master password verifies as before.',
    },
    lock: {
      label: 'Access key management lock',
      about:
        'Only the administrator can add, enable, disable and delete AccessKeys, move one to another user, and change protection. Others can look up, use and, where allowed, view.',
      on: 'Only someone with the administrator’s password will be able to add, enable, disable and delete AccessKeys, move one to another user, and change protection.',
      off: 'Everyone who can unlock the vault will be able to manage AccessKeys again. The administrator’s password is forgotten.',
    },
    revealAgain: {
      label: 'Show one-time secrets again',
      about: 'Secrets that their provider shows only once can be viewed again here, after a verification.',
      on: 'Secrets that their provider shows only once can be viewed again in this vault, after a verification. Each time is recorded.',
      off: 'Secrets that their provider shows only once can’t be viewed again, as in the provider’s console.',
    },
  },
  /** The mark in the sidebar while the lock is on. */
  locked: {
    mark: 'Management lock on',
    about: 'Only the administrator can manage AccessKeys now. Settings says since when.',
  },
  /** In the place of a form that can't be saved while the lock is on. */
  closed: {
    title: 'Accounts can’t be changed now',
    body: 'The access key management lock is on. Accounts and users can be added, changed and removed once somebody with the administrator’s password has turned it off.',
    settings: 'Open Settings',
  },
  lockHonest:
    'This is a rule of Keyfold, not encryption. It keeps people who use Keyfold from making changes. Whoever has the master password and the vault’s file can still read and change everything with other software.',
  lockForgotten: 'Keep the administrator’s password safe: if it is forgotten, the lock can’t be turned off.',
  newPassword: 'New administrator password',
  repeatPassword: 'Repeat administrator password',
  repeatWrong: 'The two passwords are not the same.',
  next: 'Continue',
  qr: 'QR code for the authenticator app',
  scan: 'Scan this code with your authenticator app. If you can’t, type the key into it (time-based, 6 digits, 30 seconds).',
  key: 'Key',
  confirm: 'Then enter the code that the app shows, so that it is certain to work.',
} as const;

declare module '../catalogue' {
  interface Catalogues {
    protection: typeof protection;
  }
}

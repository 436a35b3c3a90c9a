/** The ways into the vault: in Settings, in the sheets that change them, and on the lock screen. */
export const keyring = {
  title: 'Vault access',
  password: {
    label: 'Master password',
    about: 'Always opens the vault, also on another machine. Changing it doesn’t touch your keys.',
    change: 'Change',
    title: 'Change master password',
    intro:
      'From then on only the new one opens this vault. Backups and copies made before still open with the old one.',
    current: 'Current master password',
    next: 'New master password',
    repeat: 'Repeat new master password',
    submit: 'Change Password',
    changed: 'The master password was changed.',
  },
  recoveryKey: {
    label: 'Recovery key',
    about: 'Opens the vault when the master password is forgotten. Without one, nothing else does.',
    none: 'Not set up',
    since: 'Since {{moment}}',
    setUp: 'Set Up',
    replace: 'Replace',
    remind: 'No recovery key yet',
    changed: 'The recovery key is set up.',
  },
  make: {
    title: 'Set up a recovery key',
    replaceTitle: 'Replace the recovery key',
    offer:
      'If you forget the master password, nobody can open this vault for you. A recovery key, kept on paper away from this machine, can.',
    offerMore: 'You write it down once and type it back to be sure that it is right. That takes two minutes.',
    later: 'Not Now',
    laterHint: 'You can do this at any time in Settings.',
    start: 'Set Up Recovery Key',
    why: 'Keyfold shows a new recovery key once. You write it down and type it back; then it opens this vault.',
    replaces:
      'Keyfold shows a new recovery key once. You write it down and type it back; then it opens this vault, and the former one no longer does.',
    next: 'Continue',
    showTitle: 'Write down your recovery key',
    showIntro:
      'It is shown only now. Write it on paper, or save it as a file and take that file away from this machine.',
    key: 'Recovery key',
    warning: 'Anyone who has this key and your vault can read every secret in it.',
    alike: 'There is no I, O, B or 1 in it.',
    save: 'Save as File',
    saved: 'Saved as {{file}}. The file isn’t encrypted: take it away from this machine and delete it here.',
    written: 'I Have Written It Down',
    typeTitle: 'Type it back',
    typeIntro: 'From what you wrote down, so that it is certain to be right. Hyphens and small letters don’t matter.',
    notThis: 'This is a recovery key, but not the one that was just shown.',
    back: 'Show It Again',
    confirm: 'Confirm',
  },
  device: {
    label: 'System keychain',
    seal: 'Use Keychain',
    sealAgain: 'Tie Anew',
    forget: 'Forget This Device',
    title: 'Use the system’s keychain',
    intro:
      'The vault is tied to this system’s keychain anew, so that storing a secret needs no master password, and showing one needs a verification only.',
    submit: 'Use Keychain',
    changed: 'The vault is tied to this system’s keychain.',
    forgotten: 'This device was forgotten. Keyfold asks for the master password when a secret is stored or shown.',
  },
  recover: {
    title: 'Open with the recovery key',
    intro: 'The recovery key opens the vault once more and sets a new master password. Your keys stay as they are.',
    submit: 'Set Password and Unlock',
    back: 'Back',
  },
} as const;

declare module '../catalogue' {
  interface Catalogues {
    keyring: typeof keyring;
  }
}

/** The lock screen and the first start: which vault is opened, and where it is. */
export const vaults = {
  /** The vault in Keyfold's own folder, as long as it has no other name. */
  own: 'This machine’s vault',
  open: 'Open an Existing Vault or Backup…',
  make: 'New Vault…',
  list: 'Other vaults',
  /** The accessible name of the button that changes to another vault. */
  use: 'Use the vault {{name}}',
  forget: 'Take {{name}} out of this list (its files stay)',
  rename: {
    /** The accessible name of the button. */
    button: 'Rename {{name}}',
    title: 'Rename Vault',
    about: 'Only the list on this machine changes. The folder and its files stay as they are.',
  },
  gone: 'Not there now',
  goneLong: '{{place}} isn’t there now. Connect its disk, then unlock. Or choose another vault below.',
  folder: 'Folder: {{place}}',
  change: 'Choose Another Folder…',
  found: {
    vault: 'Open a Vault',
    backup: 'Open a Backup',
    how: 'Where to use it',
    inPlace: 'Where it is',
    inPlaceAbout: 'Changes are made in that folder: right for a stick, an encrypted volume or another disk.',
    copy: 'As a copy on this machine',
    copyAbout: 'It is copied into Keyfold’s own folder. The vault that you chose stays as it is.',
    backupAbout:
      'This backup was made on {{moment}}. It is copied into Keyfold’s own folder and opens as a vault of its own. The backup stays as it is.',
    name: 'Name in the list',
    next: 'Next you unlock it with its master password or its recovery key.',
    submit: 'Continue',
  },
} as const;

declare module '../catalogue' {
  interface Catalogues {
    vaults: typeof vaults;
  }
}

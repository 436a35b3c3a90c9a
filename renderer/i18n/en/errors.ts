/** For every error: what happened, to which thing, and the way out. */
export const errors = {
  badRequest:
    'Keyfold didn’t understand its own request ({{operation}}). Nothing was changed. Restart Keyfold; if it happens again, it is a defect worth reporting.',
  notAllowed:
    'This window may not do that ({{operation}}). Nothing was changed. Restart Keyfold; if it happens again, it is a defect worth reporting.',
  locked: 'The vault is locked. Unlock it and try again.',
  notFound: 'This key isn’t in the vault any more. It may have just been deleted.',
  wrongPassword: 'The master password is wrong. Check Caps Lock and the keyboard layout, then try again.',
  wrongRecoveryKey:
    'This recovery key doesn’t open this vault. It may belong to another vault, or have been replaced by a newer one.',
  recoveryKeyTypo:
    'There is a slip in the recovery key: a character is missing, wrong or in the wrong place. Compare it with what you wrote down.',
  noRecoveryKey: 'No recovery key was set up for this vault, so only its master password opens it.',
  keychainUnusable: {
    missing:
      'This system has no keychain that Keyfold can use, so nothing was changed. The master password does the same.',
    unavailable:
      'The system’s keychain is locked or doesn’t answer, so nothing was changed. Unlock the keychain and try again.',
  },
  wrongCode:
    'This code isn’t right. Enter the one that your authenticator app shows now, and check that this machine’s clock is right.',
  codeUsed:
    'This code was used already, and each works once. Wait for the next one, or verify with the master password.',
  wrongAdministrator: 'The administrator’s password is wrong. Check Caps Lock and the keyboard layout, then try again.',
  tryLater: 'Too many wrong attempts. Try again in {{seconds}} s.',
  verificationRequired: 'This operation is protected and needs another verification. Nothing was changed. Try again.',
  passwordRequired: {
    missing: 'This system has no keychain that Keyfold can use. Enter the master password instead.',
    unavailable:
      'The system’s keychain is locked or doesn’t answer. Enter the master password instead, or unlock the keychain and try again.',
    otherBackend:
      'Another keychain answers than the one this vault was sealed with. Enter the master password instead.',
    lostKey:
      'The keychain no longer has the key that this vault was sealed with. Enter the master password instead; nothing is lost.',
    notSealed: 'This vault isn’t tied to a keychain. Enter the master password instead.',
  },
  invalidFields: 'Some fields need another look: {{fields}}',
  accessKeyIdTaken:
    'This AccessKey ID is already in the vault, under the name “{{name}}”. Open that key, or enter another AccessKey ID.',
  needsNewer:
    'A newer Keyfold wrote one of these keys, and this one doesn’t know what it is. Nothing was changed. Update Keyfold, or leave that key out.',
  notEnabled: 'A disabled or expired key can’t be the default. Enable it or choose another key.',
  disableIsFinal:
    'This provider doesn’t allow a disabled key to be enabled again. Create a new key in its console and add that one.',
  notRotatable: 'Only an enabled long-term key can be rotated. Enable it first, or add another key.',
  rotationUnderWay: 'A rotation of this key is under way already. Continue it under Rotation, or cancel it there.',
  rotationStage: 'The rotation has moved on meanwhile. Open it again to see where it stands.',
  rotationMismatch:
    'The new key of a rotation must belong to the same account and user as the old one. Correct these fields.',
  keyLeaked: 'A key that leaked can’t take the place of another one. Choose or add another key.',
  notExpired: 'One of these keys hasn’t expired. Nothing was deleted; look at the list again.',
  quotaFull:
    '“{{who}}” has {{held}} of at most {{limit}} AccessKeys; {{more}} more would be too many. The provider doesn’t raise this quota: delete one that is no longer used and create a new one.',
  keyNotAllowed: {
    consoleOnly:
      '“{{who}}” is for console access only and can’t be given an AccessKey. Change its access type under Accounts, or choose another identity.',
    passwordOnly:
      '“{{who}}” calls APIs by password only and can’t be given an AccessKey. Change that under Accounts, or choose another identity.',
    longTermOnly:
      '“{{who}}” may use long-term keys only. Change its credential under Accounts, or choose another identity.',
    temporaryOnly:
      '“{{who}}” may use temporary keys only. Change its credential under Accounts, or choose another identity.',
    kindLongTermOnly: '“{{who}}” can have long-term keys only. Choose an identity of another kind.',
    kindTemporaryOnly:
      '“{{who}}” can have temporary keys only. Add a temporary key, or choose an identity of another kind.',
  },
  tooManyKeys:
    'That is {{found}} AccessKeys, and one act takes {{limit}} at most. Nothing was changed. Narrow the list, for example to one provider, and do it in parts.',
  severalDefaults:
    'Each provider has one default AccessKey, and {{keys}} of one provider are selected. Select one of each provider.',
  tagTaken: 'There is a tag of this name already, or one that looks the same: “{{name}}”. Use that one.',
  tagGone: 'This tag isn’t in the vault any more. It may have just been removed.',
  tooManyTags: 'The vault has {{limit}} tags, and can’t have more. Remove one that is no longer used.',
  viewTaken: 'There is a view named “{{name}}” already. Choose another name.',
  viewGone: 'This view isn’t in the vault any more. It may have just been removed.',
  tooManyViews: 'The vault has {{limit}} views, and can’t have more. Remove one that is no longer used.',
  identityGone: 'This account or identity isn’t in the vault any more. It may have just been removed or renamed.',
  identityTaken: 'The account already has an identity of this name. Use that one: assign the keys to it instead.',
  accountTaken: 'This account is already in the vault. Use that one: add identities to it, or assign keys to them.',
  stillHasKeys: {
    remove: 'It still holds AccessKeys ({{keys}}). Delete them or assign them to another identity first.',
    restrict:
      'It holds AccessKeys ({{keys}}) that it could then not have. Delete them or assign them to another identity first.',
  },
  otherProfile: 'These AccessKeys are of different providers. Choose keys and an identity of one provider.',
  ticketInvalid:
    'The verification for this was used or has run out (it lasts 60 seconds). Nothing was changed. Verify again.',
  planChanged:
    'What would be done has changed since it was shown, so nothing was done. Look at it again and verify once more.',
  presentPassword: {
    needed:
      'The vault as it is now has another master password. Enter that one too: what guards the vault now also holds after the restore.',
    wrong:
      'The master password of the vault as it is now is wrong. Check Caps Lock and the keyboard layout, then try again.',
  },
  shownOnce:
    'This secret was shown once and can’t be shown again. If you no longer have it, create a new key in the provider’s console.',
  noVault: 'There is no vault on this machine yet. Create one first.',
  vaultExists: 'There is already a vault in {{folder}}. It was left as it is; unlock it with its master password.',
  vaultInUse: 'Another process has this vault open. Close the other Keyfold and try again.',
  vaultNewer:
    'The vault {{file}} was written by a newer Keyfold (format {{found}}; this one reads up to {{supported}}). It was left untouched. Install the newer version.',
  vaultDamaged: {
    slots: 'The vault’s key file {{file}} is damaged or incomplete. It was left untouched. Restore a backup.',
    database: 'The vault’s database {{file}} is damaged or incomplete. It was left untouched. Restore a backup.',
  },
  vaultAltered: {
    extra:
      'Another program has changed the vault’s database {{file}}: it has {{part}} that Keyfold didn’t make ({{name}}). It was left untouched. Restore a backup.',
    missing:
      'Another program has changed the vault’s database {{file}}: {{part}} is missing ({{name}}). It was left untouched. Restore a backup.',
    changed:
      'Another program has changed the vault’s database {{file}}: {{part}} isn’t as Keyfold makes it ({{name}}). It was left untouched. Restore a backup.',
  },
  schemaPart: { table: 'a table', view: 'a view', index: 'an index', trigger: 'a trigger' },
  vaultForeign:
    'The file {{file}} stands where the vault should be but isn’t a Keyfold vault. It was left untouched. Move it somewhere else and start again.',
  vaultLink:
    '{{file}} is a link to {{target}}, and Keyfold opens only the file itself, because what it writes would go elsewhere. Nothing was changed. Put the file itself in its place; the whole folder of the vault may be a link.',
  vaultAway: {
    link: 'The vault’s folder {{path}} is a link to {{target}}, and that isn’t there. The vault may be on a disk that isn’t connected or mounted. Nothing was changed, and no new vault was made.',
    folder:
      'The place of the vault’s folder {{path}} isn’t there. The vault may be on a disk that isn’t connected or mounted. Nothing was changed, and no new vault was made.',
  },
  vaultReplaced: {
    gone: 'While the vault was open, {{path}} disappeared: it was moved or deleted, or its disk was removed. This change was not made, and the vault is locked.',
    replaced:
      'While the vault was open, something else was put in the place of {{path}}. This change was not made, and the vault is locked.',
    written:
      'While the vault was open, another program wrote into {{path}}. This change was not made, and the vault is locked.',
  },
  vaultOpenElsewhere:
    'This vault is open on {{machine}} ({{user}}). Lock it there; about a minute and a half later it opens here.',
  notAVault: '{{path}} is no vault. Choose the file vault.db in the folder of the vault or of the backup.',
  vaultUnsettled:
    'Rewriting this vault was interrupted, and unlocking it once finishes that. Use it where it is first, then copy it.',
  newKeysUnderWay: 'The vault is getting new keys. Nothing was changed. Try again when that is done.',
  onlyACopy: 'A backup is never changed, so it can only be copied.',
  nothingChosen: 'Choose the vault once more.',
  backupIncomplete: {
    slots:
      'Beside this vault.db the file slots.json is missing, which opens it. Copy the whole folder of the backup, then choose its vault.db again.',
    database:
      'Beside this slots.json the file vault.db is missing, which has the keys. Copy the whole folder of the backup, then choose its slots.json again.',
  },
  backupDamaged:
    'This backup is damaged, or its two files don’t belong together. It was left untouched. Choose another one.',
  backupAltered:
    'This isn’t a vault as Keyfold makes it: another program has changed its database (“{{name}}”). It was left untouched, and nothing was read. Choose another one.',
  backupCostly:
    'Opening this vault asks for more memory or time than Keyfold gives to any vault but its own. It was left untouched. Choose another one.',
  backupDropped:
    'This is one of the two files of a vault, and a dropped file doesn’t tell where the other one is. Choose Import from the menu and choose this file there.',
  backupIsOpen: 'This is the vault that is open now. Choose a backup or another vault.',
  backupGone: 'This backup isn’t there any more, or a part of it is missing. Choose another one.',
  backupPlaceGone: 'The folder {{path}} isn’t there. Connect its disk, or choose another folder in Settings.',
  placeUnfit: { own: '{{path}} is in the vault’s own folder. Choose a folder on another disk.' },
  backupFailed: 'The backup that Keyfold makes before this could not be made. The vault was left as it is. {{cause}}',
  importPartly: {
    failed:
      '{{done}} of {{total}} AccessKeys are imported and stay, the others are not. {{cause}} Then import the file again: Keyfold knows what is already there.',
    stopped:
      'It was stopped. {{done}} of {{total}} AccessKeys are imported and stay. To get the others, import the file again: Keyfold knows what is already there.',
  },
  sourceChanged:
    'The file has changed since it was read, or is gone, so it was left as it is. Import it again, then clean it.',
  sourceUnfit: {
    linked:
      'This file has a second name (a hard link), under which the secrets would stay. It was left as it is. Take them out by hand.',
    owner: 'This file belongs to another user of this machine. It was left as it is.',
    nothing: 'The vault no longer has the AccessKeys of this file. It was left as it is.',
    unknown:
      'The AccessKeys can’t be taken out of this file without changing something else in it. It was left as it is. Take them out by hand.',
  },
  originalsFull:
    'The originals of cleaned files would be larger than {{limit}} MB together. Nothing was changed. Delete some of them in Settings, under Cleaned files.',
  originalGone: 'This original isn’t in the vault any more. It may have just been deleted.',
  originalDamaged:
    'What is kept of this file doesn’t open with this vault’s keys: it was damaged. Nothing was changed.',
  fileTooLarge:
    'This file is larger than any that Keyfold reads here ({{limit}} MB). Choose the file that was exported.',
  notAFile: 'This is a folder or a device and not a file. Choose the file that was exported.',
  fileUnknown:
    'Keyfold found nothing in this file that it can read. It reads its own exports, age files, files of the clouds’ tools, lines of name=value (.env and the like), JSON, YAML, and tables as CSV.',
  fileUnreadable: {
    spreadsheet:
      'This is a spreadsheet, and Keyfold doesn’t read workbooks. Save the sheet with the keys as CSV, and choose that file.',
    'spreadsheet-locked':
      'This is an Office file with a password. Open it, save the sheet with the keys as CSV, and choose that file.',
    document:
      'This is a document (PDF, Word or the like), which Keyfold doesn’t read. Copy the keys into a text or CSV file, or add them by hand.',
    archive: 'This is an archive. Unpack it, and choose the file in it that has the keys.',
    keepass: 'This is a vault or an export of KeePass. Export its entries as CSV there, and choose that file.',
    'one-password': 'This is a 1PUX export of 1Password. Export it there as CSV, and choose that file.',
    'bitwarden-locked': 'This is an encrypted export of Bitwarden. Export it there as CSV, and choose that file.',
    'rclone-locked':
      'This configuration of rclone is encrypted. Save what “rclone config show” prints as a file, and choose that.',
    'ansible-vault':
      'This file is encrypted by Ansible Vault. Decrypt a copy with “ansible-vault decrypt”, and choose that.',
    sops: 'This file is encrypted by SOPS. Decrypt a copy with “sops decrypt”, and choose that.',
    'dotenv-vault': 'This file is encrypted by dotenv-vault. Choose the .env file that it was made from.',
    'git-crypt': 'This file is encrypted by git-crypt. Run “git-crypt unlock” in its repository, and choose it again.',
    'openssl-locked': 'This file is encrypted with a password by OpenSSL. Decrypt a copy, and choose that.',
    pgp: 'This is a PGP file. If AccessKeys are in it, decrypt a copy with “gpg --decrypt”, and choose that.',
    'ssh-key': 'This is an SSH key. Keyfold keeps the AccessKeys of clouds, and doesn’t read SSH keys.',
    pem: 'This is a private key or a certificate (PEM). Keyfold keeps the AccessKeys of clouds, and doesn’t read those.',
    keystore: 'This is a keystore (Java or PKCS #12). Keyfold keeps the AccessKeys of clouds, and doesn’t read those.',
    keychain:
      'This is a keychain of macOS, which Keyfold doesn’t read. Copy the AccessKeys out of Keychain Access, and add them by hand.',
    database:
      'This is a database, which Keyfold doesn’t read. Export the table with the keys as CSV, and choose that file.',
    'property-list': 'This is a property list, which Keyfold doesn’t read. Convert it to JSON, and choose that file.',
    picture: 'This is a picture, and Keyfold doesn’t read text in pictures. Add the AccessKey by hand.',
    recording: 'This is a sound or a film. Choose a file that has AccessKeys.',
    program: 'This is a program or a shortcut. Choose the file itself that has the AccessKeys.',
    'web-page': 'This is a web page. Choose the CSV file that the console offers, or copy the table into a CSV file.',
    xml: 'This is an XML file, which Keyfold doesn’t read. Copy the keys into a text or CSV file, or add them by hand.',
    'lfs-pointer':
      'Git LFS keeps this file elsewhere, and only a placeholder is here. Run “git lfs pull”, and choose it again.',
    'age-identity':
      'This is an identity of age. It opens encrypted files and has no AccessKeys. Choose the encrypted file first; then Keyfold asks for the identity.',
    'age-for-ssh':
      'This file is encrypted for an SSH key, and SSH keys aren’t read here. Decrypt it with age and that SSH key, and choose the result.',
    'age-recipient':
      'This is only the public half of an age key (age1…), and opens nothing. Choose the identity file, which has AGE-SECRET-KEY in it.',
    'age-plugin':
      'This identity needs a plug-in of age, and Keyfold runs none. Decrypt the file with age, and choose the result.',
    'age-identity-locked': 'This identity file is encrypted itself. Decrypt it with age, and choose the result.',
    'ssh-identity':
      'This is an SSH key, and SSH keys aren’t read here. Choose an identity file of age; or decrypt the export with age and the SSH key, and choose the result.',
    binary:
      'This is not a text, and of no kind that Keyfold knows. It reads its own exports, age files, files of the clouds’ tools, lines of name=value (.env and the like), JSON, YAML, and tables as CSV.',
    encoding:
      'The characters of this text are in no encoding that Keyfold reads (UTF-8, UTF-16, GB 18030). Save it as UTF-8, and choose it again.',
  },
  fileSyntax: {
    at: 'This {{format}} file can’t be read. Line {{line}}, column {{column}}: {{fault}}. Mend that, and choose the file again.',
    tooDeep:
      'This {{format}} file is nested more deeply than any file of keys, so it was not read. Choose another one.',
    tooMany:
      'This {{format}} file has more parts than Keyfold reads. Copy the part with the keys into a file of its own, and choose that.',
  },
  syntaxFault: {
    'comma-extra': 'there is a comma too many',
    'comma-missing': 'a comma is missing',
    'colon-missing': 'a colon is missing',
    unclosed: 'a bracket or a quotation mark isn’t closed',
    'quote-unclosed': 'a quotation mark isn’t closed',
    'after-end': 'something follows the end',
    tab: 'the line is indented by a tab',
    indent: 'the line is indented by too much or too little',
    other: 'something stands where it may not',
  },
  fileDamaged:
    'This file is damaged: it was cut short or changed after it was written. Copy it again from where it came from, or use another copy.',
  fileMember: {
    unknown:
      'This export has “{{member}}”, which its format doesn’t have. Keyfold would lose what that says, so nothing was read. Nothing was changed.',
    doubled:
      'This export has “{{member}}” twice in one place, so it says two things. Nothing was read, and nothing was changed.',
  },
  fileNewer:
    'This file was exported by a newer Keyfold (format {{found}}; this one reads up to {{supported}}). Install the newer version.',
  wrongPassphrase: 'The passphrase is wrong. Check Caps Lock, the keyboard layout and the hyphens, and try again.',
  wrongIdentity: 'This identity file has no key that opens the export. Choose the one that belongs to its recipient.',
  workFactor:
    'Opening this file would cost more work than Keyfold gives to any file, so it was not made by Keyfold. Open it with age and encrypt it anew.',
  noKeysInFile: 'There are no AccessKeys in this file. Choose another one.',
  otherProvider: 'This file holds keys of {{provider}}, which Keyfold doesn’t manage. Choose another one.',
  badRecipient: 'Recipient {{number}} is not one of age. It begins with age1, as age-keygen prints it.',
  exportChanged:
    'The AccessKeys to export have changed since they were shown, so nothing was written. Look through them again, then export.',
  nothingToExport: 'There are no AccessKeys to export any more. Choose others.',
  nothingToArchive: 'The log has no records from before that day. Choose a later day.',
  logBroken:
    'The log was changed at record {{row}}, which would go into the archive. It stays here, so that a check finds it. Choose an earlier day, or export the log.',
  archiveUnknown: 'This is no archive of an operation log, or it was cut short. Choose another file.',
  fileExists: 'A file with this name exists. An archive never replaces a file. Choose another name.',
  keyExpired:
    'This temporary key has expired, so no tool gets anything done with it. Add the new one that the provider gave you.',
  toolFile: {
    badEntry: 'This name can’t stand in the tool’s file. Use letters, digits, hyphens and underscores.',
    badRegion: 'This is not the name of a region. It has lower-case letters, digits and hyphens, such as cn-hangzhou.',
    badNames: 'The names can have letters, digits and underscores, and must differ.',
    otherEntry: 'The file has something else under this name. Choose another one.',
    notWritable:
      'This key holds characters that this tool’s file has no safe spelling for, or the file sets them in a way that Keyfold can’t change. Nothing was written. Choose another form, such as environment variables.',
    otherFormat:
      'This doesn’t look like a file of the chosen tool. It was left as it is. Choose another file, or the tool that it belongs to.',
    notText: 'This file is not UTF-8 text, so Keyfold can’t add to it. It was left as it is.',
    damaged:
      'This file is broken: its tool couldn’t read it either. It was left as it is. Repair it, or save a new file.',
    tooLarge: 'This file is larger than any tool’s own (over 1 MB). It was left as it is. Choose another one.',
    changed: 'The file was changed in the meantime, so nothing was written. Choose it again to see what is in it now.',
    entryExists: 'The file already has this entry. Confirm that it may be replaced, or choose another name.',
    exists:
      'There is a file of this name already, and it was left as it is. Choose another name, or add to the existing file.',
  },
  cancelled: 'It was stopped before it was finished. Nothing was changed.',
  secretDamaged:
    'The stored secret of this key doesn’t open with this vault’s keys: it was damaged or moved. Put the vault back from a backup, or add the key anew.',
  diskFull: 'The disk is full. Nothing was changed. Free some space and try again.',
  noPermission:
    'Keyfold may not write to {{path}}. Nothing was changed. Check the permissions of this folder and try again.',
  readOnly:
    '{{path}} can only be read (a read-only disk or file). Nothing was changed. Make it writable and try again.',
  io: 'The file system refused at {{path}} ({{system}}). Check the disk and try again.',
  vaultEnded: 'The vault process ended unexpectedly, so the vault is locked. Your keys are safe; unlock it to go on.',
  internal: 'Something went wrong in Keyfold itself. Try again; if it happens again, restart Keyfold.',
} as const;

declare module '../catalogue' {
  interface Catalogues {
    errors: typeof errors;
  }
}

/** Why a file gives nothing, although it is known what it is. No fact has anything of the file's content. */

/** What is wrong with structured text at a place. */
export const syntaxFaults = [
  /** A comma stands where nothing follows. */
  'comma-extra',
  'comma-missing',
  'colon-missing',
  /** A brace, a bracket or a comment is never closed. */
  'unclosed',
  'quote-unclosed',
  /** Something follows behind the end. */
  'after-end',
  /** A line is indented by a tab, which YAML doesn't allow. */
  'tab',
  /** A line is indented by too much or too little. */
  'indent',
  /** It nests deeper than any real file. */
  'too-deep',
  /** It has more documents or signs than any real file. */
  'too-many',
  'other',
] as const;
export type SyntaxFault = (typeof syntaxFaults)[number];

/** What a file is that is known and can't be read. */
export const unreadableKinds = [
  /** A workbook of Excel, LibreOffice or Numbers. */
  'spreadsheet',
  /** One that needs a password. */
  'spreadsheet-locked',
  'document',
  'archive',
  'keepass',
  /** An export of 1Password that is an archive (1PUX). */
  'one-password',
  /** An encrypted export of Bitwarden. */
  'bitwarden-locked',
  'rclone-locked',
  'ansible-vault',
  'sops',
  'dotenv-vault',
  'git-crypt',
  /** Encrypted by `openssl enc`. */
  'openssl-locked',
  'pgp',
  'ssh-key',
  /** A private key or a certificate for TLS. */
  'pem',
  /** A keystore of Java, or PKCS #12. */
  'keystore',
  /** The keychain of macOS. */
  'keychain',
  'database',
  'property-list',
  'picture',
  'recording',
  'program',
  'web-page',
  'xml',
  /** What Git keeps instead of a large file. */
  'lfs-pointer',
  /** An identity of age, where a file with keys was expected. */
  'age-identity',
  /** An age file that only SSH keys open. */
  'age-for-ssh',
  /** The public half of an age identity, where an identity was expected. */
  'age-recipient',
  /** An identity that needs a plug-in of age. */
  'age-plugin',
  /** An identity file that is encrypted itself. */
  'age-identity-locked',
  /** An SSH key, where an identity of age was expected. */
  'ssh-identity',
  /** No text, and of no known kind. */
  'binary',
  /** Text with bytes that no encoding has. */
  'encoding',
] as const;
export type UnreadableKind = (typeof unreadableKinds)[number];

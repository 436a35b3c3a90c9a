import type { UnreadableKind } from '../../common/transfer/unreadable';

/** Tells what a file is that Keyfold can't read, by its first bytes or its first line. Nothing of it is unpacked. */

interface Signature {
  kind: UnreadableKind;
  /** In Latin-1. */
  starts: readonly string[];
  /** Where it begins, in bytes. */
  at?: number;
}

// All of these have bytes that no text has.
const signatures: readonly Signature[] = [
  { kind: 'keepass', starts: ['\x03\xd9\xa2\x9a'] },
  { kind: 'database', starts: ['SQLite format 3\0', '\0\x01\0\0Standard '] },
  { kind: 'keystore', starts: ['\xfe\xed\xfe\xed', '\xce\xce\xce\xce'] },
  { kind: 'keychain', starts: ['kych\0'] },
  { kind: 'property-list', starts: ['bplist0'] },
  { kind: 'git-crypt', starts: ['\0GITCRYPT\0'] },
  {
    kind: 'archive',
    starts: ['7z\xbc\xaf\x27\x1c', 'Rar!\x1a\x07', '\x1f\x8b', '\xfd7zXZ\0', '\x28\xb5\x2f\xfd', 'xar!\0', '!<arch>\n'],
  },
  { kind: 'archive', starts: ['ustar'], at: 257 },
  { kind: 'picture', starts: ['\x89PNG', '\xff\xd8\xff', 'II*\0', 'MM\0*', '\0\0\x01\0'] },
  { kind: 'program', starts: ['\x7fELF', 'MZ\x90', '\xcf\xfa\xed\xfe', '\xca\xfe\xba\xbe', 'L\0\0\0\x01\x14\x02\0'] },
  { kind: 'pgp', starts: ['\x85\x01', '\x85\x02', '\x84\x5e', '\x8c\x0d\x04', '\xc1\xc0'] },
];
// These could be the beginning of a text, so they count only if it isn't one.
const maybeText: readonly Signature[] = [
  { kind: 'document', starts: ['%PDF-'] },
  { kind: 'picture', starts: ['GIF8', 'BM', 'RIFF', '8BPS'] },
  { kind: 'recording', starts: ['ID3', 'OggS', 'fLaC'] },
  { kind: 'recording', starts: ['ftyp'], at: 4 },
  { kind: 'archive', starts: ['BZh'] },
  { kind: 'openssl-locked', starts: ['Salted__'] },
];

/** Most bytes of an archive's or a workbook's beginning, and of its end, in which names are looked for. */
const mostLooked = 64 * 1024;

const latin1 = (bytes: Uint8Array, start: number, end: number) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1', Math.max(0, start), end);

function bySignature(bytes: Uint8Array, from: readonly Signature[]): UnreadableKind | null {
  const found = from.find(({ starts, at = 0 }) =>
    starts.some((start) => latin1(bytes, at, at + start.length) === start),
  );
  return found?.kind ?? null;
}

/** Returns what a file is by bytes that no text has; `null`: it may be a text. */
export function kindOfBytes(bytes: Uint8Array): UnreadableKind | null {
  const start = latin1(bytes, 0, 8);
  if (/^PK(?:\x03\x04|\x05\x06)/.test(start)) return kindOfZip(bytes);
  if (start === '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1') return kindOfOffice(bytes);
  // A sequence that says how long it is, with a version 3 in it.
  if (/^\x30[\x80\x82-\x84][\s\S]{0,4}\x02\x01\x03\x30/.test(latin1(bytes, 0, 12))) return 'keystore';
  return bySignature(bytes, signatures);
}

function kindOfZip(bytes: Uint8Array): UnreadableKind {
  const names = latin1(bytes, 0, mostLooked) + latin1(bytes, bytes.byteLength - mostLooked, bytes.byteLength);
  if (/xl\/workbook|opendocument\.spreadsheet|xl\/worksheets/.test(names)) return 'spreadsheet';
  if (/Index\/(?:Document|CalculationEngine)\.iwa/.test(names)) {
    return /Index\/(?:Tables|CalculationEngine)/.test(names) ? 'spreadsheet' : 'document';
  }
  if (/word\/document|ppt\/presentation|opendocument\.(?:text|presentation)|application\/epub/.test(names)) {
    return 'document';
  }
  return /export\.data/.test(names) && /export\.attributes/.test(names) ? 'one-password' : 'archive';
}

/** Files of the older Office, and those of the present one that have a password. */
function kindOfOffice(bytes: Uint8Array): UnreadableKind {
  const names = (
    latin1(bytes, 0, mostLooked) + latin1(bytes, bytes.byteLength - mostLooked, bytes.byteLength)
  ).replaceAll('\0', '');
  if (names.includes('EncryptedPackage')) return 'spreadsheet-locked';
  return /Workbook|Book/.test(names) ? 'spreadsheet' : 'document';
}

/** Returns what a file is that is no text. */
export function kindOfBinary(bytes: Uint8Array, problem: 'binary' | 'damaged-encoding'): UnreadableKind {
  return bySignature(bytes, maybeText) ?? (problem === 'binary' ? 'binary' : 'encoding');
}

const firstLines: readonly [RegExp, UnreadableKind][] = [
  [/^-----BEGIN OPENSSH PRIVATE KEY-----|^PuTTY-User-Key-File-\d|^---- BEGIN SSH2 /, 'ssh-key'],
  [/^(?:ssh-(?:ed25519|rsa|dss)|ecdsa-sha2-\S+|sk-ssh-\S+) AAAA/, 'ssh-key'],
  [/^-----BEGIN PGP /, 'pgp'],
  [/^-----BEGIN [A-Z0-9 ]+-----/, 'pem'],
  [/^\$ANSIBLE_VAULT;/, 'ansible-vault'],
  [/^(?:#[^\n]*\s+)*RCLONE_ENCRYPT_V\d+:/, 'rclone-locked'],
  [/^(?:#[^\n]*\s+)*AGE-(?:SECRET-KEY|PLUGIN)-/, 'age-identity'],
  [/^U2FsdGVkX1/, 'openssl-locked'],
  [/^(?:#[^\n]*\s+)*DOTENV_VAULT\w*=/, 'dotenv-vault'],
  [/^version https:\/\/git-lfs\.github\.com\/spec\//, 'lfs-pointer'],
  [/^\{\\rtf/, 'document'],
  [/^%PDF-/, 'document'],
];

const markup: readonly [RegExp, UnreadableKind][] = [
  [/<KeePassFile\b/, 'keepass'],
  [
    /progid="Excel\.Sheet"|xmlns="urn:schemas-microsoft-com:office:spreadsheet"|opendocument:xmlns:office/,
    'spreadsheet',
  ],
  [/<plist\b/, 'property-list'],
  [/<svg\b/, 'picture'],
  [/<!doctype html|<html\b/i, 'web-page'],
  [/^<\?xml\b/, 'xml'],
];

/** Returns what a text is by its beginning; `null`: it may be one with keys. */
export function kindOfText(text: string): UnreadableKind | null {
  const start = text
    .slice(0, 4096)
    .replace(/^\ufeff/, '')
    .trimStart();
  return firstLines.find(([pattern]) => pattern.test(start))?.[1] ?? null;
}

/** Returns what a text in angle brackets is in which no keys were found. */
export function kindOfMarkup(text: string): UnreadableKind | null {
  const start = text
    .slice(0, 4096)
    .replace(/^\ufeff/, '')
    .trimStart();
  return start.startsWith('<') ? (markup.find(([pattern]) => pattern.test(start))?.[1] ?? null) : null;
}

/** Returns what a file of the right form is that has no keys to be read, because they are encrypted as a whole. */
export function kindOfLocked(text: string): UnreadableKind | null {
  if (/"encrypted"\s*:\s*true\b/.test(text) && /"encKeyValidation_DO_NOT_EDIT"|"passwordProtected"/.test(text)) {
    return 'bitwarden-locked';
  }
  return /(?:^|\n)sops(?:_|:|\])|(?:^|\n)\[sops\]|"sops"\s*:\s*\{/.test(text) && /ENC\[|"?(?:mac|version)"?/.test(text)
    ? 'sops'
    : null;
}

/** Returns what a file is that was chosen as an age identity and is none; `null`: nothing is known of it. */
export function kindOfNoIdentity(text: string): UnreadableKind | null {
  const start = text.slice(0, 4096).trimStart();
  if (/^age-encryption\.org\/|^-----BEGIN AGE ENCRYPTED FILE-----/.test(start)) return 'age-identity-locked';
  if (/^AGE-PLUGIN-/im.test(start)) return 'age-plugin';
  const kind = kindOfText(text);
  if (kind === 'ssh-key' || kind === 'pem') return 'ssh-identity';
  if (kind !== null) return kind;
  return /^age1[a-z0-9]+\s*$/m.test(start) ? 'age-recipient' : null;
}

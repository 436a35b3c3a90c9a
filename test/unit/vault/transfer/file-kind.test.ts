import { readFileSync } from 'node:fs';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { type AppError, KeyfoldError } from '../../../../common/errors';
import { ageKindOf } from '../../../../vault/transfer/age';
import { contentsOf } from '../../../../vault/transfer/contents';
import { loadYaml } from '../../../../vault/transfer/formats/yaml-library';
import { identitiesOf } from '../../../../vault/transfer/imports';

beforeAll(loadYaml);

const refusal = (act: () => unknown): AppError => {
  try {
    act();
  } catch (error) {
    if (error instanceof KeyfoldError) return error.error;
    throw error;
  }
  throw new Error('it was read');
};
const bytesOf = (content: string | Uint8Array) =>
  typeof content === 'string' ? Buffer.from(content, 'latin1') : Buffer.from(content);
const refusalOf = (name: string, content: string | Uint8Array) => refusal(() => contentsOf(name, bytesOf(content)));

/** A ZIP file with one packed file of this name; its directory is left out, as no reader gets so far. */
function zip(name: string): Buffer {
  const packed = deflateRawSync(Buffer.from('FAKE content'));
  const header = Buffer.alloc(30);
  header.write('PK\x03\x04', 'latin1');
  header.writeUInt16LE(8, 8);
  header.writeUInt32LE(packed.byteLength, 18);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, Buffer.from(name), packed]);
}
const ole = (name: string) =>
  Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(1000), Buffer.from(name, 'utf16le')]);
const tar = Buffer.concat([Buffer.from('keys.csv'), Buffer.alloc(249), Buffer.from('ustar\x0000'), Buffer.alloc(512)]);

describe('a file that is known and can’t be read is called what it is', () => {
  it('t25-xlsx.xlsx is a spreadsheet', () => {
    const content = readFileSync('test/fixtures/key-files/t25-xlsx.xlsx');
    expect(refusalOf('t25-xlsx.xlsx', content)).toEqual({ code: 'file-unreadable', kind: 'spreadsheet' });
  });

  it.each([
    ['spreadsheet', zip('xl/workbook.xml')],
    ['spreadsheet', zip('mimetypeapplication/vnd.oasis.opendocument.spreadsheet')],
    ['spreadsheet', zip('Index/CalculationEngine.iwa')],
    ['spreadsheet', ole('Workbook')],
    ['spreadsheet-locked', ole('EncryptedPackage')],
    ['document', zip('word/document.xml')],
    ['document', ole('WordDocument')],
    ['document', '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n\0'],
    ['document', '{\\rtf1\\ansi keys}'],
    ['archive', zip('keys/prod.csv')],
    ['archive', gzipSync(Buffer.from('AccessKey ID,AccessKey Secret'))],
    ['archive', '7z\xbc\xaf\x27\x1c\0\x04'],
    ['archive', 'Rar!\x1a\x07\x01\0'],
    ['archive', tar],
    ['one-password', zip('export.attributes export.data')],
    ['keepass', '\x03\xd9\xa2\x9a\x67\xfb\x4b\xb5\x01\0'],
    ['keepass', '<?xml version="1.0"?>\n<KeePassFile><Root/></KeePassFile>'],
    ['bitwarden-locked', '{"encrypted": true, "passwordProtected": true, "salt": "FAKE", "data": "2.FAKE"}'],
    ['rclone-locked', '# Encrypted rclone configuration File\n\nRCLONE_ENCRYPT_V0:\nFAKEfake0FAKE==\n'],
    ['ansible-vault', '$ANSIBLE_VAULT;1.1;AES256\n61626364\n'],
    ['sops', '{"data": "ENC[AES256_GCM,data:FAKE,type:str]", "sops": {"mac": "ENC[FAKE]", "version": "3.9.0"}}'],
    ['sops', 'data: ENC[AES256_GCM,data:FAKE,type:str]\nsops:\n    mac: ENC[FAKE]\n    version: 3.9.0\n'],
    ['dotenv-vault', '#/---- dotenv-vault ----/\nDOTENV_VAULT_PRODUCTION="FAKE"\n'],
    ['git-crypt', '\0GITCRYPT\0FAKE'],
    ['openssl-locked', 'U2FsdGVkX19GQUtF\n'],
    ['pgp', '-----BEGIN PGP MESSAGE-----\n\nFAKE\n-----END PGP MESSAGE-----\n'],
    ['ssh-key', '-----BEGIN OPENSSH PRIVATE KEY-----\nFAKE\n-----END OPENSSH PRIVATE KEY-----\n'],
    ['ssh-key', 'ssh-ed25519 AAAAC3FAKE li@example\n'],
    ['pem', '-----BEGIN CERTIFICATE-----\nFAKE\n-----END CERTIFICATE-----\n'],
    ['keystore', '\xfe\xed\xfe\xed\0\0\0\x02'],
    ['keystore', '\x30\x82\x0a\x0f\x02\x01\x03\x30\x82'],
    ['database', 'SQLite format 3\0\x10\0'],
    ['property-list', 'bplist00\xd4\x01'],
    ['picture', '\x89PNG\r\n\x1a\n\0\0'],
    ['picture', '\xff\xd8\xff\xe0\0\x10JFIF'],
    ['recording', 'ID3\x04\0\0'],
    ['program', '\x7fELF\x02\x01\x01\0'],
    ['web-page', '<!DOCTYPE html>\n<html><body>keys, and more</body></html>'],
    ['xml', '<?xml version="1.0"?>\n<settings/>'],
    ['lfs-pointer', 'version https://git-lfs.github.com/spec/v1\noid sha256:FAKE\nsize 3\n'],
    ['age-identity', '# created: today\n# public key: age1fake\nAGE-SECRET-KEY-1FAKE\n'],
    ['binary', 'FAKE\0\x01\x02\x03'],
    ['encoding', 'AccessKey ID,\xff\xfe\xff,x'],
  ])('%s (%#)', (kind, content) => {
    expect(refusalOf('some file', content)).toEqual({ code: 'file-unreadable', kind });
  });

  it('a text of no kind is unknown, and one of a kind without keys has none', () => {
    expect(refusalOf('notes.txt', 'Dear all, the key is with Li.')).toEqual({ code: 'file-unknown' });
    expect(refusalOf('a.json', '{"a": [1, 2]}')).toEqual({ code: 'no-keys-in-file' });
    expect(refusalOf('a.yml', 'services:\n  web:\n    image: x\n')).toEqual({ code: 'no-keys-in-file' });
    for (const name of [
      'r01-cli-null-profiles.json',
      '/home/li/.aliyun/config.json',
      'C:\\Users\\li\\.aliyun\\config.json',
    ]) {
      const content = readFileSync('test/fixtures/key-files/r01-cli-null-profiles.json');
      expect(refusalOf(name, content)).toEqual({ code: 'no-keys-in-file' });
    }
  });
});

describe('structured text that breaks the rules is told where, without a word of it', () => {
  const cli =
    '{\n\t"current": "a",\n\t"profiles": [\n\t\t{"name": "a", "mode": "AK", "access_key_id": "LTAIFAKE"},\n\t]\n}\n';
  it.each([
    ['/home/li/.aliyun/config.json', cli, 'json', 'comma-extra', 4, 59],
    ['config.json', cli, 'json', 'comma-extra', 4, 59],
    ['x.json', '{"a": 1\n "b": 2}', 'json', 'comma-missing', 2, 2],
    ['x.json', '{"a" 1}', 'json', 'colon-missing', 1, 6],
    ['x', '{"accessKeyId": "LTAIFAKE"', 'json', 'unclosed', 1, 27],
    ['x.json', '{"a": "b\n}', 'json', 'quote-unclosed', 1, 7],
    ['x.json', '{"a": 1} and more', 'json', 'after-end', 1, 10],
    ['x.json', '['.repeat(100), 'json', 'too-deep', 1, 1],
    ['x.yml', 'a:\n\tb: 1\n', 'yaml', 'tab', 2, 1],
    ['x.yml', 'a: [1, 2\nb: 3\n', 'yaml', 'unclosed', 2, 1],
    ['x.yml', 'a: 1\n  b: 2\n', 'yaml', 'indent', 1, 4],
    ['x.yml', `a: ${'['.repeat(300)}\n`, 'yaml', 'too-deep', 1, 1],
    ['x.yml', '---\na: b\n'.repeat(10_500), 'yaml', 'too-many', 1, 1],
  ])('%s: %#', (name, content, format, fault, line, column) => {
    const error = refusalOf(name, content);
    expect(error).toEqual({ code: 'file-syntax', format, fault, line, column });
    expect(JSON.stringify(error)).not.toContain('FAKE');
  });

  it('a file of a megabyte is too large for it', () => {
    expect(refusalOf('x.json', `{"a": "${'x'.repeat(1024 * 1024)}"}`)).toEqual({
      code: 'file-too-large',
      limit: 1024 * 1024,
    });
    expect(refusalOf('x.yml', `a: ${'x'.repeat(1024 * 1024)}\n`)).toEqual({
      code: 'file-too-large',
      limit: 1024 * 1024,
    });
  });
});

describe('a01: SSH keys aren’t read', () => {
  const age = (...recipients: string[]) =>
    Buffer.from(`age-encryption.org/v1\n${recipients.map((one) => `-> ${one}\nFAKE\n`).join('')}--- FAKE\nFAKE`);

  it.each([
    ['ssh-identity', '-----BEGIN OPENSSH PRIVATE KEY-----\nFAKE\n'],
    ['ssh-identity', '-----BEGIN RSA PRIVATE KEY-----\nFAKE\n'],
    ['ssh-identity', 'ssh-ed25519 AAAAC3FAKE li@example\n'],
    ['age-recipient', 'age1fakefakefake\n'],
    ['age-plugin', '# yubikey\nAGE-PLUGIN-YUBIKEY-1FAKE\n'],
    ['age-identity-locked', 'age-encryption.org/v1\n-> scrypt FAKE 18\nFAKE\n--- FAKE\n'],
    ['archive', zip('keys.txt')],
  ])('as an identity, and what else is none is told: %s', (kind, content) => {
    expect(refusal(() => identitiesOf(bytesOf(content)))).toEqual({ code: 'file-unreadable', kind });
  });

  it('a file that only SSH keys open is refused before it asks for an identity', () => {
    const error = { code: 'file-unreadable', kind: 'age-for-ssh' };
    expect(refusal(() => ageKindOf(age('ssh-ed25519 FAKE FAKE')))).toEqual(error);
    expect(refusal(() => ageKindOf(age('ssh-rsa FAKE', 'x-grease FAKE')))).toEqual(error);
    expect(ageKindOf(age('ssh-ed25519 FAKE FAKE', 'X25519 FAKE'))).toBe('identity');
    expect(ageKindOf(age('piv-p256 FAKE FAKE'))).toBe('identity');
  });

  it('anything else is unknown', () => {
    expect(refusal(() => identitiesOf(Buffer.from('AGE')))).toEqual({ code: 'file-unknown' });
  });
});

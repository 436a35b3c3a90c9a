import * as fs from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { fakePair, fakeTemporary, masterPassword } from '../../support/fake-keys';
import { add, createdVault, filesIn, list, newKey, password, remove, reopened, revealed } from './harness';

/** Every way in which a text could stand in a file without being encrypted. */
function forms(text: string): Map<string, Buffer> {
  const utf8 = Buffer.from(text, 'utf8');
  return new Map([
    ['UTF-8', utf8],
    ['UTF-16', Buffer.from(text, 'utf16le')],
    ['hex', Buffer.from(utf8.toString('hex'))],
    // The middle characters are the same wherever the text begins in a longer base64 text.
    ...[0, 1, 2].map((shift): [string, Buffer] => {
      const encoded = Buffer.concat([Buffer.alloc(shift), utf8]).toString('base64');
      return [`base64 at ${shift}`, Buffer.from(encoded.slice(4, -4))];
    }),
  ]);
}

test('no name, no ID, no secret and no password stands in any file of the folder, during and after every flow', async () => {
  const vault = await createdVault();
  const temporary = fakeTemporary();
  const { accessKeyId, secret } = fakePair('pingan');
  const words = {
    masterPassword,
    name: 'Unmistakable name of a key',
    chinese: '一个不会弄错的名字',
    description: 'Unmistakable description of a key',
    account: 'unmistakable-account',
    user: 'unmistakable-user',
    endpoint: 'https://unmistakable.example',
    accessKeyId,
    secret,
    temporaryId: temporary.accessKeyId,
    temporarySecret: temporary.secret,
    token: temporary.token,
  };
  const look = (when: string) => {
    const files = filesIn(vault.folder);
    expect(files.size).toBeGreaterThanOrEqual(2);
    for (const [file, bytes] of files) {
      for (const [what, text] of Object.entries(words)) {
        for (const [form, needle] of forms(text)) {
          expect(bytes.includes(needle), `${what} as ${form} in ${file} ${when}`).toBe(false);
        }
      }
    }
  };

  const details = { description: words.description, accountId: words.account };
  const one = await add(vault, {
    provider: 'pingan',
    name: words.name,
    identityName: words.user,
    ...details,
    accessKeyId,
    secret,
  });
  look('after adding');
  const expiresAt = vault.now + 1000;
  const huawei = { provider: 'huawei' as const, credential: 'temporary' as const, expiresAt };
  await vault
    .view('add')
    .must('keys.add', { ...newKey({ ...huawei, name: words.chinese, ...temporary }), ...password() });
  await add(vault, { provider: 'private-alibaba', name: words.name, endpoint: words.endpoint });
  const { sheet } = await revealed(vault, one.ticket);
  await sheet.must('reveal.displayed');
  await sheet.must('reveal.copy', { part: 'secret' });
  look('after revealing');
  await list(vault, { text: 'unmistakable', sort: { column: 'account', direction: 'descending' } });
  const main = vault.view('main-view');
  await main.must('keys.setDefault', { id: one.id });
  await main.must('keys.setStatus', { ids: [one.id], status: 'disabled' });
  await remove(vault, one.id);
  look('while open');
  const next = await reopened(vault);
  await list(next, { text: '弄错' });
  next.end();
  look('after closing');
  // Nothing beside the folder either.
  expect(fs.readdirSync(dirname(vault.folder))).toEqual(['vault']);
});

test('the search for plaintext finds what is there', () => {
  const text = 'Unmistakable name of a key';
  for (const [form, needle] of forms(text)) {
    const around = Buffer.concat([Buffer.from('before '), needle, Buffer.from(' after')]);
    expect(around.includes(needle), form).toBe(true);
    expect(needle.byteLength, form).toBeGreaterThan(20);
  }
  const encoded = Buffer.from(`xx${text}yy`).toString('base64');
  expect([...forms(text).values()].some((needle) => encoded.includes(needle.toString()))).toBe(true);
});

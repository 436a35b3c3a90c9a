import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fakePair, masterPassword } from '../support/fake-keys';
import { cancelSaving, openFile, saveAs } from '../support/file-dialog';
import { clipboardText } from '../support/screen';
import { copyVault } from '../support/stored-keys';
import { expect, sharedKeyfold, test } from '../support/test';

/** A key leaves the vault in the form that a tool reads. What the sheet says is in `test/views/use.spec.ts`. */

const pairs = { shell: fakePair('alibaba'), file: fakePair('alibaba'), huawei: fakePair('huawei') };
const shared = sharedKeyfold({}, (folder) =>
  copyVault(folder, [
    { provider: 'alibaba', name: 'For a shell', ...pairs.shell },
    { provider: 'alibaba', name: 'For a file', ...pairs.file },
    { provider: 'huawei', name: 'To be default', ...pairs.huawei },
    { provider: 'pingan', name: 'Without tools' },
  ]),
);

test('a key for a tool is copied as a shell reads it, and locking clears it', async () => {
  const keyfold = shared();
  const key = { name: 'For a shell', ...pairs.shell };
  const main = await keyfold.main();
  // For a provider without tools there is nothing to choose.
  await main.select('Without tools');
  await expect.poll(() => main.offered('Use in a Tool…')).toBe('no');
  await main.select(key.name);
  await main.action('Use in a Tool…').click();
  const sheet = await keyfold.use();
  await expect(sheet.preview).toContainText(`export ALIBABA_CLOUD_ACCESS_KEY_ID='${key.accessKeyId}'`);
  await sheet.submit('not the master password');
  await expect(sheet.password).toHaveAttribute('aria-invalid', 'true');
  expect(await clipboardText()).not.toContain(key.secret);
  // The secret is nowhere in the page, before and after.
  await sheet.submit(masterPassword);
  await expect(sheet.page.getByText('The AccessKey is on the clipboard, for: Shell (export).')).toBeVisible();
  expect(await sheet.page.content()).not.toContain(key.secret);
  const script = `${await clipboardText()}printf '%s' "$ALIBABA_CLOUD_ACCESS_KEY_SECRET"`;
  expect(execFileSync('sh', ['-c', script], { encoding: 'utf8' })).toBe(key.secret);
  const unlock = await keyfold.lock();
  await expect.poll(() => clipboardText()).toBe('');
  await unlock.submit(masterPassword);
  await keyfold.gone('unlock');
  await keyfold.list();
});

test('a key for a tool is the default of the provider that is shown, and gets a private file of its own', async () => {
  const keyfold = shared();
  const main = await keyfold.main();
  await main.chooseProvider('Huawei Cloud');
  await main.page.getByRole('button', { name: /^(More|更多)$/ }).click();
  await expect(main.page.getByRole('menuitem', { name: 'Use Default in a Tool…' })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
  await expect(main.page.getByText('No key of this provider is set as default.')).toBeVisible();
  await main.page.keyboard.press('Escape');
  const key = { name: 'To be default', ...pairs.huawei };
  await main.select(key.name);
  await main.action('Set as Default').click();
  await main.more('Use Default in a Tool…');

  const sheet = await keyfold.use();
  await sheet.tool.selectOption('huaweicloud-credentials');
  await sheet.entry.fill('not a name');
  await expect(sheet.page.getByText(/^This name can’t stand in the tool’s file/)).toBeVisible();
  await expect(sheet.submitButton).toBeDisabled();
  await sheet.entry.fill('global');
  await expect(sheet.preview).toContainText('[global]');
  await sheet.choose('new');
  const path = join(keyfold.home.documents, 'new-config.json');
  await sheet.submit(masterPassword);
  await cancelSaving();
  // Nothing that was chosen is lost.
  await expect(sheet.entry).toHaveValue('global');
  // An existing file is never overwritten.
  keyfold.home.write('taken', 'mine\n');
  await sheet.submit(masterPassword);
  await saveAs(join(keyfold.home.documents, 'taken'));
  await expect(sheet.page.getByText(/^There is a file of this name already/)).toBeVisible();
  expect(readFileSync(join(keyfold.home.documents, 'taken'), 'utf8')).toBe('mine\n');
  await sheet.submit(masterPassword);
  await saveAs(path);
  await expect(sheet.page.getByText('The AccessKey is in new-config.json.')).toBeVisible();
  expect(readFileSync(path, 'utf8')).toBe(`[global]\nak = ${key.accessKeyId}\nsk = ${key.secret}\n`);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  await sheet.done();
  await keyfold.gone('use');
});

test('a key for a tool takes the place of another in an existing file only when that is confirmed', async () => {
  const keyfold = shared();
  const key = { name: 'For a file', ...pairs.file };
  const { home } = keyfold;
  const letter = home.write('letter.txt', 'Dear Ada,\n');
  // This is where the tool looks for the file, so the dialog begins there.
  mkdirSync(join(home.folder, '.alibabacloud'), { recursive: true });
  const others = '# mine\n[other]\ntype = ecs_ram_role\nrole_name = fake\n\n';
  const own = '[default]\ntype = access_key\naccess_key_id = FAKEother\naccess_key_secret = FAKEsecret # old\n';
  const path = join(home.folder, '.alibabacloud', 'credentials');
  writeFileSync(path, others + own);
  chmodSync(path, 0o640);
  const main = await keyfold.main();
  await main.chooseProvider('All keys');
  await main.select(key.name);
  await main.action('Use in a Tool…').click();
  const sheet = await keyfold.use();
  await sheet.tool.selectOption('alibabacloud-credentials');
  await sheet.choose('existing');
  await sheet.submitButton.click();
  await openFile(letter);
  await expect(sheet.page.getByText(/^This doesn’t look like a file of the chosen tool/)).toBeVisible();
  expect(readFileSync(letter, 'utf8')).toBe('Dear Ada,\n');

  await sheet.submitButton.click();
  await openFile(path);
  await expect(sheet.page.getByText(/with the AccessKey ID FAKEother\.$/)).toBeVisible();
  await sheet.submit(masterPassword);
  await expect(sheet.page.getByText(/^The file already has this entry/)).toBeVisible();
  await expect(sheet.replace).toBeFocused();
  expect(readFileSync(path, 'utf8')).toBe(others + own);
  await sheet.replace.check();
  await sheet.submitButton.click();
  await expect(
    sheet.page.getByText('The AccessKey is in credentials. Everything else in it is as it was.'),
  ).toBeVisible();
  // Java's SDK reads only sections that are enabled.
  expect(readFileSync(path, 'utf8')).toBe(
    `${others}${own.replace('FAKEother', key.accessKeyId).replace('FAKEsecret', key.secret)}enable = true\n`,
  );
  expect(statSync(path).mode & 0o777).toBe(0o640);
  await sheet.done();
  await keyfold.gone('use');
});

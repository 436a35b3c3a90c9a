import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { typeKey } from '../support/acts';
import { uniqueName } from '../support/fake-keys';
import { Home } from '../support/home';
import { needlesOf } from '../support/memory';
import { clipboardText } from '../support/screen';
import { expect, test } from '../support/test';
import { until } from '../support/until';

/** Returns every file below a folder, also while some of them are being made or removed. */
function filesBelow(folder: string): { path: string; content: Buffer }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap((name) => {
    const path = join(folder, name);
    try {
      return statSync(path).isFile() ? [{ path, content: readFileSync(path) }] : [];
    } catch {
      // It is gone meanwhile, or is a link that leads nowhere.
      return [];
    }
  });
}

/** Returns the files below a folder that contain one of the texts in plain form, each with that text's name. */
function tellingFiles(folder: string, texts: Readonly<Record<string, string>>): string[] {
  const needles = Object.entries(texts).map(([what, text]) => ({ what, needles: needlesOf(text) }));
  return filesBelow(folder).flatMap(({ path, content }) =>
    needles
      .filter(
        ({ needles: forms }) =>
          forms.some((form) => content.includes(form)) || forms.some((form) => Buffer.from(path).includes(form)),
      )
      .map(({ what }) => `${what} in ${path}`),
  );
}

const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);

let systemTemporary: string | undefined;
let temporary: string;
let habit: number;

// The tests have a folder for temporary files that nobody else uses, and the homes are made in it too. New files are
// open to everybody here, unless the program that makes them says otherwise.
test.beforeAll(() => {
  habit = process.umask(0);
  systemTemporary = process.env.TMPDIR;
  temporary = mkdtempSync(join(tmpdir(), 'keyfold-tmp-'));
  process.env.TMPDIR = temporary;
});

test.afterAll(() => {
  if (systemTemporary === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = systemTemporary;
  rmSync(temporary, { recursive: true, force: true });
  process.umask(habit);
});

/** Returns the files and folders of the application in this home that others may read, write or enter. */
function openToOthers({ folder, documents, userData }: Home): string[] {
  // Those that the test itself made.
  const own = [join(folder, '.config'), userData, documents];
  return (
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => join(folder, name))
      // The graphics driver keeps compiled shaders there, for all programs of the user.
      .filter((path) => !path.startsWith(join(folder, '.cache/mesa_shader_cache')))
      .filter((path) => !own.includes(path) && !lstatSync(path).isSymbolicLink())
      .filter((path) => (statSync(path).mode & 0o077) !== 0)
  );
}

for (const keyring of [true, false]) {
  test(`nothing of a key is ever in the clear on the disk, and every file is for its user only, ${keyring ? 'with' : 'without'} a keyring`, async ({
    start,
  }) => {
    const word = (beginning: string) => uniqueName(beginning).replaceAll(' ', '-');
    const texts = {
      'master password': word('fake-password'),
      secret: word('fakeSecretOfTheDisk'),
      name: word('Name of the disk'),
      'AccessKey ID': word('FAKEIDOFTHEDISK'),
      description: word('Description of the disk'),
      account: word('account-of-the-disk'),
    };
    const home = new Home({}, temporary);
    const keyfold = await start({ keyring, home });
    const telling = () => tellingFiles(temporary, texts);
    await keyfold.createVault(texts['master password']);
    expect(telling()).toEqual([]);

    const key = {
      name: texts.name,
      pair: { accessKeyId: texts['AccessKey ID'], secret: texts.secret },
      fields: { Description: texts.description, 'Master Account': texts.account },
    };
    if (!keyring) {
      const sheet = await keyfold.openAdd();
      await sheet.choose('pingan');
      await sheet.fill({ Name: key.name, ...key.fields, 'Master password': texts['master password'] });
      await sheet.fillPair('pingan', key.pair);
      await sheet.submit();
    } else await typeKey(keyfold, 'pingan', key);
    const reveal = await keyfold.reveal();
    await expect(reveal.page.getByText(texts.secret)).toBeVisible();
    expect(telling()).toEqual([]);
    await reveal.copyButton('Secret Access Key').click();
    await until('the secret is on the clipboard', async () => (await clipboardText()) === texts.secret);
    expect(telling()).toEqual([]);
    await reveal.close();

    const main = await keyfold.main();
    await main.select(texts.name);
    await main.action('Edit AccessKey').click();
    await main.dialog.getByRole('combobox', { name: 'Master Account' }).fill(`${texts.account}-2`);
    await main.dialog.getByRole('button', { name: 'Save' }).click();
    await expect(main.property('Master Account')).toHaveText(`${texts.account}-2`);
    await main.search.fill(texts.name);
    await expect(main.row(texts.name)).toBeVisible();
    await main.action('View Secret').click();
    await (await keyfold.verify()).submit(texts['master password']);
    await (await keyfold.reveal()).close();
    expect(telling()).toEqual([]);

    await keyfold.lock();
    await until('the clipboard is cleared', async () => (await clipboardText()) !== texts.secret);
    expect(telling()).toEqual([]);
    await keyfold.unlock(texts['master password']);
    await keyfold.quit();
    expect(telling()).toEqual([]);

    expect(openToOthers(home)).toEqual([]);
    expect(readdirSync(home.userData)).toContain('Preferences');
    // The search does see files: those that the application wrote are among the ones that were read.
    const read = filesBelow(home.folder).map(({ path }) => path);
    expect(read).toEqual(expect.arrayContaining([home.database, home.slots, home.settings]));
    home.write('planted.txt', Buffer.from(`x${texts.secret}`, 'utf16le'));
    expect(telling()).toEqual([`secret in ${join(home.documents, 'planted.txt')}`]);

    expect(mode(home.vault)).toBe('700');
    const files = readdirSync(home.vault);
    // The only other files that are ever here are the slots file from before the last change, SQLite's journal and the
    // backups.
    const known = ['slots.json', 'slots.json.bak', 'vault.db', 'vault.db-journal', 'backups'];
    expect(files.filter((file) => !known.includes(file))).toEqual([]);
    for (const file of files) {
      expect(`${file} ${mode(join(home.vault, file))}`).toBe(`${file} ${file === 'backups' ? 700 : 600}`);
    }
    expect(mode(home.settings)).toBe('600');
  });
}

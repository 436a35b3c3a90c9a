import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import BetterSqlite from 'better-sqlite3-multiple-ciphers';
import { KeyfoldError } from '../../common/errors';
import { passwordBytes } from '../../common/keys/text-bytes';
import { addKey } from '../support/acts';
import { commandLine, environment, type Keyfold } from '../support/app';
import { masterPassword } from '../support/fake-keys';
import { Home } from '../support/home';
import { openFolder } from '../support/open-folder';
import { without } from '../support/systems';
import { expect, test } from '../support/test';

// In Node the package's only export is the path of its binary.
const electron: string = createRequire(import.meta.url)('electron');

/** Starts the application once more as a person would, and waits until that start is over. */
async function startAgain(home: Home): Promise<{ code: number | null; output: string }> {
  const child: ChildProcess = spawn(electron, commandLine(true), { env: environment(home), cwd: home.documents });
  let output = '';
  child.stderr?.on('data', (data: Buffer) => {
    output += data.toString('utf8');
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  return { code, output };
}

const isVisible = (keyfold: Keyfold) =>
  keyfold.app.evaluate(({ BaseWindow }) => BaseWindow.getAllWindows().map((window) => window.isVisible()));

test('a second start ends by itself and shows the window of the first', async ({ start }) => {
  const keyfold = await start({ vault: true });
  const first = await addKey(keyfold, 'alibaba');
  await keyfold.app.evaluate(({ BaseWindow }) => {
    for (const window of BaseWindow.getAllWindows()) window.hide();
  });
  expect(await isVisible(keyfold)).toEqual([false]);

  expect((await startAgain(keyfold.home)).code).toBe(0);
  await expect.poll(() => isVisible(keyfold)).toEqual([true]);

  // And it goes on as if nothing had been.
  const main = await keyfold.main();
  await expect(main.row(first.name)).toBeVisible();
  const second = await addKey(keyfold, 'pingan');
  await expect(main.row(second.name)).toBeVisible();
});

test('a second start changes nothing while a sheet stands with something typed into it', async ({ start }) => {
  const keyfold = await start({ vault: true });
  const sheet = await keyfold.openAdd();
  await sheet.fill({ Name: 'Half typed' });
  expect((await startAgain(keyfold.home)).code).toBe(0);
  await expect(sheet.field('Name')).toHaveValue('Half typed');
  await sheet.cancel();
  await keyfold.gone('add');
});

test('an open vault is held: no other process can open its file, with the password or without', async ({ start }) => {
  const keyfold = await start({ vault: true });
  const { vault, database } = keyfold.home;
  const opening = openFolder(vault, passwordBytes(masterPassword));
  const refusal: unknown = await opening.then(
    () => null,
    (error: unknown) => error,
  );
  expect(refusal).toBeInstanceOf(KeyfoldError);
  expect(refusal).toMatchObject({ error: { code: 'vault-in-use' } });

  const raw = new BetterSqlite(database, { timeout: 0 });
  expect(() => raw.pragma('user_version')).toThrow(expect.objectContaining({ code: 'SQLITE_BUSY' }));
  raw.close();

  // Locked, it is free.
  await keyfold.lock();
  const opened = await openFolder(vault, passwordBytes(masterPassword));
  opened.database.close();
  await keyfold.unlock();
});

for (const [language, words] of [
  ['en', 'Another process has this vault open. Close the other Keyfold and try again.'],
  ['zh-CN', '此保险库正被其他进程使用。请关闭另一个 Keyfold 后重试。'],
] as const) {
  test(`a copy of another profile on the same vault is refused in ${language} until the first is gone`, async ({
    start,
  }) => {
    test.skip(...without('links'));
    const first = await start({ vault: true });
    const key = await addKey(first, 'huawei');
    const home = new Home({ language });
    symlinkSync(first.home.vault, home.vault);

    const second = await start({ home });
    const sheet = await second.unlockSheet();
    await sheet.submit(masterPassword);
    await expect(sheet.alert).toHaveText(words);
    await expect((await first.main()).row(key.name)).toBeVisible();

    await first.quit();
    await sheet.submit(masterPassword);
    await second.gone('unlock');
    await expect((await second.main()).page.getByText(key.name).first()).toBeVisible();
    await second.quit();
    home.remove();
  });
}

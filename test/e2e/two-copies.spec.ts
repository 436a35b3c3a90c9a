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

// In Node, the package exports only the path of its binary.
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

test('one copy at a time: a second start shows the window of the first, and nobody else opens its vault', async ({
  start,
}) => {
  // The test checks many facts, and a busy machine needs time for each.
  test.slow();
  const keyfold = await start({ keys: [{ provider: 'alibaba', name: 'Stored' }] });
  await test.step('a second start ends by itself and changes nothing of what is being typed', async () => {
    const sheet = await keyfold.openAdd();
    await sheet.fill({ Name: 'Half typed' });
    await keyfold.app.evaluate(({ BaseWindow }) => {
      for (const window of BaseWindow.getAllWindows()) window.hide();
    });
    expect(await isVisible(keyfold)).toEqual([false]);
    expect((await startAgain(keyfold.home)).code).toBe(0);
    await expect.poll(() => isVisible(keyfold)).toEqual([true]);
    await expect(sheet.field('Name')).toHaveValue('Half typed');
    await sheet.cancel();
    await keyfold.gone('add');
    // The first copy goes on as if nothing had happened.
    const key = await addKey(keyfold, 'pingan');
    const main = await keyfold.main();
    await expect(main.row(key.name)).toBeVisible();
    await expect(main.row('Stored')).toBeVisible();
  });

  await test.step('no other process can open the file, with the password or without', async () => {
    const { vault, database } = keyfold.home;
    const refusal: unknown = await openFolder(vault, passwordBytes(masterPassword)).then(
      () => null,
      (error: unknown) => error,
    );
    expect(refusal).toBeInstanceOf(KeyfoldError);
    expect(refusal).toMatchObject({ error: { code: 'vault-in-use' } });
    const raw = new BetterSqlite(database, { timeout: 0 });
    expect(() => raw.pragma('user_version')).toThrow(expect.objectContaining({ code: 'SQLITE_BUSY' }));
    raw.close();

    // When the vault is locked, its lock is free.
    await keyfold.lock();
    const opened = await openFolder(vault, passwordBytes(masterPassword));
    opened.database.close();
    await keyfold.unlock();
  });
});

test('a copy of another provider on the same vault is refused until the first is gone', async ({ start }) => {
  test.skip(...without('links'));
  const first = await start({ keys: [{ provider: 'huawei', name: 'Stored' }] });
  const home = new Home();
  symlinkSync(first.home.vault, home.vault);

  const second = await start({ home });
  const sheet = await second.unlockSheet();
  await sheet.submit(masterPassword);
  await expect(sheet.alert).toHaveText('Another process has this vault open. Close the other Keyfold and try again.');
  await expect((await first.main()).row('Stored')).toBeVisible();

  await first.quit();
  await sheet.submit(masterPassword);
  await second.gone('unlock');
  await expect((await second.list()).row('Stored')).toBeVisible();
  await second.quit();
  home.remove();
});

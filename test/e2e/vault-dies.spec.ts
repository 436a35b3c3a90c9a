import { addKey } from '../support/acts';
import type { Keyfold } from '../support/app';
import { fakePair, masterPassword } from '../support/fake-keys';
import { ended, isAlive, processTree, vaultProcess, viewProcess } from '../support/processes';
import { mainProcess } from '../support/sweep';
import { expect, test } from '../support/test';
import { until } from '../support/until';

const said = 'The vault process ended unexpectedly, so the vault is locked. Your keys are safe; unlock it to go on.';

// The last files share what workers there are: none waits for another that has a whole file before it.
test.describe.configure({ mode: 'parallel' });

/** Ends a process as nothing in it can prevent. */
async function kill(pid: number): Promise<void> {
  process.kill(pid, 'SIGKILL');
  await ended(pid);
}

/** Ends the vault process, and answers the unlock sheet that then comes, with another vault process behind it. */
async function killVault(keyfold: Keyfold) {
  return keyfold.locking(async () => kill(await vaultProcess(keyfold.app)));
}

test('when the vault process ends by itself it is said, and nothing is lost', async ({ start }) => {
  const keyfold = await start({ vault: true });
  const first = await addKey(keyfold, 'alibaba', { fields: { Description: 'From before' } });
  const second = await addKey(keyfold, 'huawei');
  await (await keyfold.main()).select(second.name);

  const sheet = await killVault(keyfold);
  await expect(sheet.page.getByRole('status')).toHaveText(said);
  await expect(sheet.page.getByRole('heading', { name: 'Your vault is locked' })).toBeVisible();

  const main = await keyfold.unlock();
  await expect(main.count).toHaveText('2 keys');
  await main.select(first.name);
  await expect(main.property('Description')).toHaveText('From before');
  await expect(main.row(second.name)).toBeVisible();
  await addKey(keyfold, 'pingan');
  await expect(main.count).toHaveText('3 keys');
});

test('when it ends under a sheet, the sheet goes with it', async ({ start }) => {
  const keyfold = await start({ vault: true });
  const key = await addKey(keyfold, 'alibaba');
  const form = await keyfold.openAdd();
  await form.fill({ Name: 'Half typed' });
  await form.fillPair('alibaba', fakePair('alibaba'));
  const formProcess = await viewProcess(keyfold.app, 'add');

  const sheet = await killVault(keyfold);
  await expect(sheet.page.getByRole('status')).toHaveText(said);
  await ended(formProcess);
  const main = await keyfold.unlock();
  await expect(main.row(key.name)).toBeVisible();
  await expect(main.count).toHaveText('1 key');
});

for (const [what, end] of [
  ['its sheet’s', 'sheet'],
  ['the vault’s', 'vault'],
] as const) {
  test(`a key whose secret was not yet shown when ${what} process ended can still be shown`, async ({ start }) => {
    const keyfold = await start({ vault: true });
    const form = await keyfold.openAdd();
    const pair = fakePair('pingan');
    await form.choose('pingan');
    await form.fill({ Name: 'Interrupted' });
    await form.fillPair('pingan', pair);
    const vault = await vaultProcess(keyfold.app);
    // The next web contents are the reveal sheet's; its page is there then, and knows nothing yet.
    await keyfold.app.evaluate(
      ({ app }, pid) => {
        app.once('web-contents-created', (_event, contents) => {
          contents.once('destroyed', () => Object.assign(globalThis, { sheetGone: true }));
          contents.once('dom-ready', () => {
            if (pid === null) contents.forcefullyCrashRenderer();
            else process.kill(pid, 'SIGKILL');
          });
        });
      },
      end === 'vault' ? vault : null,
    );
    if (end === 'vault') {
      await keyfold.locking(() => form.submit());
      await keyfold.unlock();
    } else {
      await form.submit();
      // Not by the page: the sheet may have come and gone before the driver has seen it.
      await until('the sheet is gone', () => keyfold.app.evaluate(() => Reflect.get(globalThis, 'sheetGone') === true));
    }
    const main = await keyfold.main();
    await main.select('Interrupted');
    await expect(main.detail.getByText('Secret not shown yet')).toBeVisible();
    await main.action('View Secret').click();
    await (await keyfold.verify()).submit(masterPassword);
    const reveal = await keyfold.reveal();
    await expect(reveal.page.getByText(pair.secret)).toBeVisible();
    await reveal.close();
    await expect(main.detail.getByText('Secret not shown yet')).toHaveCount(0);
  });
}

test('when it ends behind the lock screen, unlocking works all the same', async ({ start }) => {
  const keyfold = await start({ vault: true });
  const key = await addKey(keyfold, 'pingan');
  await keyfold.lock();
  const sheet = await killVault(keyfold);
  await expect(sheet.page.getByRole('status')).toHaveText(said);
  await expect((await keyfold.unlock()).row(key.name)).toBeVisible();
});

test('when it ends again and again Keyfold says so and stops', async ({ start }) => {
  const keyfold = await start({ vault: true });
  // The system's own dialog would wait for a click that no page can give.
  await keyfold.app.evaluate(({ dialog }) => {
    dialog.showErrorBox = (_title, words) => void process.stderr.write(`dialog: ${words}\n`);
  });
  for (let time = 0; time < 3; time += 1) await killVault(keyfold);
  const app = keyfold.app.process();
  const exit = new Promise<number | null>((resolve) => app.once('exit', resolve));
  keyfold.watch.leave();
  await kill(await vaultProcess(keyfold.app));
  expect(await exit).toBe(1);
  await expect.poll(() => keyfold.watch.output).toContain('dialog: The vault process ended several times in a row');
  // The next start is an ordinary one.
  await keyfold.relaunch();
  await keyfold.unlock();
});

test('when the main view’s process ends, the view comes back with its keys', async ({ start }) => {
  const keyfold = await start({ vault: true });
  const key = await addKey(keyfold, 'alibaba');
  const before = await keyfold.view('main-view');
  const vault = await vaultProcess(keyfold.app);
  await kill(await viewProcess(keyfold.app, 'main-view'));
  await until('the old view is gone', () => before.isClosed());
  const main = await keyfold.main();
  await expect(main.row(key.name)).toBeVisible();
  // The vault was not touched by it.
  expect(isAlive(vault)).toBe(true);
  await addKey(keyfold, 'huawei');
  await expect(main.count).toHaveText('2 keys');
});

test('what is chosen in the menu while the main view still loads is done once it stands', async ({ start }) => {
  const keyfold = await start({ vault: true });
  const before = await keyfold.view('main-view');
  await keyfold.app.evaluate(({ app, Menu, webContents }) => {
    app.once('web-contents-created', () => {
      setImmediate(() => Menu.getApplicationMenu()?.getMenuItemById('settings')?.click());
    });
    const old = webContents.getAllWebContents().find((contents) => contents.getURL().startsWith('app://main-view'));
    setImmediate(() => old?.forcefullyCrashRenderer());
  });
  await until('the old view is gone', () => before.isClosed());
  await expect((await keyfold.main()).dialog).toBeVisible();
});

test('when a sheet’s process ends, the sheet is gone and the rest goes on', async ({ start }) => {
  const keyfold = await start({ vault: true });
  const form = await keyfold.openAdd();
  await form.fill({ Name: 'Half typed' });
  await kill(await viewProcess(keyfold.app, 'add'));
  await keyfold.gone('add');
  const key = await addKey(keyfold, 'alibaba');
  await expect((await keyfold.main()).row(key.name)).toBeVisible();
});

test('when the lock screen’s process ends, there is another one', async ({ start }) => {
  const keyfold = await start({ vault: true });
  const sheet = await keyfold.lock();
  await kill(await viewProcess(keyfold.app, 'unlock'));
  await until('the old sheet is gone', () => sheet.page.isClosed());
  await keyfold.unlock();
});

test('when the lock screen’s process ends before its page is loaded, there is another one, and a vault behind it', async ({
  start,
}) => {
  const keyfold = await start({ vault: true });
  await keyfold.app.evaluate(({ app, Menu }) => {
    app.once('web-contents-created', (_event, contents) => {
      contents.once('did-navigate', () => process.kill(contents.getOSProcessId(), 'SIGKILL'));
      contents.once('destroyed', () => {
        (globalThis as { first?: string }).first = 'gone';
      });
    });
    setImmediate(() => Menu.getApplicationMenu()?.getMenuItemById('lock')?.click());
  });
  await until('the first lock screen is gone', () =>
    keyfold.app.evaluate(() => (globalThis as { first?: string }).first === 'gone'),
  );
  // Playwright may still have the page of the first.
  await until('the second lock screen answers', async () =>
    (await keyfold.view('unlock')).evaluate(() => true).catch(() => false),
  );
  await keyfold.unlock();
  await addKey(keyfold, 'pingan');
});

test('when the process that draws ends, the window is drawn by another one', async ({ start }) => {
  const keyfold = await start({ vault: true });
  const key = await addKey(keyfold, 'alibaba');
  const drawing = processTree(mainProcess(keyfold)).find(({ kind }) => kind === 'gpu-process');
  if (!drawing) throw new Error('No process draws.');
  await kill(drawing.pid);
  const main = await keyfold.main();
  await expect(main.row(key.name)).toBeVisible();
  await main.select(key.name);
  await addKey(keyfold, 'huawei');
  await expect(main.count).toHaveText('2 keys');
});

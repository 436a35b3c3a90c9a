import { addKey } from '../support/acts';
import { fakePair, masterPassword, uniqueName } from '../support/fake-keys';
import { ended, isAlive, processTree, vaultProcess, viewProcess } from '../support/processes';
import { mainProcess } from '../support/sweep';
import { expect, sharedKeyfold, test } from '../support/test';
import { until } from '../support/until';

const shared = sharedKeyfold();

/** Ends a process in a way that nothing in it can prevent. */
async function kill(pid: number): Promise<void> {
  process.kill(pid, 'SIGKILL');
  await ended(pid);
}

for (const [what, end] of [
  ['its sheet’s', 'sheet'],
  ['the vault’s', 'vault'],
] as const) {
  test(`a key whose secret was not yet shown when ${what} process ended can still be shown`, async () => {
    const keyfold = shared();
    const form = await keyfold.openAdd();
    const pair = fakePair('pingan');
    const name = uniqueName('Interrupted');
    await form.choose('pingan');
    await form.fill({ Name: name });
    await form.fillPair('pingan', pair);
    const vault = await vaultProcess(keyfold.app);
    // The next web contents are the reveal sheet's. Its page exists then, and knows nothing yet.
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
      // The page can't tell this, because the sheet may have opened and closed before the driver has seen it.
      await until('the sheet is gone', () => keyfold.app.evaluate(() => Reflect.get(globalThis, 'sheetGone') === true));
    }
    const main = await keyfold.main();
    await main.select(name);
    await expect(main.detail.getByText('Secret not shown yet')).toBeVisible();
    await main.action('View Secret').click();
    await (await keyfold.verify()).submit(masterPassword);
    const reveal = await keyfold.reveal();
    await expect(reveal.page.getByText(pair.secret)).toBeVisible();
    await reveal.close();
    await expect(main.detail.getByText('Secret not shown yet')).toHaveCount(0);
  });
}

test('when the main view’s process ends, the view comes back with its keys', async () => {
  const keyfold = shared();
  const key = await addKey(keyfold, 'alibaba');
  const before = await keyfold.view('main-view');
  const vault = await vaultProcess(keyfold.app);
  await kill(await viewProcess(keyfold.app, 'main-view'));
  await until('the old view is gone', () => before.isClosed());
  const main = await keyfold.list();
  await expect(main.row(key.name)).toBeVisible();
  // The vault was not touched by it.
  expect(isAlive(vault)).toBe(true);
  const next = await addKey(keyfold, 'huawei');
  await expect(main.row(next.name)).toBeVisible();
});

test('what is chosen in the menu while the main view still loads is done once it stands', async () => {
  const keyfold = shared();
  const before = await keyfold.view('main-view');
  await keyfold.app.evaluate(({ app, Menu, webContents }) => {
    app.once('web-contents-created', () => {
      setImmediate(() => Menu.getApplicationMenu()?.getMenuItemById('settings')?.click());
    });
    const old = webContents.getAllWebContents().find((contents) => contents.getURL().startsWith('app://main-view'));
    setImmediate(() => old?.forcefullyCrashRenderer());
  });
  await until('the old view is gone', () => before.isClosed());
  const { dialog } = await keyfold.main();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(dialog).toHaveCount(0);
});

test('when a sheet’s process ends, the sheet is gone and the rest goes on', async () => {
  const keyfold = shared();
  const form = await keyfold.openAdd();
  await form.fill({ Name: 'Half typed' });
  await kill(await viewProcess(keyfold.app, 'add'));
  await keyfold.gone('add');
  const key = await addKey(keyfold, 'alibaba');
  await expect((await keyfold.main()).row(key.name)).toBeVisible();
});

test('when the lock screen’s process ends, there is another one', async () => {
  const keyfold = shared();
  const sheet = await keyfold.lock();
  await kill(await viewProcess(keyfold.app, 'unlock'));
  await until('the old sheet is gone', () => sheet.page.isClosed());
  await keyfold.unlock();
});

test('when the lock screen’s process ends before its page is loaded, there is another one, and a vault behind it', async () => {
  const keyfold = shared();
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
  // Playwright may still have the page of the first lock screen.
  await until('the second lock screen answers', async () =>
    (await keyfold.view('unlock')).evaluate(() => true).catch(() => false),
  );
  await keyfold.unlock();
  await addKey(keyfold, 'pingan');
});

test('when the process that draws ends, the window is drawn by another one', async () => {
  const keyfold = shared();
  const key = await addKey(keyfold, 'alibaba');
  const drawing = processTree(mainProcess(keyfold)).find(({ kind }) => kind === 'gpu-process');
  if (!drawing) throw new Error('No process draws.');
  await kill(drawing.pid);
  const main = await keyfold.main();
  await expect(main.row(key.name)).toBeVisible();
  await main.select(key.name);
  const next = await addKey(keyfold, 'huawei');
  await expect(main.row(next.name)).toBeVisible();
});

test('a page that never loads is made anew, and the vault can be unlocked with it', async () => {
  const keyfold = shared();
  // The files of the next view's page are asked for and never come. The view that is made anew has another session.
  await keyfold.app.evaluate(({ app }) => {
    app.once('web-contents-created', (_event, { session: stuck }) => {
      stuck.protocol.unhandle('app');
      stuck.protocol.handle('app', () => new Promise(() => undefined));
      app.once('web-contents-created', (_next, contents) =>
        Object.assign(globalThis, { madeAnew: contents.session !== stuck }),
      );
    });
  });
  await keyfold.menu('lock');
  await until('the view is made anew', () => keyfold.app.evaluate(() => Reflect.get(globalThis, 'madeAnew') === true));
  await keyfold.unlock();
});

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { contract } from '../../common/contract';
import { type View, views } from '../../common/views';
import { openProtect, typeKey } from '../support/acts';
import { type Keyfold, root } from '../support/app';
import { masterPassword } from '../support/fake-keys';
import { ask, operationsIn } from '../support/page-probe';
import { ended, findVaultProcess, isAlive, viewProcess } from '../support/processes';
import { focusWindow, press, type } from '../support/screen';
import { expect, test } from '../support/test';

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const operationsOf = (view: View) =>
  Object.entries(contract)
    .flatMap(([group, members]) =>
      Object.entries(members)
        .filter(([, operation]) => (operation.views as readonly View[]).includes(view))
        .map(([name]) => `${group}.${name}`),
    )
    .sort();

/** What every view must be, whatever it is for. */
async function expectConfined(keyfold: Keyfold, view: View): Promise<void> {
  const page = await keyfold.view(view);

  const answer = await ask(keyfold.app, view, `app://${view}/`);
  expect(answer).toMatchObject({
    status: 200,
    headers: {
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    },
  });
  for (const other of views.filter((candidate) => candidate !== view)) {
    expect(await ask(keyfold.app, view, `app://${other}/`)).toMatchObject({ status: 404 });
  }

  const found = await page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer', 'remote', '__dirname'].filter(
      (name) => name in globalThis,
    ),
  );
  expect(found).toEqual([]);
  expect(await operationsIn(page)).toEqual(operationsOf(view));

  const settings = await keyfold.app.evaluate(({ webContents }, url) => {
    const contents = webContents.getAllWebContents().find((candidate) => candidate.getURL() === url);
    contents?.openDevTools({ mode: 'detach' });
    return {
      devTools: contents?.isDevToolsOpened(),
      rtc: contents?.getWebRTCIPHandlingPolicy(),
      persistent: contents?.session.isPersistent(),
    };
  }, `app://${view}/`);
  expect(settings).toEqual({ devTools: false, rtc: 'disable_non_proxied_udp', persistent: false });
}

test('every view has its policy, its own page, its own operations and nothing of Node', async ({ start }) => {
  const keyfold = await start();
  await keyfold.create();
  await expectConfined(keyfold, 'create');
  const main = await keyfold.createVault();
  await expectConfined(keyfold, 'main-view');
  await keyfold.openAdd();
  await expectConfined(keyfold, 'add');
  await (await keyfold.add()).cancel();
  await keyfold.gone('add');
  const { key, reveal } = await typeKey(keyfold, 'pingan');
  await expectConfined(keyfold, 'reveal');
  await reveal.close();
  await main.select(key.name);
  await main.action('View Secret').click();
  const verify = await keyfold.verify();
  await expectConfined(keyfold, 'verify');
  await verify.cancel();
  await keyfold.gone('verify');
  await main.openSettings();
  const protect = await openProtect(keyfold, 'Authenticator app');
  await expectConfined(keyfold, 'protect');
  await protect.cancel();
  await keyfold.gone('protect');
  await main.page.getByRole('group', { name: 'Recovery key' }).getByRole('button').click();
  await keyfold.keyring();
  await expectConfined(keyfold, 'keyring');
  await keyfold.lock();
  await expectConfined(keyfold, 'unlock');
});

test('the main view has no way to a secret, and no sheet a way to the list', async () => {
  expect(operationsOf('main-view').filter((name) => /^(reveal|session\.(create|unlock)|keys\.add)/.test(name))).toEqual(
    [],
  );
  for (const view of ['create', 'unlock', 'add', 'verify', 'reveal', 'protect', 'keyring'] as const) {
    expect(operationsOf(view).filter((name) => /^keys\.(list|edit|delete|set)/.test(name))).toEqual([]);
  }
});

test('each sheet runs in a process of its own, which ends with it', async ({ start }) => {
  const keyfold = await start();
  const create = await viewProcess(keyfold.app, 'create');
  const main = await keyfold.createVault();
  await ended(create);
  const mainView = await viewProcess(keyfold.app, 'main-view');
  const alive: number[] = [mainView, (await findVaultProcess(keyfold.app)) ?? 0, keyfold.app.process().pid ?? 0];
  const sheet = async (view: View) => {
    const pid = await viewProcess(keyfold.app, view);
    expect(alive).not.toContain(pid);
    return pid;
  };

  await keyfold.openAdd();
  const add = await sheet('add');
  await (await keyfold.add()).cancel();
  await ended(add);

  const { key, reveal } = await typeKey(keyfold, 'pingan');
  const revealed = await sheet('reveal');
  await reveal.close();
  await ended(revealed);

  await main.select(key.name);
  await main.action('View Secret').click();
  await keyfold.verify();
  const verify = await sheet('verify');
  await (await keyfold.verify()).submit(masterPassword);
  await (await keyfold.reveal()).close();
  await ended(verify);

  expect(isAlive(mainView)).toBe(true);
  await keyfold.lock();
  await ended(mainView);
});

test('what is typed on the lock screen reaches no view but it, while the main view loads behind it', async ({
  start,
}) => {
  const keyfold = await start({ vault: true });
  await keyfold.relaunch();
  const sheet = await keyfold.unlockSheet();
  await expect(sheet.password).toBeFocused();
  await focusWindow();
  await type(masterPassword.slice(0, 9));
  const { page } = await keyfold.main();
  await page.waitForLoadState();
  await type(masterPassword.slice(9));
  await press('Return');
  await keyfold.gone('unlock');
  await expect(page.getByText('No AccessKeys yet')).toBeVisible();
  // Now the keyboard is the main view's.
  await press('ctrl+n');
  await keyfold.add();
});

test('the production build holds nothing of development', () => {
  const built = join(root, 'out/app');
  const files = readdirSync(built, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(built, name)).isFile(),
  );
  expect(files.length).toBeGreaterThan(10);
  expect(files.filter((name) => name.endsWith('.map') || name.includes('remote'))).toEqual([]);
  const telltale =
    /@electron\/remote|REMOTE_BROWSER_|KEYFOLD_REMOTE|keyfold-remote|ELECTRON_RENDERER_URL|sourceMappingURL|toggleDevTools/;
  const telling = files.filter((name) => telltale.test(readFileSync(join(built, name), 'latin1')));
  expect(telling).toEqual([]);
});

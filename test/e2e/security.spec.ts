import { readdirSync, readFileSync, statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { contract } from '../../common/contract';
import { type View, views } from '../../common/views';
import { openProtect, typeKey } from '../support/acts';
import { type Keyfold, root } from '../support/app';
import { masterPassword } from '../support/fake-keys';
import { ask, operationsIn } from '../support/page-probe';
import { ended, isAlive, loadedViews, vaultProcess, viewProcess } from '../support/processes';
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

/** Checks what is true of every view. */
async function expectConfined(keyfold: Keyfold, view: View): Promise<void> {
  const page = await keyfold.view(view);
  // Playwright may know of a page a moment before main does. What main itself asks for in the session of a page that is
  // still loading can hold up the page's own files, so the page is loaded first.
  await viewProcess(keyfold.app, view);
  await expect.poll(() => loadedViews(keyfold.app)).toContain(`app://${view}/`);

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

test('every view has a process, a policy, a page and operations of its own, and nothing of Node', async ({ start }) => {
  // The test checks many facts, and a busy machine needs time for each.
  test.slow();
  const keyfold = await start();
  const processes = new Map<View | 'main' | 'vault', number>();
  /** Checks that the open view is confined and shares its process with no other view. Returns that process. */
  const confined = async (view: View): Promise<number> => {
    await expectConfined(keyfold, view);
    const pid = await viewProcess(keyfold.app, view);
    expect([...processes].filter(([, other]) => other === pid)).toEqual([]);
    return pid;
  };

  const create = await confined('create');
  const main = await keyfold.createVault();
  await ended(create);
  processes.set('main', keyfold.app.process().pid ?? 0);
  processes.set('vault', await vaultProcess(keyfold.app));
  processes.set('main-view', await confined('main-view'));

  await keyfold.openAdd();
  const add = await confined('add');
  await (await keyfold.add()).cancel();
  await ended(add);

  const { key, reveal } = await typeKey(keyfold, 'pingan');
  const shown = await confined('reveal');
  await reveal.close();
  await ended(shown);

  await main.select(key.name);
  await main.action('View Secret').click();
  const verify = await keyfold.verify();
  const asking = await confined('verify');
  await verify.submit(masterPassword);
  await (await keyfold.reveal()).close();
  await ended(asking);

  await main.openSettings();
  const protect = await openProtect(keyfold, 'Authenticator app');
  const protecting = await confined('protect');
  await protect.cancel();
  await ended(protecting);
  await main.page.getByRole('group', { name: 'Recovery key' }).getByRole('button').click();
  await keyfold.keyring();
  const keyring = await confined('keyring');

  expect([...processes.values()].filter((pid) => !isAlive(pid))).toEqual([]);
  await keyfold.lock();
  // Locking ends every process that knew something.
  for (const pid of [keyring, processes.get('vault') ?? 0, processes.get('main-view') ?? 0]) await ended(pid);
  await confined('unlock');
});

test('the production build holds nothing of development', () => {
  const built = join(root, 'out/app');
  const files = readdirSync(built, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(built, name)).isFile(),
  );
  expect(files.length).toBeGreaterThan(10);
  expect(files.filter((name) => name.includes('remote'))).toEqual([]);
  // The maps tell where in the sources a failure was: of main and the vault only, and without the sources.
  const maps = files.filter((name) => name.endsWith('.map'));
  expect(maps.filter((name) => !/^(?:main|vault)[/\\]/.test(name))).toEqual([]);
  for (const name of maps) {
    const map = JSON.parse(readFileSync(join(built, name), 'utf8')) as { sources: string[]; sourcesContent?: unknown };
    expect([map.sourcesContent, map.sources.filter((source) => isAbsolute(source))], name).toEqual([undefined, []]);
  }
  const telltale =
    /@electron\/remote|REMOTE_BROWSER_|KEYFOLD_REMOTE|keyfold-remote|ELECTRON_RENDERER_URL|sourceMappingURL|toggleDevTools/;
  const code = files.filter((name) => !name.endsWith('.map'));
  const telling = code.filter((name) => telltale.test(readFileSync(join(built, name), 'latin1')));
  expect(telling).toEqual([]);
});

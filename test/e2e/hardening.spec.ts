import { join } from 'node:path';
import { typeKey } from '../support/acts';
import { root } from '../support/app';
import { masterPassword } from '../support/fake-keys';
import { focusWindow, press, type } from '../support/screen';
import { expect, sharedKeyfold, test } from '../support/test';
import { until } from '../support/until';

const shared = sharedKeyfold();

test('web contents and sessions that nobody took care of are confined all the same', async () => {
  const found = await shared().app.evaluate(async ({ WebContentsView, session }) => {
    const failure = (promise: Promise<unknown>) =>
      promise.then(
        () => 'loaded',
        (error: Error) => /ERR_[A-Z_]+/.exec(error.message)?.[0] ?? error.message,
      );
    const view = new WebContentsView({ webPreferences: { partition: 'careless' } });
    const { webContents } = view;
    const chosen: string[] = [];
    webContents.emit('select-bluetooth-device', { preventDefault: () => chosen.push('prevented') }, [], (id: string) =>
      chosen.push(id),
    );
    const result = {
      file: await failure(webContents.session.fetch('file:///etc/hostname')),
      network: await failure(webContents.session.fetch('http://127.0.0.1:1/')),
      data: await failure(session.fromPartition('another').fetch('data:text/plain,x')),
      defaultFile: await failure(session.defaultSession.fetch('file:///etc/hostname')),
      defaultSession: await failure(session.defaultSession.fetch('data:text/plain,x')),
      rtc: webContents.getWebRTCIPHandlingPolicy(),
      spelling: [session.defaultSession, webContents.session].map((each) => each.isSpellCheckerEnabled()),
      chosen,
      refused: ['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'].map((event) => {
        let refused = false;
        webContents.emit(event, { preventDefault: () => (refused = true) });
        return refused;
      }),
    };
    webContents.close();
    return result;
  });
  expect(found).toEqual({
    file: 'ERR_FAILED',
    network: 'ERR_BLOCKED_BY_CLIENT',
    data: 'ERR_BLOCKED_BY_CLIENT',
    defaultFile: 'ERR_FAILED',
    defaultSession: 'ERR_BLOCKED_BY_CLIENT',
    rtc: 'disable_non_proxied_udp',
    spelling: [false, false],
    chosen: ['prevented', ''],
    refused: [true, true, true, true],
  });
});

test('only the page of a standing view is answered, and none that looks like it', async () => {
  const keyfold = shared();
  const operations = ['settings.get', 'settings.about', 'window.lock'];
  const hostile = await keyfold.app.evaluate(
    async ({ BaseWindow, WebContentsView, webContents, session }, { names, preload }) => {
      const main = webContents.getAllWebContents().find((each) => each.getURL() === 'app://main-view/');
      if (!main) throw new Error('no main view');
      // A caller that no code of Keyfold made, with the real preload script, on a page that looks like the main view.
      const own = session.fromPartition('hostile');
      own.protocol.handle(
        'app',
        () =>
          new Response('<p>', {
            headers: { 'content-type': 'text/html', 'content-security-policy': "default-src 'none'" },
          }),
      );
      const boot = JSON.stringify({ view: 'main-view', language: 'en', platform: 'linux' });
      const stranger = new WebContentsView({
        webPreferences: { session: own, preload, sandbox: true, additionalArguments: [`--keyfold-boot=${boot}`] },
      });
      BaseWindow.getAllWindows()[0]?.contentView.addChildView(stranger);
      await stranger.webContents.loadURL('app://main-view/');
      const ask = (contents: Electron.WebContents) =>
        contents.executeJavaScript(
          `Promise.all(${JSON.stringify(names)}.map(async (name) => {
            const [group, member] = name.split('.');
            const reply = await window.keyfold[group][member]({});
            return reply.ok ? 'answered' : reply.error.code;
          }))`,
        );
      const fromStranger: unknown = await ask(stranger.webContents);
      stranger.webContents.close();
      const settings: unknown = await main.executeJavaScript('window.keyfold.settings.get({}).then(({ ok }) => ok)');
      return { fromStranger, settings, senderless: main.mainFrame.url };
    },
    { names: operations, preload: join(root, 'out/app/preload/index.cjs') },
  );
  expect(hostile).toEqual({
    fromStranger: ['not-allowed', 'not-allowed', 'not-allowed'],
    settings: true,
    senderless: 'app://main-view/',
  });
  // Nothing was locked and nothing was quit.
  await expect((await keyfold.main()).page.getByText('No AccessKeys yet')).toBeVisible();
});

test('nothing is kept out of screenshots unless it is wanted, and the lock screen never is', async () => {
  const keyfold = shared();
  // What the system is told; whether it heeds it, no program can see. Linux has no such thing.
  await keyfold.app.evaluate(({ BaseWindow }) => {
    const told: boolean[] = [];
    const tell = BaseWindow.prototype.setContentProtection;
    BaseWindow.prototype.setContentProtection = function (on) {
      told.push(on);
      tell.call(this, on);
    };
    Reflect.set(globalThis, 'told', told);
  });
  /** Everything that the system was told since the last look. */
  const told = () => keyfold.app.evaluate(() => (Reflect.get(globalThis, 'told') as boolean[]).splice(0));
  const last = async () => (await told()).at(-1);
  /** Chooses in Settings, as its page does. */
  const choose = async (capture: string) => {
    const { page } = await keyfold.main();
    const reply = await page.evaluate(
      (value) =>
        (
          Reflect.get(window, 'keyfold') as { settings: { set(change: object): Promise<{ ok: boolean }> } }
        ).settings.set({ capture: value }),
      capture,
    );
    expect(reply).toMatchObject({ ok: true, value: { capture } });
  };
  const addAndShow = async () => {
    const { reveal } = await typeKey(keyfold, 'pingan');
    return reveal;
  };

  await keyfold.lock();
  await keyfold.unlock();
  await (await addAndShow()).close();
  expect(await told()).not.toContain(true);

  await choose('secrets');
  expect(await last()).toBe(false);
  const reveal = await addAndShow();
  expect(await last()).toBe(true);
  await reveal.close();
  expect(await last()).toBe(false);

  await choose('window');
  expect(await last()).toBe(true);
  await (await addAndShow()).close();
  expect(await told()).not.toContain(false);
  const locked = await keyfold.lock();
  expect(await last()).toBe(false);

  // The lock screen turns it off, for whoever sees only black behind it.
  const off = await locked.page.evaluate(() =>
    (
      Reflect.get(window, 'keyfold') as { settings: { setCapture(change: object): Promise<unknown> } }
    ).settings.setCapture({ capture: 'shown' }),
  );
  expect(off).toEqual({ ok: true, value: 'shown' });
  await keyfold.unlock();
  await (await addAndShow()).close();
  expect(await told()).not.toContain(true);
});

test('what is typed on the lock screen reaches no view but it, while the main view loads behind it', async () => {
  const keyfold = shared();
  const before = await keyfold.view('main-view');
  await keyfold.menu('lock');
  const sheet = await keyfold.unlockSheet();
  await expect(sheet.password).toBeFocused();
  await focusWindow();
  await type(masterPassword.slice(0, 9));
  await until('the old view is gone', () => before.isClosed());
  const { page } = await keyfold.main();
  await page.waitForLoadState();
  await type(masterPassword.slice(9));
  await press('Return');
  await keyfold.gone('unlock');
  await expect((await keyfold.main()).search).toBeVisible();
  expect(await page.evaluate(() => document.body.innerText)).not.toContain(masterPassword.slice(0, 9));
  // Now the keyboard is the main view's.
  await press('ctrl+n');
  await (await keyfold.add()).cancel();
  await keyfold.gone('add');
});

import { ask, operationsIn } from '../support/page-probe';
import { copyVault } from '../support/stored-keys';
import { expect, sharedKeyfold, test } from '../support/test';
import { until } from '../support/until';

const shared = sharedKeyfold({}, (folder) => copyVault(folder, [{ provider: 'pingan', name: 'Stored' }]));
const page = async () => (await shared().main()).page;

/** The console's words for what was tried; the pages themselves must say nothing else. */
const expectSaid = async (...words: RegExp[]) => {
  const said: string[] = [];
  await until(
    () => `the console said ${words.join(', ')}; it said ${said.join(' | ')}`,
    () => {
      said.push(...shared().watch.take());
      return words.every((wanted) => said.some((line) => wanted.test(line)));
    },
  );
  expect(said.filter((line) => !words.some((wanted) => wanted.test(line)))).toEqual([]);
};

test('no new window opens', async () => {
  const main = await page();
  const before = shared().app.windows().length;
  const opened = await main.evaluate(() =>
    ['https://example.com/', 'app://reveal/', 'about:blank', 'file:///etc/hostname'].map((url) => {
      try {
        return window.open(url, '_blank') === null;
      } catch {
        return true;
      }
    }),
  );
  expect(opened).toEqual([true, true, true, true]);
  await main.evaluate(() => {
    const link = document.createElement('a');
    link.href = 'https://example.com/';
    link.target = '_blank';
    document.body.append(link);
    link.click();
    link.remove();
  });
  expect(await shared().app.evaluate(({ BaseWindow }) => BaseWindow.getAllWindows().length)).toBe(1);
  expect(shared().app.windows()).toHaveLength(before);
  // A file address is refused with a word on the console, before anyone is asked.
  shared().watch.take();
});

test('the page can’t be left: not for the network, nor another view, nor a page that does not exist', async () => {
  const main = await shared().main();
  await main.select('Stored');
  const refusals = () => shared().watch.output.split('keyfold: a navigation was refused').length;
  for (const target of ['https://example.com/', 'app://reveal/', 'app://nothing/']) {
    const before = refusals();
    await main.page.evaluate((url) => {
      location.href = url;
    }, target);
    await until(`the way to ${target} was refused`, () => refusals() > before);
    expect(main.page.url()).toBe('app://main-view/');
    expect(await main.page.evaluate(() => document.body.innerText)).toContain('Stored');
  }
  // Playwright goes on waiting for those navigations before it looks for anything; another page is not concerned.
  await shared().lock();
  await (await shared().unlock()).select('Stored');
});

// Before any rule of ours. Those stand in test/unit/main/hardening.test.ts and, where the session itself asks, in
// hardening.spec.ts.
test('a file of the machine can’t be gone to: Chromium itself refuses it', async () => {
  const main = await page();
  await main.evaluate(() => {
    location.href = 'file:///etc/hostname';
  });
  await expectSaid(/Not allowed to load local resource: file:\/\/\/etc\/hostname/);
  expect(main.url()).toBe('app://main-view/');
});

test('a page reaches nothing outside, in whatever way it tries', async () => {
  const main = await page();
  const outcome = await main.evaluate(async () => {
    const refused = (promise: Promise<unknown>) =>
      promise.then(
        () => false,
        () => true,
      );
    const element = (make: () => HTMLElement) =>
      new Promise<boolean>((resolve) => {
        const made = make();
        made.addEventListener('load', () => resolve(false));
        made.addEventListener('error', () => resolve(true));
        document.body.append(made);
      });
    const violations: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective));
    const result = {
      network: await refused(fetch('https://example.com/')),
      address: await refused(fetch('http://127.0.0.1:1/')),
      file: await refused(fetch('file:///etc/hostname')),
      otherView: await refused(fetch('app://reveal/')),
      itself: await refused(fetch('app://main-view/')),
      image: await element(() => Object.assign(new Image(), { src: 'https://example.com/a.png' })),
      script: await element(() => Object.assign(document.createElement('script'), { src: 'https://example.com/a.js' })),
      style: await element(() =>
        Object.assign(document.createElement('link'), { rel: 'stylesheet', href: 'https://example.com/a.css' }),
      ),
      beacon: await new Promise<boolean>((resolve) => {
        document.addEventListener('securitypolicyviolation', ({ blockedURI }) => {
          if (blockedURI.includes('beacon')) resolve(true);
        });
        navigator.sendBeacon('https://example.com/beacon', 'x');
      }),
      socket: await new Promise<boolean>((resolve) => {
        try {
          const socket = new WebSocket('wss://example.com/');
          socket.addEventListener('open', () => resolve(false));
          socket.addEventListener('error', () => resolve(true));
        } catch {
          resolve(true);
        }
      }),
      worker: await new Promise<boolean>((resolve) => {
        try {
          const worker = new Worker(URL.createObjectURL(new Blob(['postMessage(1)'])));
          worker.addEventListener('message', () => resolve(false));
          worker.addEventListener('error', () => resolve(true));
        } catch {
          resolve(true);
        }
      }),
      inline: await new Promise<boolean>((resolve) => {
        const script = document.createElement('script');
        script.textContent = 'window.ranInline = true';
        document.body.append(script);
        resolve(!('ranInline' in window));
      }),
      frame: await new Promise<boolean>((resolve) => {
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
          if (effectiveDirective === 'frame-src') resolve(true);
        });
        const frame = document.createElement('iframe');
        frame.src = 'app://reveal/';
        document.body.append(frame);
      }),
      code: await refused((async () => new Function('return 1')())()),
      serviceWorker: await refused(navigator.serviceWorker?.register('/assets/x.js') ?? Promise.reject()),
    };
    for (const left of document.querySelectorAll('body > :is(img, script, link, iframe)')) left.remove();
    return { result, violations };
  });
  expect(Object.entries(outcome.result).filter(([, refused]) => !refused)).toEqual([]);
  expect(outcome.violations).toEqual(expect.arrayContaining(['connect-src', 'img-src', 'frame-src']));
  shared().watch.take();
});

test('below the policy, the session itself lets nothing out', async () => {
  for (const url of ['https://example.com/', 'http://127.0.0.1:1/', 'ws://127.0.0.1:1/', 'data:text/plain,x']) {
    expect(await ask(shared().app, 'main-view', url)).toHaveProperty('failed');
  }
  expect(await ask(shared().app, 'main-view', 'app://main-view/../../package.json')).toMatchObject({ status: 404 });
  expect(await ask(shared().app, 'main-view', 'app://main-view/assets/..%2f..%2fmain/index.cjs')).toMatchObject({
    status: 404,
  });
  expect(await ask(shared().app, 'main-view', 'app://main-view/sheets/reveal/index.html')).toMatchObject({
    status: 404,
  });
});

test('nothing of the machine is given to a page', async () => {
  const main = await page();
  const given = await main.evaluate(async () => {
    const stateOf = async (name: string) => {
      try {
        return (await navigator.permissions.query({ name: name as PermissionName })).state;
      } catch {
        return 'denied';
      }
    };
    const names = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi', 'storage-access'];
    const states = await Promise.all(names.map(stateOf));
    const refused = (promise: Promise<unknown> | undefined) =>
      promise === undefined ||
      promise.then(
        () => false,
        () => true,
      );
    return {
      states: names.filter((_name, index) => states[index] !== 'denied'),
      place: await new Promise((resolve) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve('given'),
          ({ code }) => resolve(code),
        ),
      ),
      features: (Reflect.get(document, 'featurePolicy') as { allowedFeatures(): string[] })
        .allowedFeatures()
        // Hints that a browser would send to servers, and advertising: both need a network.
        .filter(
          (name) => !/^ch-|shared-storage|topics|interest|^private-|ad-auction|attribution|isolated|unload/.test(name),
        ),
      notification: await Notification.requestPermission(),
      media: await refused(navigator.mediaDevices?.getUserMedia({ audio: true, video: true })),
      screen: await refused(navigator.mediaDevices?.getDisplayMedia({ video: true })),
      clipboard: await refused(navigator.clipboard?.readText()),
    };
  });
  expect(given).toEqual({
    states: [],
    features: [],
    place: 1,
    notification: 'denied',
    media: true,
    screen: true,
    clipboard: true,
  });
  shared().watch.take();
});

test('a page can neither replace its client nor reach past it', async () => {
  const main = await page();
  const before = await operationsIn(main);
  const changed = await main.evaluate(() => {
    const client = Reflect.get(window, 'keyfold') as Record<string, Record<string, unknown>>;
    const tries = [
      () => Reflect.set(window, 'keyfold', {}),
      () => Reflect.deleteProperty(window, 'keyfold'),
      () => Reflect.set(client, 'reveal', {}),
      () => Reflect.set(client.keys ?? {}, 'list', () => null),
    ];
    return tries.map((attempt) => attempt());
  });
  expect(changed).toEqual([false, false, false, false]);
  expect(await operationsIn(main)).toEqual(before);
});

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../support/app';
import { expect, sharedKeyfold, test } from '../support/test';

/**
 * The start does nothing that the lock screen doesn't need (docs/decisions/0006). None of this is a time: each is a thing
 * that once made the start slow, and would do so again without anybody noticing.
 */

const built = join(root, 'out/app');

/** Returns the files that a page asks for before its script runs. */
const filesOf = (sheet: string) =>
  [...readFileSync(join(built, `renderer/sheets/${sheet}/index.html`), 'utf8').matchAll(/assets\/([\w.-]+)/g)].map(
    ([, name = '']) => join(built, 'renderer/assets', name),
  );

const contains = (file: string, words: readonly string[]) => {
  const text = readFileSync(file, 'utf8');
  return words.filter((word) => text.includes(word));
};

const shared = sharedKeyfold();

test('the lock screen is few files, and has nothing that only other sheets use', () => {
  const files = filesOf('unlock');
  expect(files.length).toBeLessThanOrEqual(4);
  expect(files.reduce((sum, file) => sum + statSync(file).size, 0)).toBeLessThan(400_000);
  // The translations' library, and words of the sheets that make or restore a vault.
  for (const file of files) expect(contains(file, ['i18next', 'saveMissing', 'The folder is empty']), file).toEqual([]);
  // The other lock screens ask for one file more.
  for (const sheet of ['create', 'restore', 'rescue']) expect(filesOf(sheet).length, sheet).toBeLessThanOrEqual(5);
});

test('main’s code has no package that it doesn’t use, and is as small as it was', () => {
  const [file, ...others] = readdirSync(join(built, 'main')).filter((name) => name.endsWith('.cjs'));
  expect(others).toEqual([]);
  const code = join(built, 'main', file ?? '');
  expect(statSync(code).size).toBeLessThan(110_000);
  expect(contains(code, ['json-schema.org', 'fast-uri', 'SemVer', 'node:crypto"', 'node:assert"'])).toEqual([]);
});

test('main has loaded no HTTP client', async () => {
  const loaded = await shared().app.evaluate(() => Reflect.get(process, 'moduleLoadList') as string[]);
  expect(loaded.filter((name) => /undici|http2|_http_client/.test(name))).toEqual([]);
  expect(loaded.length).toBeGreaterThan(50);
});

test('a page keeps the process that was started for it', async () => {
  const keyfold = shared();
  const processes = keyfold.app.evaluate(
    ({ app }) =>
      new Promise<number>((resolve) => {
        const running = () => app.getAppMetrics().flatMap(({ pid, type }) => (type === 'Tab' ? [pid] : []));
        const before = running();
        const started = new Set<number>();
        const look = () => {
          for (const pid of running()) if (!before.includes(pid)) started.add(pid);
        };
        app.once('web-contents-created', (_event, contents) => {
          for (const step of ['did-start-navigation', 'did-navigate'] as const)
            contents.on(step as 'did-navigate', look);
          contents.once('dom-ready', () => {
            look();
            resolve(started.size);
          });
        });
      }),
  );
  await keyfold.openAdd();
  expect(await processes).toBe(1);
});

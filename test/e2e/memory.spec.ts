import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Locator } from '@playwright/test';
import type { Keyfold } from '../support/app';
import { fakePair, uniqueName } from '../support/fake-keys';
import { lockWays } from '../support/lock-ways';
import { copiesInMemory } from '../support/memory';
import { ended, isAlive, processTree, vaultProcess, viewProcess } from '../support/processes';
import { focusWindow, type } from '../support/screen';
import { copiesAnywhere, copiesWhereNoneMayBe, mainProcess } from '../support/sweep';
import { expect, test } from '../support/test';
import { until } from '../support/until';
import type { RevealSheet } from '../support/views/reveal';
import { evenIfGone } from '../support/views/words';

// Nothing secret may pass through the driver here, because its connection runs through the main process. Passwords and
// secrets are typed with real keys. If a secret is on a page, no `expect` is used on that page, because its report
// would send the whole text of the page.

const long = process.env.KEYFOLD_LONG === '1';

// The whole memory of a process is read many times.
test.describe.configure({ timeout: 180_000 });

/** A renderer can be read only without Chromium's sandbox. */
const readable = { args: ['--no-sandbox'] };

async function typeInto(field: Locator, text: string): Promise<void> {
  await field.focus();
  await until('the keyboard is there', () => field.evaluate((input) => input.ownerDocument.hasFocus()));
  await type(text);
  await until('everything typed has arrived', () =>
    field.evaluate((input, length) => (input as HTMLInputElement).value.length === length, text.length),
  );
}

async function createVault(keyfold: Keyfold, password: string): Promise<void> {
  const create = await keyfold.create();
  await focusWindow();
  await typeInto(create.password, password);
  await typeInto(create.repeat, password);
  expect(copiesInMemory(await viewProcess(keyfold.app, 'create'), password)).toBeGreaterThan(0);
  await create.submit();
  await create.decline();
  await keyfold.gone('create');
  await keyfold.list();
}

/** Adds a key with a secret that can be shown again. The reveal sheet is open then. */
async function addKey(keyfold: Keyfold, name: string, pair: { accessKeyId: string; secret: string }) {
  const add = await keyfold.openAdd();
  await add.choose('pingan');
  await add.fill({ Name: name, 'Access Key ID': pair.accessKeyId });
  await typeInto(add.field('Secret Access Key'), pair.secret);
  const form = await viewProcess(keyfold.app, 'add');
  expect(copiesInMemory(form, pair.secret)).toBeGreaterThan(0);
  return { form, submit: () => add.submit() };
}

/** Waits until the reveal sheet shows the secret. Returns the sheet and its process, which has the secret then. */
async function shown(keyfold: Keyfold, secret: string): Promise<{ reveal: RevealSheet; pid: number }> {
  const reveal = await keyfold.reveal();
  await reveal.copyButton('Secret Access Key').waitFor();
  const pid = await viewProcess(keyfold.app, 'reveal');
  expect(copiesInMemory(pid, secret)).toBeGreaterThan(0);
  return { reveal, pid };
}

/** Shows the key's secret with the master password. */
async function view(keyfold: Keyfold, name: string, password: string) {
  const main = await keyfold.main();
  await main.select(name);
  await main.action('View Secret').click();
  const verify = await keyfold.verify();
  const asking = await viewProcess(keyfold.app, 'verify');
  await typeInto(verify.password, password);
  expect(copiesInMemory(asking, password)).toBeGreaterThan(0);
  await evenIfGone(verify.page.getByRole('button', { name: 'View Secret' }).press('Enter'));
  return asking;
}

const fakePassword = () => uniqueName('fake-master-password').replaceAll(' ', '-');

/**
 * Checks that the search finds what is in a process, in each form. A search that finds nothing would find no secret
 * either.
 */
async function expectSeeing(keyfold: Keyfold): Promise<void> {
  const inMain = mainProcess(keyfold);
  const inView = await viewProcess(keyfold.app, 'main-view');
  const needle = () => uniqueName('fake-planted-needle').replaceAll(' ', '-');
  const lettersOf = (text: string) => [...text].map((letter) => letter.charCodeAt(0));
  // The text is put together there from numbers, so that the planted copy is the only one.
  const forms: Record<string, (codes: number[]) => unknown> = {
    text: (codes) => String.fromCharCode(...codes),
    bytes: (codes) => Uint8Array.from(codes),
    'text of two bytes a letter': (codes) => String.fromCharCode(0x4e00, ...codes),
    base64: (codes) => btoa(String.fromCharCode(0, ...codes)),
    hex: (codes) => codes.map((code) => code.toString(16)).join(''),
  };
  // Each form has another text, because a garbage collection moves and drops former copies.
  const texts = Object.fromEntries(Object.keys(forms).map((form) => [form, needle()]));
  expect(copiesAnywhere(keyfold, texts)).toEqual([]);
  for (const [form, make] of Object.entries(forms)) {
    const planted = texts[form] ?? '';
    await keyfold.app.evaluate(
      (_electron, { source, codes, name }) => {
        // biome-ignore lint/security/noGlobalEval: the source is a function of this test.
        Object.assign(globalThis, { [name]: globalThis.eval(`(${source})`)(codes) });
      },
      { source: make.toString(), codes: lettersOf(planted), name: `planted ${form}` },
    );
    expect(copiesInMemory(inMain, planted), form).toBeGreaterThan(0);
  }
  const { page } = await keyfold.main();
  const seen = needle();
  await page.evaluate((codes) => {
    Object.assign(globalThis, { planted: String.fromCharCode(...codes) });
  }, lettersOf(seen));
  expect(copiesInMemory(inView, seen)).toBeGreaterThan(0);
  expect(copiesAnywhere(keyfold, { seen }).map(({ where }) => where)).toContain('renderer');

  // A core dump would be such a search by others. It takes no memory of any of these processes.
  for (const { pid, kind } of processTree(inMain))
    expect(readFileSync(`/proc/${pid}/coredump_filter`, 'utf8').trim(), kind).toBe('00000000');
}

/** Types the password into the lock screen, after a wrong one if that is given. */
async function unlock(keyfold: Keyfold, password: string, wrong: string | null = null): Promise<void> {
  const sheet = await keyfold.unlockSheet();
  const asking = await viewProcess(keyfold.app, 'unlock');
  if (wrong !== null) {
    // A refused password must not be kept either.
    await typeInto(sheet.password, wrong);
    await sheet.button.click();
    await sheet.page.getByText('The master password is wrong.').waitFor();
  }
  await typeInto(sheet.password, password);
  expect(copiesInMemory(asking, password)).toBeGreaterThan(0);
  await evenIfGone(sheet.button.click());
  await keyfold.gone('unlock');
  await ended(asking);
  await keyfold.list();
}

/** Shows the key's secret and copies it. So much may pass through main. Returns the sheet that shows it. */
async function showAndCopy(keyfold: Keyfold, password: string, secret: string) {
  const asking = await view(keyfold, 'In memory', password);
  const open = await shown(keyfold, secret);
  await open.reveal.copyButton('Secret Access Key').click();
  await open.reveal.page.getByRole('button', { name: /^Copied.*Secret Access Key$/ }).waitFor();
  return { ...open, asking };
}

const rounds = long ? 20 : 1;

test(`main and the main view never hold a password or a secret, and no process once it is locked in each way, ${rounds} times`, async ({
  start,
}, info) => {
  test.setTimeout(180_000 + rounds * 240_000);
  const keyfold = await start(readable);
  const password = fakePassword();
  const wrong = fakePassword();
  const pair = fakePair('pingan');
  const { secret } = pair;

  await test.step('creating the vault', async () => {
    await createVault(keyfold, password);
    expect(await copiesWhereNoneMayBe(keyfold, { password })).toEqual([]);
  });

  await test.step('the search itself', () => expectSeeing(keyfold));

  await test.step('unlocking, after a wrong password', async () => {
    await keyfold.lock();
    await unlock(keyfold, password, wrong);
    expect(await copiesWhereNoneMayBe(keyfold, { password, wrong })).toEqual([]);
  });

  await test.step('adding a key, and its secret for the first time', async () => {
    const { form, submit } = await addKey(keyfold, 'In memory', pair);
    expect(await copiesWhereNoneMayBe(keyfold, { password, secret })).toEqual([]);
    await submit();
    const first = await shown(keyfold, secret);
    await ended(form);
    expect(await copiesWhereNoneMayBe(keyfold, { password, secret })).toEqual([]);
    await first.reveal.close();
    await ended(first.pid);
  });

  await test.step('the secret for the master password, and on the clipboard', async () => {
    const { reveal, pid, asking } = await showAndCopy(keyfold, password, secret);
    expect(copiesInMemory(mainProcess(keyfold), secret)).toBeGreaterThan(0);
    await reveal.close();
    await ended(asking);
    await ended(pid);
    const main = await keyfold.main();
    await main.page.getByRole('button', { name: 'Clear now' }).click();
    // The copy is gone when the freed memory has been overwritten, while the vault is still unlocked.
    await until('nothing is left where none may be', async () => {
      const left = await copiesWhereNoneMayBe(keyfold, { password, secret });
      return left.length === 0;
    });
  });

  await test.step('locked', async () => {
    await keyfold.lock();
    expect(copiesAnywhere(keyfold, { password, wrong, secret })).toEqual([]);
  });

  let slowest = 0;
  for (let round = 0; round < rounds; round += 1) {
    for (const [way, lock] of Object.entries(lockWays)) {
      await test.step(`locked by ${way}, the secret on the screen and on the clipboard`, async () => {
        await unlock(keyfold, password);
        const open = await showAndCopy(keyfold, password, secret);
        const vault = await vaultProcess(keyfold.app);
        expect(copiesInMemory(vault, secret)).toBeGreaterThan(0);
        const closed = open.reveal.page.waitForEvent('close').then(() => performance.now());
        await lock(keyfold);
        const lockedAt = await closed;
        for (const pid of [vault, open.pid]) await ended(pid);
        if (long) {
          await pause(Math.max(0, lockedAt + 2000 - performance.now()));
          expect(copiesAnywhere(keyfold, { password, secret }), `${way}, run ${round + 1}`).toEqual([]);
        } else {
          // There is no time limit here, because a busy machine takes longer to overwrite the memory that main has
          // freed.
          await until(`nothing is left after ${way}`, () => copiesAnywhere(keyfold, { password, secret }).length === 0);
        }
        slowest = Math.max(slowest, performance.now() - lockedAt);
        expect([vault, open.pid].filter(isAlive)).toEqual([]);
      });
    }
  }
  info.annotations.push({ type: 'slowest sweep done, milliseconds after the lock', description: slowest.toFixed(0) });
});

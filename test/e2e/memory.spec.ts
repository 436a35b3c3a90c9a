import type { Locator } from '@playwright/test';
import type { Keyfold } from '../support/app';
import { fakePair, uniqueName } from '../support/fake-keys';
import { copiesInMemory } from '../support/memory';
import { allProcesses, ended, vaultProcess, viewProcess } from '../support/processes';
import { focusWindow, type } from '../support/screen';
import { expect, test } from '../support/test';
import { until } from '../support/until';

// Nothing secret may pass through the driver here, because its connection runs through the main process: passwords and
// secrets are typed with real keys, and where one stands on a page there is no `expect` on that page, which would have
// the whole text of the page sent for its report.

// The whole memory of a process is read again and again.
test.describe.configure({ timeout: 180_000 });

/** A renderer lets itself be read only without Chromium's sandbox. */
const readable = { args: ['--no-sandbox'] };

async function typeInto(field: Locator, text: string): Promise<void> {
  await field.focus();
  await type(text);
  await until('everything typed has arrived', () =>
    field.evaluate((input, length) => (input as HTMLInputElement).value.length === length, text.length),
  );
}

const mainProcess = (keyfold: Keyfold): number => {
  const { pid } = keyfold.app.process();
  if (pid === undefined) throw new Error('Keyfold is not running.');
  return pid;
};

/** Copies of each text in the two processes that must never know any. */
async function copiesWhereNoneMayBe(keyfold: Keyfold, texts: Readonly<Record<string, string>>) {
  const mainView = await viewProcess(keyfold.app, 'main-view');
  return Object.entries(texts).flatMap(([what, text]) =>
    [
      { where: 'main process', what, copies: copiesInMemory(mainProcess(keyfold), text) },
      { where: 'main view', what, copies: copiesInMemory(mainView, text) },
    ].filter(({ copies }) => copies > 0),
  );
}

/** Copies of each text in every process of the application. */
async function copiesAnywhere(keyfold: Keyfold, texts: Readonly<Record<string, string>>) {
  const processes = await allProcesses(keyfold.app);
  return processes.flatMap(({ pid, kind }) =>
    Object.entries(texts)
      .map(([what, text]) => ({ where: kind, what, copies: copiesInMemory(pid, text) }))
      .filter(({ copies }) => copies > 0),
  );
}

const fakePassword = () => uniqueName('fake-master-password').replaceAll(' ', '-');

test('the search finds what stands in a process, in each form', async ({ start }) => {
  const keyfold = await start({ ...readable, vault: true });
  const planted = uniqueName('fake-planted-needle').replaceAll(' ', '-');
  const inMain = mainProcess(keyfold);
  const inView = await viewProcess(keyfold.app, 'main-view');
  expect(copiesInMemory(inMain, planted)).toBe(0);
  expect(copiesInMemory(inView, planted)).toBe(0);

  const letters = [...planted].map((letter) => letter.charCodeAt(0));
  // Put together there from numbers, so that no copy but the planted one ever exists.
  const forms: Record<string, (codes: number[]) => unknown> = {
    text: (codes) => String.fromCharCode(...codes),
    bytes: (codes) => Uint8Array.from(codes),
    'text of two bytes a letter': (codes) => String.fromCharCode(0x4e00, ...codes),
    base64: (codes) => btoa(String.fromCharCode(0, ...codes)),
  };
  let before = 0;
  for (const [form, make] of Object.entries(forms)) {
    await keyfold.app.evaluate(
      (_electron, { source, codes, name }) => {
        // biome-ignore lint/security/noGlobalEval: the source is a function of this test.
        const planted = globalThis.eval(`(${source})`)(codes);
        Object.assign(globalThis, { [name]: planted });
      },
      { source: make.toString(), codes: letters, name: `planted ${form}` },
    );
    const after = copiesInMemory(inMain, planted);
    expect(after, form).toBeGreaterThan(before);
    before = after;
  }
  const { page } = await keyfold.main();
  await page.evaluate((codes) => {
    Object.assign(globalThis, { planted: String.fromCharCode(...codes) });
  }, letters);
  expect(copiesInMemory(inView, planted)).toBeGreaterThan(0);
});

test('neither the main process nor the main view ever holds a password or a secret', async ({ start }) => {
  const keyfold = await start(readable);
  const password = fakePassword();
  const create = await keyfold.create();
  await focusWindow();
  await typeInto(create.password, password);
  await typeInto(create.repeat, password);
  expect(copiesInMemory(await viewProcess(keyfold.app, 'create'), password)).toBeGreaterThan(0);
  await create.submit();
  await create.decline();
  await keyfold.gone('create');
  expect(await copiesWhereNoneMayBe(keyfold, { password })).toEqual([]);

  const { accessKeyId, secret } = fakePair('pingan');
  const add = await keyfold.openAdd();
  await add.choose('pingan');
  await add.fill({ Name: 'In memory', 'Access Key ID': accessKeyId });
  await typeInto(add.field('Secret Access Key'), secret);
  const form = await viewProcess(keyfold.app, 'add');
  expect(copiesInMemory(form, secret)).toBeGreaterThan(0);
  expect(await copiesWhereNoneMayBe(keyfold, { password, secret })).toEqual([]);
  await add.submit();

  const reveal = await keyfold.reveal();
  await reveal.copyButton('Secret Access Key').waitFor();
  const shown = await viewProcess(keyfold.app, 'reveal');
  expect(copiesInMemory(shown, secret)).toBeGreaterThan(0);
  await ended(form);
  expect(await copiesWhereNoneMayBe(keyfold, { password, secret })).toEqual([]);
  await reveal.close();
  await ended(shown);

  // Once more for the master password.
  const main = await keyfold.main();
  await main.select('In memory');
  await main.action('View Secret').click();
  const verify = await keyfold.verify();
  const asking = await viewProcess(keyfold.app, 'verify');
  await typeInto(verify.password, password);
  expect(copiesInMemory(asking, password)).toBeGreaterThan(0);
  await verify.page
    .getByRole('button', { name: 'View Secret' })
    .press('Enter')
    .catch(() => null);
  const again = await keyfold.reveal();
  await again.copyButton('Secret Access Key').waitFor();
  const shownAgain = await viewProcess(keyfold.app, 'reveal');
  await again.close();
  await ended(asking);
  await ended(shownAgain);
  expect(await copiesWhereNoneMayBe(keyfold, { password, secret })).toEqual([]);

  // Locked, nothing of it is left in any process.
  const vault = await vaultProcess(keyfold.app);
  await keyfold.lock();
  await ended(vault);
  expect(await copiesAnywhere(keyfold, { password, secret })).toEqual([]);
});

test('unlocking leaves no copy of the password but in the vault process', async ({ start }) => {
  const keyfold = await start(readable);
  const password = fakePassword();
  const create = await keyfold.create();
  await focusWindow();
  await typeInto(create.password, password);
  await typeInto(create.repeat, password);
  await create.submit();
  await create.decline();
  await keyfold.gone('create');
  const unlock = await keyfold.lock();
  const asking = await viewProcess(keyfold.app, 'unlock');

  // A wrong one first: that it was refused is no reason to keep it.
  const wrong = fakePassword();
  await typeInto(unlock.password, wrong);
  await unlock.button.click();
  await unlock.page.getByText('The master password is wrong.').waitFor();
  await typeInto(unlock.password, password);
  expect(copiesInMemory(asking, password)).toBeGreaterThan(0);
  await unlock.button.click().catch(() => null);
  await keyfold.gone('unlock');
  await ended(asking);
  expect(await copiesWhereNoneMayBe(keyfold, { password, wrong })).toEqual([]);

  await keyfold.lock();
  expect(await copiesAnywhere(keyfold, { password, wrong })).toEqual([]);
});

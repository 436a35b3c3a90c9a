import { command, printing } from '../support/command';
import { expect, test } from '../support/desktop';
import { fakePair, masterPassword } from '../support/fake-keys';
import { type as typeKeys } from '../support/screen';

/** The question of a program comes to the front, and takes the keyboard from nothing that is being typed. */

const pair = fakePair('alibaba');
const exec = ['exec', '--key', 'deploy', '--', ...printing('ALIBABA_CLOUD_ACCESS_KEY_SECRET')];
const keys = [{ provider: 'alibaba' as const, name: 'deploy', ...pair }];

test('the sheet comes over the window of another program, which keeps the keyboard', async ({ desktop, start }) => {
  const keyfold = await start({ keys });
  const other = await desktop.openOther();
  await desktop.typeInto(other, 'before ');
  const asking = command(keyfold, ...exec);
  const sheet = await keyfold.allow();
  await expect(sheet.allowButton).toBeEnabled();
  await expect.poll(async () => (await desktop.stacking()).at(-1)).toBe('Keyfold');
  expect(await desktop.active()).toBe('Other program');
  await desktop.typeInto(other, 'typed elsewhere');
  await expect(sheet.password).toHaveValue('');
  await desktop.activate('Keyfold');
  await sheet.allow(masterPassword);
  expect(await asking.ended).toMatchObject({ code: 0, out: pair.secret });
});

test('the lock screen comes the same way, with the name of the program', async ({ desktop, start }) => {
  const keyfold = await start({ keys });
  const unlock = await keyfold.lock();
  const other = await desktop.openOther();
  await desktop.typeInto(other, 'before ');
  const asking = command(keyfold, ...exec);
  await expect(unlock.page.getByRole('status')).toContainText('node is waiting.');
  await expect.poll(async () => (await desktop.stacking()).at(-1)).toBe('Keyfold');
  expect(await desktop.active()).toBe('Other program');
  await desktop.typeInto(other, 'typed elsewhere');
  await expect(unlock.password).toHaveValue('');
  asking.child.kill();
  await asking.ended;
  await expect(unlock.page.getByRole('status')).toHaveCount(0);
});

test('a minimized window stays where it is, and asks for attention', async ({ desktop, start }) => {
  const keyfold = await start({ keys });
  const other = await desktop.openOther();
  await desktop.minimize('Keyfold');
  const asking = command(keyfold, ...exec);
  await desktop.typeInto(other, 'typed elsewhere');
  await expect.poll(asking.said).toContain('Waiting for your answer in Keyfold…');
  const sheet = await keyfold.allow();
  expect(await keyfold.app.evaluate(({ BaseWindow }) => BaseWindow.getAllWindows()[0]?.isMinimized())).toBe(true);
  expect(await desktop.active()).toBe('Other program');
  await desktop.activate('Keyfold');
  await sheet.allow(masterPassword);
  expect(await asking.ended).toMatchObject({ code: 0, out: pair.secret });
});

test('what is typed into the search of Keyfold itself is not interrupted', async ({ desktop, start }) => {
  const keyfold = await start({ keys });
  await desktop.activate('Keyfold');
  const main = await keyfold.main();
  await main.search.focus();
  const asking = command(keyfold, ...exec);
  await typeKeys('some words that take a while');
  await expect(main.search).toHaveValue('some words that take a while');
  await (await keyfold.allow()).allow(masterPassword);
  expect(await asking.ended).toMatchObject({ code: 0, out: pair.secret });
});

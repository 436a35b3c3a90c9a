import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../support/app';
import { command, commandOfOther, commandTwiceOfOther, printing, run } from '../support/command';
import { fakePair, masterPassword } from '../support/fake-keys';
import { ended, vaultProcess, viewProcess } from '../support/processes';
import { copyVault } from '../support/stored-keys';
import { commandProgram } from '../support/systems';
import { expect, sharedKeyfold, test } from '../support/test';
import { until } from '../support/until';
import { literal } from '../support/views/words';

/**
 * Programs use a key that nobody sees: the real command, the real vault, the real window. What the sheet says is in
 * `test/views/allow.spec.ts`.
 */

const pair = fakePair('alibaba');
const secretName = 'ALIBABA_CLOUD_ACCESS_KEY_SECRET';
const exec = ['exec', '--key', 'deploy', '--', ...printing(secretName)];
const shared = sharedKeyfold({}, (folder) =>
  copyVault(folder, [
    { provider: 'alibaba', name: 'deploy', isDefault: true, ...pair },
    { provider: 'huawei', name: 'reader' },
  ]),
);

test('exec: a program has the secret in its environment, once, and the log says so before', async () => {
  const keyfold = shared();
  const asking = command(keyfold, ...exec);
  const sheet = await keyfold.allow();
  await expect(sheet.chain).toContainText('node');
  await expect(sheet.dialog).toContainText('exec --key deploy');
  await expect(sheet.dialog).toContainText(keyfold.home.documents);
  await expect.poll(asking.said).toContain('Waiting for your answer in Keyfold…');
  expect(await sheet.page.content()).not.toContain(pair.secret);
  await sheet.allow('not the master password');
  await expect(sheet.page.getByText('The master password is wrong.')).toBeVisible();
  await sheet.allow(masterPassword);
  expect(await asking.ended).toMatchObject({ code: 0, out: pair.secret });
  await keyfold.gone('allow');
  const main = await keyfold.main();
  await main.page.getByRole('button', { name: 'Operation log' }).click();
  const row = main.page.getByRole('row').filter({ hasText: 'Given to a program' }).filter({ hasText: 'Done' });
  await expect(row).toContainText(process.execPath);
  await expect(row).toContainText('deploy');
  await main.openList();

  // The next use asks again.
  const again = command(keyfold, ...exec);
  await (await keyfold.allow()).allow(masterPassword);
  expect(await again.ended).toMatchObject({ code: 0, out: pair.secret });
  await keyfold.gone('allow');
});

test('a refusal gives nothing, and the same program is refused without being asked', async () => {
  const keyfold = shared();
  const asking = commandTwiceOfOther(keyfold, ...exec);
  await (await keyfold.allow()).refuse();
  // Nobody answers the second one.
  const ended = await asking.ended;
  expect(ended).toMatchObject({ code: 0, out: '77 77 ' });
  expect(ended.said).toContain('Refused in Keyfold.');
  expect(ended.said).toContain('For 30 seconds you are not asked again.');
  await keyfold.gone('allow');
});

test('equal requests of one program have one question, and each has its row in the log', async () => {
  const keyfold = shared();
  const main = await keyfold.main();
  const rows = main.page.getByRole('row').filter({ hasText: 'Given to a program' }).filter({ hasText: 'Done' });
  await main.page.getByRole('button', { name: 'Operation log' }).click();
  await expect(main.page.getByRole('row').nth(1)).toBeVisible();
  const before = await rows.count();
  const asking = [1, 2, 3].map(() => command(keyfold, ...exec));
  const sheet = await keyfold.allow();
  await expect(sheet.dialog).toContainText('3 equal requests wait.');
  await sheet.allow(masterPassword);
  for (const { ended } of asking) expect(await ended).toMatchObject({ code: 0, out: pair.secret });
  await keyfold.gone('allow');
  await main.openList();
  await main.page.getByRole('button', { name: 'Operation log' }).click();
  await expect(rows).toHaveCount(before + 3);
  await main.openList();
});

test('allowed for 15 minutes: the second use shows no sheet, and after the end it is asked again', async () => {
  const keyfold = shared();
  const first = command(keyfold, ...exec);
  const sheet = await keyfold.allow();
  await sheet.lasts('minutes').check();
  await sheet.allow(masterPassword);
  expect(await first.ended).toMatchObject({ code: 0, out: pair.secret });
  await keyfold.gone('allow');
  const second = await command(keyfold, ...exec).ended;
  expect(second).toEqual({ code: 0, out: pair.secret, said: '' });

  const { page } = await keyfold.main();
  await page.getByRole('button', { name: '1 program may use a key' }).click();
  const dialog = page.getByRole('dialog', { name: 'Allowed programs' });
  await expect(dialog.getByRole('listitem')).toContainText(/node.*deploy.*used 1 time/);
  await dialog.getByRole('button', { name: 'End for node' }).click();
  await expect(dialog.getByText('No program may use a key without a question.')).toBeVisible();
  await page.keyboard.press('Escape');

  const third = command(keyfold, ...exec);
  await (await keyfold.allow()).allow(masterPassword);
  expect(await third.ended).toMatchObject({ code: 0, out: pair.secret });
  await keyfold.gone('allow');
});

test('env: a shell takes the variables, and the terminal shows none of them', async () => {
  const keyfold = shared();
  const script = `eval "$('${commandProgram}' env --shell sh --key deploy)"; printf %s "$${secretName}"`;
  const asking = run(keyfold, '/bin/sh', ['-c', script]);
  await (await keyfold.allow()).allow(masterPassword);
  const ended = await asking.ended;
  expect(ended).toMatchObject({ code: 0, out: pair.secret });
  expect(ended.said).not.toContain(pair.secret);
  await keyfold.gone('allow');
});

test('external: the reader of the provider’s own SDK gets the key by its profile', async () => {
  const keyfold = shared();
  const folder = join(keyfold.home.folder, '.aliyun');
  mkdirSync(folder, { recursive: true });
  const profile = { name: 'default', mode: 'External', process_command: `${commandProgram} external --key deploy` };
  writeFileSync(join(folder, 'config.json'), JSON.stringify({ current: 'default', profiles: [profile] }));
  const reader = `
    const { createRequire } = require('node:module');
    const provider = createRequire(${JSON.stringify(join(root, 'package.json'))})(
      '@alicloud/credentials/dist/src/providers/cli_profile').default;
    provider.builder().build().getCredentials().then(
      (got) => process.stdout.write(JSON.stringify(got)),
      (error) => { process.stderr.write(String(error)); process.exit(1); },
    );`;
  const asking = run(keyfold, process.execPath, ['-e', reader]);
  const sheet = await keyfold.allow();
  await expect(sheet.lasts('minutes')).toBeChecked();
  await sheet.lasts('once').check();
  await sheet.allow(masterPassword);
  const ended = await asking.ended;
  expect(ended.said).toBe('');
  expect(JSON.parse(ended.out)).toMatchObject({ accessKeyId: pair.accessKeyId, accessKeySecret: pair.secret });
  await keyfold.gone('allow');
  // The SDK itself writes what it got into its file. The guide says so.
  expect(readFileSync(join(folder, 'config.json'), 'utf8')).toContain('access_key_secret');
});

test('a program that asks no more takes its sheet away', async () => {
  const keyfold = shared();
  const asking = command(keyfold, 'list', '--json');
  await expect((await keyfold.allow()).allowButton).toBeEnabled();
  asking.child.kill();
  await asking.ended;
  await keyfold.gone('allow');
});

test('list: names and ends, no secret and no password; a permission counts for the list alone', async () => {
  const keyfold = shared();
  const asking = command(keyfold, 'list');
  const sheet = await keyfold.allow();
  await expect(sheet.password).toHaveCount(0);
  await sheet.lasts('lock').check();
  await sheet.allow();
  const ended = await asking.ended;
  expect(ended.code).toBe(0);
  for (const part of ['deploy', 'reader', pair.accessKeyId.slice(-4)]) expect(ended.out).toContain(part);
  expect(ended.out).not.toContain(pair.secret);
  expect(ended.out).not.toContain(pair.accessKeyId);
  await keyfold.gone('allow');
  const json = await command(keyfold, 'list', '--json').ended;
  expect(JSON.parse(json.out)).toBeTruthy();
  // A key is another thing.
  const other = command(keyfold, ...exec);
  await (await keyfold.allow()).refuse();
  expect((await other.ended).code).toBe(77);
  await keyfold.gone('allow');
});

test('asked while locked: the lock screen names the program, and its password is the only one', async () => {
  const keyfold = shared();
  const unlock = await keyfold.lock();
  const asking = commandOfOther(keyfold, ...exec);
  await expect(unlock.page.getByRole('status')).toContainText('node is waiting.');
  await expect.poll(asking.said).toContain('Keyfold is locked.');
  await unlock.submit(masterPassword);
  await keyfold.gone('unlock');
  const sheet = await keyfold.allow();
  await expect(sheet.allowButton).toBeEnabled();
  await expect(sheet.password).toHaveCount(0);
  await sheet.allow();
  expect(await asking.ended).toMatchObject({ code: 0, out: pair.secret });
  await keyfold.gone('allow');
});

test('an open form is not closed, nor the secret that it leads to: the sheet comes after both', async () => {
  const keyfold = shared();
  const add = await keyfold.openAdd();
  await add.choose('pingan');
  await add.fill({ Name: 'Half typed' });
  const asking = commandOfOther(keyfold, ...exec);
  await expect.poll(asking.said).toContain('Waiting for your answer in Keyfold…');
  const typed = fakePair('pingan');
  await add.fillPair('pingan', typed);
  await expect(add.field('Name')).toHaveValue('Half typed');
  await add.submit();
  const reveal = await keyfold.reveal();
  await expect(reveal.page.getByText(typed.secret)).toBeVisible();
  expect(keyfold.app.windows().some((page) => page.url() === 'app://allow/')).toBe(false);
  await reveal.close();
  await (await keyfold.allow()).allow(masterPassword);
  expect(await asking.ended).toMatchObject({ code: 0, out: pair.secret });
  await keyfold.gone('allow');
});

test('when the sheet’s process ends, the same request is asked again in another one', async () => {
  const keyfold = shared();
  const asking = commandOfOther(keyfold, ...exec);
  const first = await keyfold.allow();
  await expect(first.allowButton).toBeEnabled();
  const pid = await viewProcess(keyfold.app, 'allow');
  process.kill(pid, 'SIGKILL');
  await ended(pid);
  await until('the first sheet is gone', () => first.page.isClosed());
  const second = await keyfold.allow();
  await second.allow(masterPassword);
  expect(await asking.ended).toMatchObject({ code: 0, out: pair.secret });
  await keyfold.gone('allow');
});

test('when the vault’s process ends, whoever waits gets nothing, and its sheet is gone', async () => {
  const keyfold = shared();
  const asking = commandOfOther(keyfold, ...exec);
  await expect((await keyfold.allow()).allowButton).toBeEnabled();
  const pid = await vaultProcess(keyfold.app);
  await keyfold.locking(async () => void process.kill(pid, 'SIGKILL'));
  expect(await asking.ended).toMatchObject({ code: 75, out: '' });
  await keyfold.gone('allow');
  await keyfold.unlock();
  // The next one listens at the same place.
  const again = command(keyfold, ...exec);
  await (await keyfold.allow()).allow(masterPassword);
  expect(await again.ended).toMatchObject({ code: 0, out: pair.secret });
  await keyfold.gone('allow');
});

test('lock: a program locks Keyfold, and whoever waits gets nothing', async () => {
  const keyfold = shared();
  const asking = commandOfOther(keyfold, ...exec);
  await expect((await keyfold.allow()).allowButton).toBeEnabled();
  const unlock = await keyfold.locking(async () => {
    expect((await command(keyfold, 'lock').ended).code).toBe(0);
  });
  expect(await asking.ended).toMatchObject({ code: 75, out: '' });
  expect((await command(keyfold, 'status').ended).out).toMatch(/Locked/);
  await unlock.submit(masterPassword);
  await keyfold.gone('unlock');
  expect((await command(keyfold, 'status').ended).out).toMatch(new RegExp(literal('Unlocked')));
});

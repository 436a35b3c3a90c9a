import { command, printing } from '../support/command';
import { fakePair, masterPassword } from '../support/fake-keys';
import { copiesInMemory } from '../support/memory';
import { processTree, vaultProcess } from '../support/processes';
import { copiesAnywhere, mainProcess } from '../support/sweep';
import { expect, test } from '../support/test';

/** A secret that programs use goes from the vault process to them, and through no other process of Keyfold. */

const uses = 50;
test.describe.configure({ timeout: 180_000 });

test(`after ${uses} uses no process but the vault's has a copy of the secret: not main, GPU, network or a view`, async ({
  start,
}) => {
  const pair = fakePair('alibaba');
  const { secret } = pair;
  const keyfold = await start({
    // A renderer can be read only without Chromium's sandbox.
    args: ['--no-sandbox'],
    keys: [{ provider: 'alibaba', name: 'deploy', ...pair }],
  });
  const exec = ['exec', '--key', 'deploy', '--', ...printing('ALIBABA_CLOUD_ACCESS_KEY_SECRET')];
  const first = command(keyfold, ...exec);
  const sheet = await keyfold.allow();
  await sheet.lasts('lock').check();
  await sheet.allow(masterPassword);
  expect((await first.ended).out).toBe(secret);
  await keyfold.gone('allow');
  for (let use = 1; use < uses; use += 1) expect(await command(keyfold, ...exec).ended).toMatchObject({ code: 0 });

  const { page } = await keyfold.main();
  await page.getByRole('button', { name: '1 program may use a key' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: `used ${uses - 1} times` })).toBeVisible();

  const vault = await vaultProcess(keyfold.app);
  const others = processTree(mainProcess(keyfold)).filter(({ pid }) => pid !== vault);
  expect(others.length).toBeGreaterThan(4);
  expect(others.flatMap(({ pid, kind }) => (copiesInMemory(pid, secret) > 0 ? [kind] : []))).toEqual([]);
  await page.keyboard.press('Escape');

  // The vault process goes with the lock, and with it whatever it had.
  await keyfold.lock();
  expect(copiesAnywhere(keyfold, { secret })).toEqual([]);
});

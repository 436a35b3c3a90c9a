import { addKey } from '../support/acts';
import type { Keyfold } from '../support/app';
import { fakePair } from '../support/fake-keys';
import { ended, vaultProcess, viewProcess } from '../support/processes';
import { expect, test } from '../support/test';

const said = 'The vault process ended unexpectedly, so the vault is locked. Your keys are safe; unlock it to go on.';

/** Ends a process as nothing in it can prevent. */
async function kill(pid: number): Promise<void> {
  process.kill(pid, 'SIGKILL');
  await ended(pid);
}

/** Ends the vault process, and answers the unlock sheet that then comes and says so; another vault process is behind it. */
async function killVault(keyfold: Keyfold) {
  const sheet = await keyfold.locking(async () => kill(await vaultProcess(keyfold.app)));
  await expect(sheet.page.getByRole('status')).toHaveText(said);
  return sheet;
}

test('when the vault process ends by itself it is said and nothing is lost, three times; after that Keyfold stops', async ({
  start,
}) => {
  // Many facts on one way; a busy machine takes its time for each.
  test.slow();
  const keyfold = await start({ keys: [{ provider: 'alibaba', name: 'Stored', description: 'From before' }] });
  await test.step('while a key is looked at', async () => {
    const key = await addKey(keyfold, 'huawei');
    await (await keyfold.main()).select(key.name);
    const sheet = await killVault(keyfold);
    await expect(sheet.page.getByRole('heading', { name: 'Your vault is locked' })).toBeVisible();
    const main = await keyfold.unlock();
    await expect(main.count).toHaveText('2 keys');
    await main.select('Stored');
    await expect(main.property('Description')).toHaveText('From before');
    await expect(main.row(key.name)).toBeVisible();
    await addKey(keyfold, 'pingan');
    await expect(main.count).toHaveText('3 keys');
  });

  await test.step('under a sheet, which goes with it', async () => {
    const form = await keyfold.openAdd();
    await form.fill({ Name: 'Half typed' });
    await form.fillPair('alibaba', fakePair('alibaba'));
    const formProcess = await viewProcess(keyfold.app, 'add');
    await killVault(keyfold);
    await ended(formProcess);
    await expect((await keyfold.unlock()).count).toHaveText('3 keys');
  });

  await test.step('behind the lock screen', async () => {
    await keyfold.lock();
    await killVault(keyfold);
    await expect((await keyfold.unlock()).row('Stored')).toBeVisible();
  });

  await test.step('once too often', async () => {
    // The system's own dialog would wait for a click that no page can give.
    await keyfold.app.evaluate(({ dialog }) => {
      dialog.showErrorBox = (_title, words) => void process.stderr.write(`dialog: ${words}\n`);
    });
    const app = keyfold.app.process();
    const exit = new Promise<number | null>((resolve) => app.once('exit', resolve));
    keyfold.watch.leave();
    await kill(await vaultProcess(keyfold.app));
    expect(await exit).toBe(1);
    await expect.poll(() => keyfold.watch.output).toContain('dialog: The vault process ended several times in a row');
  });

  // The next start is an ordinary one.
  await keyfold.relaunch();
  await expect((await keyfold.unlock()).count).toHaveText('3 keys');
});

import type { Keyfold } from '../support/app';
import { expect, test } from '../support/test';
import { evenIfGone } from '../support/views/words';

/** What the application ends with once this was done; `null` where a signal ended it. */
async function exitOf(keyfold: Keyfold, act: () => Promise<void>): Promise<number | null> {
  const code = new Promise<number | null>((resolve) => keyfold.app.process().once('exit', resolve));
  await act();
  return code;
}

test('quits at once, while the vault process is still starting', async ({ start }) => {
  const keyfold = await start();
  await (await keyfold.view('create')).getByRole('button', { name: 'Quit' }).waitFor();
  expect(await exitOf(keyfold, () => keyfold.quit())).toBe(0);
});

test('quits while unlocked, and the vault opens again; quits by the button on the lock screen', async ({ start }) => {
  const keyfold = await start({ vault: true });
  expect(await exitOf(keyfold, () => keyfold.quit())).toBe(0);
  await keyfold.launch();
  await keyfold.unlock();
  const { page } = await keyfold.lock();
  const code = await exitOf(keyfold, () => evenIfGone(page.getByRole('button', { name: 'Quit' }).click()));
  expect(code).toBe(0);
  await keyfold.quit();
});

import { expect, test } from '../support/test';
import { evenIfGone } from '../support/views/words';

/** Resolves with the exit code; `null` where a signal ended it. */
async function quitting(keyfold: { app: { process(): NodeJS.EventEmitter }; quit(): Promise<void> }) {
  const code = new Promise<number | null>((resolve) => keyfold.app.process().once('exit', resolve));
  await keyfold.quit();
  return code;
}

test('quits at once, while the vault process is still starting', async ({ start }) => {
  const keyfold = await start();
  await (await keyfold.view('create')).getByRole('button', { name: 'Quit' }).waitFor();
  expect(await quitting(keyfold)).toBe(0);
});

test('quits by the button on the lock screen', async ({ start }) => {
  const keyfold = await start();
  const page = await keyfold.view('create');
  await keyfold.view('main-view');
  const code = new Promise((resolve) => keyfold.app.process().once('exit', resolve));
  await evenIfGone(page.getByRole('button', { name: 'Quit' }).click());
  expect(await code).toBe(0);
  await keyfold.quit();
});

test('quits while unlocked, and the vault opens again', async ({ start }) => {
  const keyfold = await start({ vault: true });
  expect(await quitting(keyfold)).toBe(0);
  await keyfold.launch();
  await keyfold.unlock();
});

import { spawn } from 'node:child_process';
import { startKeyring } from '../../scripts/setup/screen/keyring.mjs';
import { addKey } from '../support/acts';
import { fakePair, masterPassword } from '../support/fake-keys';
import { ended, isAlive } from '../support/processes';
import { clipboardText } from '../support/screen';
import { without } from '../support/systems';
import { expect, test } from '../support/test';

/** Programs that take a question and never answer it hold neither the window, nor the lock, nor the quit. */

test('a keyring that takes calls and does not answer: the vault opens, works, locks and quits', async ({ start }) => {
  test.skip(...without('sessionBus'));
  const keyring = await startKeyring();
  try {
    const keyfold = await start({ vault: true, environment: keyring.env });
    await keyfold.quit();
    keyring.pause();
    await keyfold.launch();
    const main = await keyfold.unlock();
    await expect(main.page.getByText('No AccessKeys yet').first()).toBeVisible();
    await keyfold.lock();
    await keyfold.unlock();
    await keyfold.quit();
  } finally {
    keyring.goOn();
    keyring.stop();
  }
});

test('a program that has the clipboard and does not answer: Keyfold locks, opens and quits', async ({ start }) => {
  test.skip(...without('xclip'));
  const pair = fakePair('alibaba');
  const keyfold = await start({
    vault: true,
    keys: [{ provider: 'alibaba', name: 'Copied', ...pair }],
  });
  const main = await keyfold.main();
  await main.select('Copied');
  await main.action('Use in a Tool…').click();
  const sheet = await keyfold.use();
  await sheet.submit(masterPassword);
  await expect.poll(() => clipboardText()).toContain(pair.secret);
  const owner = spawn('xclip', ['-selection', 'clipboard', '-quiet'], { stdio: ['pipe', 'ignore', 'ignore'] });
  owner.stdin.end('of another program');
  await expect.poll(() => clipboardText()).toBe('of another program');
  const { pid } = owner;
  if (pid === undefined) throw new Error('xclip did not start.');
  process.kill(pid, 'SIGSTOP');
  try {
    await keyfold.lock();
    const again = await keyfold.unlock();
    await expect(again.page.getByText('Not cleared yet')).toBeVisible();
    process.kill(pid, 'SIGCONT');
    // It answers again, and it is not Keyfold's text that it has.
    await again.page.getByRole('button', { name: 'Clear now' }).click();
    await expect(again.page.getByText('Not cleared yet')).toHaveCount(0);
    expect(await clipboardText()).toBe('of another program');
    process.kill(pid, 'SIGSTOP');
    await addKey(keyfold, 'pingan');
    await keyfold.quit();
  } finally {
    if (isAlive(pid)) process.kill(pid, 'SIGKILL');
    await ended(pid);
  }
});

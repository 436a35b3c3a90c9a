import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { typeKey } from '../support/acts';
import type { Keyfold } from '../support/app';
import { expect, test } from '../support/desktop';
import { fakePair } from '../support/fake-keys';
import { saveAs } from '../support/file-dialog';
import { lockWays } from '../support/lock-ways';
import { press } from '../support/screen';
import { evenIfGone } from '../support/views/words';

/** Closing the window and quitting ask wherever something would be lost for good. */

/** Returns the application's exit code when it ends. */
const exitOf = (keyfold: Keyfold) =>
  new Promise<number | null>((resolve) => keyfold.app.process().once('exit', (code) => resolve(code)));

/** Types a secret into the form that adds a key. */
async function typeSecret(keyfold: Keyfold) {
  const sheet = await keyfold.openAdd();
  const pair = fakePair('pingan');
  await sheet.choose('pingan');
  await sheet.fillPair('pingan', pair);
  const question = sheet.page.getByRole('alertdialog', { name: 'Close without saving the secret?' });
  return { sheet, pair, question };
}

test('closing the window and quitting ask before a typed secret is lost', async ({ desktop, start }) => {
  const keyfold = await start({ vault: true });
  const { sheet, pair, question } = await typeSecret(keyfold);
  await desktop.activate('Keyfold');
  await desktop.closeActive();
  await expect(question).toBeVisible();
  await press('Escape');
  await expect(question).toHaveCount(0);
  await expect(sheet.page.locator('[name=secret]')).toHaveValue(pair.secret);

  await press('ctrl+q');
  await expect(question).toBeVisible();
  // Whoever closes once more while it asks gets no other answer.
  await desktop.closeActive();
  await expect(question).toBeVisible();
  const code = exitOf(keyfold);
  await evenIfGone(question.getByRole('button', { name: 'Close Anyway' }).click());
  expect(await code).toBe(0);
});

test('an only showing is asked about, and nothing is where nothing would be lost', async ({ desktop, start }) => {
  const keyfold = await start({ vault: true });
  const { key, reveal } = await typeKey(keyfold, 'alibaba');
  // Until the secret is on the screen nothing would be lost: it could still be shown.
  await expect(reveal.page.getByText(key.secret, { exact: true })).toBeVisible();
  await desktop.activate('Keyfold');
  await desktop.closeActive();
  await expect(reveal.question).toContainText('can’t be viewed again');
  await reveal.question.getByRole('button', { name: 'Keep Open' }).click();
  await expect(reveal.page.getByText(key.secret, { exact: true })).toBeVisible();
  await reveal.close();
  await expect((await keyfold.main()).row(key.name)).toBeVisible();
  const code = exitOf(keyfold);
  await desktop.closeActive();
  expect(await code).toBe(0);
});

test('a lock asks nothing, and takes the question away', async ({ desktop, start }) => {
  const keyfold = await start({ vault: true });
  const first = await typeSecret(keyfold);
  await desktop.activate('Keyfold');
  await desktop.closeActive();
  await expect(first.question).toBeVisible();
  const locked = await keyfold.locking(() => lockWays.idle(keyfold));
  await expect(locked.password).toBeFocused();
  // Nothing would be lost any more, so the next time nothing is asked.
  const code = exitOf(keyfold);
  await desktop.closeActive();
  expect(await code).toBe(0);
});

test('the end of the session waits for no answer', async ({ start }) => {
  const keyfold = await start({ vault: true });
  await typeSecret(keyfold);
  const code = exitOf(keyfold);
  keyfold.app.process().kill('SIGTERM');
  expect(await code).toBe(0);
});

test('a place that is chosen in a dialog that a lock can’t close has no effect', async ({ desktop, start }) => {
  // The dialog is driven with single keys, for which it needs time.
  test.slow();
  const keyfold = await start({ vault: true });
  const { reveal } = await typeKey(keyfold, 'pingan');
  await reveal.download.click();
  await desktop.becomesActive(/^Save/);
  // As where the screen is reached over a network: Keyfold speaks to no other machine.
  await keyfold.app.evaluate(() => {
    process.env.DISPLAY = 'elsewhere:0';
  });
  await keyfold.locking(() => lockWays.idle(keyfold));
  const path = join(keyfold.home.documents, 'after-the-lock.csv');
  await saveAs(path);
  await desktop.becomesActive('Keyfold');
  await keyfold.unlock();
  expect(existsSync(path)).toBe(false);
});

import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { typeKey } from '../support/acts';
import type { Keyfold } from '../support/app';
import { type FakePair, fakePair, masterPassword, uniqueName } from '../support/fake-keys';
import { cancelSaving, saveAs } from '../support/file-dialog';
import { isAlive, viewProcess } from '../support/processes';
import { clipboardText } from '../support/screen';
import { expect, sharedKeyfold, test } from '../support/test';

/** A secret on the screen, on the clipboard and in a file. What the sheet says is in `test/views/reveal.spec.ts`. */

const shared = sharedKeyfold();

test('a new key is shown once, and closing it is for good', async () => {
  const keyfold = shared();
  const { key, reveal } = await typeKey(keyfold, 'alibaba', { fields: { 'Sub-Username': 'deploy-bot' } });
  await expect(reveal.dialog).toContainText('Alibaba Cloud · deploy-bot');
  await expect(reveal.page.getByText(key.secret, { exact: true })).toBeVisible();
  const pid = await viewProcess(keyfold.app, 'reveal');
  await reveal.close();
  await keyfold.gone('reveal');
  await expect.poll(() => isAlive(pid)).toBe(false);

  const main = await keyfold.main();
  await main.select(key.name);
  await expect(main.detail).toContainText('This secret was shown. As at its provider, it isn’t shown again.');
  await expect.poll(() => main.offered('View Secret')).toBe('no');
  await keyfold.relaunch();
  const again = await keyfold.unlock();
  await again.select(key.name);
  await expect(again.detail).toContainText('This secret was shown. As at its provider, it isn’t shown again.');
  await expect.poll(() => again.offered('View Secret')).toBe('no');
});

test('a key that its provider shows again is shown after the master password, and not without it', async () => {
  const keyfold = shared();
  const { key, reveal } = await typeKey(keyfold, 'pingan');
  await reveal.close();
  const main = await keyfold.main();
  await main.select(key.name);
  await main.action('View Secret').click();
  await (await keyfold.verify()).cancel();
  await keyfold.gone('verify');
  expect(keyfold.app.windows().map((page) => page.url())).toEqual(['app://main-view/']);
  for (const time of ['second', 'third']) {
    await main.action('View Secret').click();
    const verify = await keyfold.verify();
    for (const words of [key.name, key.accessKeyId]) await expect(verify.dialog).toContainText(words);
    if (time === 'second') {
      await verify.submit('not the master password');
      await expect(verify.page.getByText('The master password is wrong.')).toBeVisible();
    }
    await verify.submit(masterPassword);
    const shown = await keyfold.reveal();
    await expect(shown.page.getByText(key.secret, { exact: true })).toBeVisible();
    await shown.close();
  }
});

test.describe('Copy', () => {
  test('puts the value on the clipboard, and locking clears it', async () => {
    const keyfold = shared();
    const { key, reveal } = await typeKey(keyfold, 'alibaba');
    await reveal.copyButton('AccessKey Secret').click();
    await expect(reveal.copyButton('AccessKey Secret')).toHaveText(/Copied, cleared in \d+ s/);
    expect(await clipboardText()).toBe(key.secret);
    await reveal.copyButton('AccessKey ID').click();
    await expect.poll(() => clipboardText()).toBe(key.accessKeyId);
    await reveal.copyButton('AccessKey Secret').click();
    await expect.poll(() => clipboardText()).toBe(key.secret);
    // It was copied, so closing asks nothing.
    await reveal.leave();
    await keyfold.gone('reveal');
    expect(await clipboardText()).toBe(key.secret);
    // Chromium also puts it into the primary selection, from which a middle click pastes it.
    expect(await clipboardText('primary')).toBe(key.secret);
    await keyfold.lock();
    await expect.poll(() => clipboardText('primary')).toBe('');
    await expect.poll(() => clipboardText()).toBe('');
    await keyfold.unlock();
  });

  test('counts down after the sheet is closed, and is cleared when told so, or after the time in Settings', async () => {
    const keyfold = shared();
    const main = await keyfold.main();
    const { key, reveal } = await typeKey(keyfold, 'alibaba');
    await reveal.copyButton('AccessKey Secret').click();
    await reveal.page.getByText(/Copied, cleared in \d+ s/).waitFor();
    await reveal.leave();
    await keyfold.gone('reveal');
    await expect(main.page.getByRole('timer')).toHaveText(/Copied · \d+ s/);
    expect(await clipboardText()).toBe(key.secret);
    await main.page.getByRole('button', { name: 'Clear now' }).click();
    await expect(main.page.getByRole('timer')).toHaveCount(0);
    await expect.poll(() => clipboardText()).toBe('');
    await expect.poll(() => clipboardText('primary')).toBe('');

    const settings = await main.openSettings();
    await settings.getByLabel('Clear copied values after').selectOption('10 seconds');
    await expect(settings.getByText(/can’t mark copied values as confidential|Copied values are marked/)).toBeVisible();
    await settings.getByRole('button', { name: 'Done' }).click();
    const second = await typeKey(keyfold, 'alibaba');
    await second.reveal.copyButton('AccessKey Secret').click();
    await second.reveal.page.getByText(/Copied, cleared in \d+ s/).waitFor();
    await second.reveal.leave();
    await keyfold.gone('reveal');
    await expect.poll(() => clipboardText(), { timeout: 30_000 }).toBe('');
    await expect(main.page.getByRole('timer')).toHaveCount(0);
  });

  test('is cleared by locking, but not what another program put there since', async () => {
    const keyfold = shared();
    const { reveal } = await typeKey(keyfold, 'alibaba');
    await reveal.copyButton('AccessKey Secret').click();
    // Otherwise closing asks first.
    await reveal.page.getByText(/Copied, cleared in \d+ s/).waitFor();
    await reveal.leave();
    await keyfold.gone('reveal');
    await keyfold.app.evaluate(({ clipboard }) => clipboard.writeText('of another program'));
    await keyfold.lock();
    // The clipboard is looked at before the vault can be opened again.
    await keyfold.unlock();
    expect(await clipboardText()).toBe('of another program');
  });

  test('by the browser is off where a secret stands, and selecting too', async () => {
    const keyfold = shared();
    const { key, reveal } = await typeKey(keyfold, 'huawei');
    const secret = reveal.page.getByText(key.secret, { exact: true });
    await secret.selectText();
    await reveal.page.keyboard.press('Control+C');
    await reveal.page.keyboard.press('Control+A');
    await reveal.page.keyboard.press('Control+C');
    expect(await clipboardText()).not.toContain(key.secret);
    await reveal.close();
  });
});

test('Download CSV File writes what the console gives, for its owner alone, and nothing when the dialog is cancelled', async () => {
  const keyfold = shared();
  const before = keyfold.home.files(keyfold.home.documents);
  const { key, reveal } = await typeKey(keyfold, 'huawei', { fields: { 'IAM User': 'ops-reader' } });
  await reveal.download.click();
  await cancelSaving();
  await expect(reveal.download).not.toHaveAttribute('aria-busy');
  expect(keyfold.home.files(keyfold.home.documents)).toEqual(before);
  const path = join(keyfold.home.documents, `${uniqueName('saved').replaceAll(' ', '-')}.csv`);
  await reveal.download.click();
  await saveAs(path);
  await expect(reveal.page.getByText('The file isn’t encrypted: move it to a safe place')).toBeVisible();
  const row = `ops-reader,${key.accessKeyId},${key.secret}`;
  expect(readFileSync(path, 'utf8')).toBe(`User Name,Access Key Id,Secret Access Key\r\n${row}\r\n`);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  await reveal.leave();
  await keyfold.gone('reveal');
});

test('F10: an only showing that a lock or a crash cuts off can be had once more, and not a third time', async () => {
  const keyfold = shared();
  const locked = await typeKey(keyfold, 'alibaba');
  await expect(locked.reveal.page.getByText(locked.key.secret, { exact: true })).toBeVisible();
  await keyfold.lock();
  await keyfold.unlock();
  const crashed = await typeKey(keyfold, 'huawei');
  await expect(crashed.reveal.page.getByText(crashed.key.secret, { exact: true })).toBeVisible();
  await keyfold.kill();
  await keyfold.launch();
  const main = await keyfold.unlock();
  for (const { key } of [locked, crashed]) {
    await expect(main.row(key.name)).toContainText('Secret opened, not seen to the end');
    await main.select(key.name);
    await expect(main.detail).toContainText('It can be shown once more.');
    await main.action('View Secret').click();
    await (await keyfold.verify()).submit(masterPassword);
    const reveal = await keyfold.reveal();
    await expect(reveal.page.getByText(key.secret, { exact: true })).toBeVisible();
    await expect(reveal.page.getByText('This is the last opportunity')).toBeVisible();
    if (key === locked.key) await reveal.close();
    else await keyfold.lock();
  }
  const after = await keyfold.unlock();
  for (const { key } of [locked, crashed]) {
    await after.select(key.name);
    await expect(after.detail).toContainText('This secret was shown. As at its provider, it isn’t shown again.');
    await expect.poll(() => after.offered('View Secret')).toBe('no');
  }
});

test('F11: an only showing whose time is up is covered, and Keep Open shows it for two more minutes', async () => {
  const keyfold = shared();
  const { key, reveal } = await typeKey(keyfold, 'alibaba');
  const secret = reveal.page.getByText(key.secret, { exact: true });
  await expect(secret).toBeVisible();
  // Only the page's monotonic clock is ahead: nobody waits for two minutes here.
  await reveal.page.evaluate(() => {
    const now = performance.now.bind(performance);
    performance.now = () => now() + 121_000;
  });
  await expect(reveal.question).toContainText('Time is up');
  await expect(secret).toHaveCount(0);
  await reveal.question.getByRole('button', { name: 'Keep Open' }).click();
  await expect(secret).toBeVisible();
  await expect(reveal.page.getByRole('timer')).toHaveText(/Closes in 1[12]\d s/);
  await reveal.copyButton('AccessKey Secret').click();
  await expect(reveal.copyButton('AccessKey Secret')).toHaveText(/Copied, cleared in \d+ s/);
  expect(await clipboardText()).toBe(key.secret);
  await reveal.leave();
  await keyfold.gone('reveal');
  await expect((await keyfold.main()).row(key.name)).not.toContainText('not seen to the end');
});

/** Does what the add sheet does when it saves, until just before the reveal sheet would open. */
async function addUnseen(keyfold: Keyfold, name: string, pair: FakePair): Promise<void> {
  const sheet = await keyfold.openAdd();
  const reply = await sheet.page.evaluate(
    ({ accessKeyId, secret, keyName }) => {
      type Add = (input: unknown) => Promise<{ ok: boolean }>;
      const { keys } = (window as unknown as { keyfold: { keys: { add: Add } } }).keyfold;
      const key = {
        provider: 'alibaba',
        name: keyName,
        description: '',
        accountId: '',
        identityKind: 'ram-user',
        identityName: '',
        endpoint: '',
        keyType: '',
        credential: 'long-term',
        accessKeyId,
        expiresAt: null,
      };
      const secrets = { secret: new TextEncoder().encode(secret), token: new Uint8Array() };
      return keys.add({ key, secrets, password: null });
    },
    { ...pair, keyName: name },
  );
  expect(reply.ok).toBe(true);
}

test('a key whose secret was never displayed, because of a lock or a crash, can still be shown once', async () => {
  const keyfold = shared();
  const [locked, crashed] = [fakePair('alibaba'), fakePair('alibaba')];
  const names = { locked: uniqueName('Never displayed'), crashed: uniqueName('Never displayed') };
  await addUnseen(keyfold, names.locked, locked);
  await keyfold.lock();
  await keyfold.unlock();
  await addUnseen(keyfold, names.crashed, crashed);
  await keyfold.kill();
  await keyfold.launch();
  const main = await keyfold.unlock();
  for (const [name, pair] of [
    [names.locked, locked],
    [names.crashed, crashed],
  ] as const) {
    await expect(main.row(name)).toContainText('Secret not shown yet');
    await main.select(name);
    await main.action('View Secret').click();
    await (await keyfold.verify()).submit(masterPassword);
    const reveal = await keyfold.reveal();
    await expect(reveal.page.getByText(pair.secret, { exact: true })).toBeVisible();
    await expect(reveal.page.getByText('This is the only opportunity')).toBeVisible();
    await expect(main.row(name)).not.toContainText('Secret not shown yet');
    await reveal.close();
    await expect.poll(() => main.offered('View Secret')).toBe('no');
    await expect(main.detail).toContainText('This secret was shown. As at its provider, it isn’t shown again.');
  }
});

import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ProfileId } from '../../common/providers';
import { typeKey } from '../support/acts';
import { fakePair, masterPassword, uniqueName } from '../support/fake-keys';
import { cancelSaving, saveAs } from '../support/file-dialog';
import { isAlive, viewProcess } from '../support/processes';
import { clipboardText } from '../support/screen';
import { expect, sharedKeyfold, test } from '../support/test';
import { evenIfGone } from '../support/views/words';

const shared = sharedKeyfold();

test('a new key is shown once, and closing it is for good', async () => {
  const keyfold = shared();
  const { key, reveal } = await typeKey(keyfold, 'alibaba', { fields: { 'Sub-Username': 'deploy-bot' } });
  await expect(reveal.dialog).toContainText(key.name);
  await expect(reveal.dialog).toContainText('Alibaba Cloud · deploy-bot');
  await expect(reveal.page.getByText(key.accessKeyId, { exact: true })).toBeVisible();
  await expect(reveal.page.getByText(key.secret, { exact: true })).toBeVisible();
  await expect(
    reveal.page.getByText(
      'This is the only opportunity to view and copy the AccessKey Secret. You cannot view it again after you close this page.',
    ),
  ).toBeVisible();
  await expect(reveal.page.getByRole('timer')).toHaveText(/Closes in \d+ s/);

  // Without a copy taken it asks, and stays when told so.
  await reveal.leave();
  await expect(reveal.question).toContainText('You have neither copied nor downloaded the AccessKey Secret');
  await reveal.question.getByRole('button', { name: 'Keep Open' }).click();
  await expect(reveal.page.getByText(key.secret, { exact: true })).toBeVisible();

  const pid = await viewProcess(keyfold.app, 'reveal');
  await reveal.close();
  await keyfold.gone('reveal');
  await expect.poll(() => isAlive(pid)).toBe(false);

  const main = await keyfold.main();
  await main.select(key.name);
  await expect(main.detail).toContainText('The secret was shown when the key was added and can’t be shown again.');
  await expect(main.action('View Secret')).toHaveCount(0);
  await keyfold.relaunch();
  const again = await keyfold.unlock();
  await again.select(key.name);
  await expect(again.detail).toContainText('can’t be shown again');
  await expect(again.action('View Secret')).toHaveCount(0);
});

test('the sheet closes by itself when its time has run out', async () => {
  const keyfold = shared();
  const { reveal } = await typeKey(keyfold, 'alibaba');
  await expect(reveal.page.getByRole('timer')).toHaveText(/Closes in \d+ s/);
  // The page's clock alone is put forward (Playwright's own would be that of every page); a secret is not shown for longer
  // because nobody closed it.
  await evenIfGone(
    reveal.page.evaluate(() => {
      const now = Date.now;
      Date.now = () => now() + 121_000;
    }),
  );
  await keyfold.gone('reveal');
  await keyfold.main();
});

for (const [profile, options] of [
  ['alibaba', ['Alibaba Cloud account']],
  ['pingan', ['Subaccount']],
  ['pingan', ['Master account']],
] as const) {
  test(`a key of ${profile}, ${options.join()}, is shown again after the master password`, async () => {
    const keyfold = shared();
    const { key, reveal } = await typeKey(keyfold, profile, { options });
    await expect(reveal.page.getByText('again with the master password.')).toBeVisible();
    await reveal.close();
    const main = await keyfold.main();
    for (const time of ['second', 'third']) {
      await main.select(key.name);
      await main.action('View Secret').click();
      const verify = await keyfold.verify();
      await expect(verify.dialog).toHaveAccessibleName('View Secret');
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
}

for (const [profile, options] of [
  ['alibaba', ['RAM user']],
  ['private-alibaba', ['AliyunNAS']],
  ['huawei', ['IAM user']],
  ['huawei', ['Huawei Cloud account']],
] as const) {
  test(`a key of ${profile}, ${options.join()}, is never shown again`, async () => {
    const keyfold = shared();
    const { key, reveal } = await typeKey(keyfold, profile, { options });
    await expect(reveal.page.getByText('This is the only opportunity')).toBeVisible();
    await reveal.close();
    const main = await keyfold.main();
    await main.select(key.name);
    await expect(main.detail).toContainText('can’t be shown again');
    await expect(main.action('View Secret')).toHaveCount(0);
  });
}

test('Cancel in the question for the master password shows nothing', async () => {
  const keyfold = shared();
  const { key, reveal } = await typeKey(keyfold, 'pingan');
  await reveal.close();
  const main = await keyfold.main();
  await main.select(key.name);
  await main.action('View Secret').click();
  await (await keyfold.verify()).cancel();
  await keyfold.gone('verify');
  expect(keyfold.app.windows().map((page) => page.url())).toEqual(['app://main-view/']);
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
    // Chromium puts it into the selection too, from where a middle click pastes it.
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

  test('is cleared on quitting, but not what another program put there since', async () => {
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

  test('selecting and copying by the browser are off where a secret stands', async () => {
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

test.describe('Download CSV File', () => {
  const headers: Record<ProfileId, (values: { user: string; accessKeyId: string; secret: string }) => string> = {
    alibaba: ({ accessKeyId, secret }) => `AccessKey ID,AccessKey Secret\r\n${accessKeyId},${secret}\r\n`,
    'private-alibaba': ({ accessKeyId, secret }) => `AccessKey ID,AccessKey Secret\r\n${accessKeyId},${secret}\r\n`,
    huawei: ({ user, accessKeyId, secret }) =>
      `User Name,Access Key Id,Secret Access Key\r\n${user},${accessKeyId},${secret}\r\n`,
    pingan: ({ accessKeyId, secret }) => `Access Key ID,Secret Access Key\r\n${accessKeyId},${secret}\r\n`,
  };

  for (const profile of ['alibaba', 'huawei', 'pingan'] as const) {
    test(`writes the file that the console of ${profile} gives, for its owner alone`, async () => {
      const keyfold = shared();
      const user = profile === 'huawei' ? 'ops-reader' : '';
      const { key, reveal } = await typeKey(keyfold, profile, { fields: user ? { 'IAM User': user } : {} });
      const path = join(keyfold.home.documents, `${uniqueName('saved').replaceAll(' ', '-')}.csv`);
      await reveal.download.click();
      await saveAs(path);
      await expect(reveal.page.getByText('The file isn’t encrypted: move it to a safe place')).toBeVisible();
      expect(readFileSync(path, 'utf8')).toBe(headers[profile]({ user, ...key }));
      expect(statSync(path).mode & 0o777).toBe(0o600);
      await reveal.leave();
      await keyfold.gone('reveal');
    });
  }

  test('writes nothing when the dialog is cancelled', async () => {
    const keyfold = shared();
    const before = keyfold.home.files(keyfold.home.documents);
    const { reveal } = await typeKey(keyfold, 'alibaba');
    await reveal.download.click();
    await cancelSaving();
    await expect(reveal.download).not.toHaveAttribute('aria-busy');
    await expect(reveal.page.getByText('The file isn’t encrypted')).toHaveCount(0);
    expect(keyfold.home.files(keyfold.home.documents)).toEqual(before);
    await reveal.close();
  });
});

test.describe('a key whose secret was never displayed', () => {
  for (const [what, end] of [
    [
      'a crash',
      async () => {
        await shared().kill();
        await shared().launch();
      },
    ],
    [
      'a lock',
      async () => {
        await shared().lock();
      },
    ],
  ] as const) {
    test(`because of ${what}, can still be shown once`, async () => {
      const keyfold = shared();
      const pair = fakePair('alibaba');
      const name = uniqueName('Never displayed');
      const sheet = await keyfold.openAdd();
      // What the sheet does on saving, up to the moment before the reveal sheet would open.
      const reply = await sheet.page.evaluate(
        ({ accessKeyId, secret, keyName }) => {
          type Add = (input: unknown) => Promise<{ ok: boolean }>;
          const { keys } = (window as unknown as { keyfold: { keys: { add: Add } } }).keyfold;
          const key = {
            profile: 'alibaba',
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
      await end();

      const main = await keyfold.unlock();
      await expect(main.row(name)).toContainText('Secret not shown yet');
      await main.select(name);
      await main.action('View Secret').click();
      await (await keyfold.verify()).submit(masterPassword);
      const reveal = await keyfold.reveal();
      await expect(reveal.page.getByText(pair.secret, { exact: true })).toBeVisible();
      await expect(reveal.page.getByText('This is the only opportunity')).toBeVisible();
      await expect(main.row(name)).not.toContainText('Secret not shown yet');
      await reveal.close();
      await expect(main.action('View Secret')).toHaveCount(0);
      await expect(main.detail).toContainText('can’t be shown again');
    });
  }
});

test('the sheet of a lost ticket says so and shows nothing', async () => {
  const keyfold = shared();
  expect(existsSync(keyfold.home.database)).toBe(true);
  const sheet = await keyfold.openAdd();
  const refused = await sheet.page
    .evaluate((ticket) => {
      type Finish = (input: unknown) => Promise<unknown>;
      const client = (window as unknown as { keyfold: { window: { finish: Finish } } }).keyfold;
      return client.window.finish({ ticket });
    }, 'A'.repeat(43))
    .catch(() => null);
  expect(refused === null || typeof refused === 'object').toBe(true);
  const reveal = await keyfold.reveal();
  await expect(reveal.page.getByRole('alert')).toContainText('The verification for this was used or has run out');
  await reveal.leave();
  await keyfold.gone('reveal');
});

import { playMessageService, playTray } from '../support/bus/desktop-services';
import { expect, test } from '../support/desktop';
import { fakeTemporary } from '../support/fake-keys';
import type { StoredKey } from '../support/stored-keys';
import { without } from '../support/systems';
import { until } from '../support/until';

/** What is said outside of the window, to the services of a desktop on the session bus. */

test.skip(...without('sessionBus'));

/** A key that ends soon, with a name that would be markup. */
const ending = (name: string): StoredKey => {
  const { accessKeyId, secret, token } = fakeTemporary();
  const expiresAt = Date.now() + 8 * 60_000;
  return { provider: 'huawei', credential: 'temporary', name, expiresAt, accessKeyId, secret, token };
};

test('a message names a key that ends soon; a press on it brings the window; the lock takes it away', async ({
  desktop,
  start,
}) => {
  const service = await playMessageService();
  const keyfold = await start({ keys: [ending('<b>build</b> & bot')] });
  const message = await service.shown();
  expect(message).toMatchObject({
    program: 'Keyfold',
    title: '“<b>build</b> & bot” ends within ten minutes',
    text: 'This temporary access key is about to expire.',
  });
  const other = await desktop.openOther();
  await other.activate();
  service.press(1);
  await desktop.becomesActive('Keyfold');

  // Another one stands when Keyfold locks.
  await keyfold.lock();
  await keyfold.unlock();
  await service.shown(2);
  await keyfold.lock();
  await until('the desktop was told to take it away', () =>
    service.asked('CloseNotification').some(({ body }) => body[0] === 2),
  );
  expect(service.asked('Notify')).toHaveLength(2);
  service.close();
});

test('a desktop whose service for messages hangs holds nothing up', async ({ start }) => {
  const service = await playMessageService({ hangsAt: 'GetCapabilities' });
  const keyfold = await start({ keys: [ending('build-bot')] });
  await service.reached();
  // Electron itself would stand still for 25 seconds from here on.
  await keyfold.lock();
  await keyfold.unlock();
  expect(service.asked('Notify')).toEqual([]);
  const settings = await (await keyfold.main()).openSettings();
  await expect(settings.getByText('This desktop shows no messages of programs')).toBeVisible();
  service.close();
});

test('a desktop that hangs between a question and the message holds nothing up, and shows nothing after the lock', async ({
  start,
}) => {
  const service = await playMessageService({ hangsAt: 'Notify' });
  const keyfold = await start({ keys: [ending('build-bot')] });
  await until('it was told to show a message', () => service.asked('Notify').length > 0);
  // Main answers while the desktop doesn't.
  const main = await keyfold.main();
  const settings = await main.openSettings();
  await expect(settings.getByText('This desktop shows no messages of programs')).toBeVisible();
  await keyfold.lock();
  // What the desktop shows only now is taken away again.
  service.goOn();
  await until('the desktop was told to take it away', () => service.asked('CloseNotification').length > 0);
  await keyfold.unlock();
  service.close();
});

test('the tray’s icon says whether Keyfold is locked, locks, and clears the clipboard', async ({ start }) => {
  const tray = await playTray();
  const keyfold = await start({ vault: true });
  const main = await keyfold.main();
  const settings = await main.openSettings();
  const wish = settings.getByRole('checkbox', { name: 'Icon in the tray' });
  await expect(wish).not.toBeChecked();
  await wish.click();
  await expect(wish).toBeChecked();
  await until('the tray says that it is open', async () => (await tray.lines())[0] === '(Unlocked)');
  expect(await tray.lines()).toEqual([
    '(Unlocked)',
    'Lock Now',
    '(Clear the Clipboard)',
    'Show Keyfold',
    'Quit Keyfold',
  ]);
  await keyfold.locking(() => tray.choose('Lock Now'));
  await until('the tray says that it is locked', async () => (await tray.lines())[0] === '(Locked)');
  expect(await tray.lines()).toContain('(Lock Now)');
  // It is there at the next start, before any unlock.
  await keyfold.relaunch();
  await until('the tray has it again', async () => (await tray.lines())[0] === '(Locked)');
  tray.close();
});

test('where the desktop has neither, Settings says so', async ({ start }) => {
  const keyfold = await start({ vault: true });
  const settings = await (await keyfold.main()).openSettings();
  await expect(settings.getByText('This desktop shows no messages of programs')).toBeVisible();
  await expect(settings.getByText('This desktop has no tray for icons')).toBeVisible();
});

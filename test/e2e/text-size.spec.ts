import type { Keyfold } from '../support/app';
import { focusWindow, press, xdotool } from '../support/screen';
import { expect, test } from '../support/test';
import { until } from '../support/until';

/** One text size, for every view and sheet, kept: by the keys that every browser has, by the wheel, and in Settings. */

/** The zoom of every view that stands, in percent, by the view's name. */
const sizes = (keyfold: Keyfold): Promise<Record<string, number>> =>
  keyfold.app.evaluate(({ webContents }) =>
    Object.fromEntries(
      webContents.getAllWebContents().map((page) => [new URL(page.getURL()).host, Math.round(page.zoomFactor * 100)]),
    ),
  );

async function allAre(keyfold: Keyfold, views: readonly string[], percent: number): Promise<void> {
  let last = '';
  await until(
    () => `every view of ${views} has ${percent} %; they have ${last}`,
    async () => {
      const found = await sizes(keyfold);
      last = JSON.stringify(found);
      return views.every((view) => found[view] === percent);
    },
  );
}

test('the text size is one for all views, by every key of a browser and by the wheel', async ({ start }) => {
  const keyfold = await start({ vault: true });
  await keyfold.lock();
  await focusWindow();
  // On the lock screen, before the unlock; the view behind it has it too.
  await press('ctrl+plus');
  await allAre(keyfold, ['unlock', 'main-view'], 110);
  await press('ctrl+equal');
  await allAre(keyfold, ['unlock', 'main-view'], 125);
  const main = await keyfold.unlock();
  await allAre(keyfold, ['main-view'], 125);
  // A sheet that is opened later.
  await main.openAdd();
  await keyfold.add();
  await allAre(keyfold, ['main-view', 'add'], 125);
  await press('ctrl+KP_Add');
  await allAre(keyfold, ['main-view', 'add'], 150);
  await press('ctrl+minus');
  await allAre(keyfold, ['main-view', 'add'], 125);
  await press('ctrl+KP_Subtract');
  await allAre(keyfold, ['main-view', 'add'], 110);
  await press('ctrl+0');
  await allAre(keyfold, ['main-view', 'add'], 100);
  await press('ctrl+equal');
  await press('ctrl+KP_0');
  await allAre(keyfold, ['main-view', 'add'], 100);
  // The wheel with Ctrl takes the same steps, and no page has a zoom of its own.
  await xdotool('mousemove', '400', '300');
  await xdotool('keydown', 'ctrl', 'click', '4', 'keyup', 'ctrl');
  await allAre(keyfold, ['main-view', 'add'], 110);
});

test('the text size is in Settings too, and stays at lock and restart', async ({ start }) => {
  const keyfold = await start({ vault: true });
  const main = await keyfold.main();
  const settings = await main.openSettings();
  const choice = settings.getByRole('combobox', { name: 'Text size' });
  await expect(choice).toHaveValue('100');
  await choice.selectOption('200');
  await allAre(keyfold, ['main-view'], 200);
  // The choice follows what a key changes.
  await focusWindow();
  await press('ctrl+minus');
  await expect(choice).toHaveValue('175');
  await main.page.keyboard.press('Escape');
  await keyfold.lock();
  await allAre(keyfold, ['unlock'], 175);
  await keyfold.relaunch();
  await keyfold.unlockSheet();
  await allAre(keyfold, ['unlock'], 175);
  await keyfold.unlock();
  await allAre(keyfold, ['main-view'], 175);
});

test('Caps Lock is said on the lock screen as it really is', async ({ start }) => {
  const keyfold = await start({ vault: true });
  const sheet = await keyfold.lock();
  await focusWindow();
  await sheet.password.focus();
  // `press` would take the lock away for its own key.
  const key = (name: string) => xdotool('key', name);
  try {
    await key('Caps_Lock');
    await key('a');
    await expect(sheet.page.getByText('Caps Lock is on.')).toBeVisible();
  } finally {
    await key('Caps_Lock');
  }
  await key('b');
  await expect(sheet.page.getByText('Caps Lock is on.')).toHaveCount(0);
});

import type { Keyfold } from '../support/app';
import { type Desktop, expect, test } from '../support/desktop';
import { lockWays } from '../support/lock-ways';

/**
 * Nothing that a person types into another program ever lands in Keyfold, and Keyfold's window never comes to the front
 * by itself.
 */

/** What a person types in the other program while something happens in Keyfold. */
const typed = 'ls -la; echo FAKE-typed-elsewhere';

/** Does something while the person works in another program, and proves that they notice nothing of it. */
async function elsewhere(desktop: Desktop, act: () => Promise<unknown>): Promise<void> {
  const other = await desktop.openOther();
  await desktop.typeInto(other, 'before ');
  await act();
  expect(await desktop.active()).toBe('Other program');
  expect((await desktop.stacking()).at(-1)).toBe('Other program');
  await desktop.typeInto(other, typed);
}

const loaded = async (keyfold: Keyfold) => {
  await keyfold.view('main-view');
};

for (const way of ['idle', 'suspend'] as const) {
  test(`the lock by ${way} does not take the keyboard from another program`, async ({ desktop, start }) => {
    const keyfold = await start({ vault: true });
    await elsewhere(desktop, async () => {
      const sheet = await keyfold.locking(() => lockWays[way](keyfold));
      await expect(sheet.password).toBeVisible();
      await loaded(keyfold);
    });
    const sheet = await keyfold.unlockSheet();
    await expect(sheet.password).toHaveValue('');
    // Whoever comes back types at once.
    await desktop.activate('Keyfold');
    await expect(sheet.password).toBeFocused();
  });
}

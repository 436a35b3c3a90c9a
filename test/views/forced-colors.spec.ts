import type { Locator } from '@playwright/test';
import { fakeKeys } from '../support/fake/keys';
import { expect, test } from '../support/view-test';

/**
 * Forced colours, as a system has them for people who need contrast. The system takes away every colour and shadow of
 * ours; what is chosen has to look another way than what isn't, all the same.
 */

/** The colours with which an element is really drawn. */
const drawn = (element: Locator) =>
  element.evaluate((node) => {
    const { backgroundColor, color, borderTopColor, borderTopWidth, outlineStyle } = getComputedStyle(node);
    return { backgroundColor, color, borderTopColor, borderTopWidth, outlineStyle };
  });

/** Whether an element is drawn as the system draws what is selected: its text can be read on that ground. */
const isHighlighted = (element: Locator) =>
  element.evaluate((node) => {
    const probe = document.createElement('div');
    probe.style.cssText = 'forced-color-adjust: none; background-color: Highlight; color: HighlightText';
    document.body.append(probe);
    const of = (at: Element) => [getComputedStyle(at).backgroundColor, getComputedStyle(at).color].join();
    const same = of(probe) === of(node);
    probe.remove();
    return same;
  });

test('what is chosen and the main button are told from the others without a colour of ours', async ({ open }) => {
  const view = await open('main-view', { keys: fakeKeys(6) });
  const { page } = view;
  await page.emulateMedia({ forcedColors: 'active' });
  const rows = page.getByRole('row');
  await rows.nth(2).click();
  await page.mouse.move(0, 0);
  expect(await isHighlighted(rows.nth(2))).toBe(true);
  expect(await isHighlighted(rows.nth(3))).toBe(false);
  // The state and the provider's mark can be seen on that ground too.
  const ground = (await drawn(rows.nth(2))).backgroundColor;
  const dot = await drawn(rows.nth(2).locator('.filled-dot').first());
  expect(dot.borderTopColor).not.toBe(ground);
  expect(dot.borderTopColor).not.toBe((await drawn(rows.nth(4).locator('.filled-dot').first())).borderTopColor);
  const mark = await drawn(
    rows
      .nth(2)
      .getByText(/^(Pr|Al|Hu|Pi)$/)
      .first(),
  );
  expect([mark.backgroundColor, mark.color]).not.toContain(ground);

  const places = page.getByRole('navigation').getByRole('button');
  const chosen = page.getByRole('navigation').locator('[aria-current=page]');
  expect(await isHighlighted(chosen)).toBe(true);
  expect(await isHighlighted(places.nth(0))).toBe(false);
  await expect(chosen).toHaveCount(1);
  // A row of the tree is drawn by what is around it.
  await page.getByRole('button', { name: 'Huawei Cloud', exact: true }).click();
  await page.mouse.move(0, 0);
  const branch = (name: string) => page.getByRole('button', { name, exact: true }).locator('..');
  expect(await isHighlighted(branch('Huawei Cloud'))).toBe(true);
  expect(await isHighlighted(branch('Alibaba Cloud'))).toBe(false);

  const add = page.getByRole('button', { name: 'Add AccessKey' });
  expect(await drawn(add)).not.toEqual(await drawn(page.getByRole('button', { name: 'Settings' })));
  const { backgroundColor, color } = await drawn(add);
  expect(backgroundColor).not.toBe(color);
});

test('the chosen theme and language are told from the others', async ({ open }) => {
  const { page } = await open('main-view', { keys: fakeKeys(1) });
  await page.emulateMedia({ forcedColors: 'active' });
  await page.getByRole('button', { name: 'Settings' }).click();
  const choice = (name: string) => page.getByRole('radio', { name, exact: true }).locator('..');
  expect(await isHighlighted(choice('Light'))).toBe(true);
  expect(await isHighlighted(choice('Dark'))).toBe(false);
  expect(await isHighlighted(choice('English'))).toBe(true);
  expect(await isHighlighted(choice('简体中文'))).toBe(false);
});

test('a status is more than its word', async ({ open }) => {
  const stored = fakeKeys(6);
  for (const [index, key] of stored.entries()) Object.assign(key, { status: index === 1 ? 'disabled' : 'enabled' });
  const view = await open('main-view', { keys: stored });
  await view.page.emulateMedia({ forcedColors: 'active' });
  const dot = (word: string) =>
    view.page.getByRole('gridcell').filter({ hasText: word }).locator('span[aria-hidden]').first();
  const width = (at: Locator) => at.evaluate((node) => getComputedStyle(node).borderTopWidth);
  expect(await width(dot('Enabled'))).toBe('4px');
  expect(await width(dot('Disabled'))).toBe('2px');
});

test('a card that is chosen is seen', async ({ open }) => {
  const add = await open('add');
  await add.page.emulateMedia({ forcedColors: 'active' });
  const cards = add.page.getByRole('group').first().locator('label');
  await cards.nth(1).click();
  expect(await isHighlighted(cards.nth(1))).toBe(true);
  expect(await isHighlighted(cards.nth(0))).toBe(false);
});

import type { Page } from '@playwright/test';
import { fakeAsk } from '../support/fake/command';
import { openedFile } from '../support/fake/import';
import { fakeKeys } from '../support/fake/keys';
import { planTold, revealedKey, scopeFacts } from '../support/fake/sheets';
import { expect, languages, test } from '../support/view-test';
import { MainView } from '../support/views/main-view';

/**
 * Every view at the smallest room: 800 by 500 (a screen of 1600 by 1000 at scale 2) and 640 by 400 (text at 200 % in a
 * window of 1280 by 800). What can be pressed or typed into can be brought into sight, and nothing lies over it.
 */

const sizes = [
  { width: 796, height: 460 },
  { width: 640, height: 400 },
] as const;

/** Brings each control into sight as a person who scrolls, and returns what can't be reached. */
async function outOfReach(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    // An open dialog covers everything else.
    const dialogs = document.querySelectorAll('[role=dialog], [role=alertdialog]');
    const within = dialogs[dialogs.length - 1] ?? document;
    const controls = [...within.querySelectorAll<HTMLElement>('button, input, select, textarea, [role=grid]')];
    return controls
      .filter((control) => control.checkVisibility() && !control.matches(':disabled') && control.offsetWidth > 0)
      .flatMap((control) => {
        control.scrollIntoView({ block: 'center', inline: 'center' });
        const { left, top, width, height } = control.getBoundingClientRect();
        const [x, y] = [left + width / 2, top + Math.min(height, 400) / 2];
        const hit = document.elementFromPoint(x, y);
        const reached = hit !== null && (control.contains(hit) || hit.contains(control));
        return reached
          ? []
          : [`${control.tagName} ${control.getAttribute('aria-label') ?? control.innerText} ${x},${y}`];
      });
  });
}

const key = fakeKeys(1);
const backup = { name: '2026-11-25T080000Z-manual', kind: 'manual', at: Date.now(), size: 70_000 } as const;
const passphrase = () => ({ passphrase: new TextEncoder().encode('marble-otter-quarry-lantern-gravel-thimble') });

type Open = Parameters<Parameters<typeof test>[2]>[0]['open'];
type Place = { size: { width: number; height: number }; language: 'en' | 'zh-CN' };

const places = {
  unlock: (open: Open, at: Place) => open('unlock', { ...at, answers: { 'backups.list': () => [backup] } }),
  create: (open: Open, at: Place) => open('create', at),
  restore: (open: Open, at: Place) => open('restore', { ...at, answers: { 'backups.list': () => [backup] } }),
  add: (open: Open, at: Place) => open('add', at),
  verify: (open: Open, at: Place) =>
    open('verify', {
      ...at,
      context: { intent: { act: 'delete', ids: key.map(({ id }) => id) } },
      answers: { 'protection.plan': () => planTold('key.delete', key) },
    }),
  reveal: (open: Open, at: Place) =>
    open('reveal', {
      ...at,
      context: { ticket: 'FAKE-TICKET-'.padEnd(43, '0') },
      answers: { 'reveal.open': () => revealedKey({}) },
    }),
  protect: (open: Open, at: Place) => open('protect', { ...at, context: { change: { part: 'lock', on: true } } }),
  keyring: (open: Open, at: Place) => open('keyring', { ...at, context: { act: 'password' } }),
  rekey: (open: Open, at: Place) => open('rekey', at),
  allow: (open: Open, at: Place) => open('allow', { ...at, answers: { 'allow.asked': () => fakeAsk() } }),
  export: (open: Open, at: Place) =>
    open('export', { ...at, answers: { 'keyExport.count': () => scopeFacts(), 'keyExport.passphrase': passphrase } }),
  import: (open: Open, at: Place) =>
    open('import', {
      ...at,
      answers: { 'keyImport.open': () => openedFile({ kind: 'age', fileName: 'k.age', keys: 0, needs: 'passphrase' }) },
    }),
} as const;

for (const language of languages) {
  for (const size of sizes) {
    const named = `${size.width} by ${size.height} (${language})`;
    for (const [sheet, come] of Object.entries(places)) {
      test(`everything of the sheet ${sheet} can be reached at ${named}`, async ({ open }) => {
        const { page } = await come(open, { size, language });
        await expect(page.getByRole('button').first()).toBeVisible();
        await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
        expect(await outOfReach(page)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(size.width);
      });
    }

    test(`everything of the main view can be reached at ${named}`, async ({ open }) => {
      const stored = fakeKeys(12);
      const { page } = await open('main-view', { keys: stored, size, language });
      const row = page.getByRole('row').nth(1);
      await expect(row).toBeVisible();
      expect(await outOfReach(page)).toEqual([]);
      await row.click();
      const detail = page.getByRole('complementary');
      await expect(detail).toBeVisible();
      await new MainView(page).chooseAction(/^(Delete AccessKey|删除)$/);
      await expect(page.getByRole('alertdialog')).toBeVisible();
      expect(await outOfReach(page)).toEqual([]);
      await page.keyboard.press('Escape');
      for (const name of [/^(Accounts|账号)/, /^(Overview|概览)/, /^(Log|Operation log|操作日志)/i]) {
        const item = page.getByRole('button', { name });
        if ((await item.count()) === 0) continue;
        await item.first().click();
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        expect(await outOfReach(page)).toEqual([]);
      }
      await page.getByRole('button', { name: /^(Settings|设置)$/ }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await expect(page.getByText(/^(Vault folder|保险库位置|保险库文件夹)/)).toBeVisible();
      expect(await outOfReach(page)).toEqual([]);
    });
  }
}

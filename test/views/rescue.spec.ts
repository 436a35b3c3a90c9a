import type { Rescue, RescueState } from '../../common/replaced';
import { expect, fail, languages, test } from '../support/view-test';
import { RescueSheet } from '../support/views/rescue';

/** The sheet that says what happened to the open vault's files and offers to save what was open. */

const folder = '/home/ada/.config/Keyfold/vault';
const state: RescueState = {
  how: 'replaced',
  path: `${folder}/vault.db`,
  at: Date.UTC(2026, 10, 28, 8),
  size: 70_000,
  folderIsThere: true,
};

const words = {
  en: {
    replaced: 'The vault’s file was replaced',
    gone: 'The vault is no longer in its place',
    written: 'Another program changed the vault’s file',
    elsewhere: 'choose another place for the backup',
    nothing: 'can’t be read any more, so it can’t be saved',
    full: 'The disk is full.',
    saved: 'The backup is saved',
  },
  'zh-CN': {
    replaced: '保险库文件被替换',
    gone: '保险库已不在原来的位置',
    written: '保险库文件被其他程序改写',
    elsewhere: '请为备份选择其他位置',
    nothing: '因此无法保存',
    full: '磁盘空间不足',
    saved: '备份已保存',
  },
} as const satisfies Record<string, Record<Rescue['found']['how'] | string, string>>;

for (const language of languages) {
  const say = words[language];

  test(`F2: it says what happened to which file, and saves what was open where the person wants it (${language})`, async ({
    open,
  }) => {
    const path = `${folder}/backups/2026-11-28T080000Z-rescued`;
    const view = await open('rescue', {
      language,
      answers: { 'rescue.state': () => state, 'rescue.save': () => fail('disk-full', {}) },
    });
    const sheet = new RescueSheet(view.page);
    await expect(sheet.page.getByRole('heading', { name: say.replaced })).toBeVisible();
    await expect(sheet.page.getByText(state.path)).toBeVisible();
    await expect(sheet.save).toBeFocused();
    await sheet.save.click();
    await expect(sheet.page.getByRole('alert')).toContainText(say.full);
    // No place was chosen: the question stays.
    view.answer({ 'rescue.save': ({ to }) => ({ path: to === 'backups' ? path : null }) });
    await sheet.elsewhere.click();
    expect(await view.called('rescue.save', 2)).toEqual({ to: 'elsewhere' });
    await expect(sheet.page.getByRole('alert')).toHaveCount(0);
    await sheet.save.click();
    await expect(sheet.page.getByRole('heading', { name: say.saved })).toBeVisible();
    await expect(sheet.page.getByText(path)).toBeVisible();
    await sheet.toLockScreen.click();
    await view.called('window.leaveRescue');
  });

  test(`F2: it offers only what can be done: no folder, nothing to save, nothing wanted (${language})`, async ({
    open,
  }) => {
    const gone = { ...state, how: 'gone', path: folder, folderIsThere: false } as const;
    let view = await open('rescue', { language, answers: { 'rescue.state': () => gone } });
    let sheet = new RescueSheet(view.page);
    await expect(sheet.page.getByRole('heading', { name: say.gone })).toBeVisible();
    await expect(sheet.page.getByText(say.elsewhere)).toBeVisible();
    await expect(sheet.save).toHaveCount(0);
    await expect(sheet.elsewhere).toBeFocused();
    await sheet.leave.click();
    await view.called('rescue.drop');
    await view.called('window.leaveRescue');

    const written = { ...state, how: 'written', size: null } as const;
    view = await open('rescue', { language, answers: { 'rescue.state': () => written } });
    sheet = new RescueSheet(view.page);
    await expect(sheet.page.getByRole('heading', { name: say.written })).toBeVisible();
    await expect(sheet.page.getByText(say.nothing)).toBeVisible();
    await expect(sheet.save.or(sheet.elsewhere).or(sheet.leave)).toHaveCount(0);
    await sheet.toLockScreen.click();
    await view.called('window.leaveRescue');
  });
}

import { type BackupState, usualRule } from '../../common/backups';
import type { StepBack } from '../../common/generation';
import type { Language } from '../../common/languages';
import { isMasterPassword, textOf } from '../support/fake/sheets';
import { masterPassword } from '../support/fake-keys';
import { expect, fail, languages, test } from '../support/view-test';
import { MainView } from '../support/views/main-view';
import { RestoreSheet } from '../support/views/restore';
import { words as common } from '../support/views/words';

/** Backups in Settings and in notices, and the sheet that restores one. */

const folder = '/home/ada/.config/Keyfold/vault/backups';
const daily = { name: '2026-11-24T080000Z-daily', kind: 'daily', at: Date.UTC(2026, 10, 24, 8), size: 70_000 } as const;
const manual = {
  name: '2026-11-25T080000Z-manual',
  kind: 'manual',
  at: Date.UTC(2026, 10, 25, 8),
  size: 70_000,
} as const;
const setAside = {
  name: '2026-11-26T080000Z-before-restore',
  kind: 'before-restore',
  at: Date.UTC(2026, 10, 26, 8),
  size: 70_000,
} as const;

const words = {
  en: {
    make: 'Back Up Now',
    made: 'A backup was made.',
    keepDays: 'Days to keep',
    keepActs: 'Backups before an act to keep',
    show: 'Show Backups',
    list: 'Backups',
    manual: /By hand · /,
    daily: /Daily · /,
    deleteOf: /^Delete the backup of/,
    importOf: /^Import AccessKeys from the backup of/,
    forGood: '(Daily) will be gone for good.',
    deleteOne: 'Delete',
    failed: 'The backup of the vault failed.',
    cause: 'The file system refused at',
    restoreIntro: 'The vault as it is now is set aside first and stays among the backups.',
    presentNeeded: /^The vault as it is now has another master password\./,
    presentWrong: /^The master password of the vault as it is now is wrong\./,
    older: 'This vault is an older copy',
    slots: 'The file with the vault’s keys isn’t the one that Keyfold wrote last.',
    accept: 'I Put It Back',
  },
  'zh-CN': {
    make: '立即备份',
    made: '备份已完成。',
    keepDays: '保留的天数',
    keepActs: '保留的操作前备份数量',
    show: '查看备份',
    list: '备份列表',
    manual: /手动 · /,
    daily: /每日 · /,
    deleteOf: /^删除 .+ 的备份$/,
    importOf: /^从 .+ 的备份导入 AccessKey$/,
    forGood: '的备份（每日）将被永久删除。',
    deleteOne: '删除',
    failed: '保险库备份失败。',
    cause: '文件系统操作失败',
    restoreIntro: '当前的保险库会先另存，并保留在备份中。',
    presentNeeded: /^当前保险库使用另一个主密码。/,
    presentWrong: /^当前保险库的主密码错误。/,
    older: '当前保险库是旧副本',
    slots: '保险库的密钥文件不是 Keyfold 最后写入的版本。',
    accept: '是我放回的',
  },
} as const satisfies Record<Language, Record<string, string | RegExp>>;

for (const language of languages) {
  const say = { ...common[language], ...words[language] };

  test(`a backup is made and deleted in Settings (${language})`, async ({ open }) => {
    const state: BackupState = { backups: [daily], folder, keep: usualRule, failed: null, second: null };
    const view = await open('main-view', { language, keys: [] });
    view.answer({
      'backups.state': () => state,
      'backups.make': () => {
        state.backups = [manual, daily];
        view.tell('backupsChanged', null);
        return null;
      },
      'backups.keep': ({ keep }) => {
        state.keep = keep;
        view.tell('backupsChanged', null);
        return null;
      },
      'backups.remove': ({ name }) => {
        state.backups = state.backups.filter((one) => one.name !== name);
        view.tell('backupsChanged', null);
        return null;
      },
    });
    const main = new MainView(view.page);
    const settings = await main.openSettings();
    await expect(settings.getByText(folder)).toBeVisible();
    await settings.getByRole('button', { name: say.make }).click();
    await expect(main.said(say.made)).toBeVisible();
    await settings.getByRole('combobox', { name: say.keepDays }).selectOption('3');
    expect(await view.called('backups.keep')).toEqual({ keep: { ...usualRule, days: 3 } });
    await expect(settings.getByRole('combobox', { name: say.keepDays })).toHaveValue('3');
    await settings.getByRole('combobox', { name: say.keepActs }).selectOption('9');
    expect(await view.called('backups.keep', 2)).toEqual({ keep: { ...usualRule, days: 3, acts: 9 } });
    await settings.getByRole('button', { name: say.show }).click();
    const list = view.page.getByRole('list', { name: say.list });
    await expect(list.getByRole('listitem')).toHaveText([say.manual, say.daily]);
    await list.getByRole('button', { name: say.deleteOf }).last().click();
    await expect(main.dialog).toContainText(say.forGood);
    await main.dialog.getByRole('button', { name: say.deleteOne, exact: true }).click();
    expect(await view.called('backups.remove')).toEqual({ name: daily.name });
    await expect(list.getByRole('listitem')).toHaveText([say.manual]);
    // Done goes back to Settings, as far as the list was opened from there.
    await main.dialog.getByRole('button', { name: say.done, exact: true }).click();
    await expect(settings.getByText(folder)).toBeVisible();
    await settings.getByRole('button', { name: say.show }).click();
    await list.getByRole('button', { name: say.importOf }).click();
    expect(await view.called('window.openSheet')).toEqual({ sheet: 'import', from: 'backup', backup: manual.name });
    // Settings would come back below the sheet.
    await expect(main.dialog).toHaveCount(0);
  });

  test(`a backup that failed is said, with its cause, until one was made (${language})`, async ({ open }) => {
    const error = { code: 'io', path: folder, system: 'ENOTDIR' } as const;
    const state: BackupState = { backups: [], folder, keep: usualRule, failed: null, second: null };
    const view = await open('main-view', { language, keys: [] });
    view.answer({
      'backups.state': () => state,
      'backups.make': () => {
        state.failed = { kind: 'manual', at: Date.now(), error };
        view.tell('backupsChanged', null);
        return fail('io', { path: error.path, system: error.system });
      },
    });
    const main = new MainView(view.page);
    const settings = await main.openSettings();
    await settings.getByRole('button', { name: say.make }).click();
    await expect(main.notifications.getByText(say.cause)).toBeVisible();
    await settings.getByRole('button', { name: say.done, exact: true }).click();
    const notice = view.page.getByRole('status').filter({ hasText: say.failed });
    await expect(notice).toContainText(say.cause);
    view.answer({
      'backups.make': () => {
        state.failed = null;
        view.tell('backupsChanged', null);
        return null;
      },
    });
    await notice.getByRole('button', { name: say.make }).click();
    await expect(notice).toHaveCount(0);
  });

  test(`an older copy is said until a person says that it is right (${language})`, async ({ open }) => {
    for (const [part, found] of [
      ['vault', say.older],
      ['slots', say.slots],
    ] as const) {
      let stepBack: StepBack | null = { part, seen: Date.now() };
      const view = await open('main-view', { language, keys: [], answers: { 'generation.state': () => stepBack } });
      view.answer({
        'generation.accept': () => {
          stepBack = null;
          view.tell('stepBack', null);
          return null;
        },
      });
      const notice = view.page.getByRole('alert').filter({ hasText: found });
      await expect(notice).toBeVisible();
      await notice.getByRole('button', { name: say.accept }).click();
      await view.called('generation.accept');
      await expect(notice).toHaveCount(0);
    }
  });

  test(`restoring begins with the latest of a good vault, takes its password, and has a way back (${language})`, async ({
    open,
  }) => {
    const view = await open('restore', {
      language,
      answers: {
        'backups.list': () => [setAside, manual, daily],
        'backups.restore': ({ password }) => (isMasterPassword(password) ? null : fail('wrong-password', {})),
        'window.showRestore': () => null,
      },
    });
    const sheet = new RestoreSheet(view.page);
    await expect(sheet.page.getByText(say.restoreIntro)).toBeVisible();
    await expect(sheet.choices).toHaveCount(3);
    await expect(sheet.choices.nth(1)).toBeChecked();
    await sheet.page.getByRole('button', { name: say.cancel }).click();
    expect(await view.called('window.showRestore')).toEqual({ shown: false });
    await sheet.submit('not the master password');
    await expect(sheet.page.getByText(say.wrongPassword)).toBeVisible();
    await expect(sheet.password).toBeFocused();
    await sheet.submit(masterPassword);
    expect((await view.called('backups.restore', 2)).name).toBe(manual.name);
  });

  test(`F5: where the vault has another master password now, a restore asks for it too, and says why (${language})`, async ({
    open,
  }) => {
    const presentPassword = 'fake password of the present vault';
    const view = await open('restore', {
      language,
      answers: {
        'backups.list': () => [manual],
        'backups.restore': ({ present }) => {
          if (present === undefined) fail('present-password', { wrong: false });
          return textOf(present) === presentPassword ? null : fail('present-password', { wrong: true });
        },
      },
    });
    const sheet = new RestoreSheet(view.page);
    await sheet.submit(masterPassword);
    await expect(sheet.page.getByText(say.presentNeeded)).toBeVisible();
    await expect(sheet.present).toBeFocused();
    // Nothing went wrong: it is a question.
    await expect(sheet.alert).toHaveCount(0);
    await sheet.present.fill('another');
    await sheet.button.click();
    await expect(sheet.page.getByText(say.presentWrong)).toBeVisible();
    await sheet.present.fill(presentPassword);
    await sheet.button.click();
    const { password, present } = await view.called('backups.restore', 3);
    expect(isMasterPassword(password)).toBe(true);
    expect(present && textOf(present)).toBe(presentPassword);
  });
}

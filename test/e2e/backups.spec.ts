import { copyFileSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '../../common/languages';
import { addKey } from '../support/acts';
import type { Keyfold } from '../support/app';
import { masterPassword } from '../support/fake-keys';
import { expect, test } from '../support/test';
import { until } from '../support/until';
import { AuditView } from '../support/views/audit';
import { words as common, evenIfGone } from '../support/views/words';

const folderOf = (keyfold: Keyfold) => join(keyfold.home.vault, 'backups');

function backupsOf(keyfold: Keyfold, kind: string): string[] {
  try {
    return readdirSync(folderOf(keyfold)).filter((name) => name.endsWith(kind));
  } catch {
    // None yet.
    return [];
  }
}

const words = {
  en: {
    make: 'Back Up Now',
    made: 'A backup was made.',
    keep: 'Backups to keep',
    show: 'Show Backups',
    list: 'Backups',
    manual: /By hand · /,
    daily: /Daily · /,
    deleteOf: /^Delete the backup of/,
    forGood: '(Daily) will be gone for good.',
    delete: 'Delete',
    done: 'Done',
    failed: 'The backup of the vault failed.',
    cause: 'The file system refused at',
    damaged: 'is damaged or incomplete. It was left untouched. Restore a backup.',
    restore: 'Restore from a Backup',
    restoreIntro: 'The vault as it is now is set aside first and stays among the backups.',
    restored: 'Restore from a backup',
    older: 'This vault is an older copy',
    accept: 'I Put It Back',
    root: 'Alibaba Cloud account',
    keys: 'The vault’s keys',
    replace: 'Replace',
    rekeyed: 'Everything was encrypted anew and read back.',
  },
  'zh-CN': {
    make: '立即备份',
    made: '备份已完成。',
    keep: '保留的备份数量',
    show: '查看备份',
    list: '备份列表',
    manual: /手动 · /,
    daily: /每日 · /,
    deleteOf: /^删除 .+ 的备份$/,
    forGood: '的备份（每日）将被永久删除。',
    delete: '删除',
    done: '完成',
    failed: '保险库备份失败。',
    cause: '文件系统操作失败',
    damaged: '已损坏或不完整，未做任何更改。请从备份恢复。',
    restore: '从备份恢复',
    restoreIntro: '当前的保险库会先另存，并保留在备份中。',
    restored: '从备份恢复',
    older: '当前保险库是旧副本',
    accept: '是我放回的',
    root: '阿里云账号',
    keys: '保险库密钥',
    replace: '更换',
    rekeyed: '全部内容已重新加密并通过校验。',
  },
} as const satisfies Record<Language, Record<string, string | RegExp>>;

for (const language of ['en', 'zh-CN'] as const) {
  const say = { ...common[language], ...words[language] };

  test(`a backup is made each day and on request, is private, and is deleted when a person says so (${language})`, async ({
    start,
  }) => {
    const keyfold = await start({ vault: 'created', settings: { language } });
    expect(backupsOf(keyfold, 'daily')).toEqual([]);
    await keyfold.relaunch();
    await keyfold.unlock();
    await until('the day’s backup is there', () => backupsOf(keyfold, 'daily').length === 1);

    const main = await keyfold.main();
    const settings = await main.openSettings();
    await expect(settings.getByText(folderOf(keyfold))).toBeVisible();
    await settings.getByRole('button', { name: say.make }).click();
    await expect(main.said(say.made)).toBeVisible();
    await settings.getByRole('combobox', { name: say.keep }).selectOption('3');
    await settings.getByRole('button', { name: say.show }).click();
    const list = main.page.getByRole('list', { name: say.list });
    await expect(list.getByRole('listitem')).toHaveText([say.manual, say.daily]);
    await list.getByRole('button', { name: say.deleteOf }).last().click();
    await expect(main.dialog).toContainText(say.forGood);
    await main.dialog.getByRole('button', { name: say.delete, exact: true }).click();
    await expect(list.getByRole('listitem')).toHaveText([say.manual]);
    // Done goes back to Settings, as far as the list was opened from there.
    await main.dialog.getByRole('button', { name: say.done, exact: true }).click();
    await expect(settings.getByText(folderOf(keyfold))).toBeVisible();
    const [name = ''] = backupsOf(keyfold, 'manual');
    for (const file of readdirSync(join(folderOf(keyfold), name))) {
      expect(statSync(join(folderOf(keyfold), name, file)).mode & 0o777).toBe(0o600);
    }

    // What keeps a backup from being made is said until one was made.
    await main.dialog.getByRole('button', { name: say.done, exact: true }).click();
    await expect(main.dialog).toHaveCount(0);
    rmSync(folderOf(keyfold), { recursive: true });
    writeFileSync(folderOf(keyfold), 'in the way');
    await main.openSettings();
    await settings.getByRole('button', { name: say.make }).click();
    await expect(main.notifications.getByText(say.cause)).toBeVisible();
    await settings.getByRole('button', { name: say.done, exact: true }).click();
    const notice = main.page.getByRole('status').filter({ hasText: say.failed });
    await expect(notice).toContainText(say.cause);
    rmSync(folderOf(keyfold));
    await notice.getByRole('button', { name: say.make }).click();
    await expect(notice).toHaveCount(0);
  });

  test(`a damaged vault is restored from the lock screen (${language})`, async ({ start }) => {
    const keyfold = await start({ vault: 'created', settings: { language } });
    const kept = await addKey(keyfold, 'alibaba');
    const main = await keyfold.main();
    const settings = await main.openSettings();
    await settings.getByRole('button', { name: say.make }).click();
    await expect(main.said(say.made)).toBeVisible();
    await settings.getByRole('button', { name: say.done }).click();
    const lost = await addKey(keyfold, 'pingan');
    await keyfold.quit();
    truncateSync(keyfold.home.database, 6000);
    await keyfold.launch();
    const locked = await keyfold.unlockSheet();
    await locked.submit(masterPassword);
    await expect(locked.alert).toContainText(say.damaged);
    await evenIfGone(locked.page.getByRole('button', { name: say.restore }).click());
    let sheet = await keyfold.restore();
    await expect(sheet.page.getByText(say.restoreIntro)).toBeVisible();
    await expect(sheet.choices).toHaveCount(1);
    // There is a way back.
    await evenIfGone(sheet.page.getByRole('button', { name: say.cancel }).click());
    await keyfold.gone('restore');
    const again = await keyfold.unlockSheet();
    await evenIfGone(again.page.getByRole('button', { name: say.restore }).click());
    sheet = await keyfold.restore();
    await sheet.submit('not the master password');
    await expect(sheet.page.getByText(say.wrongPassword)).toBeVisible();
    await sheet.submit(masterPassword);
    await keyfold.gone('restore');

    const restored = await keyfold.main();
    await expect(restored.row(kept.name)).toBeVisible();
    await expect(restored.row(lost.name)).toHaveCount(0);
    expect(backupsOf(keyfold, 'before-restore')).toHaveLength(1);
    const log = await AuditView.open(restored.page);
    await expect(log.rows.filter({ hasText: say.restored })).toBeVisible();
    // A step back that was asked for is nothing to warn of.
    await expect(restored.page.getByText(say.older)).toHaveCount(0);
  });

  test(`where the vault is gone, its backups are offered beside a new one (${language})`, async ({ start }) => {
    const keyfold = await start({ vault: 'created', settings: { language } });
    const kept = await addKey(keyfold, 'alibaba');
    const settings = await (await keyfold.main()).openSettings();
    await settings.getByRole('button', { name: say.make }).click();
    await until('the backup is there', () => backupsOf(keyfold, 'manual').length === 1);
    await keyfold.quit();
    for (const file of [keyfold.home.database, keyfold.home.slots, `${keyfold.home.slots}.bak`])
      rmSync(file, { force: true });
    await keyfold.launch();
    const create = await keyfold.create();
    await evenIfGone(create.page.getByRole('button', { name: say.restore }).click());
    const sheet = await keyfold.restore();
    await expect(sheet.choices).toHaveCount(1);
    await sheet.submit(masterPassword);
    await keyfold.gone('restore');
    await expect((await keyfold.main()).row(kept.name)).toBeVisible();
  });

  test(`an older copy that somebody put back is said until a person says that it is right (${language})`, async ({
    start,
  }) => {
    const keyfold = await start({ vault: 'created', settings: { language } });
    await keyfold.relaunch();
    await keyfold.unlock();
    await until('the day’s backup is there', () => backupsOf(keyfold, 'daily').length === 1);
    const mark = () => readFileSync(keyfold.home.settings, 'utf8');
    const before = mark();
    const key = await addKey(keyfold, 'alibaba');
    await until('it is remembered how far the vault has come', () => mark() !== before);
    await keyfold.quit();
    const [name = ''] = backupsOf(keyfold, 'daily');
    copyFileSync(join(folderOf(keyfold), name, 'vault.db'), keyfold.home.database);
    await keyfold.launch();
    const main = await keyfold.unlock();
    const notice = main.page.getByRole('alert').filter({ hasText: say.older });
    await expect(notice).toBeVisible();
    await expect(main.row(key.name)).toHaveCount(0);
    await keyfold.lock();
    const again = await keyfold.unlock();
    const still = again.page.getByRole('alert').filter({ hasText: say.older });
    await still.getByRole('button', { name: say.accept }).click();
    await expect(still).toHaveCount(0);
  });

  test(`new keys: everything is still there, and a secret can still be shown (${language})`, async ({ start }) => {
    const keyfold = await start({ vault: 'created', settings: { language } });
    // Closed before it was shown, so that it can be shown once.
    const key = await addKey(keyfold, 'alibaba', { options: [say.root] });
    const main = await keyfold.main();
    const settings = await main.openSettings();
    await settings.getByRole('group', { name: say.keys }).getByRole('button', { name: say.replace }).click();
    const sheet = await keyfold.rekey();
    await sheet.submit('not the master password');
    await expect(sheet.page.getByText(say.wrongPassword)).toBeVisible();
    await sheet.submit(masterPassword);
    // The whole vault is written anew before it is there.
    await sheet.recovery.waitFor();
    await expect(sheet.page.getByText(say.rekeyed)).toBeVisible();
    await evenIfGone(sheet.recovery.click());
    const recovery = await keyfold.view('keyring');
    await expect(recovery.getByRole('dialog')).toBeVisible();
    await evenIfGone(recovery.getByRole('button', { name: say.cancel }).click());
    await keyfold.gone('keyring');
    await settings.getByRole('button', { name: say.done }).click();

    const show = async () => {
      const view = await keyfold.main();
      await view.select(key.name);
      await view.action(say.viewSecret).click();
      await (await keyfold.verify()).submit(masterPassword);
      const reveal = await keyfold.reveal();
      await expect(reveal.page.getByText(key.secret)).toBeVisible();
      await reveal.close();
    };
    await show();
    await keyfold.relaunch();
    await keyfold.unlock();
    await show();
    expect(backupsOf(keyfold, 'before-rekey')).toHaveLength(1);
  });
}

import type { Language } from '../../common/languages';
import { defaultSettings } from '../../common/settings';
import { fakeKey } from '../support/fake/keys';
import { expect, languages, test } from '../support/view-test';
import { AddSheet } from '../support/views/add';
import { MainView } from '../support/views/main-view';
import { words as common } from '../support/views/words';

/** Settings as far as no other file has it, and the notices of what a lock interrupted. */

const words = {
  en: {
    title: 'Settings',
    theme: 'Theme',
    system: 'System',
    dark: 'Dark',
    after: 'Lock when not used for',
    announced: 'the desktop announces that the screen locks',
    never: 'Never',
    staysOpen: 'The vault stays open until you lock it',
    ten: '10 minutes',
    setAside:
      'The settings file could not be used and was set aside as settings.damaged-1.json. Settings started again from their defaults; the vault isn’t affected.',
    unsaved: 'Settings can’t be saved, so what you choose lasts only until Keyfold ends: The disk is full.',
    readOnly: 'This vault can only be read.',
    conflicts: 'Beside the vault there are other versions of it: ',
    oneConflict: 'Beside the vault there is another version of it: ',
    noModes: 'on a file system without permissions',
    copyReport: 'Copy Report',
    copied: 'The report is on the clipboard.',
    failures: 'Failures of Keyfold itself',
    hide: 'Hide this notice',
    clearAfter: 'Clear copied values after',
    tenSeconds: '10 seconds',
    notMarked: 'can’t mark copied values as confidential',
    marked: 'Copied values are marked',
    name: 'Name',
    draft: 'Keyfold locked while you were editing an AccessKey. Your changes are not saved yet.',
    addDraft: 'Keyfold locked while you were adding an AccessKey.',
    resume: 'Continue',
    huawei: 'Huawei Cloud',
    accessKeyId: 'Access Key ID',
    secret: 'Secret Access Key',
    lock: 'Lock',
    way: 'Addition Method',
  },
  'zh-CN': {
    title: '设置',
    theme: '主题',
    system: '跟随系统',
    dark: '深色',
    after: '无操作后锁定',
    announced: '桌面环境通知锁屏或切换用户时，Keyfold 也会锁定。',
    never: '从不',
    staysOpen: '在您手动锁定、电脑睡眠或锁屏之前，保险库将一直处于解锁状态',
    ten: '10 分钟',
    unsaved: '无法保存设置，所做的选择仅在本次运行中有效：磁盘已满。',
    readOnly: '此保险库只能读取。',
    conflicts: '保险库旁边有它的其他版本：',
    oneConflict: '保险库旁边有它的另一个版本：',
    noModes: '所在的文件系统没有权限控制',
    copyReport: '复制报告',
    copied: '报告已复制到剪贴板。',
    failures: 'Keyfold 自身的故障',
    hide: '不再显示此提示',
    setAside: '设置文件无法使用，已另存为 settings.damaged-1.json，设置已恢复为默认值。保险库不受影响。',
    clearAfter: '复制内容的清除时间',
    tenSeconds: '10 秒',
    notMarked: '无法为复制的内容添加保密标记',
    marked: '复制的内容带有保密标记',
    name: '名称',
    draft: '锁定前您正在编辑 AccessKey，修改尚未保存。',
    addDraft: '锁定前您正在添加 AccessKey。',
    resume: '继续填写',
    huawei: '华为云',
    accessKeyId: 'Access Key ID',
    secret: 'Secret Access Key',
    lock: '锁定',
    way: '添加方式',
  },
} as const satisfies Record<Language, Record<string, string>>;

for (const language of languages) {
  const say = { ...common[language], ...words[language] };

  test(`Settings has the time until it locks, warns of Never, and says what is noticed here (${language})`, async ({
    open,
  }) => {
    const view = await open('main-view', {
      language,
      keys: [],
      answers: { 'settings.system': () => ({ screenLock: 'announced', concealsCopies: false }) },
    });
    const settings = await new MainView(view.page).openSettings();
    const after = settings.getByLabel(say.after);
    await expect(after).toHaveValue('5');
    await expect(settings.getByText(say.announced)).toBeVisible();
    await expect(settings.getByText(say.notMarked)).toBeVisible();
    await after.selectOption(say.never);
    expect(await view.called('settings.set')).toEqual({ lockAfterMinutes: null });
    await expect(settings.getByText(say.staysOpen)).toBeVisible();
    await after.selectOption(say.ten);
    expect(await view.called('settings.set', 2)).toEqual({ lockAfterMinutes: 10 });
    await expect(settings.getByText(say.staysOpen)).toHaveCount(0);
    await settings.getByLabel(say.clearAfter).selectOption(say.tenSeconds);
    expect(await view.called('settings.set', 3)).toEqual({ clipboardSeconds: 10 });
  });

  test(`copies that are marked as confidential are said (${language})`, async ({ open }) => {
    const answers = { 'settings.system': () => ({ screenLock: 'told', concealsCopies: true }) as const };
    const view = await open('main-view', { language, keys: [], answers });
    await expect((await new MainView(view.page).openSettings()).getByText(say.marked)).toBeVisible();
  });

  test(`a settings file that was set aside is said at once, and in Settings; else nothing is (${language})`, async ({
    open,
  }) => {
    const view = await open('main-view', { language, keys: [], settingsSetAside: 'settings.damaged-1.json' });
    const notice = view.page.getByRole('status').filter({ hasText: 'settings.damaged-1.json' });
    await expect(notice).toBeVisible();
    await expect(notice).toContainText(say.setAside);
    const settings = await new MainView(view.page).openSettings();
    await expect(settings).toContainText(say.setAside);
    const calm = await open('main-view', { language, keys: [] });
    await expect(await new MainView(calm.page).openSettings()).not.toContainText('settings.damaged');
    await expect(calm.page.getByRole('status').filter({ hasText: 'settings.damaged' })).toHaveCount(0);
  });

  test(`settings that can’t be saved, a vault that can only be read, and other versions beside it are said (${language})`, async ({
    open,
  }) => {
    const view = await open('main-view', {
      language,
      keys: [],
      settingsProblem: { what: 'unsaved', error: { code: 'disk-full' } },
      place: {
        readOnly: true,
        limits: ['modes'],
        conflicts: ['vault (1).db', 'vault-B.db', 'vault-C.db', 'vault-D.db'],
      },
    });
    const notice = (text: string) => view.page.getByRole('status').filter({ hasText: text });
    await expect(notice(say.unsaved)).toBeVisible();
    await expect(notice(say.readOnly)).toBeVisible();
    await expect(notice(say.conflicts)).toContainText('vault (1).db, vault-B.db, vault-C.db');
    await expect(notice(say.readOnly).getByRole('button')).toHaveCount(0);
    await notice(say.conflicts).getByRole('button', { name: say.hide }).click();
    await expect(notice(say.conflicts)).toHaveCount(0);
    const settings = await new MainView(view.page).openSettings();
    await expect(settings).toContainText(say.unsaved);
    await expect(settings).toContainText(say.noModes);
    const one = await open('main-view', { language, keys: [], place: { conflicts: ['vault (1).db'] } });
    await expect(one.page.getByRole('status').filter({ hasText: say.oneConflict })).toContainText('vault (1).db');
  });

  test(`failures of Keyfold itself are shown and copied for a report (${language})`, async ({ open }) => {
    const failures = ['2026-11-28T20:41:22Z Keyfold 0.1.0 vault: keys.add: TypeError index-1ba9ec52.cjs:4:1234'];
    const view = await open('main-view', { language, keys: [], failures });
    const settings = await new MainView(view.page).openSettings();
    await expect(settings.getByRole('list', { name: say.failures }).getByRole('listitem')).toHaveText(failures);
    await settings.getByRole('button', { name: say.copyReport }).click();
    await view.called('settings.copyReport');
    await expect(view.page.getByText(say.copied)).toBeVisible();
  });

  test(`theme and language are chosen, and seen at once (${language})`, async ({ open }) => {
    const other = language === 'en' ? 'zh-CN' : 'en';
    const view = await open('main-view', {
      language,
      keys: [],
      settings: { ...defaultSettings, language, theme: 'system' },
    });
    const settings = await new MainView(view.page).openSettings();
    const theme = settings.getByRole('group', { name: say.theme });
    await expect(theme.getByRole('radio', { name: say.system })).toBeChecked();
    await theme.getByRole('radio', { name: say.dark }).click();
    expect(await view.called('settings.set')).toEqual({ theme: 'dark' });
    await settings.getByRole('radio', { name: other === 'en' ? 'English' : '简体中文' }).click();
    expect(await view.called('settings.set', 2)).toEqual({ language: other });
    await expect(view.page.getByRole('heading', { name: words[other].title })).toBeVisible();
    await expect(view.page.locator('html')).toHaveAttribute('lang', other);
  });

  test(`an edit that a lock interrupted is offered again, with what was typed (${language})`, async ({ open }) => {
    const key = fakeKey({ provider: 'alibaba', name: 'Before' });
    const values = {
      name: 'Renamed while locked',
      description: '',
      accountId: '',
      identityKind: key.identityKind,
      identityName: '',
      endpoint: '',
    };
    const view = await open('main-view', {
      language,
      keys: [key],
      answers: { 'draft.kept': () => ({ form: { kind: 'edit', id: key.id }, values }) },
    });
    const main = new MainView(view.page);
    await expect(view.page.getByText(say.draft)).toBeVisible();
    await view.page.getByRole('button', { name: say.resume }).click();
    await expect(main.dialog.getByLabel(say.name, { exact: true })).toHaveValue('Renamed while locked');
    await main.dialog.getByRole('button', { name: say.save }).click();
    expect((await view.called('keys.edit')).name).toBe('Renamed while locked');
    await expect(main.row('Renamed while locked')).toBeVisible();
  });

  test(`a key that was being added is offered again, without its secret (${language})`, async ({ open }) => {
    const values = { provider: 'huawei', name: 'Half typed', accessKeyId: 'FAKEHUAWEI0000000001' };
    const main = await open('main-view', {
      language,
      keys: [],
      answers: { 'draft.kept': () => ({ form: { kind: 'add' }, values }) },
    });
    await expect(main.page.getByText(say.addDraft)).toBeVisible();
    await main.page.getByRole('button', { name: say.resume }).click();
    expect(await main.called('window.openSheet')).toMatchObject({ sheet: 'add', resume: true });
    await expect(main.page.getByText(say.addDraft)).toHaveCount(0);

    const sheet = new AddSheet(
      (await open('add', { language, context: { provider: null, holder: null, rotation: null, draft: values } })).page,
    );
    await expect(sheet.page.getByRole('group', { name: say.way })).toBeVisible();
    await expect(sheet.option(say.huawei)).toBeChecked();
    await expect(sheet.field(say.name)).toHaveValue('Half typed');
    await expect(sheet.field(say.accessKeyId)).toHaveValue('FAKEHUAWEI0000000001');
    await expect(sheet.field(say.secret)).toHaveValue('');
  });

  test(`a locked main view offers nothing of an open vault (${language})`, async ({ open }) => {
    const view = await open('main-view', { language, locked: true });
    await expect(view.page.getByRole('button', { name: say.lock, exact: true })).toBeDisabled();
    expect(view.calls('keys.list')).toEqual([]);
  });
}

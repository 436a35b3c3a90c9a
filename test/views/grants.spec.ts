import type { GrantRow } from '../../common/command/allow';
import type { Language } from '../../common/languages';
import { fakeGrant } from '../support/fake/command';
import { idOf } from '../support/fake/keys';
import { expect, languages, test } from '../support/view-test';
import { MainView } from '../support/views/main-view';
import { UnlockSheet } from '../support/views/unlock';

/** The command `keyfold` outside of its own sheet: what is allowed, who waits for an unlock, and whether it works here. */

const words = {
  en: {
    one: '1 program may use a key',
    three: '3 programs may use keys',
    title: 'Allowed programs',
    uses: 'used 3 times',
    untilLock: 'until Keyfold locks',
    list: 'the list of keys',
    end: 'End for git',
    endAll: 'End All',
    none: 'No program may use a key without a question.',
    waiting: 'is waiting. Once Keyfold is unlocked, you see what it asks for and decide.',
    unknown: 'A program is waiting.',
    states: {
      ready: '/opt/Keyfold/bin/keyfold exec --key KEY -- PROGRAM',
      'no-program': 'Install one (gcc or clang) and start Keyfold again.',
      'no-folder': 'must belong to you and be closed to others',
      'path-too-long': 'Set $XDG_RUNTIME_DIR to a short path of your own.',
      sandbox: 'Install Keyfold without Flatpak for that.',
      failed: 'the system refused the socket',
    },
  },
  'zh-CN': {
    one: '1 个程序可使用密钥',
    three: '3 个程序可使用密钥',
    title: '已允许的程序',
    uses: '已使用 3 次',
    untilLock: '至 Keyfold 锁定',
    list: '密钥列表',
    end: '结束 git 的使用',
    endAll: '全部结束',
    none: '没有程序可以不经询问使用密钥。',
    waiting: '正在等待。解锁后会显示它的请求，由您决定。',
    unknown: '有程序正在等待。',
    states: {
      ready: '/opt/Keyfold/bin/keyfold exec --key 密钥 -- 程序',
      'no-program': '请安装 gcc 或 clang，然后重新启动 Keyfold。',
      'no-folder': '且其他用户无权访问',
      'path-too-long': '请将 $XDG_RUNTIME_DIR 设为您自己的较短路径。',
      sandbox: '请不通过 Flatpak 安装 Keyfold。',
      failed: '系统拒绝创建套接字',
    },
  },
} as const satisfies Record<Language, Record<string, string | Record<string, string>>>;

for (const language of languages) {
  const say = words[language];

  test(`what is allowed is seen as long as it counts, and ended one by one or at once (${language})`, async ({
    open,
  }) => {
    const git = { pid: 1234, name: 'git', path: '/usr/bin/git' };
    let rows: GrantRow[] = [];
    const view = await open('main-view', {
      language,
      answers: {
        'command.grants': () => rows,
        'command.endGrant': ({ id }) => {
          rows = rows.filter((row) => id !== null && row.id !== id);
          return null;
        },
      },
    });
    const { page } = view;
    const pill = page.getByRole('region', { name: say.title }).getByRole('button');
    await expect(page.getByRole('button', { name: language === 'en' ? 'Settings' : '设置' })).toBeVisible();
    await expect(pill).toHaveCount(0);

    rows = [
      fakeGrant({ process: git }),
      fakeGrant({ id: idOf(951), use: 'list', key: null, until: null, uses: 0 }),
      fakeGrant({ id: idOf(952), use: 'external', process: { pid: 9, name: null, path: null } }),
    ];
    view.tell('grantsChanged', null);
    await expect(pill).toHaveText(say.three);
    await pill.click();
    const dialog = page.getByRole('dialog', { name: say.title });
    const lines = dialog.getByRole('listitem');
    await expect(lines).toHaveCount(3);
    await expect(lines.first()).toContainText('git (1234) · deploy');
    await expect(lines.first()).toContainText(say.uses);
    await expect(lines.nth(1)).toContainText(say.list);
    await expect(lines.nth(1)).toContainText(say.untilLock);

    await dialog.getByRole('button', { name: say.end }).click();
    expect(await view.called('command.endGrant')).toEqual({ id: idOf(950) });
    await expect(lines).toHaveCount(2);
    await dialog.getByRole('button', { name: say.endAll }).click();
    expect(await view.called('command.endGrant', 2)).toEqual({ id: null });
    await expect(dialog.getByText(say.none)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(pill).toHaveCount(0);

    // The time of one ran out while the list was closed.
    rows = [fakeGrant()];
    view.tell('grantsChanged', null);
    await expect(pill).toHaveText(say.one);
  });

  test(`the lock screen names the program that waits, and takes nothing away (${language})`, async ({ open }) => {
    const view = await open('unlock', { language });
    const sheet = new UnlockSheet(view.page);
    await sheet.password.fill('half typed');
    view.answer({ 'command.waiting': () => ({ use: 'exec', program: 'gi\u202et' }) });
    view.tell('commandAsked', null);
    await expect(view.page.getByRole('status')).toHaveText(new RegExp(`^gi⟨202E⟩t.*${say.waiting}$`));
    await expect(sheet.password).toBeFocused();
    await expect(sheet.password).toHaveValue('half typed');
    view.answer({ 'command.waiting': () => ({ use: 'list', program: null }) });
    view.tell('commandAsked', null);
    await expect(view.page.getByRole('status')).toContainText(say.unknown);
    view.answer({ 'command.waiting': () => null });
    view.tell('commandAsked', null);
    await expect(view.page.getByRole('status')).toHaveCount(0);
  });

  for (const state of ['ready', 'no-program', 'no-folder', 'path-too-long', 'sandbox', 'failed'] as const) {
    test(`Settings says in one sentence whether programs can ask: ${state} (${language})`, async ({ open }) => {
      const program = state === 'no-program' ? null : '/opt/Keyfold/bin/keyfold';
      const view = await open('main-view', {
        language,
        keys: [],
        answers: { 'command.state': () => ({ state, program }) },
      });
      const settings = await new MainView(view.page).openSettings();
      await expect(settings.getByText(say.states[state])).toBeVisible();
    });
  }
}

import { fakeAccount, fakeIdentity } from '../support/fake/accounts';
import { handover, receiptOf } from '../support/fake/given';
import { fakeKey } from '../support/fake/keys';
import { logRow } from '../support/fake/log';
import { expect, languages, test } from '../support/view-test';
import { MainView } from '../support/views/main-view';

/** The pane of the selected key: it begins with the key, and hides nothing of the list. */

const words = {
  en: {
    copy: 'Copy AccessKey ID',
    copied: 'The AccessKey ID of “Prod” was copied.',
    copiedTwo: '2 AccessKey IDs were copied, one a line.',
    soon: /^84 days old, Due in 6 days$/,
    over: /^95 days old, Was due 5 days ago$/,
    rotate: 'Rotate',
    use: 'Use in a Tool…',
    view: 'View Secret',
    enable: 'Enable',
    edit: 'Edit AccessKey',
    account: 'Account ID',
    user: 'Sub-Username',
    created: 'Created at the provider',
    used: 'Last used at the provider',
    unknown: 'Not known',
    never: 'Never, as the provider says',
    went: 'Where it went',
    nowhere: 'It has not left this vault.',
    to: 'Encrypted export · to Li Wei',
    receipt: 'Receipt',
    last: 'Last in the operation log',
    log: 'Operation log of this key',
    only: 'Only Prod',
    width: 'Width of the basic properties',
    height: 'Height of the basic properties',
    age: 'Age',
  },
  'zh-CN': {
    copy: '复制 AccessKey ID',
    copied: '已复制“Prod”的 AccessKey ID。',
    copiedTwo: '已复制 2 个 AccessKey ID，每行一个。',
    soon: /^已存续 84 天, 6 天后到期轮换$/,
    over: /^已存续 95 天, 已超期（5 天前到期）$/,
    rotate: '轮换',
    use: '在工具中使用…',
    view: '查看 Secret',
    enable: '启用',
    edit: '编辑 AccessKey',
    account: '账号 ID',
    user: '子用户名',
    created: '云平台创建时间',
    used: '云平台最后使用时间',
    unknown: '未知',
    never: '云平台显示从未使用',
    went: '去向',
    nowhere: '该 AccessKey 从未离开此保险库。',
    to: '加密导出 · 移交给 Li Wei',
    receipt: '回执',
    last: '最近的操作记录',
    log: '查看该密钥的操作记录',
    only: '仅 Prod',
    width: '基本属性栏的宽度',
    height: '基本属性栏的高度',
    age: '存续时间',
  },
} as const;

const day = 86_400_000;
/** Some minutes off, so that a test that takes a while counts the same days. */
const daysAgo = (days: number) => Date.now() - days * day - 600_000;
const inDays = (days: number) => Date.now() + days * day + 600_000;

for (const language of languages) {
  const say = words[language];

  test(`the head has the ID to be copied, by its button and by Ctrl+C in the list (${language})`, async ({ open }) => {
    const keys = [fakeKey({ provider: 'alibaba', name: 'Prod' }), fakeKey({ provider: 'huawei', name: 'Other' })];
    const view = await open('main-view', { language, keys });
    const main = new MainView(view.page);
    const ids = keys.map(({ accessKeyId }) => accessKeyId);
    await main.select('Prod');
    await main.detail.getByRole('button', { name: say.copy }).click();
    expect(await view.called('clipboard.copyIds')).toEqual({ text: ids[0] });
    await expect(main.said(say.copied)).toBeVisible();
    await main.grid.focus();
    await view.page.keyboard.press('ControlOrMeta+c');
    expect(await view.called('clipboard.copyIds', 2)).toEqual({ text: ids[0] });
    await main.row('Other').click({ modifiers: ['ControlOrMeta'] });
    await main.grid.focus();
    await view.page.keyboard.press('ControlOrMeta+c');
    const both = (await view.called('clipboard.copyIds', 3)).text.split('\n');
    expect(both.toSorted()).toEqual(ids.toSorted());
    await expect(main.said(say.copiedTwo)).toBeVisible();
    // Everything that matches is a question to the vault, which the page has not read.
    await view.page.keyboard.press('ControlOrMeta+a');
    await view.page.keyboard.press('ControlOrMeta+c');
    const all = (await view.called('clipboard.copyIds', 4)).text.split('\n');
    expect(all.toSorted()).toEqual(ids.toSorted());
  });

  test(`two actions by the key’s state have buttons, all others the menu; the age says how near the day is (${language})`, async ({
    open,
  }) => {
    const dates = { createdAt: daysAgo(20), providerCreatedAt: daysAgo(84), warnAt: daysAgo(9), dueAt: inDays(6) };
    const keys = [
      fakeKey({ provider: 'alibaba', name: 'Soon', ...dates }),
      fakeKey({ provider: 'alibaba', name: 'Over', createdAt: daysAgo(95), warnAt: daysAgo(20), dueAt: daysAgo(5) }),
      fakeKey({ provider: 'alibaba', name: 'Pending', reveal: 'pending', secretCanBeShown: true }),
      fakeKey({ provider: 'alibaba', name: 'Off', status: 'disabled' }),
      fakeKey({ provider: 'pingan', name: 'Off for good', status: 'disabled' }),
      fakeKey({ provider: 'alibaba', name: 'Usual' }),
    ];
    const main = new MainView((await open('main-view', { language, keys })).page);
    const first = async (name: string) => {
      await main.select(name);
      await expect(main.detail).not.toHaveAttribute('aria-busy', 'true');
      return main.detail.locator('button.main-act').innerText();
    };
    expect(await first('Soon')).toBe(say.rotate);
    await expect(main.detail.getByRole('meter', { name: say.age })).toHaveAttribute('aria-valuetext', say.soon);
    expect(await first('Over')).toBe(say.rotate);
    await expect(main.detail.getByRole('meter', { name: say.age })).toHaveAttribute('aria-valuetext', say.over);
    expect(await first('Pending')).toBe(say.view);
    expect(await first('Off')).toBe(say.enable);
    expect(await first('Off for good')).toBe(say.edit);
    // What can't be done now is in the menu, which says why.
    expect(await main.offered(say.enable)).toBe('refused');
    expect(await first('Usual')).toBe(say.use);
    await main.otherActions.click();
    const entries = main.page.getByRole('menuitem');
    await expect(entries.filter({ hasText: say.use })).toHaveCount(0);
    await expect(entries.filter({ hasText: say.edit })).toHaveCount(1);
    await expect(main.detail.getByRole('button', { name: /^(Delete AccessKey|删除)$/ })).toHaveCount(0);
  });

  test(`account and user lead to their keys; dates that aren’t known say so (${language})`, async ({ open }) => {
    const holder = { accountId: '1234567890123456', identityName: 'terraform' };
    const keys = [
      fakeKey({ provider: 'alibaba', name: 'Prod', ...holder, account: 3, identity: 7, providerUsedAt: 0 }),
      fakeKey({ provider: 'alibaba', name: 'Other' }),
    ];
    const user = fakeIdentity({ id: 7, kind: keys[0]?.identityKind ?? '', name: 'terraform', longTerm: 1, quota: 2 });
    const accounts = { alibaba: [fakeAccount(3, holder.accountId, '', [user])] };
    const view = await open('main-view', { language, keys, accounts });
    const main = new MainView(view.page);
    await main.select('Prod');
    await expect(main.property(say.created)).toHaveText(say.unknown);
    await expect(main.property(say.used)).toHaveText(say.never);
    await main.property(say.user).getByRole('button').click();
    await expect.poll(() => view.calls('keys.list').at(-1)?.scope).toEqual({ kind: 'identity', id: 7 });
    await expect.poll(() => main.names()).toEqual(['Prod']);
    await expect(main.grid).toBeFocused();
    await main.select('Prod');
    await main.property(say.account).getByRole('button').click();
    await expect.poll(() => view.calls('keys.list').at(-1)?.scope).toEqual({ kind: 'account', id: 3 });
  });

  test(`where it went and the last records stand there, and lead to the receipt and the log (${language})`, async ({
    open,
  }) => {
    const key = fakeKey({ provider: 'alibaba', name: 'Prod' });
    const idle = fakeKey({ provider: 'huawei', name: 'Idle' });
    const given = handover({ toWhom: 'Li Wei' });
    const facts = { way: 'age', place: '/home/ada/keys.age', handedTo: given.toWhom, digest: given.digest } as const;
    const row = logRow({ number: 8, action: 'exported', at: given.at, facts }, key);
    const none = { handovers: [], leavings: [], total: 0 };
    const view = await open('main-view', {
      language,
      keys: [key, idle],
      answers: {
        'given.ofKey': ({ id }) => (id === key.id ? { handovers: [given], leavings: [row], total: 1 } : none),
        'given.receipt': () => receiptOf(given, [key]),
        'audit.list': ({ offset, limit, filter }) => {
          const rows = filter.keyId === key.id && offset === 0 ? [row].slice(0, limit) : [];
          return { total: rows.length, offset, rows, checked: null, archived: 0 };
        },
      },
    });
    const main = new MainView(view.page);
    const part = (name: string) => main.detail.getByRole('region', { name });
    await main.select('Idle');
    await expect(part(say.went)).toContainText(say.nowhere);
    await main.select('Prod');
    await expect(part(say.went)).toContainText(say.to);
    await expect(part(say.went)).toContainText('keys.age');
    await expect(part(say.last).getByRole('listitem')).toHaveCount(1);
    expect(view.calls('audit.list').at(-1)).toMatchObject({ filter: { keyId: key.id }, limit: 5 });
    await part(say.went).getByRole('button', { name: say.receipt }).click();
    await expect(main.dialog).toContainText(given.digest);
    await view.page.keyboard.press('Escape');
    await main.detail.getByRole('button', { name: say.log }).click();
    await expect(view.page.getByText(say.only)).toBeVisible();
  });

  test(`its size is changed with the pointer and the keyboard, and kept (${language})`, async ({ open }) => {
    const view = await open('main-view', { language, keys: [fakeKey({ provider: 'alibaba', name: 'Prod' })] });
    const main = new MainView(view.page);
    await main.select('Prod');
    const edge = main.detail.getByRole('separator', { name: say.width });
    const before = Number(await edge.getAttribute('aria-valuenow'));
    await edge.focus();
    await view.page.keyboard.press('ArrowLeft');
    expect(await view.called('settings.set')).toEqual({ paneWidth: before + 16 });
    await expect.poll(async () => (await main.detail.boundingBox())?.width).toBe(before + 16);
    const box = await edge.boundingBox();
    const [x, y] = [(box?.x ?? 0) + 4, (box?.y ?? 0) + 200];
    await view.page.mouse.move(x, y);
    await view.page.mouse.down();
    await view.page.mouse.move(x - 60, y, { steps: 3 });
    await view.page.mouse.up();
    expect(await view.called('settings.set', 2)).toEqual({ paneWidth: before + 76 });
    await expect.poll(async () => (await main.detail.boundingBox())?.width).toBe(before + 76);
  });

  test(`in a small window it stands below the list, and a name of 255 characters is there in full (${language})`, async ({
    open,
  }) => {
    const name = '名'.repeat(255);
    const keys = [fakeKey({ provider: 'alibaba', name }), fakeKey({ provider: 'huawei', name: 'Other' })];
    for (const size of [
      { width: 1000, height: 700 },
      { width: 600, height: 380 },
    ]) {
      const view = await open('main-view', { language, keys, size });
      const main = new MainView(view.page);
      await main.row('Other').click();
      await expect(main.detail).toBeVisible();
      await expect(main.detail.getByRole('separator', { name: say.height })).toBeVisible();
      const [list, pane] = [await main.grid.boundingBox(), await main.detail.boundingBox()];
      // Nothing of the list is behind it, and two rows at least stay in sight.
      expect((list?.y ?? 0) + (list?.height ?? 0)).toBeLessThanOrEqual((pane?.y ?? 0) + 1);
      expect(list?.height).toBeGreaterThanOrEqual(115);
      await expect(main.cell('Other', 'status')).toBeInViewport({ ratio: 1 });
      await main.row(name).click();
      const heading = main.detail.getByRole('heading', { level: 2 });
      await expect(heading).toHaveText(name);
      const cut = await heading.evaluate((node) => node.scrollHeight > node.clientHeight + 1);
      expect(cut).toBe(false);
      expect(await view.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(size.width);
    }
  });
}

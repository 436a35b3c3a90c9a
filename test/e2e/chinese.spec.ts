import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { profiles } from '../../common/providers';
import { fakePair, fakeTemporary, masterPassword } from '../support/fake-keys';
import { saveAs } from '../support/file-dialog';
import { expect, test } from '../support/test';

/** Names of products and the consoles' own terms, which stand in Chinese sentences as they are. */
const terms = new Set(
  [
    'Keyfold AccessKey Access Key ID Secret RAM IAM CSV UTF ZStack Cloud AliyunEBS AliyunNAS LTAI HST STS',
    'Electron Chromium SQLite English',
  ].flatMap((line) => line.split(' ')),
);

/** Examples in empty fields. */
const examples = [
  ...profiles.flatMap(({ account, identities }) => [
    account.placeholder,
    ...identities.flatMap(({ nameField }) => nameField?.placeholder ?? []),
  ]),
  'ebs.example.internal',
];

/** Every word of Latin letters that the view says, by text or by accessible name, beside the terms and `known`. */
async function foreignWords(page: Page, known: readonly string[] = []): Promise<string[]> {
  const said = await page.evaluate(() => {
    const attributes = ['aria-label', 'aria-description', 'aria-valuetext', 'title', 'placeholder'];
    const named = [...document.querySelectorAll('*')].flatMap((element) =>
      attributes.flatMap((attribute) => element.getAttribute(attribute) ?? []),
    );
    const texts: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      // What is only measured, or waits hidden, is said to nobody.
      if (walker.currentNode.parentElement?.checkVisibility({ visibilityProperty: true })) {
        texts.push(walker.currentNode.nodeValue ?? '');
      }
    }
    return [document.title, ...texts, ...named].join('\n');
  });
  const rest = [...known, ...examples].reduce((text, value) => text.replaceAll(value, ' '), said);
  return [...new Set(rest.match(/[A-Za-z]{2,}/g))].filter((word) => !terms.has(word));
}

test('the whole way is in Chinese, and nothing on it is left in English', async ({ start }) => {
  const keyfold = await start({ settings: { language: 'zh-CN' } });
  const pair = fakePair('pingan');
  const known = ['主库', pair.accessKeyId, pair.secret];

  const create = await keyfold.create();
  await expect(create.page.getByRole('dialog', { name: '创建保险库' })).toBeVisible();
  await create.fill('short', 'other');
  await create.submit();
  await expect(create.page.getByText('主密码至少需要 8 个字符。')).toBeVisible();
  await expect(create.page.getByText('两次输入的密码不一致，请重新输入。')).toBeVisible();
  expect(await foreignWords(create.page)).toEqual([]);
  await create.fill(masterPassword, masterPassword);
  await create.submit();
  await create.decline();
  await keyfold.gone('create');

  const { page } = await keyfold.main();
  await expect(page.getByText('暂无 AccessKey')).toBeVisible();
  expect(await foreignWords(page)).toEqual([]);

  await page.getByRole('main').getByRole('button', { name: '添加 AccessKey' }).first().click();
  const add = await keyfold.add();
  for (const { id, name } of profiles) {
    await add.option(name['zh-CN']).check();
    if (id === 'huawei') await add.chooseOption('临时');
    await add.submit();
    await expect(add.page.getByText('请输入名称。')).toBeVisible();
    expect(await foreignWords(add.page)).toEqual([]);
  }
  await add.option('平安云').check();
  await add.fill({ 名称: '主库', 'Access Key ID': pair.accessKeyId, 'Secret Access Key': pair.secret });
  await add.submit();

  const reveal = await keyfold.reveal();
  await expect(reveal.page.getByText(pair.secret, { exact: true })).toBeVisible();
  await expect(reveal.page.getByRole('button', { name: '下载 CSV 文件' })).toBeVisible();
  await expect(reveal.page.getByText('之后可凭主密码再次查看 Secret Access Key。')).toBeVisible();
  expect(await foreignWords(reveal.page, known)).toEqual([]);
  await reveal.leave();
  await keyfold.gone('reveal');

  await page.getByRole('grid', { name: 'AccessKey 列表' }).getByText('主库').click();
  const detail = page.getByRole('complementary', { name: '基本属性' });
  for (const action of ['编辑 AccessKey', '设为默认', '禁用', '查看 Secret', '删除']) {
    await expect(detail.getByRole('button', { name: action, exact: true })).toBeVisible();
  }
  expect(await foreignWords(page, known)).toEqual([]);

  await detail.getByRole('button', { name: '设为默认' }).click();
  await expect(detail.getByRole('button', { name: '取消默认' })).toBeVisible();
  const dialog = page.getByRole('dialog').or(page.getByRole('alertdialog'));
  await detail.getByRole('button', { name: '禁用' }).click();
  await expect(dialog).toContainText('平安云的密钥禁用后不可恢复，无法重新启用。');
  expect(await foreignWords(page, known)).toEqual([]);
  await dialog.getByRole('button', { name: '取消' }).click();
  await detail.getByRole('button', { name: '删除' }).click();
  await expect(dialog).toContainText('“主库”及其 Secret 将从此保险库中删除，且无法恢复。');
  expect(await foreignWords(page, known)).toEqual([]);
  await dialog.getByRole('button', { name: '取消' }).click();
  await detail.getByRole('button', { name: '编辑 AccessKey' }).click();
  await expect(dialog.getByRole('heading', { name: '编辑 AccessKey' })).toBeVisible();
  expect(await foreignWords(page, known)).toEqual([]);
  await dialog.getByRole('button', { name: '取消' }).click();
  await page.getByRole('button', { name: '设置' }).click();
  await expect(dialog).toContainText('Keyfold 从不访问网络。');
  // What systems and programs are called, and where the vault stands.
  const names = ['Linux', 'i3lock', join(keyfold.home.vault, 'backups'), keyfold.home.vault];
  expect(await foreignWords(page, [...known, ...names])).toEqual([]);
  await dialog.getByRole('button', { name: '完成' }).click();

  await detail.getByRole('button', { name: '查看 Secret' }).click();
  const verify = await keyfold.verify();
  await expect(verify.page.getByLabel('主密码', { exact: true })).toBeVisible();
  expect(await foreignWords(verify.page, known)).toEqual([]);
  await verify.submit('不是主密码');
  await expect(verify.page.getByText('主密码不正确。请检查大写锁定和键盘布局后重试。')).toBeVisible();
  await verify.submit(masterPassword);
  const again = await keyfold.reveal();
  const file = join(keyfold.home.documents, 'saved.csv');
  await again.download.click();
  await saveAs(file);
  await expect(
    again.page.getByText('已保存为 saved.csv。该文件未加密，请移至安全位置，不再需要时请删除。'),
  ).toBeVisible();
  expect(await foreignWords(again.page, [...known, 'saved.csv'])).toEqual([]);
  await again.leave();
  await keyfold.gone('reveal');

  const unlock = await keyfold.lock();
  await unlock.submit('不是主密码');
  await expect(unlock.page.getByText('主密码不正确。请检查大写锁定和键盘布局后重试。')).toBeVisible();
  expect(await foreignWords(unlock.page)).toEqual([]);
  await keyfold.unlock();
});

test('the words of a one-time secret in Chinese', async ({ start }) => {
  const keyfold = await start({ vault: true, settings: { language: 'zh-CN' } });
  const { page } = await keyfold.main();
  await page.getByRole('main').getByRole('button', { name: '添加 AccessKey' }).first().click();
  const add = await keyfold.add();
  const { token, ...pair } = fakeTemporary();
  await add.option('华为云').check();
  await add.chooseOption('临时');
  await add.fill({ 名称: '临时密钥', 安全令牌: token, 过期时间: '2099-01-02T03:04' });
  await add.fillPair('huawei', pair);
  await add.submit();
  const reveal = await keyfold.reveal();
  await expect(
    reveal.page.getByText('这是查看和复制 Secret Access Key 的唯一机会，关闭页面后将无法再次查看，请及时保存。'),
  ).toBeVisible();
  await reveal.leave();
  await expect(reveal.question).toContainText('您尚未复制或下载 Secret Access Key，关闭后将无法再次查看。');
  expect(await foreignWords(reveal.page, [token, pair.accessKeyId, pair.secret])).toEqual([]);
  await reveal.question.getByRole('button', { name: '继续查看' }).click();
  await reveal.copyButton('Secret Access Key').click();
  await expect(reveal.page.getByText(/已复制，\d+ 秒后清除/)).toBeVisible();
  await reveal.leave();
  await keyfold.gone('reveal');
  await expect(page.getByRole('timer')).toHaveText(/已复制 · \d+ 秒/);
  await page.getByRole('button', { name: '立即清除' }).click();
  await expect(page.getByRole('timer')).toHaveCount(0);
  const settings = await (await keyfold.main()).openSettings();
  const after = settings.getByLabel('复制内容的清除时间');
  await after.selectOption('10 秒');
  await expect(after).toHaveValue('10');
});

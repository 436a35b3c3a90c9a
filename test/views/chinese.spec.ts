import { providers } from '../../common/providers';
import { fakeAsk } from '../support/fake/command';
import { fakeKey } from '../support/fake/keys';
import { fakeTicket, isMasterPassword, planTold, revealedKey } from '../support/fake/sheets';
import { fakePair, fakeTemporary, masterPassword } from '../support/fake-keys';
import { foreignWords } from '../support/foreign-words';
import { expect, fail, test } from '../support/view-test';
import { AddSheet } from '../support/views/add';
import { AllowSheet } from '../support/views/allow';
import { CreateSheet } from '../support/views/create';
import { MainView } from '../support/views/main-view';
import { RevealSheet } from '../support/views/reveal';
import { UnlockSheet } from '../support/views/unlock';
import { VerifySheet } from '../support/views/verify';
import { words } from '../support/views/words';

/** Everything a person reads on the way is in Chinese, and nothing on it is left in English. */

const language = 'zh-CN';
const { wrongPassword } = words[language];

test('the sheet that makes the vault, and what it refuses', async ({ open }) => {
  const { page } = await open('create', { language });
  const create = new CreateSheet(page);
  await expect(page.getByRole('dialog', { name: '创建保险库' })).toBeVisible();
  await create.fill('short', 'other');
  await create.submit();
  await expect(page.getByText('主密码至少需要 8 个字符。')).toBeVisible();
  await expect(page.getByText('两次输入的密码不一致，请重新输入。')).toBeVisible();
  // The words of the folder in which the vault is made are the person's own.
  expect(await foreignWords(page, ['/home/ada/.config/Keyfold/vault', 'home', 'ada', 'config', 'vault'])).toEqual([]);
});

test('the list without a key', async ({ open }) => {
  const { page } = await open('main-view', { language, keys: [] });
  await expect(page.getByText('暂无 AccessKey')).toBeVisible();
  expect(await foreignWords(page)).toEqual([]);
});

for (const { id, name } of providers) {
  test(`adding a key of ${name.en}, and what is refused`, async ({ open }) => {
    const add = new AddSheet((await open('add', { language })).page);
    await add.option(name['zh-CN']).check();
    if (id === 'huawei') await add.chooseOption('临时');
    await add.submit();
    await expect(add.page.getByText('请输入名称。')).toBeVisible();
    expect(await foreignWords(add.page)).toEqual([]);
  });
}

test('a secret that can be shown again, and its CSV file', async ({ open }) => {
  const key = revealedKey({ provider: 'pingan', name: '主库', ...fakePair('pingan') });
  const view = await open('reveal', {
    language,
    context: { ticket: fakeTicket },
    answers: { 'reveal.open': () => key, 'reveal.saveCsv': () => ({ fileName: 'saved.csv' }) },
  });
  const reveal = new RevealSheet(view.page);
  const secret = new TextDecoder().decode(key.secret);
  await expect(reveal.page.getByText(secret, { exact: true })).toBeVisible();
  await expect(reveal.page.getByRole('button', { name: '下载 CSV 文件' })).toBeVisible();
  await expect(reveal.page.getByText('之后可凭主密码再次查看 Secret Access Key。')).toBeVisible();
  const known = ['主库', key.accessKeyId, secret];
  expect(await foreignWords(reveal.page, known)).toEqual([]);
  await reveal.download.click();
  await expect(
    reveal.page.getByText('已保存为 saved.csv。该文件未加密，请移至安全位置，不再需要时请删除。'),
  ).toBeVisible();
  expect(await foreignWords(reveal.page, [...known, 'saved.csv'])).toEqual([]);
  await reveal.leave();
  expect(await view.called('window.finish')).toEqual({ ticket: null });
});

test('a key’s actions and the dialogs over the list', async ({ open }) => {
  const key = fakeKey({ provider: 'pingan', name: '主库' });
  const { page } = await open('main-view', { language, keys: [key] });
  const known = ['主库', key.accessKeyId];
  await page.getByRole('grid', { name: 'AccessKey 列表' }).getByText('主库').click();
  const main = new MainView(page);
  for (const action of ['编辑 AccessKey', '设为默认', '禁用', '查看 Secret', '移交给…', '导出…', '删除']) {
    await expect.poll(() => main.offered(action)).toBe('yes');
  }
  expect(await foreignWords(page, known)).toEqual([]);
  await main.otherActions.click();
  await expect(page.getByRole('menuitem').first()).toBeVisible();
  expect(await foreignWords(page, known)).toEqual([]);
  await page.keyboard.press('Escape');

  await main.action('设为默认').click();
  await expect.poll(() => main.offered('取消默认')).toBe('yes');
  const { dialog } = main;
  await main.action('禁用').click();
  await expect(dialog).toContainText('平安云的密钥禁用后不可恢复，无法重新启用。');
  expect(await foreignWords(page, known)).toEqual([]);
  await dialog.getByRole('button', { name: '取消' }).click();
  await main.action('删除').click();
  await expect(dialog).toContainText('“主库”及其 Secret 将移入此保险库的回收站，30 天内可以恢复。');
  expect(await foreignWords(page, known)).toEqual([]);
  await dialog.getByRole('button', { name: '取消' }).click();
  await main.action('编辑 AccessKey').click();
  await expect(dialog.getByRole('heading', { name: '编辑 AccessKey' })).toBeVisible();
  expect(await foreignWords(page, known)).toEqual([]);
});

for (const screenLock of ['told', 'announced', 'unnoticed'] as const) {
  test(`Settings, where a locked screen is ${screenLock}`, async ({ open }) => {
    const answers = { 'settings.system': () => ({ screenLock, concealsCopies: screenLock === 'told' }) };
    const view = await open('main-view', { language, keys: [], answers });
    const settings = await new MainView(view.page).openSettings();
    await expect(settings).toContainText('Keyfold 从不访问网络。');
    // What systems and programs are called, and where the vault stands.
    const vault = '/home/ada/.config/Keyfold/vault';
    const programs = ['i3lock', 'dbus-monitor', 'keyfold', 'gcc', 'clang'];
    const names = ['Linux', ...programs, `${vault}/backups`, vault, 'Ctrl'];
    expect(await foreignWords(view.page, names)).toEqual([]);
    const after = settings.getByLabel('复制内容的清除时间');
    await after.selectOption('10 秒');
    await expect(after).toHaveValue('10');
    expect(await view.called('settings.set')).toEqual({ clipboardSeconds: 10 });
  });
}

test('the question for the master password, and a wrong one', async ({ open }) => {
  const key = fakeKey({ provider: 'pingan', name: '主库' });
  const view = await open('verify', {
    language,
    context: { intent: { act: 'reveal', id: key.id } },
    answers: {
      'protection.plan': () => planTold('leave.reveal', [key]),
      'protection.verify': ({ proof }) =>
        proof.method === 'password' && isMasterPassword(proof.password)
          ? { ticket: fakeTicket }
          : fail('wrong-password', {}),
    },
  });
  const verify = new VerifySheet(view.page);
  await expect(verify.page.getByLabel('主密码', { exact: true })).toBeVisible();
  expect(await foreignWords(verify.page, ['主库', key.accessKeyId])).toEqual([]);
  await verify.submit('不是主密码');
  await expect(verify.page.getByText(wrongPassword)).toBeVisible();
  expect(view.calls('window.finish')).toEqual([]);
  await verify.submit(masterPassword);
  expect(await view.called('window.finish')).toEqual({ ticket: fakeTicket });
});

test('the lock screen, and a wrong master password', async ({ open }) => {
  const { page } = await open('unlock', { language, answers: { 'session.unlock': () => fail('wrong-password', {}) } });
  await new UnlockSheet(page).submit('不是主密码');
  await expect(page.getByText(wrongPassword)).toBeVisible();
  expect(await foreignWords(page)).toEqual([]);
});

for (const use of ['exec', 'external', 'env', 'list'] as const) {
  test(`what a program asks by the command: ${use}`, async ({ open }) => {
    const ask = fakeAsk({ use, requests: 3, ...(use === 'list' ? { key: null, sets: [], removes: [] } : {}) });
    const { page } = await open('allow', { language, answers: { 'allow.asked': () => ask } });
    const sheet = new AllowSheet(page);
    await expect(sheet.allowButton).toBeEnabled();
    await sheet.lasts('minutes').check();
    for (const folded of await page.locator('summary').all()) await folded.click();
    const { key, commandLine, folder, sets, removes } = ask;
    const chain = ask.chain.flatMap(({ name, path }) => [path ?? '', name ?? '']);
    const shown = [commandLine, folder, ...sets, ...removes, ...chain, key?.accessKeyId ?? '', 'deploy'];
    // How the command and the programs that read are called.
    const names = ['keyfold', use, 'shell'];
    expect(
      await foreignWords(
        page,
        [...shown, ...names].filter((name) => name !== ''),
      ),
    ).toEqual([]);
  });
}

test('a one-time secret: what is said of it, and the question before it is lost', async ({ open }) => {
  const key = revealedKey({ provider: 'huawei', name: '临时密钥', onlyOnce: true, ...fakeTemporary() });
  const view = await open('reveal', {
    language,
    context: { ticket: fakeTicket },
    answers: { 'reveal.open': () => key, 'reveal.copy': () => ({ seconds: 30 }) },
  });
  const reveal = new RevealSheet(view.page);
  await expect(
    reveal.page.getByText('这是查看和复制 Secret Access Key 的唯一机会，关闭页面后将无法再次查看，请及时保存。'),
  ).toBeVisible();
  await reveal.leave();
  await expect(reveal.question).toContainText('您尚未复制或下载“Secret Access Key”，关闭后将无法再次查看。');
  const shown = [key.secret, key.token ?? new Uint8Array()].map((bytes) => new TextDecoder().decode(bytes));
  expect(await foreignWords(reveal.page, [...shown, key.accessKeyId])).toEqual([]);
  await reveal.question.getByRole('button', { name: '继续查看' }).click();
  expect(view.calls('window.finish')).toEqual([]);
  await reveal.copyButton('Secret Access Key').click();
  expect(await view.called('reveal.copy')).toEqual({ part: 'secret' });
  await expect(reveal.page.getByText(/已复制，\d+ 秒后清除/)).toBeVisible();
  // The token would still be lost.
  await reveal.leave();
  await expect(reveal.question).toContainText('您尚未复制或下载“安全令牌”，关闭后将无法再次查看。');
  await reveal.copyButton('安全令牌').click();
  expect(await view.called('reveal.copy', 2)).toEqual({ part: 'token' });
  await expect(reveal.question).toHaveCount(0);
  await reveal.leave();
  expect(await view.called('window.finish')).toEqual({ ticket: null });
});

test('the countdown of a copied value in the list, and clearing it', async ({ open }) => {
  const view = await open('main-view', {
    language,
    keys: [],
    answers: { 'clipboard.state': () => ({ clearsAt: Date.now() + 30_000, stays: false }) },
  });
  view.answer({
    'clipboard.clear': () => {
      view.tell('clipboardChanged', { clearsAt: null, stays: false });
      return null;
    },
  });
  await expect(view.page.getByRole('timer')).toHaveText(/已复制 · \d+ 秒/);
  view.tell('clipboardChanged', { clearsAt: null, stays: true });
  await expect(view.page.getByRole('alert')).toHaveText('尚未清除');
  await expect(view.page.getByText('其他程序使 Keyfold 暂时无法清除剪贴板。')).toBeVisible();
  await view.page.getByRole('button', { name: '立即清除' }).click();
  await expect(view.page.getByRole('timer')).toHaveCount(0);
  await expect(view.page.getByText('尚未清除')).toHaveCount(0);
});

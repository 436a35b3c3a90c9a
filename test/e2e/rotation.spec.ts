import type { Language } from '../../common/languages';
import { chooseLanguage, verifyAct } from '../support/acts';
import { Keyfold } from '../support/app';
import { fakePair } from '../support/fake-keys';
import { Home } from '../support/home';
import { storeKeys } from '../support/stored-keys';
import { expect, test } from '../support/test';
import { words as common } from '../support/views/words';

const words = {
  en: {
    due: 'Due',
    rotation: 'Rotation',
    advice: 'Every 90 days (provider’s advice)',
    change: 'Change rotation period',
    ownDays: 'After a number of days',
    days: 'Days',
    wholeNumber: 'A whole number from 1 to 3,650.',
    every40: 'Every 40 days',
    remindNever: 'Never',
    never: 'Never',
    rotate: 'Rotate',
    full: 'RAM user already has 2 keys, the most that Alibaba Cloud allows',
    addNew: 'Add New Key',
    stop: 'Cancel Rotation',
    stopped: 'The rotation was cancelled. Both keys stay as they are.',
  },
  'zh-CN': {
    due: '待轮换',
    rotation: '轮换',
    advice: '每90天（云平台建议）',
    change: '修改轮换周期',
    ownDays: '自定义天数',
    days: '天数',
    wholeNumber: '请输入 1 到 3,650 的整数。',
    every40: '每40天',
    remindNever: '永不提醒',
    never: '永不',
    rotate: '轮换',
    full: 'RAM 用户已有 2 个密钥，达到阿里云的配额上限',
    addNew: '添加新密钥',
    stop: '取消轮换',
    stopped: '已取消轮换，两个密钥均保持不变。',
  },
} as const satisfies Record<Language, Record<string, string>>;

const user = { accountId: '1234567890123456', identityName: 'deploy-bot' };

/** Starts with a vault that holds exactly these keys, and unlocks it. */
async function startWith(keys: Parameters<typeof storeKeys>[1], language: Language = 'en'): Promise<Keyfold> {
  const home = new Home({ language });
  await storeKeys(home.vault, keys);
  const keyfold = await Keyfold.start({ home });
  await keyfold.unlock();
  return keyfold;
}

let keyfold: Keyfold;
test.afterEach(async () => {
  const problems = keyfold.watch.take();
  const { home } = keyfold;
  await keyfold.quit();
  home.remove();
  expect(problems).toEqual([]);
});

/** Adds the pair that the console made, in the sheet that the assistant opened. */
async function addSuccessor(name: string): Promise<void> {
  const sheet = await keyfold.add();
  await expect(sheet.page.getByText('Account and user are those of the old key.')).toBeVisible();
  await expect(sheet.field('Account ID')).toHaveValue(user.accountId);
  await expect(sheet.field('Sub-Username')).toHaveValue(user.identityName);
  await sheet.fill({ Name: name });
  await sheet.fillPair('alibaba', fakePair('alibaba'));
  await sheet.submit();
  await (await keyfold.reveal()).close();
}

test('what is due is counted in the sidebar, said above the list, and listed with its lead time', async () => {
  keyfold = await startWith([
    { profile: 'alibaba', name: 'Overdue', age: 100, ...user },
    { profile: 'huawei', name: 'Due today', age: 90 },
    { profile: 'pingan', name: 'Soon', age: 80 },
    { profile: 'pingan', name: 'Fresh', age: 74 },
    { profile: 'huawei', name: 'Disabled', age: 200, disabled: true },
  ]);
  const main = await keyfold.main();
  const notice = main.page.getByRole('status').filter({ hasText: '2 keys are due for rotation.' });
  await expect(notice).toBeVisible();
  const item = main.page.getByRole('navigation').getByRole('button', { name: 'Due', exact: true });
  await expect(item).toContainText('3');
  await notice.getByRole('button', { name: 'Hide this notice' }).click();
  await expect(notice).toHaveCount(0);
  await item.click();
  const rows = main.page.getByRole('list', { name: 'Due' }).getByRole('listitem');
  await expect(rows).toHaveText([/Overdue.*10 days overdue/, /Due today.*Due today/, /Soon.*Due in 10 days/]);

  await main.page.getByRole('radio', { name: 'Not used (3)' }).check();
  const unused = main.page.getByRole('list', { name: 'Not used' }).getByRole('listitem');
  await expect(unused).toHaveText([
    /Disabled.*Not used for 200 days.*Delete AccessKey/,
    /Overdue.*Not used for 100 days.*Disable/,
    /Due today.*Not used for 90 days.*Disable/,
  ]);
  await unused.first().getByRole('button', { name: 'Delete AccessKey' }).click();
  await main.dialog.getByRole('button', { name: 'Delete AccessKey' }).click();
  await verifyAct(keyfold);
  await expect(unused).toHaveCount(2);
  await main.page.getByRole('radio', { name: 'Two active keys (0)' }).check();
  await expect(main.page.getByText('No user has two active keys for long')).toBeVisible();

  await main.page.getByRole('radio', { name: 'Due (3)' }).check();
  await rows.first().getByRole('button', { name: 'Overdue', exact: true }).click();
  await expect(main.detail.getByRole('heading', { name: 'Overdue' })).toBeVisible();
});

for (const language of ['en', 'zh-CN'] as const) {
  const say = { ...common[language], ...words[language] };

  test(`a key’s own period takes the place of the provider’s (${language})`, async () => {
    keyfold = await startWith([{ profile: 'alibaba', name: 'Own period', age: 40 }], language);
    const main = await keyfold.main();
    const item = main.page.getByRole('navigation').getByRole('button', { name: say.due, exact: true });
    await expect(item).toContainText('0');
    await main.select('Own period');
    await expect(main.property(say.rotation)).toHaveText(say.advice);
    await main.action(say.change).click();
    await main.dialog.getByRole('radio', { name: say.ownDays }).check();
    for (const wrong of ['0', '3651', '1.5', '']) {
      await main.dialog.getByRole('textbox', { name: say.days }).fill(wrong);
      await main.dialog.getByRole('button', { name: say.save }).click();
      await expect(main.dialog.getByText(say.wholeNumber)).toBeVisible();
    }
    await main.dialog.getByRole('textbox', { name: say.days }).fill('40');
    await main.dialog.getByRole('button', { name: say.save }).click();
    await expect(main.property(say.rotation)).toHaveText(say.every40);
    await expect(item).toContainText('1');
    await main.action(say.change).click();
    await main.dialog.getByRole('radio', { name: say.remindNever }).check();
    await main.dialog.getByRole('button', { name: say.save }).click();
    await expect(main.property(say.rotation)).toHaveText(say.never);
    await expect(item).toContainText('0');
  });

  test(`an identity with as many keys as it may have must give one up first (${language})`, async () => {
    keyfold = await startWith(
      [
        { profile: 'alibaba', name: 'Old key', age: 95, ...user },
        { profile: 'alibaba', name: 'Second key', age: 94, ...user },
      ],
      language,
    );
    const main = await keyfold.main();
    await main.select('Old key');
    await main.action(say.rotate).click();
    await expect(main.dialog.getByText(say.full)).toBeVisible();
    const add = main.dialog.getByRole('button', { name: say.addNew });
    await expect(add).toBeDisabled();
    await main.dialog.getByRole('button', { name: say.delete }).click();
    await main.page.getByRole('alertdialog').getByRole('button', { name: say.delete }).click();
    await verifyAct(keyfold);
    await expect(add).toBeEnabled();
    await main.dialog.getByRole('button', { name: say.stop }).click();
    await expect(main.page.getByText(say.stopped)).toBeVisible();
    await expect(main.row('Old key')).toBeVisible();
  });
}

test('a rotation goes through its stages, and goes on after a lock and a crash where it stood', async () => {
  keyfold = await startWith([{ profile: 'alibaba', name: 'Old key', age: 95, isDefault: true, ...user }]);
  let main = await keyfold.main();
  await main.page.getByRole('navigation').getByRole('button', { name: 'Due', exact: true }).click();
  await main.page.getByRole('button', { name: 'Rotate', exact: true }).click();
  await main.dialog.getByRole('button', { name: 'Add New Key' }).click();
  await addSuccessor('New key');
  await expect(main.dialog.getByRole('button', { name: 'Applications Use the New Key' })).toBeVisible();

  const resume = async () => {
    main = await keyfold.main();
    await main.page.getByRole('navigation').getByRole('button', { name: 'Due', exact: true }).click();
    await main.page.getByRole('main').getByRole('button', { name: 'Continue' }).first().click();
  };
  await keyfold.lock();
  await keyfold.unlock();
  await resume();
  await expect(main.dialog.getByText('The default of Alibaba Cloud moves to the new key.')).toBeVisible();
  await main.dialog.getByRole('button', { name: 'Applications Use the New Key' }).click();
  await expect(main.dialog.getByRole('button', { name: 'Disable Old Key' })).toBeVisible();
  await main.dialog.getByRole('button', { name: 'Back to the Old Key' }).click();
  await main.dialog.getByRole('button', { name: 'Applications Use the New Key' }).click();
  await expect(main.dialog.getByRole('button', { name: 'Disable Old Key' })).toBeVisible();

  await keyfold.kill();
  await keyfold.launch();
  await keyfold.unlock();
  await resume();
  await main.dialog.getByRole('button', { name: 'Disable Old Key' }).click();
  await main.page.getByRole('alertdialog').getByRole('button', { name: 'Disable', exact: true }).click();
  await expect(main.dialog.getByRole('button', { name: 'Enable Old Key Again' })).toBeVisible();
  await main.dialog.getByRole('button', { name: 'Delete Old Key' }).click();
  await main.page.getByRole('alertdialog').getByRole('button', { name: 'Delete AccessKey' }).click();
  await verifyAct(keyfold);
  await expect(main.dialog.getByText('The old key is gone; the new one has taken its place.')).toBeVisible();
  await main.dialog.getByRole('button', { name: 'Close' }).click();

  await main.chooseProfile('All keys');
  await expect.poll(() => main.names()).toEqual(['New key']);
  await expect(main.cell('New key', 'default')).toHaveText('Yes');
});

test('in Chinese: the list, the assistant and its warning where disabling is final', async () => {
  keyfold = await startWith([{ profile: 'pingan', name: '旧密钥', age: 90, identityName: 'ci-runner' }]);
  await chooseLanguage(keyfold, 'zh-CN');
  const { page } = await keyfold.main();
  await expect(page.getByText('1 个密钥已到轮换时间。')).toBeVisible();
  await page.getByRole('button', { name: '待轮换', exact: true }).click();
  await expect(page.getByRole('listitem').filter({ hasText: '旧密钥' })).toContainText('今天到期');
  await page.getByRole('button', { name: '轮换', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '添加新密钥' }).click();
  const sheet = await keyfold.add();
  await expect(sheet.page.getByText('账号和用户与旧密钥相同')).toBeVisible();
  const pair = fakePair('pingan');
  await sheet.name.fill('新密钥');
  await sheet.fillPair('pingan', pair);
  await sheet.submit();
  const reveal = await keyfold.reveal();
  // Ping An Cloud shows a secret again, so that nothing is asked.
  await reveal.leave();
  await keyfold.gone('reveal');
  await dialog.getByRole('button', { name: '应用已改用新密钥' }).click();
  await expect(dialog.getByText('平安云的密钥禁用后不可恢复，无法重新启用。')).toBeVisible();
  await dialog.getByRole('button', { name: '禁用旧密钥' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: '禁用' }).click();
  await expect(dialog.getByRole('button', { name: '删除旧密钥' })).toBeVisible();
  await expect(dialog.getByRole('button', { name: '重新启用旧密钥' })).toHaveCount(0);
  await dialog.getByRole('button', { name: '删除旧密钥' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: '删除', exact: true }).click();
  await verifyAct(keyfold);
  await expect(dialog.getByText('旧密钥已删除，新密钥已接替使用。')).toBeVisible();
  await dialog.getByRole('button', { name: '关闭' }).click();
  await expect(dialog).toHaveCount(0);
});

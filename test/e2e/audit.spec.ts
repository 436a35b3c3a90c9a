import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addKey, chooseLanguage } from '../support/acts';
import { masterPassword } from '../support/fake-keys';
import { saveAs } from '../support/file-dialog';
import { tamper, unguardLog } from '../support/tamper';
import { expect, test } from '../support/test';
import { AuditView } from '../support/views/audit';

test('what was done stands in the log: who, what, which key, with what outcome', async ({ start }) => {
  const keyfold = await start({ vault: 'created' });
  const key = await addKey(keyfold, 'pingan', { name: 'Audited' });
  let main = await keyfold.main();
  await main.select(key.name);
  await main.action('View Secret').click();
  const verify = await keyfold.verify();
  await verify.submit('not the master password');
  await expect(verify.page.getByText('The master password is wrong.')).toBeVisible();
  await verify.submit(masterPassword);
  const reveal = await keyfold.reveal();
  await reveal.copyButton('Secret Access Key').click();
  await reveal.close();
  await main.action('Set as Default').click();
  await expect(main.cell(key.name, 'default')).toHaveText('Yes');

  const sheet = await keyfold.lock();
  await sheet.submit('wrong again');
  await expect(sheet.page.getByText('The master password is wrong.')).toBeVisible();
  await sheet.submit(masterPassword);
  await keyfold.gone('unlock');

  main = await keyfold.main();
  const log = await AuditView.open(main.page);
  await expect
    // The day's backup waits until the vault has nothing else to do.
    .poll(() => log.actions(), { timeout: 30_000 })
    .toEqual([
      'Backup',
      'Unlock',
      'Failed unlock',
      'Lock',
      'Set as Default',
      'Copy',
      'Secret shown',
      'View Secret: verified',
      'View Secret: verified',
      'Secret shown',
      'Add AccessKey',
      'Vault created',
      'Log started',
    ]);
  await expect(log.count).toHaveText('13 records');
  const refused = log.rows.filter({ hasText: 'Refused' });
  await expect(refused).toHaveCount(2);
  await expect(refused.last()).toContainText('wrong master password');
  await expect(refused.last()).toContainText(key.name);
  await expect(log.rows.filter({ hasText: 'Copy' })).toContainText(`…${key.accessKeyId.slice(-4)}`);
  expect(await log.page.content()).not.toContain(key.secret);

  await log.narrow('Action', 'Copy');
  await expect(log.count).toHaveText('1 record');
  await log.page.getByRole('button', { name: 'Clear filters' }).click();
  await log.narrow('Outcome', 'Refused');
  await expect(log.count).toHaveText('2 records');
  await log.page.getByRole('button', { name: 'Clear filters' }).click();
  await log.page.getByRole('searchbox').fill('no such key');
  await expect(log.page.getByText('No records match')).toBeVisible();
  await log.page.getByRole('main').getByRole('button', { name: 'Clear filters' }).last().click();
  await expect(log.count).toHaveText('13 records');

  await log.check.click();
  await expect(main.said('The log is complete and unchanged: 13 records were checked.')).toBeVisible();
  await expect.poll(async () => (await log.actions())[0]).toBe('Check of the log');

  // From a key's basic properties to its own records.
  await main.chooseProfile('All keys');
  await main.select(key.name);
  await main.action('Operation log of this key').click();
  await expect(log.count).toHaveText('7 records');
  await log.page.getByRole('button', { name: 'Show all keys' }).click();
  await expect(log.count).toHaveText('14 records');
});

for (const { language, question, wrong, said, row } of [
  {
    language: 'en',
    question: 'Verify that it’s you to export the operation log.',
    wrong: 'The master password is wrong.',
    said: 'records were saved as log.csv.',
    row: 'Export of the log',
  },
  {
    language: 'zh-CN',
    question: '导出操作记录前，请先验证身份。',
    wrong: '主密码不正确。',
    said: '条记录保存为 log.csv',
    row: '导出操作记录',
  },
] as const) {
  test(`the log is exported as CSV after a verification, and that is written down (${language})`, async ({ start }) => {
    const keyfold = await start({ vault: 'created' });
    await addKey(keyfold, 'alibaba', { name: '=cmd|calc' });
    await chooseLanguage(keyfold, language);
    const { page } = await keyfold.main();
    const log = await AuditView.open(page);
    const path = join(keyfold.home.documents, 'log.csv');

    // Not verified: nothing is asked and nothing is saved.
    await log.export.click();
    let verify = await keyfold.verify();
    await expect(verify.page.getByText(question)).toBeVisible();
    await verify.submit('not the master password');
    await expect(verify.page.getByText(wrong)).toBeVisible();
    await verify.cancel();
    await keyfold.gone('verify');
    await expect(page.getByText(said)).toHaveCount(0);

    await log.export.click();
    verify = await keyfold.verify();
    await verify.submit(masterPassword);
    await keyfold.gone('verify');
    await saveAs(path);
    await expect(page.getByText(said)).toBeVisible();
    const text = readFileSync(path, 'utf8');
    expect(text).toContain(`,'=cmd|calc,`);
    expect(text.split('\r\n')[0]).toContain('Number,Time (UTC),User,Action,Outcome');
    await expect.poll(async () => (await log.actions()).slice(0, 2)).toEqual([row, row]);
    await expect(log.rows.nth(1)).toContainText(language === 'en' ? 'Refused' : '已拒绝');
  });
}

const edited = "UPDATE audit SET actor = 'someone else' WHERE number = 2";
const removed = 'DELETE FROM audit WHERE number = 3';
const broken = {
  en: {
    title: 'The log was changed outside Keyfold',
    show: 'Show log',
    advice: 'Don’t rely on the records around it.',
  },
  'zh-CN': { title: '操作记录曾在 Keyfold 之外被改动', show: '查看记录', advice: '请勿采信该处前后的记录。' },
};

for (const [what, change, language, words] of [
  ['edited', edited, 'en', 'Record 2 isn’t what Keyfold wrote'],
  ['removed', removed, 'en', 'Record 3 is missing'],
  ['removed', removed, 'zh-CN', '第 3 条记录缺失：已被删除。'],
] as const) {
  test(`a record that was ${what} outside Keyfold is said after unlocking, and nothing else is held up (${language})`, async ({
    start,
  }) => {
    const keyfold = await start({ vault: 'created', settings: { language } });
    await addKey(keyfold, 'huawei');
    await keyfold.quit();
    await tamper(keyfold.home.vault, (database) => {
      unguardLog(database);
      database.run(change);
    });
    await keyfold.launch();
    const main = await keyfold.unlock();
    const notice = main.page.getByRole('alert').filter({ hasText: broken[language].title });
    await expect(notice).toContainText(words);
    await notice.getByRole('button', { name: broken[language].show }).click();
    await expect(main.page.getByRole('alert').filter({ hasText: words })).toContainText(broken[language].advice);
    await main.chooseProfile(language === 'en' ? 'All keys' : '全部 AccessKey');
    await addKey(keyfold, 'huawei', { name: 'Still works' });
    await expect(main.row('Still works')).toBeVisible();
  });
}

test('in Chinese: records, check and filters', async ({ start }) => {
  const keyfold = await start({ vault: 'created' });
  const key = await addKey(keyfold, 'alibaba', { name: '支付网关' });
  await chooseLanguage(keyfold, 'zh-CN');
  const { page } = await keyfold.main();
  const log = await AuditView.open(page);
  await expect.poll(() => log.actions()).toEqual(['显示 Secret', '添加 AccessKey', '创建保险库', '开始记录']);
  await expect(log.rows.filter({ hasText: '添加 AccessKey' })).toContainText(key.name);
  await log.check.click();
  await expect(page.getByText('操作记录完整，未被篡改，已校验 4 条。')).toBeVisible();
  await log.narrow('操作', '添加 AccessKey');
  await expect(log.count).toHaveText('共 1 条');
});

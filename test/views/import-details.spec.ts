import type { Language } from '../../common/languages';
import { importAnswers, importRow, openedFile } from '../support/fake/import';
import { fakePair, fakeSts, fakeTemporary } from '../support/fake-keys';
import { expect, fail, languages, test } from '../support/view-test';
import { ImportSheet } from '../support/views/import';

/** The import sheet: what the file doesn't say, keys of unusual shape, and entries that give no key. */

const words = {
  en: {
    title: 'What the file doesn’t say',
    end: 'When do the 2 temporary keys end?',
    unknown: /takes the latest end that is possible \(Huawei Cloud: 24 hours, Alibaba Cloud: 12 hours from now\)/,
    how: { for: 'Valid for', at: 'Valid until', unknown: 'Not known' },
    amount: 'How long',
    amountRequired: 'Enter how long it is valid, as a whole number.',
    unit: 'Unit',
    type: 'Type (Private Alibaba Cloud)',
    endpoint: 'Endpoint',
    endpointWrong: 'Endpoint isn’t a host name',
    account: 'Account ID (Alibaba Cloud)',
    details: 'Add Details…',
    incomplete: 'Incomplete 1',
    missing: 'Missing: Type',
    complete: (name: string) => `Complete ${name}`,
    edit: (name: string) => `Edit ${name}`,
    name: 'Name',
    apply: 'Apply',
    back: 'Back',
    never: 'Keyfold holds no temporary keys of Ping An Cloud.',
    unusual: 'Unusual 2',
    left: '2 of unusual shape are left out.',
    warned: 'AccessKey ID of unusual shape; check it',
    new: 'New 3',
    add: 'Add',
    summary: (add: number, skip: number) => `${add} to add, ${skip} skipped`,
    withoutKey: (count: string) => `${count} entries gave no key`,
    row: 'Row 12',
    emptySecret: 'The ID or the secret is empty.',
    search: 'Search these entries',
    copy: 'Copy List',
    copied: 'Copied',
    noKey: /None of the 2 entries in .* gives a key that can be used/,
    role: 'It has no key of its own, but names a role, another profile or a program.',
  },
  'zh-CN': {
    title: '文件中没有的信息',
    end: '这 2 个临时密钥何时过期？',
    unknown: /按最晚可能的时间计算（从现在起，华为云 24 小时、阿里云 12 小时）/,
    how: { for: '一段时间后', at: '指定时间', unknown: '不清楚' },
    amount: '有效时长',
    amountRequired: '请输入有效时长（整数）。',
    unit: '单位',
    type: '类型（阿里云专有云）',
    endpoint: '接入地址',
    endpointWrong: '接入地址应为主机名',
    account: '账号 ID（阿里云）',
    details: '补充信息…',
    incomplete: '待补充 1',
    missing: '缺少：类型',
    complete: (name: string) => `补充 ${name}`,
    edit: (name: string) => `编辑 ${name}`,
    name: '名称',
    apply: '应用',
    back: '返回',
    never: 'Keyfold 不支持保存平安云的临时密钥。',
    unusual: '格式不常见 2',
    left: '2 个格式不常见，未选择导入。',
    warned: '格式与常见的AccessKey ID不同，请核对',
    new: '新增 3',
    add: '添加',
    summary: (add: number, skip: number) => `添加 ${add} 个、跳过 ${skip} 个`,
    withoutKey: (count: string) => `${count} 项没有可用的密钥`,
    row: '第 12 行',
    emptySecret: 'ID 或 Secret 为空。',
    search: '搜索这些项',
    copy: '复制列表',
    copied: '已复制',
    noKey: /中的 2 项均没有可用的密钥/,
    role: '其中没有密钥，只指定了角色、其他配置或程序。',
  },
} as const satisfies Record<Language, Record<string, unknown>>;

const ends: Parameters<typeof importRow>[1] = { credential: 'temporary', state: 'incomplete', missing: ['expiresAt'] };
const huawei = importRow('obs', { provider: 'huawei', ...ends, accessKeyId: fakeTemporary().accessKeyId });
const sts = importRow('saml', {
  ...{ provider: 'alibaba', identityKind: 'ram-role', ...ends },
  accessKeyId: fakeSts().accessKeyId,
});
const stack = importRow('stack', {
  ...{ provider: 'private-alibaba', identityKind: 'ram-user', state: 'incomplete', missing: ['keyType'] },
  accessKeyId: fakePair('private-alibaba').accessKeyId,
});
const plain = importRow('plain', {
  ...{ provider: 'alibaba', identityKind: 'ram-user' },
  accessKeyId: fakePair('alibaba').accessKeyId,
});

for (const language of languages) {
  const say = words[language];

  test(`what the file doesn’t say is asked once, before the list (${language})`, async ({ open }) => {
    const view = await open('import', {
      language,
      answers: {
        ...importAnswers([huawei, sts, stack, plain]),
        'keyImport.open': () => openedFile({ fileName: '.env', kind: 'dotenv', keys: 4 }),
      },
    });
    const sheet = new ImportSheet(view.page);
    await expect(view.page.getByRole('heading', { name: say.title })).toBeVisible();
    const end = view.page.getByRole('group', { name: say.end });
    await expect(end.getByRole('radio', { name: say.how.unknown, exact: true })).toBeChecked();
    await expect(view.page.getByText(say.unknown)).toBeVisible();
    await end.getByRole('radio', { name: say.how.for, exact: true }).check();
    await sheet.submit();
    await expect(view.page.getByText(say.amountRequired)).toBeVisible();
    await view.page.getByRole('textbox', { name: say.amount }).fill('90');
    await view.page.getByRole('combobox', { name: say.unit }).selectOption('minutes');
    await view.page.getByRole('textbox', { name: say.account }).fill('1234567890123456');
    const before = Date.now();
    await sheet.submit();
    const { details, password } = await view.called('keyImport.complete');
    expect(password).toBeNull();
    expect(details.providers).toMatchObject([{ provider: 'alibaba', accountId: '1234567890123456' }]);
    const { end: said } = details;
    if (said?.kind !== 'at') throw new Error('no end');
    expect(said.at - before).toBeGreaterThanOrEqual(90 * 60_000);
    // The type was left open: the list says which key lacks it, and asks for it there.
    await expect(sheet.filter(say.incomplete)).toBeVisible();
    await expect(sheet.row('stack')).toContainText(say.missing);
    await sheet
      .row('stack')
      .getByRole('button', { name: say.complete('stack') })
      .click();
    await view.page.getByRole('radio', { name: 'AliyunNAS' }).check();
    await view.page.getByRole('button', { name: say.apply, exact: true }).click();
    expect((await view.called('keyImport.edit')).details).toMatchObject({
      keyType: 'AliyunNAS',
      endpoint: '',
      end: null,
    });
    await expect(sheet.summary).toHaveText(say.summary(4, 0).replace(/, 0 skipped|、跳过 0 个/, ''));
  });

  test(`the vault’s refusal of an endpoint stands at its field (${language})`, async ({ open }) => {
    const view = await open('import', {
      language,
      answers: {
        ...importAnswers([stack]),
        'keyImport.open': () => openedFile({ fileName: '.env', kind: 'dotenv', keys: 1 }),
        'keyImport.complete': () =>
          fail('invalid-fields', { issues: [{ field: 'endpoint', problem: 'not-an-endpoint', severity: 'error' }] }),
      },
    });
    const sheet = new ImportSheet(view.page);
    await view.page.getByRole('group', { name: say.type }).getByRole('radio', { name: 'AliyunEBS' }).check();
    await sheet.submit();
    await expect(view.page.getByText(say.endpointWrong)).toBeVisible();
    await expect(view.page.getByRole('textbox', { name: say.endpoint })).toHaveAttribute('aria-invalid', 'true');
    const said = [{ provider: 'private-alibaba', keyType: 'AliyunEBS', endpoint: '', accountId: '' }];
    expect((await view.called('keyImport.complete')).details.providers).toEqual(said);
  });

  test(`a row is edited before the import, and what is never taken is one reason (${language})`, async ({ open }) => {
    const never = importRow('never', {
      ...{ credential: 'temporary', state: 'invalid' },
      issues: [{ field: 'credential', problem: 'not-a-choice', severity: 'error' }],
    });
    const view = await open('import', {
      language,
      answers: {
        ...importAnswers([plain, never]),
        'keyImport.open': () => openedFile({ fileName: 'keys.csv', kind: 'table', keys: 2 }),
      },
    });
    const sheet = new ImportSheet(view.page);
    await expect(sheet.row('never')).toContainText(say.never);
    await sheet
      .row('plain')
      .getByRole('button', { name: say.edit('plain') })
      .click();
    await view.page.getByRole('textbox', { name: say.name, exact: true }).fill('renamed');
    await view.page.getByRole('button', { name: say.back, exact: true }).click();
    await sheet
      .row('plain')
      .getByRole('button', { name: say.edit('plain') })
      .click();
    await view.page.getByRole('textbox', { name: say.name, exact: true }).fill('renamed');
    await view.page.getByRole('button', { name: say.apply, exact: true }).click();
    await expect(sheet.row('renamed')).toBeVisible();
    // The step for all keys can be opened from the list too: the account is missing.
    await view.page.getByRole('button', { name: say.details }).click();
    await expect(view.page.getByRole('textbox', { name: say.account })).toBeVisible();
  });

  test(`keys of unusual shape are left out, by number, until they are chosen (${language})`, async ({ open }) => {
    const issues = [{ field: 'accessKeyId', problem: 'unusual-shape', severity: 'warning' }] as const;
    const odd = { provider: 'alibaba', identityKind: 'ram-user', unusual: true, choice: 'skip' } as const;
    const view = await open('import', {
      language,
      answers: {
        ...importAnswers([plain, importRow('odd 1', { ...odd, issues: [...issues] }), importRow('odd 2', odd)]),
        'keyImport.open': () => openedFile({ fileName: '.env', kind: 'dotenv', keys: 3 }),
      },
    });
    const sheet = new ImportSheet(view.page);
    await expect(sheet.choiceOf('odd 1')).toHaveValue('skip');
    await expect(sheet.row('odd 1')).toContainText(say.warned);
    await sheet.filter(say.new).check();
    await sheet.chooseForAll(say.add);
    await expect(view.page.getByText(say.left)).toBeVisible();
    await expect(sheet.summary).toHaveText(say.summary(1, 2));
    await sheet.filter(say.unusual).check();
    await sheet.chooseForAll(say.add);
    await expect(view.page.getByText(say.left)).toHaveCount(0);
    await expect(sheet.choiceOf('odd 1')).toHaveValue('add');
  });

  test(`entries that give no key are listed with their reason, searched and copied (${language})`, async ({ open }) => {
    const skipped = Array.from({ length: 200 }, (_, index) => ({ place: String(index + 12), why: 'missing' }) as const);
    const view = await open('import', {
      language,
      answers: {
        ...importAnswers([plain], skipped),
        'keyImport.open': () =>
          openedFile({
            fileName: 'keys.csv',
            kind: 'table',
            keys: 1,
            skipped: skipped.slice(0, 100),
            skippedInAll: 200,
          }),
      },
    });
    const sheet = new ImportSheet(view.page);
    await sheet.page.getByRole('button', { name: say.withoutKey('200') }).click();
    const entries = view.page.getByRole('listitem');
    await expect(entries.first()).toContainText(say.row);
    await expect(entries.first()).toContainText(say.emptySecret);
    await view.page.getByRole('searchbox', { name: say.search }).fill('211');
    await expect(entries).toHaveCount(1);
    await view.page.getByRole('button', { name: say.copy }).click();
    const { text } = await view.called('clipboard.copySkipped');
    expect(text.split('\n')).toHaveLength(200);
    expect(text.split('\n')[0]).toBe(`${say.row}\t${say.emptySecret}`);
    await expect(view.page.getByText(say.copied, { exact: true })).toBeVisible();
  });

  test(`a file of which no entry gives a key says so, with the list open (${language})`, async ({ open }) => {
    const skipped = ['machine', 'sso'].map((place) => ({ place, why: 'no-pair' }) as const);
    const view = await open('import', {
      language,
      answers: {
        ...importAnswers([], skipped),
        'keyImport.open': () =>
          openedFile({ fileName: 'config.json', kind: 'aliyun-cli', keys: 0, skipped, skippedInAll: 2 }),
      },
    });
    await expect(view.page.getByText(say.noKey)).toBeVisible();
    const entries = view.page.getByRole('listitem');
    await expect(entries).toHaveCount(2);
    await expect(entries.first()).toContainText('machine');
    await expect(entries.first()).toContainText(say.role);
  });
}

import { writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { type FakePair, fakePair } from '../support/fake-keys';
import { dropFile } from '../support/file-drop';
import { expect, languages, test } from '../support/view-test';
import { AddSheet } from '../support/views/add';

const bom = '\ufeff';

const alibabaFile = ({ accessKeyId, secret }: FakePair, start = '') =>
  `${start}AccessKey ID,AccessKey Secret\r\n${accessKeyId},${secret}\r\n`;
const huaweiFile = (rows: readonly (FakePair & { user: string })[], start = '') =>
  `${start}User Name,Access Key Id,Secret Access Key\n${rows.map(({ user, accessKeyId, secret }) => `${user},${accessKeyId},${secret}\n`).join('')}`;

/** Chooses a file as the person does: the button, then the system's dialog. */
async function choose(page: Page, name: string, content: string | Uint8Array): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: /^(Choose CSV File|选择 CSV 文件)$/ }).click();
  const path = test.info().outputPath(name);
  writeFileSync(path, content);
  await (await chooser).setFiles(path);
}

const alibabaWords = { accessKeyId: 'AccessKey ID', secret: 'AccessKey Secret' };
const huaweiWords = { accessKeyId: 'Access Key ID', secret: 'Secret Access Key' };

async function expectFilled(
  sheet: AddSheet,
  words: { accessKeyId: string; secret: string },
  pair: FakePair,
): Promise<void> {
  await expect(sheet.field(words.accessKeyId)).toHaveValue(pair.accessKeyId);
  await expect(sheet.field(words.secret)).toHaveValue(pair.secret);
}

for (const [what, start] of [
  ['with a byte order mark', bom],
  ['without one', ''],
] as const) {
  test(`a chosen file of Alibaba Cloud, ${what}, fills the form`, async ({ open }) => {
    const pair = fakePair('alibaba');
    const sheet = new AddSheet((await open('add')).page);
    await choose(sheet.page, 'AccessKey.csv', alibabaFile(pair, start));
    await expect(
      sheet.page.getByText('Filled in from AccessKey.csv. Delete that file once the key is saved'),
    ).toBeVisible();
    await expect(sheet.option('Alibaba Cloud')).toBeChecked();
    await expectFilled(sheet, alibabaWords, pair);
  });

  test(`a dropped file of Huawei Cloud, ${what}, fills the form`, async ({ open }) => {
    const pair = fakePair('huawei');
    const sheet = new AddSheet((await open('add')).page);
    await dropFile(sheet.page, 'credentials.csv', Buffer.from(huaweiFile([{ ...pair, user: 'ops-reader' }], start)));
    await expect(sheet.page.getByText('Filled in from credentials.csv.')).toBeVisible();
    await expect(sheet.option('Huawei Cloud')).toBeChecked();
    await expectFilled(sheet, huaweiWords, pair);
    await expect(sheet.field('IAM User')).toHaveValue('ops-reader');
  });
}

test('a file in UTF-16, as a spreadsheet saves it, fills the form', async ({ open }) => {
  const pair = fakePair('alibaba');
  const sheet = new AddSheet((await open('add')).page);
  await dropFile(sheet.page, 'utf16.csv', Buffer.from(alibabaFile(pair, bom), 'utf16le'));
  await expect(sheet.page.getByText('Filled in from utf16.csv.')).toBeVisible();
  await expectFilled(sheet, alibabaWords, pair);
});

test('of a file with several keys one is chosen', async ({ open }) => {
  const rows = ['first', 'second', 'third'].map((user) => ({ user, ...fakePair('huawei') }));
  const sheet = new AddSheet((await open('add')).page);
  await choose(sheet.page, 'several.csv', huaweiFile(rows));
  await expect(sheet.page.getByText('several.csv holds 3 keys. Choose the one to add.')).toBeVisible();
  const choices = sheet.page.getByRole('list').getByRole('button');
  await expect(choices).toHaveCount(3);
  // What tells them apart, and never a secret.
  for (const { secret } of rows) await expect(sheet.page.getByText(secret)).toHaveCount(0);
  const [, second] = rows;
  if (!second) throw new Error('no second row');
  await choices.filter({ hasText: 'second' }).click();
  await expectFilled(sheet, huaweiWords, second);
  await expect(sheet.field('IAM User')).toHaveValue('second');
});

interface BadFile {
  name: string;
  content: () => Uint8Array;
  en: string;
  'zh-CN': string;
}

const badFiles: readonly BadFile[] = [
  {
    name: 'empty.csv',
    content: () => new Uint8Array(),
    en: 'empty.csv is empty. Download it again from the console.',
    'zh-CN': 'empty.csv 是空文件，请从控制台重新下载。',
  },
  {
    name: 'large.csv',
    content: () => Buffer.alloc(10 * 1024 * 1024, 'AccessKey ID,AccessKey Secret\r\n'),
    en: 'large.csv is too large for a console’s CSV file (at most 1 MB).',
    'zh-CN': 'large.csv 超出控制台 CSV 文件的大小（最大 1 MB）',
  },
  {
    name: 'picture.csv',
    content: () => Buffer.from('89504e470d0a1a0a0000000d494844520000001000000010', 'hex'),
    en: 'picture.csv isn’t a text file. Choose the CSV file that the console gave',
    'zh-CN': 'picture.csv 不是文本文件，请选择控制台下载的 CSV 文件',
  },
  {
    name: 'cut.csv',
    // UTF-16 that ends within a character.
    content: () => Buffer.from(`${bom}AccessKey ID,AccessKey Secret\r\n`, 'utf16le').subarray(0, -1),
    en: 'The characters of cut.csv can’t be read. Download it again, or save it as UTF-8.',
    'zh-CN': '无法识别 cut.csv 的字符编码，请重新下载，或另存为 UTF-8 编码。',
  },
  {
    name: 'other.csv',
    content: () => Buffer.from('Datum,Betrag\r\n1.1.,12\r\n'),
    en: 'other.csv doesn’t begin with a header that a console writes. Accepted: “AccessKey ID,AccessKey Secret”',
    'zh-CN': 'other.csv 的表头不是控制台下载文件的表头。支持的表头：“AccessKey ID,AccessKey Secret”',
  },
  {
    name: 'no-rows.csv',
    content: () => Buffer.from('AccessKey ID,AccessKey Secret\r\n'),
    en: 'no-rows.csv has a header but no key below it.',
    'zh-CN': 'no-rows.csv 只有表头，没有密钥。',
  },
  {
    name: 'half.csv',
    content: () => Buffer.from('AccessKey ID,AccessKey Secret\r\nLTAIFAKEFAKEFAKEFAKEFAKE,\r\n'),
    en: 'Row 2 of half.csv has no AccessKey ID or no secret.',
    'zh-CN': 'half.csv 第 2 行缺少 AccessKey ID 或 Secret。',
  },
];

const nameLabel = { en: 'Name', 'zh-CN': '名称' };

for (const language of languages) {
  for (const bad of badFiles) {
    test(`${bad.name} is none of a console: that is said, and nothing typed is lost (${language})`, async ({
      open,
    }) => {
      const sheet = new AddSheet((await open('add', { language })).page);
      const typed = fakePair('alibaba');
      await sheet.field(nameLabel[language]).fill('Typed before');
      await sheet.fillPair('alibaba', typed);

      await choose(sheet.page, bad.name, bad.content());
      await expect(sheet.page.getByRole('alert')).toContainText(bad[language]);
      await expect(sheet.field(nameLabel[language])).toHaveValue('Typed before');
      await expectFilled(sheet, alibabaWords, typed);

      // The same file dropped, small enough to be carried into the page.
      if (bad.content().byteLength < 1024 * 1024) {
        await dropFile(sheet.page, `dropped-${bad.name}`, bad.content());
        await expect(sheet.page.getByRole('alert')).toContainText(`dropped-${bad.name}`);
      }
    });
  }
}

import type { Language } from '../../common/languages';
import { isMasterPassword, scopeFacts, textOf } from '../support/fake/sheets';
import { masterPassword } from '../support/fake-keys';
import { expect, fail, languages, test } from '../support/view-test';
import { ExportSheet } from '../support/views/export';
import { words as common } from '../support/views/words';

/** The export sheet: what is wrong with a passphrase, a recipient or the master password, and what is said of each file. */

const words = {
  en: {
    all: /^All AccessKeys$/,
    account: 'Account hw-example',
    own: 'Own passphrase',
    tick: /Write the passphrase down/,
    short: /at least 12 characters/,
    differ: 'The two passphrases differ.',
    line: (line: number) => new RegExp(`^Line ${line} is not a recipient of age`),
    identity: (line: number) => new RegExp(`^Line ${line} is a secret identity`),
    exported: /^2 AccessKeys are in .*keys\.age/,
    csv: 'Not encrypted (CSV)',
    warning: 'This file is not encrypted',
    header: /^The file is as the console of Huawei Cloud writes it/,
    table: /^AccessKeys of several providers/,
    remove: /^The file isn’t encrypted\. Delete it/,
    stopped: 'The export was stopped. No file was written.',
  },
  'zh-CN': {
    all: /^全部 AccessKey$/,
    account: '账号 hw-example',
    own: '自定义密码短语',
    tick: /请先抄写或另行保存/,
    short: /至少需要 12 个字符/,
    differ: '两次输入的密码短语不一致，请重新输入。',
    line: (line: number) => new RegExp(`^第 ${line} 行不是有效的 age 公钥`),
    identity: (line: number) => new RegExp(`^第 ${line} 行是身份密钥`),
    exported: /^已将 2 个 AccessKey 导出到 .*keys\.age/,
    csv: '不加密（CSV）',
    warning: '该文件不加密',
    header: /^文件格式与华为云控制台下载的文件相同/,
    table: /^多个云平台的 AccessKey/,
    remove: /^该文件未加密。使用后请立即删除/,
    stopped: '导出已停止，未写入任何文件。',
  },
} as const satisfies Record<Language, Record<string, unknown>>;

const passphrase = 'ten-words-that-nobody-would-guess-and-that-are-fake';
/** The recipient of age's own example in its README. */
const recipient = 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p';

const answers = {
  'keyExport.count': () => scopeFacts(),
  'keyExport.passphrase': () => ({ passphrase: new TextEncoder().encode(passphrase) }),
};

for (const language of languages) {
  const say = { ...common[language], ...words[language] };

  test(`the passphrase that was made up has to be kept before it is used (${language})`, async ({ open }) => {
    const view = await open('export', {
      language,
      answers: { ...answers, 'keyExport.save': () => ({ fileName: 'keys.age', keys: 2, handover: null }) },
    });
    const sheet = new ExportSheet(view.page);
    await expect(sheet.choice(say.all)).toBeChecked();
    expect(await sheet.readPassphrase()).toBe(passphrase);
    await sheet.submit(masterPassword);
    await expect(view.page.getByText(say.tick)).toBeVisible();
    await expect(sheet.written).toBeFocused();
    expect(view.calls('keyExport.save')).toEqual([]);
    await sheet.written.check();
    await sheet.submit(masterPassword);
    const { scope, shown, to } = await view.called('keyExport.save');
    expect({ scope, shown }).toEqual({ scope: { kind: 'all' }, shown: scopeFacts().shown });
    expect(to.kind === 'passphrase' && textOf(to.passphrase)).toBe(passphrase);
    await expect(view.page.getByText(say.exported)).toBeVisible();
    await sheet.done();
    expect(await view.called('window.finish')).toEqual({ ticket: null });
  });

  test(`a passphrase of one’s own has a rule and is typed twice (${language})`, async ({ open }) => {
    const view = await open('export', { language, answers: { ...answers, 'keyExport.save': () => null } });
    const sheet = new ExportSheet(view.page);
    await sheet.choose(say.own);
    await sheet.own.fill('elevenchars');
    await sheet.repeat.fill('elevenchars');
    await sheet.submitButton.click();
    await expect(view.page.getByText(say.short, { exact: false }).last()).toBeVisible();
    await expect(sheet.own).toBeFocused();
    await sheet.own.fill('twelve chars');
    await sheet.repeat.fill('twelve chars!');
    await sheet.submitButton.click();
    await expect(view.page.getByText(say.differ)).toBeVisible();
    expect(view.calls('keyExport.save')).toEqual([]);
  });

  test(`recipients are refused line by line, the last by the vault; what was typed stays (${language})`, async ({
    open,
  }) => {
    const view = await open('export', {
      language,
      answers: {
        ...answers,
        'keyExport.save': ({ to, proof }) => {
          if (to.kind !== 'recipients' || to.recipients[0] !== recipient) fail('bad-recipient', { number: 1 });
          if (proof.method !== 'password' || !isMasterPassword(proof.password)) fail('wrong-password', {});
          return null;
        },
      },
    });
    const sheet = new ExportSheet(view.page);
    await sheet.useRecipients('# the team\nage1nonsense');
    await expect(view.page.getByText(say.line(2))).toBeVisible();
    await sheet.recipients.fill('AGE-SECRET-KEY-1FAKEFAKEFAKE');
    await expect(view.page.getByText(say.identity(1))).toBeVisible();
    // Of the right shape, but with a wrong checksum: only the vault can tell.
    await sheet.recipients.fill(`age1${'q'.repeat(58)}`);
    await sheet.submit(masterPassword);
    await expect(view.page.getByText(say.line(1))).toBeVisible();
    await expect(sheet.recipients).toBeFocused();

    await sheet.recipients.fill(recipient);
    await sheet.submit('not the master password');
    await expect(view.page.getByText(say.wrongPassword)).toBeVisible();
    await expect(sheet.password).toBeFocused();
    await expect(sheet.password).toHaveAttribute('aria-invalid', 'true');
    // The system's dialog is cancelled.
    await sheet.submit(masterPassword);
    await view.called('keyExport.save', 3);
    await expect(sheet.submitButton).toBeVisible();
    await expect(sheet.recipients).toHaveValue(recipient);
    await view.page.keyboard.press('Escape');
    expect(await view.called('window.finish')).toEqual({ ticket: null });
  });

  test(`an account is named, and a file that isn’t encrypted comes with its warning (${language})`, async ({
    open,
  }) => {
    const view = await open('export', {
      language,
      context: { scope: { kind: 'account', id: 1 } },
      answers: {
        ...answers,
        'keyExport.count': ({ scope }) =>
          scope.kind === 'account'
            ? scopeFacts({ keys: 1, account: { accountId: 'hw-example', alias: '' }, csvOf: 'huawei' })
            : scopeFacts(),
        'keyExport.save': ({ proof }) =>
          proof.method === 'password' && isMasterPassword(proof.password)
            ? { fileName: 'keys.csv', keys: 2, handover: null }
            : fail('wrong-password', {}),
      },
    });
    const sheet = new ExportSheet(view.page);
    await expect(sheet.choice(say.account)).toBeChecked();
    await sheet.choose(say.csv);
    await expect(view.page.getByText(say.warning)).toBeVisible();
    await expect(view.page.getByText(say.header)).toBeVisible();
    await sheet.choose(say.all);
    await expect(view.page.getByText(say.table)).toBeVisible();
    await sheet.submit('not the master password');
    await expect(sheet.password).toHaveAttribute('aria-invalid', 'true');
    await sheet.submit(masterPassword);
    expect(await view.called('keyExport.save', 2)).toMatchObject({ scope: { kind: 'all' }, to: { kind: 'csv' } });
    await expect(view.page.getByText(say.remove)).toBeVisible();
  });

  test(`an export that is stopped says so, and the form is as it was (${language})`, async ({ open }) => {
    const view = await open('export', {
      language,
      answers: { ...answers, 'keyExport.save': () => fail('cancelled', {}), 'keyExport.cancel': () => null },
      held: ['keyExport.save'],
    });
    const sheet = new ExportSheet(view.page);
    await sheet.readPassphrase();
    await sheet.written.check();
    await sheet.submit(masterPassword);
    await view.called('keyExport.save');
    view.tell('transferProgress', { done: 1, total: 2 });
    await expect(sheet.progress).toBeVisible();
    await sheet.stop.click();
    await view.called('keyExport.cancel');
    view.release('keyExport.save');
    await expect(view.page.getByText(say.stopped)).toBeVisible();
    await expect(sheet.written).toBeChecked();
  });
}

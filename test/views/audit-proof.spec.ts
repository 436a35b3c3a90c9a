import type { ArchiveCheck } from '../../common/audit/archive';
import { fakeKey } from '../support/fake/keys';
import { logRow } from '../support/fake/log';
import { fakeTicket, revealedKey, scopeFacts } from '../support/fake/sheets';
import { expect, languages, test } from '../support/view-test';
import { AuditView } from '../support/views/audit';
import { RevealSheet } from '../support/views/reveal';

/** What a row of the log proves, in words, and the archive of old records. */

const words = {
  en: {
    exported: 'Encrypted export',
    to: 'To whom',
    handed: 'Handed to',
    way: 'in an encrypted file',
    account: 'User of the key',
    close: 'Close',
    menu: 'Archive of the log',
    archive: 'Archive old records…',
    check: 'Check an archive…',
    act: 'Archive 3 Records',
    moved: '3 records were moved into',
    begins: 'The log begins with record 6 here.',
    good: /records 1 to 5 are complete and unchanged, and signed by this vault\. The log in the vault goes on with record 6/,
    bad: /is broken at record 3/,
    restore: 'Restore from a backup',
    leftBehind: '12 newer records of the former vault aren’t in this log',
    last: 'the last one is of ',
    notCarried: 'the former vault couldn’t be read, so protection is as it was in the backup',
  },
  'zh-CN': {
    exported: '加密导出',
    to: '接收方',
    handed: '交给',
    way: '写入加密文件',
    account: '密钥所属用户',
    close: '关闭',
    menu: '操作记录归档',
    archive: '归档较早的记录…',
    check: '校验归档文件…',
    act: '归档 3 条',
    moved: '已将 3 条记录移入',
    begins: '此处的记录从第 6 条开始',
    good: /第 1 至 5 条记录完整，未被篡改，签名属于此保险库。 ?保险库中的记录从第 6 条起接续/,
    bad: /在第 3 条处异常/,
    restore: '从备份恢复',
    leftBehind: '原保险库中 12 条较新的记录不在此日志中',
    last: '其中最后一条为',
    notCarried: '原保险库无法读取，操作保护沿用备份中的设置',
  },
} as const;

const key = fakeKey({ provider: 'alibaba', name: 'Billing 支付' });
const recipient = 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p';
const facts = {
  account: '1234567890123456',
  identity: 'ram-user',
  user: 'deploy-bot',
  way: 'age',
  recipient,
  fingerprint: 'SHA256:FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfakeFAK',
  place: '/home/ada/Documents/keyfold-export-2026-01-01.age',
  handedTo: 'Grace, ticket 42',
} as const;
const assigned = {
  before: '1234567890123456 / ada',
  after: 'prod-account / grace',
  account: 'prod-account',
  user: 'grace',
};

for (const language of languages) {
  const say = words[language];

  for (const theme of ['light', 'dark'] as const) {
    test(`L1: a row says whose key it is, to whom, by which way and where (${language}, ${theme})`, async ({
      open,
    }) => {
      const view = await open('main-view', { language, theme, keys: [key] });
      const rows = [
        logRow({ number: 8, action: 'exported', facts: { way: 'age', recipient, place: facts.place, count: 1 } }),
        logRow({ number: 7, action: 'exported', facts }, key),
        logRow({ number: 6, action: 'assign', facts: { identity: 'ram-user', ...assigned } }, key),
      ];
      view.answer({ 'audit.list': () => ({ total: 3, offset: 0, rows, checked: null, archived: 5 }) });
      const log = await AuditView.open(view.page);
      await expect(log.rows.nth(1)).toContainText(facts.handedTo);
      await expect(log.rows.nth(2)).toContainText('grace');
      await expect(view.page.getByText(say.begins)).toBeVisible();
      await log.rows.nth(1).getByRole('button', { name: say.exported }).click();
      const details = view.page.getByRole('dialog', { name: say.exported });
      for (const term of [say.to, say.handed, say.account]) await expect(details.getByText(term)).toBeVisible();
      for (const value of [recipient, facts.fingerprint, facts.place, facts.handedTo, say.way, facts.account]) {
        await expect(details.getByText(value)).toBeVisible();
      }
      await expect(details).toContainText('deploy-bot');
      await details.getByRole('button', { name: say.close }).click();
      await expect(details).toBeHidden();
    });
  }

  test(`F5: the record of a restore says what it left behind, and that protection was not carried over (${language})`, async ({
    open,
  }) => {
    const view = await open('main-view', { language, keys: [key] });
    const from = Date.UTC(2026, 9, 1, 8);
    const restored = { backup: 'daily', from, subject: '2026-10-01T080000Z-daily' } as const;
    const rows = [
      logRow({ number: 8, action: 'restore', facts: { ...restored, carried: false } }),
      logRow({ number: 7, action: 'restore', facts: { ...restored, lost: 12, to: from + 86_400_000 } }),
      logRow({ number: 6, action: 'restore', facts: restored }),
    ];
    view.answer({ 'audit.list': () => ({ total: 3, offset: 0, rows, checked: null, archived: 0 }) });
    const log = await AuditView.open(view.page);
    await expect(log.rows.nth(0)).toContainText(say.notCarried);
    await expect(log.rows.nth(1)).toContainText(say.leftBehind);
    // The end of the line is cut, so this comes first.
    await expect(log.rows.nth(1).getByText(say.leftBehind)).toHaveText(new RegExp(`^${say.leftBehind}`));
    // The two times are not shown as a span.
    await expect(log.rows.nth(1)).not.toContainText('→');
    await expect(log.rows.nth(2)).not.toContainText(say.leftBehind);
    await expect(log.rows.nth(2)).not.toContainText(say.notCarried);
    await log.rows.nth(1).getByRole('button', { name: say.restore }).click();
    const details = view.page.getByRole('dialog', { name: say.restore });
    await expect(details).toContainText(say.leftBehind);
    await expect(details).toContainText(say.last);
  });

  test(`F16: old records are archived after their number was said, and an archive is checked (${language})`, async ({
    open,
  }) => {
    const view = await open('main-view', { language, keys: [key] });
    const found: ArchiveCheck = {
      fileName: 'log.jsonl',
      first: 1,
      last: 5,
      problem: null,
      begins: 6,
      log: { at: Date.now(), rows: 3, broken: null },
    };
    let answer = found;
    view.answer({
      'audit.list': () => ({
        total: 3,
        offset: 0,
        rows: [logRow({ number: 6, action: 'add' }, key)],
        checked: null,
        archived: 5,
      }),
      'audit.archive': () => ({ fileName: 'log.jsonl', rows: 3, left: 0 }),
      'audit.checkArchive': () => answer,
    });
    await AuditView.open(view.page);
    const menu = view.page.getByRole('button', { name: say.menu });
    await menu.click();
    await view.page.getByRole('menuitem', { name: say.archive }).click();
    const act = view.page.getByRole('button', { name: say.act });
    await expect(act).toBeVisible();
    await act.click();
    await expect(view.page.getByText(say.moved)).toBeVisible();
    const { before } = view.calls('audit.archive').at(-1) ?? { before: 0 };
    const days = (Date.now() - before) / (24 * 60 * 60 * 1000);
    expect(days).toBeGreaterThan(364);
    expect(days).toBeLessThan(368);
    await menu.click();
    await view.page.getByRole('menuitem', { name: say.check }).click();
    await expect(view.page.getByText(say.good)).toBeVisible();
    answer = { ...found, problem: { kind: 'row', row: 3 } };
    await menu.click();
    await view.page.getByRole('menuitem', { name: say.check }).click();
    await expect(view.page.getByRole('alert').filter({ hasText: say.bad })).toBeVisible();
  });

  test(`L1: a note about to whom a key is given goes with the copy; an empty one does not (${language})`, async ({
    open,
  }) => {
    const view = await open('reveal', {
      language,
      context: { ticket: fakeTicket },
      answers: { 'reveal.open': () => revealedKey({}), 'reveal.copy': () => ({ seconds: 30 }) },
    });
    const copy = new RevealSheet(view.page).copyButton('AccessKey ID');
    await copy.click();
    expect(await view.called('reveal.copy')).toEqual({ part: 'accessKeyId' });
    await view.page.getByLabel(say.handed).fill(' Grace, ticket 42 ');
    await copy.click();
    expect(await view.called('reveal.copy', 2)).toEqual({ part: 'accessKeyId', handedTo: 'Grace, ticket 42' });
  });

  test(`L1: the export and the use in a tool have the field too (${language})`, async ({ open }) => {
    const exporting = await open('export', {
      language,
      answers: {
        'keyExport.count': () => scopeFacts({ keys: 2 }),
        'keyExport.passphrase': () => ({ passphrase: new TextEncoder().encode('ten-fake-words') }),
      },
    });
    await expect(exporting.page.getByLabel(say.handed)).toBeVisible();
    const using = await open('use', {
      language,
      context: { keyId: key.id },
      answers: {
        'keys.get': () => key,
        'keyUse.look': () => ({ preview: 'export FAKE', problem: null, existing: null, switched: [], names: [] }),
      },
    });
    await expect(using.page.getByLabel(say.handed)).toBeVisible();
  });
}

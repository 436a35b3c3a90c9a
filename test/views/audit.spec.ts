import type { AuditCheck, AuditRow } from '../../common/audit/actions';
import { fakeKey } from '../support/fake/keys';
import { logFound, logRow } from '../support/fake/log';
import { byOwner, fakeTicket, planTold } from '../support/fake/sheets';
import { masterPassword } from '../support/fake-keys';
import type { OpenedView } from '../support/opened-view';
import { expect, fail, languages, test } from '../support/view-test';
import { AuditView } from '../support/views/audit';
import { MainView } from '../support/views/main-view';
import { VerifySheet } from '../support/views/verify';
import { words as common } from '../support/views/words';

const words = {
  en: {
    actions: [
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
    ],
    refused: 'Refused',
    why: 'wrong master password',
    copy: 'Copy',
    all: '12 records',
    one: '1 record',
    two: '2 records',
    seven: '7 records',
    thirteen: '13 records',
    action: 'Action',
    outcome: 'Outcome',
    clear: 'Clear filters',
    none: 'No records match',
    whole: 'The log is complete and unchanged: 12 records were checked.',
    checked: 'Check of the log',
    allKeys: 'All keys',
    ofThisKey: 'Operation log of this key',
    showAll: 'Show all keys',
    exported: 'Export of the log',
    question: 'Verify that it’s you to export the operation log.',
    saved: '12 records were saved as log.csv.',
    broken: 'The log was changed outside Keyfold',
    show: 'Show log',
    advice: 'Don’t rely on the records around it.',
    lost: 'Cancel Default Setting',
    expired: 'it expired',
    clock: 'Clock confirmed',
    changed: 'Record 2 isn’t what Keyfold wrote',
    missing: 'Record 3 is missing',
  },
  'zh-CN': {
    actions: [
      '解锁',
      '解锁失败',
      '锁定',
      '设为默认',
      '复制',
      '显示 Secret',
      '查看 Secret：通过验证',
      '查看 Secret：通过验证',
      '显示 Secret',
      '添加 AccessKey',
      '创建保险库',
      '开始记录',
    ],
    refused: '已拒绝',
    why: '主密码不正确',
    copy: '复制',
    all: '共 12 条',
    one: '共 1 条',
    two: '共 2 条',
    seven: '共 7 条',
    thirteen: '共 13 条',
    action: '操作',
    outcome: '结果',
    clear: '清除筛选条件',
    none: '没有符合条件的记录',
    whole: '操作记录完整，未被篡改，已校验 12 条。',
    checked: '校验操作记录',
    allKeys: '全部 AccessKey',
    ofThisKey: '查看该密钥的操作记录',
    showAll: '查看全部密钥的记录',
    exported: '导出操作记录',
    question: '导出操作记录前，请先验证身份。',
    saved: '已将 12 条记录保存为 log.csv。',
    broken: '操作记录曾在 Keyfold 之外被改动',
    show: '查看记录',
    advice: '请勿采信该处前后的记录。',
    lost: '取消默认',
    expired: '密钥已过期',
    clock: '确认系统时间',
    changed: '第 2 条记录与 Keyfold 写入的不一致',
    missing: '第 3 条记录缺失：已被删除。',
  },
};

const key = fakeKey({ provider: 'pingan', name: 'Audited 支付' });
const refused = { outcome: 'refused', code: 'wrong-password' } as const;

/** What a person did from making a vault to opening it again. */
const story = (): AuditRow[] => [
  logRow({ number: 1, action: 'log-started' }),
  logRow({ number: 2, action: 'vault-created' }),
  logRow({ number: 3, action: 'add' }, key),
  logRow({ number: 4, action: 'reveal-displayed' }, key),
  logRow({ number: 5, action: 'reveal-allowed', ...refused }, key),
  logRow({ number: 6, action: 'reveal-allowed' }, key),
  logRow({ number: 7, action: 'reveal-displayed' }, key),
  logRow({ number: 8, action: 'copy', facts: { part: 'secret' } }, key),
  logRow({ number: 9, action: 'set-default' }, key),
  logRow({ number: 10, action: 'lock' }),
  logRow({ number: 11, action: 'unlock-failed', ...refused }),
  logRow({ number: 12, action: 'unlock' }),
];

/** Answers as a vault with these rows. */
function answerLog(view: OpenedView<'main-view'>, rows: AuditRow[]): void {
  let checked: AuditCheck | null = null;
  view.answer({
    'audit.list': ({ offset, limit, filter }) => {
      const all = logFound(rows, filter);
      return { total: all.length, offset, rows: all.slice(offset, offset + limit), checked, archived: 0 };
    },
    'audit.check': () => {
      checked = { at: Date.now(), rows: rows.length, broken: null };
      rows.push(logRow({ number: rows.length + 1, action: 'audit-checked' }));
      return checked;
    },
  });
}

for (const language of languages) {
  const say = { ...common[language], ...words[language] };

  test(`the log says who did what to which key, with what outcome (${language})`, async ({ open }) => {
    const view = await open('main-view', { language, keys: [key] });
    answerLog(view, story());
    const log = await AuditView.open(view.page);
    await expect.poll(() => log.actions()).toEqual(say.actions);
    await expect(log.count).toHaveText(say.all);
    const ofRefusals = log.rows.filter({ hasText: say.refused });
    await expect(ofRefusals).toHaveCount(2);
    await expect(ofRefusals.last()).toContainText(say.why);
    await expect(ofRefusals.last()).toContainText(key.name);
    await expect(ofRefusals.last()).toContainText('ada');
    await expect(log.rows.filter({ hasText: say.copy })).toContainText(`…${key.accessKeyId.slice(-4)}`);
  });

  test(`what happened by itself says why, and a clock that was said to be right stands there (${language})`, async ({
    open,
  }) => {
    const view = await open('main-view', { language, keys: [key] });
    answerLog(view, [
      logRow({ number: 1, action: 'cancel-default', facts: { why: 'expired' } }, key),
      logRow({ number: 2, action: 'clock-accepted' }),
    ]);
    const log = await AuditView.open(view.page);
    await expect.poll(() => log.actions()).toEqual([say.clock, say.lost]);
    await expect(log.rows.last()).toContainText(say.expired);
  });

  test(`the log is narrowed, and all of it comes back (${language})`, async ({ open }) => {
    const view = await open('main-view', { language, keys: [key] });
    answerLog(view, story());
    const log = await AuditView.open(view.page);
    const clear = log.page.getByRole('button', { name: say.clear });
    await log.narrow(say.action, say.copy);
    await expect(log.count).toHaveText(say.one);
    expect(view.calls('audit.list').at(-1)?.filter).toMatchObject({ action: 'copy', outcome: null });
    await clear.click();
    await expect(log.count).toHaveText(say.all);
    await log.narrow(say.outcome, say.refused);
    await expect(log.count).toHaveText(say.two);
    expect(view.calls('audit.list').at(-1)?.filter).toMatchObject({ action: null, outcome: 'refused' });
    await clear.click();
    await log.page.getByRole('searchbox').fill('no such key');
    await expect(log.page.getByText(say.none)).toBeVisible();
    await clear.last().click();
    await expect(log.count).toHaveText(say.all);
  });

  test(`a check says how many records are whole, and stands in the log itself (${language})`, async ({ open }) => {
    const view = await open('main-view', { language, keys: [key] });
    answerLog(view, story());
    const log = await AuditView.open(view.page);
    await log.check.click();
    await expect(new MainView(view.page).said(say.whole)).toBeVisible();
    await expect.poll(async () => (await log.actions())[0]).toBe(say.checked);
    await expect(log.count).toHaveText(say.thirteen);
  });

  test(`from a key’s basic properties to its own records, and to all (${language})`, async ({ open }) => {
    const view = await open('main-view', { language, keys: [key] });
    answerLog(view, story());
    const main = new MainView(view.page);
    await main.select(key.name);
    await main.action(say.ofThisKey).click();
    const log = new AuditView(view.page);
    await expect(log.count).toHaveText(say.seven);
    expect(view.calls('audit.list').at(-1)?.filter.keyId).toBe(key.id);
    await log.page.getByRole('button', { name: say.showAll }).click();
    await expect(log.count).toHaveText(say.all);
  });

  test(`the log is exported only after a verification, and what became of it is said (${language})`, async ({
    open,
  }) => {
    const view = await open('main-view', { language, keys: [key], answers: { 'protection.needs': () => byOwner } });
    const rows = story();
    answerLog(view, rows);
    view.answer({
      'audit.saveCsv': () => {
        rows.push(logRow({ number: rows.length + 1, action: 'audit-exported' }));
        return { fileName: 'log.csv', rows: 12 };
      },
    });
    const log = await AuditView.open(view.page);
    const filter = { action: null, outcome: null, keyId: null, text: '', from: null, to: null };
    const intent = { act: 'export-log' as const, filter };
    const ask = { sheet: 'verify', intent } as const;

    // Not verified: nothing is asked and nothing is saved.
    await log.export.click();
    expect(await view.called('window.openSheet')).toEqual(ask);
    view.tell('verified', { intent, ticket: null });
    await log.export.click();
    expect(await view.called('window.openSheet', 2)).toEqual(ask);
    expect(view.calls('audit.saveCsv')).toEqual([]);
    view.tell('verified', { intent, ticket: fakeTicket });
    expect((await view.called('audit.saveCsv')).ticket).toBe(fakeTicket);
    await expect(new MainView(view.page).said(say.saved)).toBeVisible();
    await expect.poll(async () => (await log.actions())[0]).toBe(say.exported);

    const question = await open('verify', {
      language,
      context: { intent },
      answers: {
        'protection.plan': () => planTold('leave.log', [], { rows: 3 }),
        'protection.verify': () => fail('wrong-password', {}),
      },
    });
    const verify = new VerifySheet(question.page);
    await expect(verify.page.getByText(say.question)).toBeVisible();
    await verify.submit(masterPassword);
    await expect(verify.page.getByText(say.wrongPassword)).toBeVisible();
    await verify.cancel();
    expect(await question.called('window.finish')).toEqual({ ticket: null });
  });

  for (const [kind, row] of [
    ['changed', 2],
    ['missing', 3],
  ] as const) {
    test(`a record that was ${kind} outside Keyfold is said, and nothing else is held up (${language})`, async ({
      open,
    }) => {
      const view = await open('main-view', { language, keys: [key] });
      const broken = { at: Date.now(), rows: row - 1, broken: { row, kind } };
      view.answer({ 'audit.list': ({ offset }) => ({ total: 0, offset, rows: [], checked: broken, archived: 0 }) });
      const main = new MainView(view.page);
      await expect(main.row(key.name)).toBeVisible();
      view.tell('auditBroken', broken);
      const notice = view.page.getByRole('alert').filter({ hasText: say.broken });
      await expect(notice).toContainText(say[kind]);
      await notice.getByRole('button', { name: say.show }).click();
      await expect(view.page.getByRole('alert').filter({ hasText: say[kind] })).toContainText(say.advice);
      await main.chooseProvider(say.allKeys);
      await expect(main.row(key.name)).toBeVisible();
      await main.openAdd();
      expect(await view.called('window.openSheet')).toEqual({ sheet: 'add', provider: null });
    });
  }
}

test('a row that comes while the log is shown stands in it', async ({ open }) => {
  const view = await open('main-view', { keys: [key] });
  const rows = story();
  answerLog(view, rows);
  const log = await AuditView.open(view.page);
  await expect(log.count).toHaveText('12 records');
  rows.push(logRow({ number: 13, action: 'backup', facts: { backup: 'daily' } }));
  view.tell('backupsChanged', null);
  await expect.poll(async () => (await log.actions())[0]).toBe('Backup');
  rows.push(logRow({ number: 14, action: 'set-default' }, key));
  view.tell('keysChanged', { id: key.id });
  await expect(log.count).toHaveText('14 records');
});

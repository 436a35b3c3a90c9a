import type { Intent } from '../../common/intents';
import type { KeyDetail } from '../../common/keys/access-key';
import type { Language } from '../../common/languages';
import { fakeKey } from '../support/fake/keys';
import { fakeTicket, isMasterPassword, needs, planTold, textOf } from '../support/fake/sheets';
import { masterPassword } from '../support/fake-keys';
import { expect, fail, languages, test } from '../support/view-test';
import { MainView } from '../support/views/main-view';
import { VerifySheet } from '../support/views/verify';
import { words as common } from '../support/views/words';

/** The question for a verification before a protected act, and what the list does with the answer. */

const words = {
  en: {
    master: 'Master password',
    asks: {
      reveal: 'Verify that it’s you to see the secret of this key.',
      delete: 'Verify that it’s you to delete this key.',
      enable: 'Verify that it’s you to enable this key.',
      disable: 'Verify that it’s you to disable this key.',
      edit: 'Verify that it’s you to change the account or user of this key.',
      assign: 'Verify that it’s you to assign this key to another identity.',
    },
    assignTitle: 'Assign AccessKey',
    deleteMany: 'Delete 412 AccessKeys for Good',
    more: 'and 400 more',
    lost: 'The secrets are deleted for good. This can’t be undone.',
    disables: '12 enabled keys are disabled first.',
    toBin: 'They can be restored from the recycle bin for 30 days.',
    changed: 'What would be done has changed since it was shown',
    usedCode: 'This code was used already, and each works once.',
    sixDigits: 'A verification code has 6 digits.',
    tooMany: /Too many wrong attempts\. Try again in \d+ s\./,
    wrongAdministrator: 'The administrator’s password is wrong.',
    onlyAdministrator: 'The access key management lock is on: only its administrator can do this.',
    deleted: '“Main” is in the recycle bin.',
    disabled: 'Disabled',
    enabled: 'Enabled',
    user: 'Subaccount Name',
    saved: 'was saved',
    assignSubmit: 'Assign',
    assigned: 'was assigned to “ci-runner”.',
    backups: 'Backups',
    daily: 'Daily',
    lostBackups: 'What only these 9 backups hold is gone for good.',
  },
  'zh-CN': {
    master: '主密码',
    asks: {
      reveal: '查看该密钥的 Secret 前，请先验证身份。',
      delete: '删除该密钥前，请先验证身份。',
      enable: '启用该密钥前，请先验证身份。',
      disable: '禁用该密钥前，请先验证身份。',
      edit: '更改该密钥所属的账号或用户前，请先验证身份。',
      assign: '将该密钥分配给其他身份前，请先验证身份。',
    },
    assignTitle: '分配 AccessKey',
    deleteMany: '永久删除 412 个 AccessKey',
    more: '以及另外 400 个',
    lost: 'Secret 将被永久删除，无法恢复。',
    disables: '其中 12 个处于启用状态，将先被禁用。',
    toBin: '30 天内可以从回收站恢复。',
    changed: '要执行的操作在显示之后发生了变化',
    usedCode: '该验证码已使用，每个验证码仅可使用一次。',
    sixDigits: '验证码为 6 位数字。',
    tooMany: /错误次数过多，请在 \d+ 秒后重试。/,
    wrongAdministrator: '管理员密码不正确。',
    onlyAdministrator: '访问密钥管理锁已开启，仅管理员可执行此操作。',
    deleted: '“Main”已移入回收站。',
    disabled: '已禁用',
    enabled: '已启用',
    user: '子账号名',
    saved: '已保存',
    assignSubmit: '分配',
    assigned: '已分配给“ci-runner”。',
    backups: '备份列表',
    daily: '每日',
    lostBackups: '仅存于这 9 个备份中的内容将永久丢失',
  },
} as const satisfies Record<Language, Record<string, string | RegExp | Record<string, string>>>;

const acts = ['reveal', 'delete', 'enable', 'disable', 'edit', 'assign'] as const;

const effectOf = {
  reveal: 'leave.reveal',
  delete: 'key.delete',
  enable: 'key.enable',
  disable: 'key.disable',
  edit: 'key.assign',
  assign: 'key.assign',
} as const;

function intentOn(act: (typeof acts)[number], { id, ...key }: KeyDetail): Intent {
  if (act === 'reveal') return { act, id };
  if (act === 'assign') return { act, ids: [id], identity: 1 };
  if (act !== 'edit') return { act, ids: [id] };
  const { name, description, accountId, identityKind, identityName, endpoint } = key;
  const { providerCreatedAt, providerUsedAt } = key;
  const dates = { providerCreatedAt, providerUsedAt };
  return { act, key: { id, name, description, accountId, identityKind, identityName, endpoint, dates } };
}

for (const language of languages) {
  const say = { ...common[language], ...words[language] };
  const names = {
    reveal: say.viewSecret,
    delete: say.delete,
    enable: say.enable,
    disable: say.disable,
    edit: say.edit,
    assign: say.assignTitle,
  } as const;

  for (const act of acts) {
    test(`says what is about to happen, to which key: ${act} (${language})`, async ({ open }) => {
      const key = fakeKey({ provider: 'alibaba', name: 'Main' });
      const intent = intentOn(act, key);
      const told = planTold(effectOf[act], [key]);
      const view = await open('verify', {
        language,
        context: { intent },
        answers: { 'protection.plan': () => told, 'protection.verify': () => ({ ticket: fakeTicket }) },
      });
      const sheet = new VerifySheet(view.page);
      await expect(sheet.dialog).toHaveAccessibleName(names[act]);
      await expect(sheet.page.getByText(say.asks[act])).toBeVisible();
      await expect(sheet.page.getByText(key.name, { exact: true })).toHaveCount(1);
      await expect(sheet.page.getByText(key.accessKeyId, { exact: true })).toHaveCount(1);
      await expect(sheet.confirm).toHaveText(names[act]);
      expect(view.calls('protection.plan')).toEqual([{ intent }]);
      await sheet.submit(masterPassword);
      const call = await view.called('protection.verify');
      expect(call).toMatchObject({ intent, digest: told.digest, proof: { method: 'password' } });
      expect(await view.called('window.finish')).toEqual({ ticket: fakeTicket });
    });
  }

  test(`F6: one sheet says what happens to four hundred keys, and what of it can’t be undone (${language})`, async ({
    open,
  }) => {
    const long = `${'deploy-'.repeat(20)}end`;
    const keys = Array.from({ length: 12 }, (_, index) =>
      fakeKey({ provider: 'alibaba', name: index === 0 ? long : index === 1 ? 'مفتاح (abc' : `Key ${index}` }),
    );
    const intent = { act: 'erase', ids: keys.map(({ id }) => id) } as const;
    const told = planTold('key.erase', keys, { total: 412, effects: [{ effect: 'key.erase', count: 412 }] });
    const view = await open('verify', {
      language,
      context: { intent: { act: intent.act, ids: [...intent.ids] } },
      answers: { 'protection.plan': () => told, 'protection.verify': () => ({ ticket: fakeTicket }) },
    });
    const sheet = new VerifySheet(view.page);
    await expect(sheet.dialog).toHaveAccessibleName(say.deleteMany);
    await expect(sheet.confirm).toHaveText(say.deleteMany);
    const list = sheet.page.getByRole('list', { name: 'AccessKey' });
    await expect(list.getByRole('listitem')).toHaveCount(12);
    // The middle is left out: both ends of a long name can be read, and all of it in its title.
    const first = list.getByRole('listitem').first();
    await expect(first.locator('bdi').first()).toHaveText(/^deploy-.*….*-end$/);
    await expect(first.locator('bdi').first()).toHaveAttribute('title', long);
    await expect(first).toContainText(keys[0]?.accessKeyId ?? '');
    await expect(list.locator('bdi').filter({ hasText: 'مفتاح (abc' })).toHaveText('مفتاح (abc');
    await expect(sheet.page.getByText(say.more)).toBeVisible();
    await expect(sheet.page.getByText(say.lost)).toBeVisible();
    // The list scrolls, and the password stays in sight.
    await expect(sheet.password).toBeInViewport();
    expect(await list.evaluate((element) => element.scrollHeight > element.clientHeight)).toBe(true);
    await sheet.submit(masterPassword);
    expect((await view.called('protection.verify')).digest).toBe(told.digest);
  });

  test(`deleting says that enabled keys are disabled first, and for how long they can be restored (${language})`, async ({
    open,
  }) => {
    const keys = Array.from({ length: 12 }, (_, index) => fakeKey({ provider: 'alibaba', name: `Key ${index}` }));
    const effects = [
      { effect: 'key.disable' as const, count: 12 },
      { effect: 'key.delete' as const, count: 12 },
    ];
    const ids = keys.map(({ id }) => id);
    const view = await open('verify', {
      language,
      context: { intent: { act: 'delete', ids } },
      answers: { 'protection.plan': () => planTold('key.delete', keys, { effects }) },
    });
    for (const words of [say.disables, say.toBin]) await expect(view.page.getByText(words)).toBeVisible();
    await expect(view.page.getByText(say.lost)).toHaveCount(0);
  });

  test(`F6: what has changed since it was shown is shown again, and needs another verification (${language})`, async ({
    open,
  }) => {
    const key = fakeKey({ provider: 'alibaba', name: 'Main' });
    const renamed = { ...key, name: 'Renamed' };
    const shown = planTold('key.delete', [key]);
    const now = planTold('key.delete', [renamed], { digest: 'ce'.repeat(32) });
    let changed = false;
    const view = await open('verify', {
      language,
      context: { intent: { act: 'delete', ids: [key.id] } },
      answers: {
        'protection.plan': () => (changed ? now : shown),
        'protection.verify': ({ digest }) => {
          changed = true;
          return digest === now.digest ? { ticket: fakeTicket } : fail('plan-changed', {});
        },
      },
    });
    const sheet = new VerifySheet(view.page);
    await sheet.submit(masterPassword);
    await expect(sheet.page.getByText(say.changed)).toBeVisible();
    await expect(sheet.page.getByText('Renamed', { exact: true })).toBeVisible();
    await sheet.submit(masterPassword);
    expect(await view.called('window.finish')).toEqual({ ticket: fakeTicket });
  });

  test(`a wrong master password is said at its field; Cancel verifies nothing (${language})`, async ({ open }) => {
    const key = fakeKey({ provider: 'alibaba', name: 'Main' });
    const view = await open('verify', {
      language,
      context: { intent: { act: 'delete', ids: [key.id] } },
      answers: {
        'protection.plan': () => planTold('key.delete', [key]),
        'protection.verify': ({ proof }) =>
          proof.method === 'password' && isMasterPassword(proof.password)
            ? { ticket: fakeTicket }
            : fail('wrong-password', {}),
      },
    });
    const sheet = new VerifySheet(view.page);
    await expect(sheet.password).toBeFocused();
    await sheet.submit('not the master password');
    await expect(sheet.page.getByText(say.wrongPassword)).toBeVisible();
    await expect(sheet.password).toBeFocused();
    await sheet.cancel();
    expect(await view.called('window.finish')).toEqual({ ticket: null });
  });

  test(`too many wrong attempts: how long to wait is said, and nothing is sent meanwhile (${language})`, async ({
    open,
  }) => {
    const key = fakeKey({ provider: 'huawei', name: 'Main' });
    const view = await open('verify', {
      language,
      context: { intent: { act: 'delete', ids: [key.id] } },
      answers: {
        'protection.plan': () => planTold('key.delete', [key]),
        'protection.verify': () => {
          // As after the fifth.
          view.answer({
            'protection.needs': () => ({
              by: 'owner',
              authenticator: false,
              waits: { password: 30, code: 0, administrator: 0 },
            }),
          });
          return fail('wrong-password', {});
        },
      },
    });
    const sheet = new VerifySheet(view.page);
    await sheet.submit('wrong 5');
    await expect(sheet.page.getByText(say.tooMany)).toBeVisible();
    await expect(sheet.confirm).toBeDisabled();
    await sheet.password.fill(masterPassword);
    await sheet.page.keyboard.press('Enter');
    await sheet.cancel();
    expect(await view.called('window.finish')).toEqual({ ticket: null });
    expect(view.calls('protection.verify')).toHaveLength(1);
  });

  test(`a code verifies instead of the master password, and a used one is said (${language})`, async ({ open }) => {
    const key = fakeKey({ provider: 'pingan', name: 'Main' });
    const view = await open('verify', {
      language,
      context: { intent: { act: 'delete', ids: [key.id] } },
      answers: {
        'protection.plan': () => planTold('key.delete', [key]),
        'protection.needs': () => needs('owner', true),
        'protection.verify': ({ proof }) => (proof.method === 'code' ? fail('code-used', {}) : { ticket: fakeTicket }),
      },
    });
    const sheet = new VerifySheet(view.page);
    await sheet.submitCode('12345');
    await expect(sheet.page.getByText(say.sixDigits)).toBeVisible();
    expect(view.calls('protection.verify')).toEqual([]);
    await sheet.submitCode('123 456');
    await expect(sheet.page.getByText(say.usedCode)).toBeVisible();
    expect((await view.called('protection.verify')).proof).toEqual({ method: 'code', code: '123456' });
    await sheet.page.getByRole('radio', { name: say.master }).check();
    await sheet.submit(masterPassword);
    expect((await view.called('protection.verify', 2)).proof.method).toBe('password');
    expect(await view.called('window.finish')).toEqual({ ticket: fakeTicket });
  });

  test(`under the lock only the administrator’s password is asked for (${language})`, async ({ open }) => {
    const key = fakeKey({ provider: 'pingan', name: 'Main' });
    const view = await open('verify', {
      language,
      context: { intent: { act: 'delete', ids: [key.id] } },
      answers: {
        'protection.plan': () => planTold('key.delete', [key]),
        'protection.needs': () => needs('administrator'),
        'protection.verify': ({ proof }) =>
          proof.method === 'administrator' && textOf(proof.password) === 'fake administrator password'
            ? { ticket: fakeTicket }
            : fail('wrong-administrator', {}),
      },
    });
    const sheet = new VerifySheet(view.page);
    await expect(sheet.dialog).toContainText(say.onlyAdministrator);
    await expect(sheet.password).toHaveCount(0);
    await sheet.submitAdministrator(masterPassword);
    await expect(sheet.page.getByText(say.wrongAdministrator)).toBeVisible();
    await sheet.submitAdministrator('fake administrator password');
    expect(await view.called('window.finish')).toEqual({ ticket: fakeTicket });
  });

  test(`deleting waits for the verification, does nothing without one, and says what is gone (${language})`, async ({
    open,
  }) => {
    const keys = [fakeKey({ provider: 'alibaba', name: 'Main' })];
    const keyId = keys[0]?.id ?? '';
    const view = await open('main-view', { language, keys });
    view.answer({
      'keys.delete': ({ ids: [id = ''], ticket }) => {
        if (ticket === undefined) fail('verification-required', { effect: 'key.delete', keyId: id });
        keys.length = 0;
        view.tell('keysChanged', { id: null });
        return { undo: fakeTicket };
      },
    });
    const main = new MainView(view.page);
    const ask = async (time: number) => {
      await main.select('Main');
      await main.action(say.delete).click();
      await main.confirmDelete.click();
      expect(await view.called('window.openSheet', time)).toEqual({
        sheet: 'verify',
        intent: { act: 'delete', ids: [keyId] },
      });
    };
    await ask(1);
    view.tell('verified', { intent: { act: 'delete', ids: [keyId] }, ticket: null });
    await expect(main.dialog).toHaveCount(0);
    await expect(main.row('Main')).toBeVisible();
    expect(view.calls('keys.delete').filter(({ ticket }) => ticket !== undefined)).toEqual([]);
    await ask(2);
    view.tell('verified', { intent: { act: 'delete', ids: [keyId] }, ticket: fakeTicket });
    await expect(main.said(say.deleted)).toBeVisible();
    await expect(main.row('Main')).toHaveCount(0);
    expect(view.calls('keys.delete').at(-1)).toEqual({ ids: [keyId], ticket: fakeTicket });
  });

  test(`disabling and enabling wait for the verification where Settings say so (${language})`, async ({ open }) => {
    const key = fakeKey({ provider: 'alibaba', name: 'Main' });
    const view = await open('main-view', { language, keys: [key] });
    view.answer({
      'keys.setStatus': ({ ids: [id = ''], status, ticket }) => {
        const effect = status === 'disabled' ? 'key.disable' : 'key.enable';
        if (ticket === undefined) fail('verification-required', { effect, keyId: id });
        key.status = status;
        view.tell('keysChanged', { id });
        return null;
      },
    });
    const main = new MainView(view.page);
    const keyId = key.id;
    await main.select('Main');
    await main.action(say.disable).click();
    await main.dialog.getByRole('button', { name: say.disable, exact: true }).click();
    expect(await view.called('window.openSheet')).toEqual({
      sheet: 'verify',
      intent: { act: 'disable', ids: [keyId] },
    });
    view.tell('verified', { intent: { act: 'disable', ids: [keyId] }, ticket: fakeTicket });
    await expect(main.cell('Main', 'status')).toHaveText(say.disabled);
    await main.action(say.enable).click();
    expect(await view.called('window.openSheet', 2)).toEqual({
      sheet: 'verify',
      intent: { act: 'enable', ids: [keyId] },
    });
    view.tell('verified', { intent: { act: 'enable', ids: [keyId] }, ticket: null });
    await expect(main.cell('Main', 'status')).toHaveText(say.disabled);
    await main.action(say.enable).click();
    await view.called('window.openSheet', 3);
    view.tell('verified', { intent: { act: 'enable', ids: [keyId] }, ticket: fakeTicket });
    await expect(main.cell('Main', 'status')).toHaveText(say.enabled);
  });

  for (const theme of ['light', 'dark'] as const) {
    test(`keeping fewer backups names each that goes, and how many (${language}, ${theme})`, async ({ open }) => {
      const backups = Array.from({ length: 9 }, (_, index) => {
        const at = Date.UTC(2026, 10, 9 - index, 8);
        return { name: `2026-11-0${9 - index}T080000Z-daily`, kind: 'daily' as const, at };
      });
      const effects = [
        { effect: 'backups.keepFewer' as const, count: 1 },
        { effect: 'backup.remove' as const, count: 9 },
      ];
      const view = await open('verify', {
        ...{ language, theme, size: { width: 900, height: 600 } },
        context: { intent: { act: 'keep-backups', keep: { days: 3, weeks: 0, months: 0, acts: 1 } } },
        answers: {
          'protection.plan': () => planTold('backups.keepFewer', [], { backups, effects }),
          'protection.verify': () => ({ ticket: fakeTicket }),
        },
      });
      const sheet = new VerifySheet(view.page);
      const list = view.page.getByRole('list', { name: say.backups });
      await expect(list.getByRole('listitem')).toHaveCount(9);
      await expect(list.getByRole('listitem').first()).toContainText(say.daily);
      await expect(view.page.getByText(say.lostBackups)).toBeVisible();
      // The list scrolls by itself, also with the keyboard; what is asked for stays in sight.
      await expect(sheet.password).toBeInViewport({ ratio: 1 });
      await expect(sheet.confirm).toBeInViewport({ ratio: 1 });
      await expect(list.getByRole('listitem').last()).not.toBeInViewport();
      await list.focus();
      await view.page.keyboard.press('End');
      await expect(list.getByRole('listitem').last()).toBeInViewport({ ratio: 1 });
      await sheet.submit(masterPassword);
      expect(await view.called('window.finish')).toEqual({ ticket: fakeTicket });
    });
  }

  test(`an edit that needs a verification keeps what was typed where there is none (${language})`, async ({ open }) => {
    const key = fakeKey({ provider: 'pingan', name: 'Main', identityName: 'before' });
    const view = await open('main-view', { language, keys: [key] });
    view.answer({
      'accounts.room': () => ({
        complete: false,
        quota: null,
        held: 0,
        left: null,
        accessType: 'programmatic',
        apiCredential: 'access-key',
        credential: 'both',
      }),
      'keys.edit': ({ id, ticket, ...details }) => {
        if (details.identityName !== key.identityName && ticket === undefined)
          fail('verification-required', { effect: 'key.assign', keyId: id });
        Object.assign(key, details);
        view.tell('keysChanged', { id });
        return null;
      },
    });
    const main = new MainView(view.page);
    await main.select('Main');
    await main.action(say.edit).click();
    const user = main.dialog.getByLabel(say.user);
    const save = main.dialog.getByRole('button', { name: say.save, exact: true });
    await user.fill('someone-else');
    await save.click();
    const intent = intentOn('edit', { ...key, identityName: 'someone-else' });
    expect(await view.called('window.openSheet')).toEqual({ sheet: 'verify', intent });
    view.tell('verified', { intent, ticket: null });
    await expect(user).toHaveValue('someone-else');
    await save.click();
    await view.called('window.openSheet', 2);
    view.tell('verified', { intent, ticket: fakeTicket });
    await expect(main.said(say.saved)).toBeVisible();
    await expect(main.property(say.user)).toHaveText('someone-else');
    expect(view.calls('keys.edit').at(-1)?.ticket).toBe(fakeTicket);
  });
}

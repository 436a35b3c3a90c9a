import type { KeyDetail } from '../../common/keys/access-key';
import type { Rotation } from '../../common/rotation';
import { fakeKey, idOf, rowOf } from '../support/fake/keys';
import { byOwner, fakeTicket } from '../support/fake/sheets';
import { fakePair } from '../support/fake-keys';
import { expect, languages, test } from '../support/view-test';
import { AddSheet } from '../support/views/add';
import { MainView } from '../support/views/main-view';
import { words as common } from '../support/views/words';

const day = 86_400_000;
const aged = (days: number) => Date.now() - days * day - 1000;
const user = { accountId: '1234567890123456', identityName: 'deploy-bot' };

const words = {
  en: {
    overdue: 'Overdue',
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
    unbegun: 'Nothing has begun yet. The rotation starts with its first step.',
    moves: 'The default of Alibaba Cloud moves to the new key.',
    movesPingan: 'The default of Ping An Cloud moves to the new key.',
    switched: 'Applications Use the New Key',
    back: 'Back to the Old Key',
    disableOld: 'Disable Old Key',
    enableOld: 'Enable Old Key Again',
    deleteOld: 'Delete Old Key',
    final: 'With Ping An Cloud, disabling is final: the old key can’t be enabled again.',
    finished: 'The old key is gone; the new one has taken its place.',
    same: 'Account and user are those of the old key.',
    account: 'Account ID',
    subUser: 'Sub-Username',
    name: 'Name',
  },
  'zh-CN': {
    overdue: '轮换逾期',
    rotation: '轮换',
    advice: '每 90 天（云平台建议）',
    change: '修改轮换周期',
    ownDays: '自定义天数',
    days: '天数',
    wholeNumber: '请输入 1 到 3,650 的整数。',
    every40: '每 40 天',
    remindNever: '永不提醒',
    never: '永不',
    rotate: '轮换',
    full: 'RAM 用户已有 2 个密钥，达到阿里云的配额上限',
    addNew: '添加新密钥',
    stop: '取消轮换',
    stopped: '已取消轮换，两个密钥均保持不变。',
    unbegun: '尚未开始。完成第一步后，轮换才会开始。',
    moves: '阿里云的默认 AccessKey 将切换为新密钥。',
    movesPingan: '平安云的默认 AccessKey 将切换为新密钥。',
    switched: '应用已改用新密钥',
    back: '回退到旧密钥',
    disableOld: '禁用旧密钥',
    enableOld: '重新启用旧密钥',
    deleteOld: '删除旧密钥',
    final: '平安云的密钥禁用后不可恢复，无法重新启用。',
    finished: '旧密钥已删除，新密钥已接替使用。',
    same: '账号和用户与旧密钥相同',
    account: '账号 ID',
    subUser: '子用户名',
    name: '名称',
  },
};

const unbegun = (key: KeyDetail): Rotation => ({
  id: key.id,
  stage: 'started',
  since: Date.now(),
  begun: false,
  closed: null,
  movedDefault: false,
  startedAt: 0,
  oldKey: rowOf(key),
  newKey: null,
  names: null,
  candidates: [],
  full: null,
});

for (const language of languages) {
  const say = { ...common[language], ...words[language] };

  test(`a key’s own period takes the place of the provider’s (${language})`, async ({ open }) => {
    const key = fakeKey({ provider: 'alibaba', name: 'Own period', createdAt: aged(40) });
    const view = await open('main-view', {
      language,
      keys: [key],
    });
    view.answer({
      'rotation.setDays': ({ days }) => {
        key.rotationDays = days;
        // The period of the vault’s rule ends on this day.
        key.dueAt = days === 0 ? null : key.createdAt + (days ?? 90) * day;
        view.tell('keysChanged', { id: key.id });
        return null;
      },
    });
    const main = new MainView(view.page);
    const isOverdue = async (count: 0 | 1) => {
      await main.openOverview();
      await expect(main.page.getByRole('main').getByRole('table')).toBeVisible();
      await expect(main.tile(say.overdue)).toHaveCount(count);
      await main.openList();
      await main.select('Own period');
    };
    await isOverdue(0);
    await expect(main.property(say.rotation)).toHaveText(say.advice);
    await main.action(say.change).click();
    await main.dialog.getByRole('radio', { name: say.ownDays }).check();
    for (const wrong of ['0', '3651', '1.5', '']) {
      await main.dialog.getByRole('textbox', { name: say.days }).fill(wrong);
      await main.dialog.getByRole('button', { name: say.save }).click();
      await expect(main.dialog.getByText(say.wholeNumber)).toBeVisible();
    }
    expect(view.calls('rotation.setDays')).toEqual([]);
    await main.dialog.getByRole('textbox', { name: say.days }).fill('40');
    await main.dialog.getByRole('button', { name: say.save }).click();
    await expect(main.property(say.rotation)).toHaveText(say.every40);
    await isOverdue(1);
    await main.action(say.change).click();
    await main.dialog.getByRole('radio', { name: say.remindNever }).check();
    await main.dialog.getByRole('button', { name: say.save }).click();
    await expect(main.property(say.rotation)).toHaveText(say.never);
    await isOverdue(0);
    expect(view.calls('rotation.setDays')).toEqual([
      { id: key.id, days: 40 },
      { id: key.id, days: 0 },
    ]);
  });

  test(`an identity with as many keys as it may have must give one up first (${language})`, async ({ open }) => {
    const old = fakeKey({ provider: 'alibaba', name: 'Old key', createdAt: aged(95), ...user });
    const second = fakeKey({ provider: 'alibaba', name: 'Second key', createdAt: aged(94), ...user });
    const keys = [old, second];
    const { id } = old;
    const rotation = (): Rotation => ({
      ...unbegun(old),
      begun: true,
      full: keys.includes(second) ? { limit: 2, others: [rowOf(second)] } : null,
    });
    const view = await open('main-view', {
      language,
      keys,
      answers: {
        'protection.needs': () => byOwner,
        'rotation.get': rotation,
        'rotation.cancel': () => null,
      },
    });
    const main = new MainView(view.page);
    await main.select('Old key');
    await main.action(say.rotate).click();
    await expect(main.dialog.getByText(say.full)).toBeVisible();
    const add = main.dialog.getByRole('button', { name: say.addNew });
    await expect(add).toBeDisabled();
    await main.dialog.getByRole('button', { name: say.delete }).click();
    await main.confirmDelete.click();
    await view.called('window.openSheet');
    view.tell('verified', { intent: { act: 'delete', ids: [second.id] }, ticket: fakeTicket });
    await expect(add).toBeEnabled();
    await main.dialog.getByRole('button', { name: say.stop }).click();
    expect(await view.called('rotation.cancel')).toEqual({ ids: [id] });
    await expect(main.page.getByText(say.stopped)).toBeVisible();
    await expect(main.row('Old key')).toBeVisible();
  });

  for (const provider of ['alibaba', 'pingan'] as const) {
    test(`the assistant goes from stage to stage, and goes on where it stood (${provider}, ${language})`, async ({
      open,
    }) => {
      const old = fakeKey({ provider, name: 'Old key', createdAt: aged(90), isDefault: true, ...user });
      const fresh = fakeKey({ provider, name: 'New key', ...user });
      const keys = [old];
      const it: Rotation = unbegun(old);
      const view = await open('main-view', {
        language,
        keys,
        answers: { 'rotation.get': () => it },
      });
      const changed = (change: Partial<Rotation>) => {
        Object.assign(it, change);
        view.tell('keysChanged', { id: null });
        return null;
      };
      view.answer({
        'rotation.switch': () => changed({ stage: 'switched', movedDefault: true }),
        'rotation.back': () => changed({ stage: 'added', movedDefault: false }),
        'keys.setStatus': ({ status }) => {
          old.status = status;
          return changed({ stage: 'disabled', oldKey: rowOf(old) });
        },
        'keys.delete': () => {
          keys.splice(0, 1);
          changed({ stage: 'finished', oldKey: null });
          return { undo: null };
        },
      });
      const main = new MainView(view.page);
      const button = (name: string) => main.dialog.getByRole('button', { name, exact: true });
      await main.select('Old key');
      await main.action(say.rotate).click();
      // Looking has begun nothing.
      await expect(main.dialog.getByText(say.unbegun)).toBeVisible();
      expect([...view.calls('keys.change'), ...view.calls('rotation.link')]).toEqual([]);
      await button(say.addNew).click();
      expect(await view.called('window.openSheet')).toEqual({ sheet: 'add', provider, rotation: it.id });
      // What the add sheet does there.
      keys.push(fresh);
      changed({ stage: 'added', begun: true, newKey: rowOf(fresh) });
      await expect(button(say.switched)).toBeVisible();

      // Left, and gone on with where it stands.
      await button(say.close).click();
      await main.action(say.rotate).click();
      await expect(main.dialog.getByText(provider === 'alibaba' ? say.moves : say.movesPingan)).toBeVisible();
      await button(say.switched).click();
      await button(say.back).click();
      await expect(button(say.disableOld)).toHaveCount(0);
      await button(say.switched).click();
      expect(await view.called('rotation.switch', 2)).toEqual({ ids: [it.id], names: language });
      expect(view.calls('rotation.back')).toEqual([{ ids: [it.id] }]);
      await expect(main.dialog.getByText(say.final)).toHaveCount(provider === 'pingan' ? 1 : 0);
      await button(say.disableOld).click();
      await main.page.getByRole('alertdialog').getByRole('button', { name: say.disable, exact: true }).click();
      expect(await view.called('keys.setStatus')).toEqual({ ids: [old.id], status: 'disabled' });
      await expect(button(say.deleteOld)).toBeVisible();
      await expect(button(say.enableOld)).toHaveCount(provider === 'pingan' ? 0 : 1);
      await button(say.deleteOld).click();
      await main.confirmDelete.click();
      expect(await view.called('keys.delete')).toEqual({ ids: [old.id] });
      await expect(main.dialog.getByText(say.finished)).toBeVisible();
      await button(say.close).click();
      await expect(main.dialog).toHaveCount(0);
    });
  }

  test(`the new key of a rotation is added with the old one’s account and user (${language})`, async ({ open }) => {
    const pair = fakePair('alibaba');
    const view = await open('add', {
      language,
      context: { provider: 'alibaba', holder: null, rotation: idOf(3), draft: null },
      answers: {
        'rotation.preset': () => ({
          provider: 'alibaba',
          name: 'Old key',
          description: '',
          identityKind: 'ram-user',
          endpoint: '',
          keyType: '',
          credential: 'long-term',
          accessKeyId: '',
          expiresAt: null,
          ...user,
        }),
        'keys.add': () => ({ id: idOf(4), ticket: fakeTicket }),
      },
    });
    const sheet = new AddSheet(view.page);
    await expect(sheet.page.getByText(say.same)).toBeVisible();
    await expect(sheet.field(say.account)).toHaveValue(user.accountId);
    await expect(sheet.field(say.subUser)).toHaveValue(user.identityName);
    await sheet.fill({ [say.name]: 'New key' });
    await sheet.fillPair('alibaba', pair);
    await sheet.submit();
    const { key, rotation } = await view.called('keys.add');
    expect(rotation).toBe(idOf(3));
    expect(key).toMatchObject({ provider: 'alibaba', name: 'New key', accessKeyId: pair.accessKeyId, ...user });
  });
}

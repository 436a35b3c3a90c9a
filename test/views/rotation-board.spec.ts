import type { KeyDetail } from '../../common/keys/access-key';
import { type Rotation, type RotationCard, type RotationStage, rotationStages } from '../../common/rotation';
import { fakeKey, rowOf } from '../support/fake/keys';
import { byOwner, fakeTicket } from '../support/fake/sheets';
import { expect, languages, type Opening, test } from '../support/view-test';
import { MainView } from '../support/views/main-view';
import { words as common } from '../support/views/words';

const day = 86_400_000;

const words = {
  en: {
    rotation: 'Rotation',
    stages: ['To do', 'New key there', 'Switched', 'Old key disabled', 'Done'],
    list: 'Rotations at this stage',
    selectAll: 'Select all',
    chosen: (count: number) => `${count} selected`,
    all: (count: number) => `None selected: all ${count} in this stage`,
    act: { switch: 'Switch', back: 'Back to the Old Keys', disable: 'Disable Old Keys', delete: 'Delete Old Keys' },
    askSwitch: 'Switch to 20 new keys?',
    askDelete: 'Delete 2 old keys?',
    names: 'New keys take the names of the old ones',
    switched: '20 rotations were switched.',
    waiting: '2 keys in the vault can be the new keys of these.',
    found: '2 imported keys can replace keys that are due or in rotation.',
    review: 'Review and Link…',
    pairs: 'Link new keys',
    link: (count: number) => `Link ${count} Pair${count === 1 ? '' : 's'}`,
    nothing: 'No key waits for a new one',
    rotateDue: 'Rotate 5 Due Keys',
    markLeaked: 'Mark as Leaked',
    leaked: 'Leaked',
    leakedTitle: 'Replace leaked AccessKey',
    atOnce: 'Disable It at Once',
    notLeaked: 'Not Leaked',
    went: 'Where it went',
    isRoot: 'Full permissions',
    rotate: 'Rotate',
    useAsNew: 'Use as New Key',
    setDefault: 'Set as Default',
    asDefault: 'Set as default?',
  },
  'zh-CN': {
    rotation: '轮换',
    stages: ['待处理', '新密钥就绪', '已切换', '旧密钥已禁用', '已完成'],
    list: '该阶段的轮换',
    selectAll: '全选',
    chosen: (count: number) => `已选 ${count} 个`,
    all: (count: number) => `未选择：该阶段全部 ${count} 个`,
    act: { switch: '切换', back: '回退到旧密钥', disable: '禁用旧密钥', delete: '删除旧密钥' },
    askSwitch: '确定切换到 20 个新密钥吗？',
    askDelete: '确定删除 2 个旧密钥吗？',
    names: '新密钥沿用旧密钥的名称',
    switched: '已切换 20 个轮换。',
    waiting: '保险库中有 2 个密钥可作为这些轮换的新密钥。',
    found: '2 个导入的密钥可替换已到期或轮换中的密钥。',
    review: '查看并关联…',
    pairs: '关联新密钥',
    link: (count: number) => `关联 ${count} 对`,
    nothing: '没有等待新密钥的轮换',
    rotateDue: '轮换 5 个到期密钥',
    markLeaked: '标记为已泄露',
    leaked: '已泄露',
    leakedTitle: '更换已泄露的 AccessKey',
    atOnce: '立即禁用',
    notLeaked: '取消泄露标记',
    went: '该密钥的去向',
    isRoot: '拥有全部权限',
    rotate: '轮换',
    useAsNew: '作为新密钥',
    setDefault: '设为默认',
    asDefault: '确定设为默认吗？',
  },
};

const user = { accountId: '1234567890123456', identityName: 'deploy-bot' };

/** So many rotations at one stage, with their keys. */
function rotations(count: number, stage: RotationStage, given: Partial<Omit<KeyDetail, 'provider'>> = {}) {
  const keys: KeyDetail[] = [];
  const cards = Array.from({ length: count }, (_, index): RotationCard => {
    const who = { accountId: user.accountId, identityName: `user-${index + 1}` };
    const age = { createdAt: Date.now() - (100 + index) * day };
    const old = fakeKey({ ...age, ...who, ...given, provider: 'huawei', name: `Old ${index + 1}` });
    const successor = fakeKey({ provider: 'huawei', name: `New ${index + 1}`, ...who });
    keys.push(old, successor);
    const since = Date.now() - (count - index) * day;
    return {
      id: old.id,
      stage,
      since,
      oldKey: rowOf(old),
      newKey: stage === 'started' ? null : rowOf(successor),
    };
  });
  return { keys, cards };
}

/** The board's answers over these rotations, which the test may change. */
function answers(all: { cards: RotationCard[] }): NonNullable<Opening<'main-view'>['answers']> {
  const at = (stage: RotationStage) => all.cards.filter((card) => card.stage === stage);
  return {
    'rotation.counts': () => {
      const [started, added, switched, disabled, finished] = rotationStages.map((stage) => at(stage).length);
      return {
        started: started ?? 0,
        added: added ?? 0,
        switched: switched ?? 0,
        disabled: disabled ?? 0,
        finished: finished ?? 0,
      };
    },
    'rotation.board': ({ stage, offset, limit }) => ({
      total: at(stage).length,
      offset,
      rows: at(stage).slice(offset, offset + limit),
    }),
    'rotation.all': ({ stage }) => at(stage).map(({ id }) => id),
  };
}

for (const language of languages) {
  const say = { ...common[language], ...words[language] };

  test(`the board shows its stages, and one act goes for all of a stage or for those selected (${language})`, async ({
    open,
  }) => {
    const { keys, cards } = rotations(20, 'added');
    const all = { cards };
    const view = await open('main-view', { language, keys, answers: answers(all) });
    view.answer({
      'rotation.switch': ({ ids }) => {
        all.cards = all.cards.map((card) => (ids.includes(card.id) ? { ...card, stage: 'switched' } : card));
        view.tell('keysChanged', { id: null });
        return null;
      },
    });
    const { page } = view;
    const main = new MainView(page);
    const item = page.getByRole('navigation').getByRole('button', { name: say.rotation, exact: true });
    await expect(item).toContainText('20');
    await item.click();
    const tab = (index: number) => page.getByRole('tab', { name: say.stages[index] ?? '' });
    // The first stage at which something waits is shown.
    await expect(tab(1)).toHaveAttribute('aria-selected', 'true');
    await expect(tab(1)).toContainText('20');
    const grid = page.getByRole('grid', { name: say.list });
    await expect(grid.getByRole('row').nth(1)).toContainText(/Old 1.*New 1.*user-1/);
    await expect(page.getByText(say.all(20))).toBeVisible();
    await page.getByRole('button', { name: say.act.switch, exact: true }).click();
    await expect(page.getByRole('alertdialog', { name: say.askSwitch })).toBeVisible();
    await expect(main.dialog.getByRole('checkbox', { name: say.names })).toBeChecked();
    await main.dialog.getByRole('button', { name: say.act.switch, exact: true }).click();
    expect(await view.called('rotation.switch')).toEqual({ ids: cards.map(({ id }) => id), names: language });
    await expect(page.getByText(say.switched)).toBeVisible();
    await expect(main.dialog).toHaveCount(0);
    await expect(tab(2)).toContainText('20');

    // With the keyboard: to the next stage, into the list, two rows, and back with them.
    await tab(1).focus();
    await page.keyboard.press('ArrowRight');
    await expect(tab(2)).toBeFocused();
    await expect(grid.getByRole('row').nth(1)).toContainText('Old 1');
    await grid.focus();
    await page.keyboard.press(' ');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press(' ');
    await expect(page.getByText(say.chosen(2))).toBeVisible();
    await page.getByRole('button', { name: say.act.back, exact: true }).click();
    view.answer({ 'rotation.back': () => null });
    await main.dialog.getByRole('button', { name: say.act.back, exact: true }).click();
    expect(await view.called('rotation.back')).toEqual({ ids: cards.slice(0, 2).map(({ id }) => id) });
    await expect(main.dialog).toHaveCount(0);

    await grid.focus();
    await page.keyboard.press('Control+a');
    await expect(page.getByText(say.chosen(20))).toBeVisible();
    await expect(page.getByRole('checkbox', { name: say.selectAll })).toBeChecked();
    await page.keyboard.press('Escape');
    await expect(page.getByText(say.all(20))).toBeVisible();
  });

  test(`deleting the old keys of several rotations takes one verification (${language})`, async ({ open }) => {
    const { keys, cards } = rotations(2, 'disabled', { status: 'disabled' });
    const all = { cards };
    const view = await open('main-view', {
      language,
      keys,
      answers: { ...answers(all), 'protection.needs': () => byOwner },
    });
    view.answer({
      'keys.change': ({ keys: chosen }) => {
        all.cards = [];
        view.tell('keysChanged', { id: null });
        return { keys: chosen.kind === 'keys' ? chosen.ids.length : 0, undo: null };
      },
    });
    const { page } = view;
    const main = new MainView(page);
    await page.getByRole('navigation').getByRole('button', { name: say.rotation, exact: true }).click();
    await page.getByRole('button', { name: say.act.delete, exact: true }).click();
    await expect(page.getByRole('alertdialog', { name: say.askDelete })).toContainText('Old 1');
    await main.dialog.getByRole('button', { name: say.act.delete, exact: true }).click();
    const intent = {
      act: 'change-keys',
      keys: { kind: 'keys', ids: cards.map(({ id }) => id) },
      to: { act: 'delete' },
    } as const;
    expect(await view.called('window.openSheet')).toEqual({ sheet: 'verify', intent });
    view.tell('verified', {
      intent: { ...intent, keys: { kind: 'keys', ids: [...intent.keys.ids] } },
      ticket: fakeTicket,
    });
    expect(await view.called('keys.change')).toEqual({ keys: intent.keys, to: intent.to, ticket: fakeTicket });
    await expect(main.dialog).toHaveCount(0);
  });

  test(`after an import, pairs are proposed and linked by one dialog (${language})`, async ({ open }) => {
    const { keys } = rotations(2, 'added');
    const [oldOne, newOne, oldTwo, newTwo] = keys.map(rowOf);
    if (!oldOne || !newOne || !oldTwo || !newTwo) throw new Error('keys');
    const pairs = [
      { oldKey: oldOne, newKey: newOne, begun: true },
      { oldKey: oldTwo, newKey: newTwo, begun: false },
    ];
    const view = await open('main-view', {
      language,
      keys,
      answers: { 'rotation.pairs': ({ of }) => (of === 'imported' ? { total: 2, pairs } : { total: 0, pairs: [] }) },
    });
    view.answer({ 'rotation.link': () => null });
    const { page } = view;
    const main = new MainView(page);
    view.tell('keysImported', null);
    const notice = page.getByRole('status').filter({ hasText: say.found });
    await notice.getByRole('button', { name: say.review }).click();
    const dialog = page.getByRole('dialog', { name: say.pairs });
    await expect(dialog.getByRole('listitem')).toHaveText([/Old 1.*New 1/, /Old 2.*New 2/]);
    await expect(dialog.getByRole('button', { name: say.link(2) })).toBeEnabled();
    await dialog.getByRole('checkbox').first().uncheck({ force: true });
    await dialog.getByRole('button', { name: say.link(1) }).click();
    expect(await view.called('rotation.link')).toEqual({ pairs: [{ oldKey: oldTwo.id, newKey: newTwo.id }] });
    await expect(main.dialog).toHaveCount(0);
    await expect(page.getByRole('heading', { name: say.rotation, exact: true })).toBeVisible();
  });

  test(`a key that is in the vault can be the new one, and overdue keys can be begun (${language})`, async ({
    open,
  }) => {
    const old = fakeKey({ provider: 'alibaba', name: 'Old key', ...user, createdAt: Date.now() - 100 * day });
    const fresh = fakeKey({ provider: 'alibaba', name: 'Came by import', ...user });
    const it: Rotation = {
      id: old.id,
      stage: 'started',
      since: 0,
      begun: false,
      closed: null,
      movedDefault: false,
      startedAt: 0,
      oldKey: rowOf(old),
      newKey: null,
      names: null,
      candidates: [rowOf(fresh)],
      full: null,
    };
    const view = await open('main-view', {
      language,
      keys: [old, fresh],
      answers: { 'rotation.get': () => it, 'rotation.link': () => null },
    });
    const main = new MainView(view.page);
    await main.select('Old key');
    await main.chooseAction(say.rotate);
    await expect(main.dialog.getByText('Came by import')).toBeVisible();
    await main.dialog.getByText(say.useAsNew).click();
    expect(await view.called('rotation.link')).toEqual({ pairs: [{ oldKey: old.id, newKey: fresh.id }] });
  });

  test(`a key is marked as leaked, which leads to its urgent form and warns of it as default (${language})`, async ({
    open,
  }) => {
    const key = fakeKey({ provider: 'alibaba', name: 'Lost', ...user });
    const view = await open('main-view', { language, keys: [key] });
    view.answer({
      'rotation.get': () => ({
        id: key.id,
        stage: 'started',
        since: 0,
        begun: false,
        closed: null,
        movedDefault: false,
        startedAt: 0,
        oldKey: rowOf(key),
        newKey: null,
        names: null,
        candidates: [],
        full: null,
      }),
      'keys.change': ({ to }) => {
        key.leakedAt = to.act === 'leaked' ? Date.now() : null;
        view.tell('keysChanged', { id: key.id });
        return { keys: 1, undo: null };
      },
    });
    const { page } = view;
    const main = new MainView(page);
    await main.select('Lost');
    await main.chooseAction(say.markLeaked);
    await main.dialog.getByRole('button', { name: say.markLeaked }).click();
    expect(await view.called('keys.change')).toEqual({
      keys: { kind: 'keys', ids: [key.id] },
      to: { act: 'leaked' },
    });
    const urgent = page.getByRole('dialog', { name: say.leakedTitle });
    await expect(urgent.getByRole('button', { name: say.atOnce })).toBeVisible();
    await expect(urgent.getByRole('heading', { name: say.went })).toBeVisible();
    await urgent.getByRole('button', { name: say.close, exact: true }).click();
    // The list and the properties say it in words.
    await expect(main.row('Lost')).toContainText(say.leaked);
    await expect(main.detail).toContainText(say.leaked);
    await main.chooseAction(say.setDefault);
    const asks = page.getByRole('alertdialog', { name: say.asDefault });
    await expect(asks).toContainText(say.leaked);
    expect(view.calls('keys.setDefault')).toEqual([]);
    await asks.getByRole('button', { name: say.setDefault }).click();
    expect(await view.called('keys.setDefault')).toEqual({ id: key.id });
  });

  test(`a key of the account itself becomes the default only after its warning (${language})`, async ({ open }) => {
    const root = fakeKey({
      provider: 'alibaba',
      name: 'Root',
      identityKind: 'alibaba-account',
      accountId: user.accountId,
    });
    const view = await open('main-view', { language, keys: [root] });
    const main = new MainView(view.page);
    await main.select('Root');
    await main.chooseAction(say.setDefault);
    await expect(main.dialog).toContainText(say.isRoot);
    await main.dialog.getByRole('button', { name: say.cancel }).click();
    expect(view.calls('keys.setDefault')).toEqual([]);
  });
}

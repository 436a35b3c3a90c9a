import type { Page } from '@playwright/test';
import type { Language } from '../../common/languages';
import { fakeAsk, fakeChain } from '../support/fake/command';
import { idOf } from '../support/fake/keys';
import { byOwner, isMasterPassword, needs } from '../support/fake/sheets';
import { masterPassword } from '../support/fake-keys';
import { expect, fail, languages, test } from '../support/view-test';
import { AllowSheet } from '../support/views/allow';
import { words as common } from '../support/views/words';

/** The sheet in which a person answers what a program asks: what it shows, and what answers it. */

const words = {
  en: {
    title: 'A program asks for a key',
    listTitle: 'A program asks which keys there are',
    sets: '3 are set, 2 are removed',
    notKnown: 'not known',
    unknownAsker: 'Not known. The system doesn’t say which program it is.',
    lockEnds: 'A lock ends it earlier',
    keychain: 'without the system’s keychain, each use needs the master password',
    unknown: 'since it isn’t known which program asks',
    requests: '12 equal requests wait.',
    master: 'Full permissions',
    administrator: 'Administrator password',
  },
  'zh-CN': {
    title: '有程序请求使用密钥',
    listTitle: '有程序请求查看密钥列表',
    sets: '设置 3 个、移除 2 个',
    notKnown: '未知',
    unknownAsker: '未知。系统没有告知是哪个程序。',
    lockEnds: '锁定会使其提前结束',
    keychain: '没有系统钥匙串时，每次使用都需要主密码',
    unknown: '因为无法得知是哪个程序在请求',
    requests: '有 12 个相同的请求在等待',
    master: '拥有全部权限',
    administrator: '管理员密码',
  },
} as const satisfies Record<Language, Record<string, string>>;

/** Sends a press of Enter to the button with the focus, as the browser does, in one step with what comes before it. */
async function pressEnterAfter(page: Page, what: 'focus' | 'nothing', repeat: boolean): Promise<void> {
  await page.evaluate(
    ([before, again]) => {
      if (before === 'focus') window.dispatchEvent(new Event('focus'));
      const button = document.activeElement;
      button?.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', bubbles: true, repeat: again === 'repeat' }),
      );
      if (button instanceof HTMLElement) button.click();
    },
    [what, repeat ? 'repeat' : 'once'] as const,
  );
}

for (const language of languages) {
  const say = { ...common[language], ...words[language] };

  test(`says who asks for which key, from where, and what it gets (${language})`, async ({ open }) => {
    const ask = fakeAsk();
    const view = await open('allow', { language, answers: { 'allow.asked': () => ask } });
    const sheet = new AllowSheet(view.page);
    await expect(view.page.getByRole('heading', { name: say.title })).toBeVisible();
    await expect(sheet.chain).toHaveText('git (1234) ← zsh ← kitty');
    for (const part of ['deploy', ask.key?.accessKeyId ?? '', ask.commandLine, ask.folder, 'exec']) {
      await expect(sheet.dialog).toContainText(part);
    }
    // Whole paths and names of variables are there when somebody wants them.
    await expect(view.page.getByText('/usr/bin/kitty')).toBeHidden();
    await sheet.chain.click();
    await expect(view.page.getByText('/usr/bin/kitty')).toBeVisible();
    await view.page.getByText(say.sets).click();
    await expect(view.page.getByText('ALIBABA_CLOUD_PROFILE', { exact: true })).toBeVisible();
    await expect(view.page.getByText('ALIBABA_CLOUD_IGNORE_PROFILE', { exact: true })).toBeVisible();
    await expect(view.page.getByText(say.master)).toHaveCount(0);
  });

  test(`what isn’t known is said plainly, and a key of the account itself is warned of (${language})`, async ({
    open,
  }) => {
    const ask = fakeAsk({ chain: [{ pid: 1234, name: null, path: null }, ...fakeChain.slice(1)], requests: 12 });
    if (ask.key) ask.key.master = true;
    const view = await open('allow', { language, answers: { 'allow.asked': () => ask } });
    const sheet = new AllowSheet(view.page);
    await expect(sheet.chain).toHaveText(`${say.notKnown} (1234) ← zsh ← kitty`);
    await expect(view.page.getByText(say.requests)).toBeVisible();
    await expect(view.page.getByText(say.master)).toBeVisible();
  });

  test(`it can be allowed only once if no grant can last, and the sheet says why (${language})`, async ({ open }) => {
    const ask = fakeAsk({ lasting: false });
    const answers = { 'allow.asked': () => ask, 'allow.allow': () => null } as const;
    const view = await open('allow', { language, answers });
    const sheet = new AllowSheet(view.page);
    await expect(view.page.getByText(say.keychain)).toBeVisible();
    await expect(view.page.getByRole('radio')).toHaveCount(0);
    await sheet.allow(masterPassword);
    expect(await view.called('allow.allow')).toMatchObject({ id: ask.id, lasts: 'once', process: 0 });

    const unknown = await open('allow', { language, answers: { 'allow.asked': () => fakeAsk({ chain: [] }) } });
    await expect(unknown.page.getByText(say.unknownAsker)).toBeVisible();
    await expect(unknown.page.getByText(say.unknown)).toBeVisible();
    await expect(unknown.page.getByRole('radio')).toHaveCount(0);
  });

  test(`it is allowed for 15 minutes, for the process that the person picks (${language})`, async ({ open }) => {
    const ask = fakeAsk();
    const view = await open('allow', {
      language,
      answers: {
        'allow.asked': () => ask,
        'allow.allow': ({ proof }) =>
          proof?.method === 'password' && isMasterPassword(proof.password) ? null : fail('wrong-password', {}),
      },
    });
    const sheet = new AllowSheet(view.page);
    await expect(sheet.lasts('once')).toBeChecked();
    await expect(sheet.process).toHaveCount(0);
    await sheet.lasts('minutes').check();
    await expect(view.page.getByText(say.lockEnds)).toBeVisible();
    await expect(sheet.process).toHaveValue('0');
    await sheet.process.selectOption('1');
    await sheet.allow('not the master password');
    await expect(view.page.getByText(say.wrongPassword)).toBeVisible();
    await expect(sheet.password).toBeFocused();
    // The choices stay.
    await expect(sheet.process).toHaveValue('1');
    await sheet.allow(masterPassword);
    const { proof, ...given } = await view.called('allow.allow', 2);
    expect(given).toEqual({ id: ask.id, lasts: 'minutes', process: 1 });
    expect(proof?.method).toBe('password');
  });

  test(`a list names no key and needs no password (${language})`, async ({ open }) => {
    const ask = fakeAsk({ use: 'list', key: null, sets: [], removes: [], needs: needs('none') });
    const view = await open('allow', {
      language,
      answers: { 'allow.asked': () => ask, 'allow.allow': () => null },
    });
    const sheet = new AllowSheet(view.page);
    await expect(view.page.getByRole('heading', { name: say.listTitle })).toBeVisible();
    await expect(sheet.password).toHaveCount(0);
    await sheet.lasts('lock').check();
    await sheet.allow();
    expect(await view.called('allow.allow')).toEqual({ id: ask.id, lasts: 'lock', process: 0 });
  });

  test(`under the access key management lock only its administrator allows it (${language})`, async ({ open }) => {
    const view = await open('allow', {
      language,
      answers: { 'allow.asked': () => fakeAsk({ needs: needs('administrator') }), 'allow.allow': () => null },
    });
    await view.page.getByLabel(say.administrator).fill('FAKE administrator');
    await new AllowSheet(view.page).allow();
    expect((await view.called('allow.allow')).proof?.method).toBe('administrator');
  });
}

test('a tool that asks at each call is allowed for 15 minutes, unless the person chooses otherwise', async ({
  open,
}) => {
  const view = await open('allow', { answers: { 'allow.asked': () => fakeAsk({ use: 'external', preset: 2 }) } });
  const sheet = new AllowSheet(view.page);
  await expect(sheet.lasts('minutes')).toBeChecked();
  await expect(sheet.process).toHaveValue('2');
  // Who asks is told from what stands between.
  await expect(sheet.chain).toHaveText('git ← zsh ← kitty (1100)');
});

test('the next request follows in the same sheet, with nothing of the one before', async ({ open }) => {
  const second = fakeAsk({ id: idOf(901), key: null, use: 'list', commandLine: 'keyfold list' });
  let waiting = [fakeAsk(), second];
  const view = await open('allow', {
    answers: {
      'allow.asked': () => waiting[0] ?? null,
      'allow.refuse': ({ id }) => {
        waiting = waiting.filter((one) => one.id !== id);
        return null;
      },
      'allow.allow': ({ id }) => {
        waiting = waiting.filter((one) => one.id !== id);
        return null;
      },
    },
  });
  const sheet = new AllowSheet(view.page);
  await sheet.lasts('lock').check();
  await sheet.password.fill('half typed');
  await sheet.refuse();
  await expect(sheet.dialog).toContainText('keyfold list');
  await expect(sheet.password).toHaveValue('');
  await expect(sheet.lasts('once')).toBeChecked();
  await sheet.allow(masterPassword);
  expect((await view.called('allow.allow')).id).toBe(second.id);
  // Nobody asks any more.
  expect(await view.called('window.finish')).toEqual({ ticket: null });
});

test('a request that another one overtakes, or that ends, is told by the vault', async ({ open }) => {
  const view = await open('allow', { answers: { 'allow.asked': () => fakeAsk() } });
  await expect(new AllowSheet(view.page).chain).toBeVisible();
  view.answer({ 'allow.asked': () => fakeAsk({ requests: 5 }) });
  view.tell('commandAsked', null);
  await expect(view.page.getByText('5 equal requests wait.')).toBeVisible();
  view.answer({ 'allow.asked': () => null });
  view.tell('commandAsked', null);
  expect(await view.called('window.finish')).toEqual({ ticket: null });
});

test('nothing answers before the sheet can be seen for half a second', async ({ open }) => {
  const view = await open('allow', { answers: { 'allow.asked': () => fakeAsk() } });
  const { page } = view;
  const sheet = new AllowSheet(page);
  await expect(sheet.allowButton).toBeEnabled();
  // From here on the page's clock moves only by this test.
  await page.evaluate(() => {
    const waits: [number, () => void][] = [];
    Object.assign(window, { waits });
    Object.assign(window, { setTimeout: (act: () => void, after: number) => waits.push([after, act]) });
    // The window comes to the front, so that the sheet is seen from now on.
    window.dispatchEvent(new Event('focus'));
  });
  await expect(sheet.allowButton).toBeDisabled();
  await expect(sheet.refuseButton).toBeDisabled();
  await page.keyboard.press('Escape');
  const waits = () =>
    page.evaluate(() => (Reflect.get(window, 'waits') as [number, () => void][]).map(([after]) => after));
  await expect.poll(waits).toContain(500);
  await expect(sheet.allowButton).toBeDisabled();
  await page.evaluate(() => {
    for (const [after, act] of Reflect.get(window, 'waits') as [number, () => void][]) if (after === 500) act();
  });
  await expect(sheet.allowButton).toBeEnabled();
  expect(view.calls('allow.refuse')).toEqual([]);
});

test('a key that was pressed before the sheet was ready answers nothing, however long it is held', async ({ open }) => {
  const view = await open('allow', {
    answers: { 'allow.asked': () => fakeAsk({ needs: needs('none') }), 'allow.allow': () => null },
  });
  const { page } = view;
  const sheet = new AllowSheet(page);
  await expect(sheet.allowButton).toBeEnabled();
  await sheet.allowButton.focus();
  // In one step: the sheet is seen, and Enter comes before a person can have read it.
  await pressEnterAfter(page, 'focus', false);
  await expect(sheet.allowButton).toBeEnabled();
  await sheet.allowButton.focus();
  // The same key is still down, and the system repeats it.
  await pressEnterAfter(page, 'nothing', true);
  expect(view.calls('allow.allow')).toEqual([]);
  // A new press counts.
  await page.keyboard.press('Enter');
  await view.called('allow.allow');
});

test('Enter in the field and in the dialog allows nothing, and the keyboard reaches both buttons', async ({ open }) => {
  const view = await open('allow', {
    answers: { 'allow.asked': () => fakeAsk({ needs: byOwner }), 'allow.refuse': () => null },
  });
  const { page } = view;
  const sheet = new AllowSheet(page);
  await expect(sheet.allowButton).toBeEnabled();
  // What is being typed when the sheet comes lands in no field.
  await expect(sheet.dialog).toBeFocused();
  await page.keyboard.type('typed for something else');
  await page.keyboard.press('Enter');
  await expect(sheet.password).toHaveValue('');
  await sheet.password.fill(masterPassword);
  await sheet.password.press('Enter');
  await page.keyboard.press('Tab');
  // The button that shows the password comes first.
  await page.keyboard.press('Tab');
  await expect(sheet.refuseButton).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(sheet.allowButton).toBeFocused();
  await page.keyboard.press('Escape');
  expect(await view.called('allow.refuse')).toEqual({ id: fakeAsk().id });
  expect(view.calls('allow.allow')).toEqual([]);
});

test('texts of other programs hide nothing and turn nothing around', async ({ open }) => {
  const view = await open('allow', {
    answers: {
      'allow.asked': () =>
        fakeAsk({
          chain: [{ pid: 7, name: 'tig\u202egnp', path: '/tmp/\u2066x\ny' }],
          commandLine: 'keyfold exec \u202edeploy\u0007 -- a',
          folder: '/home/שלום/\u200bx',
        }),
    },
  });
  const sheet = new AllowSheet(view.page);
  await expect(sheet.chain).toHaveText('tig⟨202E⟩gnp (7)');
  for (const shown of ['exec ⟨202E⟩deploy⟨0007⟩ -- a', '/home/שלום/⟨200B⟩x', '/tmp/⟨2066⟩x⟨000A⟩y']) {
    await expect(sheet.dialog.locator('bdi', { hasText: shown })).toHaveCount(1);
  }
  const text = (await sheet.dialog.textContent()) ?? '';
  expect(text).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b\u0007]/);
});

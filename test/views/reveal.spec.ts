import type { Page } from '@playwright/test';
import type { Language } from '../../common/languages';
import { fakeKey } from '../support/fake/keys';
import { fakeTicket, revealedKey, textOf } from '../support/fake/sheets';
import { fakePair } from '../support/fake-keys';
import { expect, fail, languages, test } from '../support/view-test';
import { MainView } from '../support/views/main-view';
import { RevealSheet } from '../support/views/reveal';
import { words as common } from '../support/views/words';

/** The sheet that shows a secret, and what the list says of a secret that it has or hasn't shown. */

const words = {
  en: {
    provider: 'Alibaba Cloud',
    secret: 'AccessKey Secret',
    onlyOnce:
      'This is the only opportunity to view and copy the AccessKey Secret. You cannot view it again after you close this page.',
    again: 'again with the master password.',
    closesIn: /Closes in \d+ s/,
    notTaken: 'You have neither copied nor downloaded the AccessKey Secret',
    keepOpen: 'Keep Open',
    closeAnyway: 'Close Anyway',
    copied: /Copied, cleared in \d+ s/,
    notEncrypted: 'The file isn’t encrypted: move it to a safe place',
    lostTicket: 'The verification for this was used or has run out',
    wasShown: 'This secret was shown. As at its provider, it isn’t shown again.',
    notShownYet: 'Secret not shown yet',
    timeIsUp: 'Time is up',
    last: 'This is the last opportunity to view and copy the AccessKey Secret.',
    taken: 'Secret opened, not seen to the end',
    onceMore: 'It can be shown once more.',
  },
  'zh-CN': {
    provider: '阿里云',
    secret: 'AccessKey Secret',
    onlyOnce: '这是查看和复制 AccessKey Secret 的唯一机会，关闭页面后将无法再次查看，请及时保存。',
    again: '之后可凭主密码再次查看 AccessKey Secret。',
    closesIn: /\d+ 秒后关闭/,
    notTaken: '您尚未复制或下载“AccessKey Secret”，关闭后将无法再次查看。',
    keepOpen: '继续查看',
    closeAnyway: '仍然关闭',
    copied: /已复制，\d+ 秒后清除/,
    notEncrypted: '该文件未加密，请移至安全位置',
    lostTicket: '此次验证已使用或已过期',
    timeIsUp: '时间已到',
    last: '这是查看和复制 AccessKey Secret 的最后一次机会',
    taken: 'Secret 已打开但未查看完毕',
    onceMore: '还可再查看一次。',
  },
} as const satisfies Record<Language, Record<string, string | RegExp>>;

for (const language of languages) {
  const say = { ...common[language], ...words[language] };

  test(`a one-time secret says so, and is not closed unasked before it was taken (${language})`, async ({ open }) => {
    const pair = fakePair('alibaba');
    const key = revealedKey({ name: 'Main', identityName: 'deploy-bot', onlyOnce: true, ...pair });
    const view = await open('reveal', {
      language,
      context: { ticket: fakeTicket },
      answers: { 'reveal.open': () => key },
    });
    const reveal = new RevealSheet(view.page);
    await expect(reveal.dialog).toContainText('Main');
    await expect(reveal.dialog).toContainText(`${say.provider} · deploy-bot`);
    await expect(reveal.page.getByText(pair.accessKeyId, { exact: true })).toBeVisible();
    await expect(reveal.page.getByText(pair.secret, { exact: true })).toBeVisible();
    await expect(reveal.page.getByText(say.onlyOnce)).toBeVisible();
    await expect(reveal.page.getByRole('timer')).toHaveText(say.closesIn);
    expect(await view.called('reveal.open')).toEqual({ ticket: fakeTicket });

    await reveal.leave();
    await expect(reveal.question).toContainText(say.notTaken);
    await reveal.question.getByRole('button', { name: say.keepOpen }).click();
    await view.called('reveal.keepOpen');
    await expect(reveal.question).toHaveCount(0);
    await expect(reveal.page.getByText(pair.secret, { exact: true })).toBeVisible();
    expect(view.calls('window.finish')).toEqual([]);
    await reveal.leave();
    expect(view.calls('reveal.displayed')).toEqual([]);
    await reveal.question.getByRole('button', { name: say.closeAnyway }).click();
    await view.called('reveal.displayed');
    expect(await view.called('window.finish')).toEqual({ ticket: null });
  });

  test(`F11: an only showing is not lost by its countdown: it is covered, and asked for (${language})`, async ({
    open,
  }) => {
    const pair = fakePair('alibaba');
    const view = await open('reveal', {
      language,
      context: { ticket: fakeTicket },
      answers: { 'reveal.open': () => revealedKey({ seconds: 120, onlyOnce: true, ...pair }) },
    });
    const reveal = new RevealSheet(view.page);
    const secret = reveal.page.getByText(pair.secret, { exact: true });
    await expect(secret).toBeVisible();
    await timeRunsOut(view.page, 121_000);
    await expect(reveal.question).toContainText(say.timeIsUp);
    await expect(reveal.question).toContainText(say.notTaken);
    await expect(secret).toHaveCount(0);
    await expect(reveal.copyButton(say.secret)).toBeDisabled();
    await expect(reveal.question.getByRole('button', { name: say.keepOpen })).toBeFocused();
    // Neither Escape nor another press on Close answers the question.
    await reveal.page.keyboard.press('Escape');
    await reveal.leave();
    await expect(reveal.question).toBeVisible();
    expect(view.calls('window.finish')).toEqual([]);
    await reveal.question.getByRole('button', { name: say.keepOpen }).click();
    await view.called('reveal.keepOpen');
    await expect(secret).toBeVisible();
    await expect(reveal.page.getByRole('timer')).toHaveText(say.closesIn);
    // The same while it asks whether to close.
    await reveal.leave();
    await expect(reveal.question).not.toContainText(say.timeIsUp);
    await timeRunsOut(view.page, 121_000);
    await expect(reveal.question).toContainText(say.timeIsUp);
    expect(view.calls('window.finish')).toEqual([]);
    await reveal.question.getByRole('button', { name: say.closeAnyway }).click();
    await view.called('reveal.displayed');
    expect(await view.called('window.finish')).toEqual({ ticket: null });
  });

  test(`F10: the other time of an only showing says that it is the last (${language})`, async ({ open }) => {
    const { page } = await open('reveal', {
      language,
      context: { ticket: fakeTicket },
      answers: { 'reveal.open': () => revealedKey({ onlyOnce: true, onceMore: true }) },
    });
    await expect(page.getByText(say.last)).toBeVisible();
    await expect(page.getByText(say.onlyOnce)).toHaveCount(0);
  });

  test(`F10: the list and the properties say of a taken secret that it can be shown once more (${language})`, async ({
    open,
  }) => {
    const taken = fakeKey({ provider: 'huawei', name: 'Taken', reveal: 'taken', secretCanBeShown: true });
    const main = new MainView((await open('main-view', { language, keys: [taken] })).page);
    await expect(main.row('Taken')).toContainText(say.taken);
    await main.select('Taken');
    await expect(main.detail).toContainText(say.taken);
    await expect(main.detail).toContainText(say.onceMore);
  });

  test(`a secret that can be shown again says how, and closing asks nothing (${language})`, async ({ open }) => {
    const view = await open('reveal', {
      language,
      context: { ticket: fakeTicket },
      answers: { 'reveal.open': () => revealedKey({}) },
    });
    const reveal = new RevealSheet(view.page);
    await expect(reveal.page.getByText(say.again)).toBeVisible();
    await reveal.leave();
    expect(await view.called('window.finish')).toEqual({ ticket: null });
  });

  test(`Copy says until when, and closing asks nothing then (${language})`, async ({ open }) => {
    const view = await open('reveal', {
      language,
      context: { ticket: fakeTicket },
      answers: { 'reveal.open': () => revealedKey({ onlyOnce: true }), 'reveal.copy': () => ({ seconds: 30 }) },
    });
    const reveal = new RevealSheet(view.page);
    await reveal.copyButton(say.secret).click();
    expect(await view.called('reveal.copy')).toEqual({ part: 'secret' });
    await expect(reveal.copyButton(say.secret)).toHaveText(say.copied);
    await reveal.copyButton('AccessKey ID').click();
    expect(await view.called('reveal.copy', 2)).toEqual({ part: 'accessKeyId' });
    await expect(reveal.copyButton('AccessKey ID')).toHaveText(say.copied);
    await reveal.leave();
    expect(await view.called('window.finish')).toEqual({ ticket: null });
  });

  test(`a saved file is not encrypted; a cancelled dialog says nothing (${language})`, async ({ open }) => {
    const view = await open('reveal', {
      language,
      context: { ticket: fakeTicket },
      answers: { 'reveal.open': () => revealedKey({ onlyOnce: true }), 'reveal.saveCsv': () => null },
    });
    const reveal = new RevealSheet(view.page);
    await reveal.download.click();
    await view.called('reveal.saveCsv');
    await expect(reveal.download).not.toHaveAttribute('aria-busy');
    await expect(reveal.page.getByText(say.notEncrypted)).toHaveCount(0);
    view.answer({ 'reveal.saveCsv': () => ({ fileName: 'saved.csv' }) });
    await reveal.download.click();
    await expect(reveal.page.getByText(say.notEncrypted)).toBeVisible();
    await reveal.leave();
    expect(await view.called('window.finish')).toEqual({ ticket: null });
  });

  test(`the sheet of a lost ticket says so and shows nothing (${language})`, async ({ open }) => {
    const view = await open('reveal', {
      language,
      context: { ticket: fakeTicket },
      answers: { 'reveal.open': () => fail('ticket-invalid', {}) },
    });
    const reveal = new RevealSheet(view.page);
    await expect(reveal.page.getByRole('alert')).toContainText(say.lostTicket);
    await reveal.leave();
    expect(await view.called('window.finish')).toEqual({ ticket: null });
    expect(view.calls('reveal.displayed')).toEqual([]);
  });
}

/** Moves the page's monotonic clock on. */
const timeRunsOut = (page: Page, milliseconds: number) =>
  page.evaluate((more) => {
    const now = performance.now.bind(performance);
    performance.now = () => now() + more;
  }, milliseconds);

test('F11: the sheet closes by itself when its time has run out and nothing would be lost, whatever the clock says', async ({
  open,
}) => {
  const view = await open('reveal', {
    context: { ticket: fakeTicket },
    answers: { 'reveal.open': () => revealedKey({ seconds: 120 }), 'reveal.keepOpen': () => ({ seconds: 240 }) },
  });
  const timer = view.page.getByRole('timer');
  await expect(timer).toHaveText(/Closes in 1[12]\d s/);
  // The system's clock is set, an hour on.
  await view.page.evaluate(() => {
    const now = Date.now;
    Date.now = () => now() + 3_600_000;
  });
  await timeRunsOut(view.page, 60_000);
  await expect(timer).toHaveText(/Closes in [56]\d s/);
  await view.page.getByRole('button', { name: words.en.keepOpen }).click();
  await view.called('reveal.keepOpen');
  await expect(timer).toHaveText(/Closes in 2[34]\d s/);
  expect(view.calls('window.finish')).toEqual([]);
  // It is set back an hour: a secret is not shown for longer because of that.
  await view.page.evaluate(() => {
    const now = Date.now;
    Date.now = () => now() - 7_200_000;
  });
  await timeRunsOut(view.page, 241_000);
  expect(await view.called('window.finish')).toEqual({ ticket: null });
});

test('F11: the time that ran out during a save dialog does not close the sheet under it', async ({ open }) => {
  const view = await open('reveal', {
    context: { ticket: fakeTicket },
    answers: { 'reveal.open': () => revealedKey({ seconds: 120 }), 'reveal.saveCsv': () => null },
    held: ['reveal.saveCsv'],
  });
  const reveal = new RevealSheet(view.page);
  await reveal.download.click();
  await view.called('reveal.saveCsv');
  await timeRunsOut(view.page, 300_000);
  await expect(reveal.page.getByRole('timer')).toHaveText('Closes in 0 s');
  expect(view.calls('window.finish')).toEqual([]);
  view.release('reveal.saveCsv');
  await expect(reveal.page.getByRole('timer')).toHaveText(/Closes in ([1-9]|10) s/);
});

test('what stands on the sheet can neither be selected nor copied by the browser', async ({ open }) => {
  const key = revealedKey({ provider: 'huawei', ...fakePair('huawei') });
  const { page } = await open('reveal', { context: { ticket: fakeTicket }, answers: { 'reveal.open': () => key } });
  const secret = page.getByText(textOf(key.secret), { exact: true });
  await secret.click({ clickCount: 3 });
  const way = (name: string) =>
    secret.evaluate(
      (element, type) => element.dispatchEvent(new Event(type, { bubbles: true, cancelable: true })),
      name,
    );
  for (const name of ['copy', 'cut', 'contextmenu', 'dragstart', 'selectstart']) expect(await way(name)).toBe(false);
  await page.keyboard.press('Control+A');
  expect(await page.evaluate(() => String(getSelection()))).not.toContain(textOf(key.secret));
});

test('a secret that was shown once has no way to be shown again, and one that was never shown says so', async ({
  open,
}) => {
  const once = fakeKey({ provider: 'alibaba', name: 'Once', secretCanBeShown: false });
  const pending = fakeKey({ provider: 'huawei', name: 'Pending', reveal: 'pending', secretCanBeShown: true });
  const main = new MainView((await open('main-view', { keys: [once, pending] })).page);
  await main.select('Once');
  await expect(main.detail).toContainText(words.en.wasShown);
  await expect.poll(() => main.offered('View Secret')).toBe('no');
  await expect(main.row('Once')).not.toContainText(words.en.notShownYet);
  await expect(main.row('Pending')).toContainText(words.en.notShownYet);
  await main.select('Pending');
  await expect.poll(() => main.offered('View Secret')).toBe('yes');
});

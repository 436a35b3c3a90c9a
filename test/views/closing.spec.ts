import type { Language } from '../../common/languages';
import { fakeKey } from '../support/fake/keys';
import { fakeTicket, revealedKey, scopeFacts } from '../support/fake/sheets';
import { fakePair, masterPassword } from '../support/fake-keys';
import { expect, languages, test } from '../support/view-test';
import { AddSheet } from '../support/views/add';
import { ExportSheet } from '../support/views/export';
import { MainView } from '../support/views/main-view';
import { RevealSheet } from '../support/views/reveal';

/** What is asked before something is lost: at the end of a form, and at the end of the application. */

const words = {
  en: {
    secret: 'Close without saving the secret?',
    text: 'Close without saving?',
    running: 'Stop what is under way?',
    rescue: 'Close without saving what was open?',
    stay: 'Keep Open',
    leave: 'Close Anyway',
    cancel: 'Cancel',
    edit: 'Edit AccessKey',
    name: 'Name',
    notTaken: 'You have neither copied nor downloaded',
  },
  'zh-CN': {
    secret: 'Secret 尚未保存，确定关闭？',
    text: '尚未保存，确定关闭？',
    running: '操作正在进行，确定中止？',
    rescue: '已打开的内容尚未保存，确定关闭？',
    stay: '不关闭',
    leave: '仍然关闭',
    cancel: '取消',
    edit: '编辑 AccessKey',
    name: '名称',
    notTaken: '您尚未复制或下载',
  },
} as const satisfies Record<Language, Record<string, unknown>>;

for (const language of languages) {
  const say = words[language];

  test(`Escape and Cancel ask before a typed secret is lost, and give the keyboard back (${language})`, async ({
    open,
  }) => {
    const view = await open('add', { language });
    const sheet = new AddSheet(view.page);
    const question = view.page.getByRole('alertdialog', { name: say.secret });
    const pair = fakePair('alibaba');
    await sheet.choose('alibaba');
    await sheet.fillPair('alibaba', pair);
    expect(await view.called('window.hold', 2)).toEqual({ loss: 'secret' });
    const secret = sheet.field('AccessKey Secret');
    await expect(secret).toBeFocused();
    await view.page.keyboard.press('Escape');
    await expect(question).toBeVisible();
    await expect(question.getByRole('button', { name: say.stay })).toBeFocused();
    // Escape answers the question with the safe answer, and does nothing else.
    await view.page.keyboard.press('Escape');
    await expect(question).toHaveCount(0);
    await expect(secret).toBeFocused();
    await expect(secret).toHaveValue(pair.secret);
    expect(view.calls('window.finish')).toEqual([]);
    await sheet.dialog.getByRole('button', { name: say.cancel }).click();
    await question.getByRole('button', { name: say.leave }).click();
    expect(await view.called('window.finish')).toEqual({ ticket: null });
    // Main had not asked, so it gets no answer.
    expect(view.calls('window.answerClosing')).toEqual([]);
  });

  test(`the end of the application is asked about where only a name is typed; Escape isn’t (${language})`, async ({
    open,
  }) => {
    const view = await open('add', { language });
    const sheet = new AddSheet(view.page);
    await sheet.name.fill('Half typed');
    expect(await view.called('window.hold')).toEqual({ loss: 'text' });
    view.tell('closing', { loss: 'text' });
    const question = view.page.getByRole('alertdialog', { name: say.text });
    await question.getByRole('button', { name: say.stay }).click();
    await expect(question).toHaveCount(0);
    await expect(sheet.name).toBeFocused();
    view.tell('closing', { loss: 'text' });
    await question.getByRole('button', { name: say.leave }).click();
    await view.called('window.answerClosing', 4);
    expect(view.calls('window.answerClosing').map(({ answer }) => answer)).toEqual(['asked', 'stay', 'asked', 'leave']);
    expect(view.calls('window.finish')).toEqual([]);
    await view.page.keyboard.press('Escape');
    expect(await view.called('window.finish')).toEqual({ ticket: null });
  });

  test(`an only showing asks with its own question, and answers main (${language})`, async ({ open }) => {
    const view = await open('reveal', {
      language,
      context: { ticket: fakeTicket },
      answers: { 'reveal.open': () => revealedKey({ onlyOnce: true }) },
    });
    const reveal = new RevealSheet(view.page);
    expect(await view.called('window.hold')).toEqual({ loss: 'showing' });
    view.tell('closing', { loss: 'showing' });
    await expect(reveal.question).toContainText(say.notTaken);
    // Escape keeps it open, and main must know that: closing the sheet later is not the end of the application.
    await view.page.keyboard.press('Escape');
    await expect(reveal.question).toHaveCount(0);
    view.tell('closing', { loss: 'showing' });
    await reveal.question.getByRole('button', { name: say.leave }).click();
    await view.called('window.answerClosing', 4);
    expect(view.calls('window.answerClosing').map(({ answer }) => answer)).toEqual(['asked', 'stay', 'asked', 'leave']);
    expect(view.calls('reveal.displayed')).toHaveLength(1);
    expect(view.calls('window.finish')).toEqual([]);
  });

  test(`an export that runs is asked about, and not any more when it is done (${language})`, async ({ open }) => {
    const view = await open('export', {
      language,
      answers: {
        'keyExport.count': () => scopeFacts(),
        'keyExport.passphrase': () => ({ passphrase: new TextEncoder().encode('ten-words-that-are-FAKE') }),
        'keyExport.save': () => null,
      },
      held: ['keyExport.save'],
    });
    const sheet = new ExportSheet(view.page);
    await sheet.readPassphrase();
    await sheet.written.check();
    await sheet.submit(masterPassword);
    expect(await view.called('window.hold')).toEqual({ loss: 'running' });
    view.tell('closing', { loss: 'running' });
    const question = view.page.getByRole('alertdialog', { name: say.running });
    await expect(question).toBeVisible();
    view.release('keyExport.save');
    await expect(question).toHaveCount(0);
    expect(await view.called('window.hold', 2)).toEqual({ loss: null });
  });

  test(`what was open when the vault’s files were replaced is asked about until it is saved (${language})`, async ({
    open,
  }) => {
    const state = { how: 'replaced', path: '/vault/vault.db', at: 0, size: 70_000, folderIsThere: true } as const;
    const view = await open('rescue', { language, answers: { 'rescue.state': () => state } });
    expect(await view.called('window.hold')).toEqual({ loss: 'rescue' });
    view.tell('closing', { loss: 'rescue' });
    await view.page.getByRole('alertdialog', { name: say.rescue }).getByRole('button', { name: say.stay }).click();
    await view.called('window.answerClosing', 2);
    expect(view.calls('rescue.drop')).toEqual([]);
  });

  test(`what is typed into a dialog of the list is asked about, in front of the dialog (${language})`, async ({
    open,
  }) => {
    const view = await open('main-view', { language, keys: [fakeKey({ provider: 'huawei', name: 'Before' })] });
    const main = new MainView(view.page);
    await main.select('Before');
    await main.action(say.edit).click();
    const name = view.page.getByRole('dialog').getByLabel(say.name, { exact: true });
    await name.fill('Typed and not saved');
    expect(await view.called('window.hold')).toEqual({ loss: 'text' });
    view.tell('closing', { loss: 'text' });
    const question = view.page.getByRole('alertdialog', { name: say.text });
    await expect(question.getByRole('button', { name: say.stay })).toBeFocused();
    await view.page.keyboard.press('Tab');
    await expect(question.getByRole('button', { name: say.leave })).toBeFocused();
    await view.page.keyboard.press('Escape');
    await expect(question).toHaveCount(0);
    await expect(name).toBeFocused();
    await expect(name).toHaveValue('Typed and not saved');
    await view.page.keyboard.press('Escape');
    await expect(name).toHaveCount(0);
    expect(await view.called('window.hold', 2)).toEqual({ loss: null });
  });
}

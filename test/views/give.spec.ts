import { handover, handoverRow, receiptOf } from '../support/fake/given';
import { fakeKey } from '../support/fake/keys';
import { scopeFacts } from '../support/fake/sheets';
import { masterPassword } from '../support/fake-keys';
import { expect, fail, languages, test } from '../support/view-test';
import { ExportSheet } from '../support/views/export';
import { MainView } from '../support/views/main-view';

/** Giving keys to somebody: to whom is asked first, the receipt follows, and what was given is listed. */

const words = {
  en: {
    give: 'Give to…',
    giveMany: 'Give 2 AccessKeys to…',
    title: 'Give AccessKeys to Somebody',
    required: 'Say who gets these AccessKeys.',
    submit: 'Give 2 AccessKeys…',
    done: '2 AccessKeys for Li Wei <ops> are in keys.age.',
    print: 'Save to Print or PDF',
    text: 'Save as Text',
    saved: 'The receipt was saved as receipt.html.',
    full: /disk is full/i,
    all: /^All AccessKeys$/,
    page: 'Handed over',
    count: '2 hand-overs',
    open: 'Li Wei <ops>',
    unfinished: 'Not known to be written',
    written: /It isn’t known that the file was written/,
    log: 'Show in Operation Log',
    none: 'Nothing was handed over to “nobody”',
    empty: 'Nothing was handed over yet',
    way: 'Encrypted file (age), opened with a passphrase',
  },
  'zh-CN': {
    give: '移交给…',
    giveMany: '移交 2 个 AccessKey…',
    title: '移交 AccessKey',
    required: '请填写接收方。',
    submit: '移交 2 个 AccessKey…',
    done: '移交给 Li Wei <ops> 的 2 个 AccessKey 已写入 keys.age。',
    print: '保存为网页（可打印为 PDF）',
    text: '保存为文本',
    saved: '回执已保存为 receipt.html。',
    full: /磁盘/,
    all: /^全部 AccessKey$/,
    page: '移交记录',
    count: '共 2 条',
    open: 'Li Wei <ops>',
    unfinished: '未确认写入',
    written: /无法确认文件是否已写入/,
    log: '查看操作记录',
    none: '没有与“nobody”匹配的移交记录',
    empty: '暂无移交记录',
    way: '加密文件（age），凭密码短语打开',
  },
} as const;

const toWhom = 'Li Wei <ops>';
const passphrase = 'ten-words-that-nobody-would-guess-and-that-are-fake';
const twoKeys = () => [
  fakeKey({ provider: 'huawei', name: 'obs-uploader' }),
  fakeKey({ provider: 'alibaba', name: 'terraform-prod-network-and-dns' }),
];

for (const language of languages) {
  const say = words[language];

  test(`the sheet asks to whom first, gives only what was chosen, and ends with the receipt (${language})`, async ({
    open,
  }) => {
    const keys = twoKeys();
    const given = handover({ toWhom, fileName: 'keys.age' });
    const ids = keys.map(({ id }) => id);
    const first = keys.map(({ id, provider, name, accessKeyId }) => {
      return { id, provider, name, lastFour: accessKeyId.slice(-4) };
    });
    let full = true;
    const view = await open('export', {
      language,
      context: { scope: { kind: 'keys', ids }, give: true },
      answers: {
        'keyExport.count': () => scopeFacts({ keys: 2, first }),
        'keyExport.passphrase': () => ({ passphrase: new TextEncoder().encode(passphrase) }),
        'keyExport.save': () => ({ fileName: 'keys.age', keys: 2, handover: given.id }),
        'given.receipt': () => receiptOf(given, keys),
        'given.saveReceipt': ({ form }) => {
          if (full) fail('disk-full', {});
          return { fileName: form === 'html' ? 'receipt.html' : 'receipt.txt' };
        },
      },
    });
    const sheet = new ExportSheet(view.page);
    await expect(sheet.dialog).toHaveAccessibleName(say.title);
    await expect(sheet.toWhom).toBeFocused();
    await expect(sheet.choice(say.all)).toHaveCount(0);
    await expect(sheet.submitButton).toHaveText(say.submit);
    await sheet.readPassphrase();
    await sheet.written.check();
    await sheet.submit(masterPassword);
    await expect(view.page.getByText(say.required)).toBeVisible();
    await expect(sheet.toWhom).toBeFocused();
    expect(view.calls('keyExport.save')).toEqual([]);
    await sheet.toWhom.fill(`  ${toWhom} `);
    await sheet.submitButton.click();
    expect(await view.called('keyExport.save')).toMatchObject({ scope: { kind: 'keys', ids }, handedTo: toWhom });

    await expect(view.page.getByText(say.done)).toBeVisible();
    await expect(sheet.receipt).toContainText(toWhom);
    await expect(sheet.receipt).toContainText(given.digest);
    await expect(sheet.receipt).toContainText('ABCDEF12');
    await expect(sheet.receipt).toContainText(say.way);
    for (const { name, accessKeyId } of keys) {
      await expect(sheet.receipt).toContainText(name);
      await expect(sheet.receipt).toContainText(`…${accessKeyId.slice(-4)}`);
      await expect(sheet.receipt).not.toContainText(accessKeyId);
    }
    await view.page.getByRole('button', { name: say.print }).click();
    await expect(view.page.getByRole('alert').getByText(say.full)).toBeVisible();
    full = false;
    await view.page.getByRole('button', { name: say.print }).click();
    await expect(view.page.getByText(say.saved)).toBeVisible();
    await view.page.getByRole('button', { name: say.text }).click();
    expect(await view.called('given.saveReceipt', 3)).toEqual({ id: given.id, form: 'text', language });
    await sheet.done();
    expect(await view.called('window.finish')).toEqual({ ticket: null });
  });

  test(`Give opens the sheet for one key and for several, from every place (${language})`, async ({ open }) => {
    const keys = twoKeys();
    const view = await open('main-view', { language, keys });
    const main = new MainView(view.page);
    const opening = (...chosen: typeof keys) => ({
      sheet: 'export',
      scope: { kind: 'keys', ids: chosen.map(({ id }) => id) },
      give: true,
    });
    const [one, two] = keys as [(typeof keys)[0], (typeof keys)[0]];
    await main.row(one.name).click({ button: 'right' });
    await view.page.getByRole('menuitem', { name: say.give }).click();
    expect(await view.called('window.openSheet')).toEqual(opening(one));
    await main.row(two.name).click({ modifiers: ['ControlOrMeta'] });
    await view.page.getByRole('button', { name: say.give }).last().click();
    expect(await view.called('window.openSheet', 2)).toEqual(opening(one, two));
    await main.row(two.name).click({ button: 'right' });
    await view.page.getByRole('menuitem', { name: say.giveMany }).click();
    expect(await view.called('window.openSheet', 3)).toEqual(opening(one, two));
  });

  test(`what was given is listed and searched, and leads to its receipt and its rows of the log (${language})`, async ({
    open,
  }) => {
    const keys = twoKeys();
    const given = handover({ toWhom });
    const begun = handover({
      toWhom: 'build server',
      id: 'abcdef13-0000-4000-8000-000000000002',
      way: 'csv',
      finished: false,
    });
    const rows = [handoverRow(begun, keys.slice(0, 1)), handoverRow(given, keys)];
    const view = await open('main-view', {
      language,
      keys,
      answers: {
        'given.list': ({ text }) => {
          const found = rows.filter((row) => row.toWhom.includes(text));
          return { total: found.length, rows: found };
        },
        'given.receipt': ({ id }) => receiptOf(id === given.id ? given : begun, keys),
      },
    });
    const main = new MainView(view.page);
    await view.page.getByRole('button', { name: say.page }).click();
    await expect(view.page.getByRole('heading', { name: say.page, level: 1 })).toBeVisible();
    await expect(main.count).toHaveText(say.count);
    await expect(view.page.getByRole('row').nth(1)).toContainText(say.unfinished);
    await main.search.fill('Li Wei');
    await expect(view.page.getByRole('row')).toHaveCount(2);
    await view.page.getByRole('button', { name: say.open }).click();
    await expect(main.dialog).toContainText(given.digest);
    await expect(main.dialog).not.toContainText(say.written);
    await main.dialog.getByRole('button', { name: say.log }).click();
    expect((await view.called('audit.list')).filter.text).toBe(given.digest);
    await view.page.getByRole('button', { name: say.page }).click();
    await main.search.fill('nobody');
    await expect(view.page.getByText(say.none)).toBeVisible();
  });

  test(`with nothing given, the page says how to give (${language})`, async ({ open }) => {
    const view = await open('main-view', { language });
    await view.page.getByRole('button', { name: say.page }).click();
    await expect(view.page.getByText(say.empty)).toBeVisible();
  });
}

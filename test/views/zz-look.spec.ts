import { handover, handoverRow, receiptOf } from '../support/fake/given';
import { fakeKey } from '../support/fake/keys';
import { scopeFacts } from '../support/fake/sheets';
import { masterPassword } from '../support/fake-keys';
import { languages, test } from '../support/view-test';
import { ExportSheet } from '../support/views/export';

const out = '/tmp/kf/give-shots';
for (const language of languages) for (const theme of ['light', 'dark'] as const) {
  test(`look ${language} ${theme}`, async ({ open }) => {
    const keys = [fakeKey({ provider: 'huawei', name: 'obs-uploader' }), fakeKey({ provider: 'alibaba', name: 'terraform-prod-network-and-dns' })];
    const given = handover({ toWhom: language === 'en' ? 'Li Wei, SRE (OPS-4711)' : '李伟，运维组（OPS-4711）', fileName: 'keyfold-export-2026-11-29.age' });
    const view = await open('export', { language, theme, context: { scope: { kind: 'keys', ids: keys.map(({ id }) => id) }, give: true }, answers: {
      'keyExport.count': () => scopeFacts({ keys: 2, providers: [{provider:'alibaba',keys:1},{provider:'huawei',keys:1}], first: keys.map(({ id, provider, name, accessKeyId }) => ({ id, provider, name, lastFour: accessKeyId.slice(-4) })) }),
      'keyExport.passphrase': () => ({ passphrase: new TextEncoder().encode('ten-words-that-nobody-would-guess-and-that-are-fake') }),
      'keyExport.save': () => ({ fileName: 'keyfold-export-2026-11-29.age', keys: 2, handover: given.id }),
      'given.receipt': () => receiptOf(given, keys), 'given.saveReceipt': () => ({ fileName: 'keyfold-receipt-2026-11-29-abcdef12.html' }) } });
    const sheet = new ExportSheet(view.page);
    await sheet.readPassphrase();
    await view.page.screenshot({ path: `${out}/sheet.${language}.${theme}.png` });
    await sheet.toWhom.fill(given.toWhom);
    await sheet.written.check();
    await sheet.submit(masterPassword);
    await sheet.receipt.waitFor();
    await view.page.getByRole('button', { name: /PDF/ }).click();
    await view.page.screenshot({ path: `${out}/done.${language}.${theme}.png` });
    const rows = [handoverRow(handover({ toWhom: 'build server', way: 'csv', finished: false, fileName: 'keys.csv' }), keys.slice(0, 1)), handoverRow(given, keys), handoverRow(handover({ toWhom: 'Jenkins', way: 'file', tool: 'aliyun-cli', fileName: 'config.json' }), keys.slice(1))];
    const main = await open('main-view', { language, theme, keys, answers: { 'given.list': () => ({ total: 3, rows }), 'given.receipt': () => receiptOf(given, keys) } });
    await main.page.getByRole('button', { name: /^(Handed over|移交记录)$/ }).click();
    await main.page.getByRole('button', { name: /李伟|Li Wei/ }).waitFor();
    await main.page.screenshot({ path: `${out}/page.${language}.${theme}.png` });
    await main.page.getByRole('button', { name: /李伟|Li Wei/ }).click();
    await main.page.getByText('ABCDEF12').waitFor();
    await main.page.screenshot({ path: `${out}/dialog.${language}.${theme}.png` });
  });
}

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '../../common/languages';
import { masterPassword } from '../support/fake-keys';
import { declineOverwriting, openFile, saveAs } from '../support/file-dialog';
import { Home } from '../support/home';
import { copyLargeVault } from '../support/seed';
import { expect, test } from '../support/test';
import { AccountsView } from '../support/views/accounts';
import { evenIfGone } from '../support/views/words';

/** Keys leave in a file that is not encrypted, and an export that is stopped leaves none. */

const words = {
  en: {
    csv: 'Not encrypted (CSV)',
    warning: 'This file is not encrypted',
    header: /^The file is as the console of Huawei Cloud writes it/,
    table: /^AccessKeys of several providers/,
    account: 'Account hw-example',
    all: 'All AccessKeys',
    exported: '2 AccessKeys are in keys.csv.',
    remove: /^The file isn’t encrypted\. Delete it/,
    export: 'Export…',
    nothing: /^The vault already has all 2 AccessKeys/,
    profile: 'Huawei Cloud',
  },
  'zh-CN': {
    csv: '不加密（CSV）',
    warning: '该文件不加密',
    header: /^文件格式与华为云控制台下载的文件相同/,
    table: /^多个云平台的 AccessKey/,
    account: '账号 hw-example',
    all: '全部 AccessKey',
    exported: '已将 2 个 AccessKey 导出到 keys.csv。',
    remove: /^该文件未加密。使用后请立即删除/,
    export: '导出…',
    nothing: /^keys.csv 中的 2 个 AccessKey 均已在保险库中/,
    profile: '华为云',
  },
} as const;

for (const language of ['en', 'zh-CN'] satisfies Language[]) {
  const say = words[language];

  test(`keys leave as CSV after a warning, and the import knows them all (${language})`, async ({ start }) => {
    const secret = 'FAKEsecretInTheOpen00000000000';
    const keyfold = await start({
      settings: { language },
      keys: [
        { profile: 'huawei', name: 'ops', accountId: 'hw-example', identityName: 'ops' },
        { profile: 'alibaba', name: '=deploy', accountId: '1234567890123456', identityName: 'bot', secret },
      ],
    });
    const main = await keyfold.main();
    const accounts = new AccountsView(main.page);
    await accounts.arrow(say.profile).click();
    await accounts.line('hw-example').click();
    await main.more(say.export);
    const sheet = await keyfold.export();
    // It says which account that is.
    await expect(sheet.choice(say.account)).toBeChecked();
    await sheet.choose(say.csv);
    await expect(sheet.page.getByText(say.warning)).toBeVisible();
    await expect(sheet.page.getByText(say.header)).toBeVisible();
    await sheet.choose(say.all);
    await expect(sheet.page.getByText(say.table)).toBeVisible();
    await sheet.submit('not the master password');
    await expect(sheet.password).toHaveAttribute('aria-invalid', 'true');
    await sheet.submit(masterPassword);
    const path = join(keyfold.home.documents, 'keys.csv');
    await saveAs(path);
    await expect(sheet.page.getByText(say.exported)).toBeVisible();
    await expect(sheet.page.getByText(say.remove)).toBeVisible();
    await sheet.done();
    await keyfold.gone('export');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const text = readFileSync(path, 'utf8');
    expect(text).toContain(`Alibaba Cloud,'=deploy,,1234567890123456,bot,,,`);
    expect(text).toContain(`,${secret},`);

    await keyfold.menu('import');
    const importing = await keyfold.import();
    await openFile(path);
    await expect(importing.page.getByText(say.nothing)).toBeVisible();
    await importing.done();
    await keyfold.gone('import');
  });
}

test('an export that is stopped leaves no file and says so, and none is written over unasked', async ({ start }) => {
  const home = new Home();
  await copyLargeVault(home.vault);
  const keyfold = await start({ home });
  await keyfold.unlock();
  await keyfold.menu('export');
  const sheet = await keyfold.export();
  // By passphrase, which takes a second of its own: there is time to stop it on any machine.
  await sheet.readPassphrase();
  await sheet.written.check();
  await sheet.submit(masterPassword);
  await saveAs(join(home.documents, 'half.age'));
  await sheet.stop.click();
  await expect(sheet.page.getByText('The export was stopped. No file was written.')).toBeVisible();
  expect(readdirSync(home.documents)).toEqual([]);

  // Nor does one take the place of another file unasked.
  const kept = home.write('kept.csv', 'mine\n');
  await sheet.choose(words.en.csv);
  await sheet.submit(masterPassword);
  await declineOverwriting(kept);
  expect(readFileSync(kept, 'utf8')).toBe('mine\n');
  await expect(sheet.submitButton).not.toHaveAttribute('aria-busy');
  await evenIfGone(sheet.page.keyboard.press('Escape'));
  await keyfold.gone('export');
});

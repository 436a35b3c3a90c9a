import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { passwordBytes } from '../../common/keys/text-bytes';
import type { Language } from '../../common/languages';
import { makeRecoverySlot, newRecoveryKey } from '../../vault/store/slots/recovery-slot';
import { wipeKeys, withSlot } from '../../vault/store/slots/slots';
import { readSlots, writeSlots } from '../../vault/store/slots/slots-file';
import { byPassword } from '../../vault/store/slots/unwrap';
import { masterPassword } from '../support/fake-keys';
import { openFile } from '../support/file-dialog';
import { dropFile, holdFile } from '../support/file-drop';
import { Home } from '../support/home';
import { storeKeys } from '../support/stored-keys';
import { expect, test } from '../support/test';
import { words as common, evenIfGone } from '../support/views/words';

/** Keys out of a whole vault: a backup that was copied elsewhere, and one of Settings' list. */

const words = {
  en: {
    password: 'Master password of that vault',
    useRecoveryKey: 'Use Recovery Key',
    recoveryKey: 'Recovery key of that vault',
    typo: /There is a slip in the recovery key/,
    added: '1 AccessKey was added.',
    kind: /Keyfold vault · 2 AccessKeys/,
    missing: /the file slots\.json is missing/,
    dropped: /one of the two files of a vault/,
    make: 'Back Up Now',
    show: 'Show Backups',
    importOf: /^Import AccessKeys from the backup of/,
    nothing: 'Nothing to import',
  },
  'zh-CN': {
    password: '该保险库的主密码',
    useRecoveryKey: '使用恢复密钥',
    recoveryKey: '该保险库的恢复密钥',
    typo: /恢复密钥输入有误/,
    added: '已添加 1 个 AccessKey。',
    kind: /Keyfold 保险库 · 2 个 AccessKey/,
    missing: /缺少用于打开它的 slots\.json/,
    dropped: /这是保险库两个文件中的一个/,
    make: '立即备份',
    show: '查看备份',
    importOf: /^从 .+ 的备份导入 AccessKey$/,
    nothing: '无需导入',
  },
} as const satisfies Record<Language, Record<string, string | RegExp>>;

/** Gives a closed vault a recovery key, and answers it. */
async function giveRecoveryKey(folder: string): Promise<string> {
  const path = join(folder, 'slots.json');
  const slots = readSlots(path);
  const keys = await byPassword(passwordBytes(masterPassword))(slots, path);
  const key = newRecoveryKey();
  writeSlots(path, withSlot(slots, makeRecoverySlot(slots, keys, key, 1)), 'replace-all');
  wipeKeys(keys);
  return Buffer.from(key).toString('ascii');
}

for (const language of ['en', 'zh-CN'] as const) {
  const say = { ...common[language], ...words[language] };

  test(`keys come out of a copied backup and of one in Settings’ list (${language})`, async ({ start }) => {
    test.slow();
    const home = new Home({ language });
    const copied = join(home.documents, 'Copied backup');
    const [one, two] = [
      { profile: 'pingan', name: 'Still here', accessKeyId: 'FAKEstill0000001' },
      { profile: 'pingan', name: 'Long gone', accessKeyId: 'FAKEgone00000001', isDefault: true },
    ] as const;
    await storeKeys(copied, [{ ...one, secret: 'FAKEsecretOfBoth0000' }, two]);
    const recoveryKey = await giveRecoveryKey(copied);
    await storeKeys(home.vault, [{ ...one, secret: 'FAKEsecretOfBoth0000' }]);
    const keyfold = await start({ home });
    const main = await keyfold.unlock();

    // One file of the two is not enough, chosen or dropped, and the words say what to do.
    const alone = join(home.documents, 'Alone');
    mkdirSync(alone);
    copyFileSync(join(copied, 'vault.db'), join(alone, 'vault.db'));
    await keyfold.menu('import');
    let sheet = await keyfold.import();
    await openFile(join(alone, 'vault.db'));
    await expect(sheet.page.getByText(say.missing)).toBeVisible();
    await sheet.chooseAnother.click();
    await openFile(join(copied, 'slots.json'));

    const password = sheet.page.getByRole('textbox', { name: say.password });
    await password.fill('not its master password');
    await sheet.submit();
    await expect(sheet.page.getByText(say.wrongPassword)).toBeVisible();
    await sheet.page.getByRole('button', { name: say.useRecoveryKey }).click();
    const key = sheet.page.getByRole('textbox', { name: say.recoveryKey });
    await key.fill(recoveryKey.slice(1));
    await sheet.submit();
    await expect(sheet.page.getByText(say.typo)).toBeVisible();
    await key.fill(recoveryKey.toLowerCase());
    await sheet.submit();
    await expect(sheet.page.getByText(say.kind)).toBeVisible();
    await expect(sheet.row(two.name)).toBeVisible();
    await expect(sheet.row(one.name).getByRole('combobox')).toHaveCount(0);
    await sheet.submit();
    await expect(sheet.page.getByText(say.added)).toBeVisible();
    await sheet.done();
    await keyfold.gone('import');
    expect((await main.names()).sort()).toEqual([two.name, one.name]);

    const dropped = Buffer.from('{"format":"keyfold-slots"}');
    await holdFile(main.page, 'slots.json', dropped);
    sheet = await keyfold.import();
    await dropFile(sheet.page, 'slots.json', dropped);
    await expect(sheet.page.getByText(say.dropped)).toBeVisible();
    await evenIfGone(sheet.page.keyboard.press('Escape'));
    await keyfold.gone('import');

    const settings = await main.openSettings();
    await settings.getByRole('button', { name: say.make }).click();
    await settings.getByRole('button', { name: say.show }).click();
    await main.dialog.getByRole('button', { name: say.importOf }).first().click();
    sheet = await keyfold.import();
    await sheet.page.getByRole('textbox', { name: say.password }).fill(masterPassword);
    await sheet.submit();
    await expect(sheet.page.getByRole('heading', { name: say.nothing })).toBeVisible();
    await sheet.done();
    await keyfold.gone('import');
    await expect(main.dialog).toHaveCount(0);
  });
}

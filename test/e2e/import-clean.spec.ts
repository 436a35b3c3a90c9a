import { chmodSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '../../common/languages';
import { fakePair, masterPassword } from '../support/fake-keys';
import { openFile, saveAs } from '../support/file-dialog';
import { dropFile, holdFile } from '../support/file-drop';
import { Home } from '../support/home';
import { expect, test } from '../support/test';
import { words as common, evenIfGone } from '../support/views/words';

/** What becomes of the file that keys were imported from. */

const words = {
  en: {
    still: (file: string) => `${file} still holds 1 AccessKey of the vault in plain text.`,
    offer: 'Remove from File…',
    submit: 'Remove from File',
    done: '1 AccessKey was removed from config.json.',
    changed: /^The file has changed since it was read/,
    dropped: /It was dropped, so Keyfold doesn’t know where it is/,
    title: 'Cleaned files',
    saveOf: /^Save the original of .*config\.json…$/,
    deleteOf: /^Delete the original of .*config\.json$/,
    save: 'Save',
    saved: 'The original was saved as original.json.',
    deleteTitle: 'Delete this original?',
    delete: 'Delete',
    empty: 'No file has been cleaned after an import.',
  },
  'zh-CN': {
    still: (file: string) => `${file} 中仍有 1 个已在保险库中的 AccessKey，且为明文。`,
    offer: '从文件中移除…',
    submit: '从文件中移除',
    done: '已从 config.json 中移除 1 个 AccessKey。',
    changed: /^该文件在读取后已被更改或删除/,
    dropped: /该文件是拖放进来的/,
    title: '已清理的文件',
    saveOf: /^保存 .*config\.json 的原件…$/,
    deleteOf: /^删除 .*config\.json 的原件$/,
    save: '保存',
    saved: '原件已保存为 original.json。',
    deleteTitle: '删除此原件？',
    delete: '删除',
    empty: '没有在导入后清理过的文件。',
  },
} as const satisfies Record<Language, Record<string, unknown>>;

for (const language of ['en', 'zh-CN'] as const) {
  const say = { ...common[language], ...words[language] };

  test(`a tool’s file is cleaned of what was imported, and its original can be had back (${language})`, async ({
    start,
  }) => {
    test.slow();
    const home = new Home({ language });
    const keyfold = await start({ vault: true, home });
    const main = await keyfold.main();
    const { accessKeyId, secret } = fakePair('alibaba');
    const profile = { name: 'tool', mode: 'AK', access_key_id: accessKeyId, access_key_secret: secret };
    const config = JSON.stringify({ current: 'tool', profiles: [profile], meta_path: 'stays' });
    const path = home.write('config.json', config);
    chmodSync(path, 0o640);

    await keyfold.menu('import');
    let sheet = await keyfold.import();
    await openFile(path);
    await sheet.submit();
    await expect(sheet.page.getByText(say.still('config.json'))).toBeVisible();
    expect(readFileSync(path, 'utf8')).toBe(config);
    await sheet.page.getByRole('button', { name: say.offer }).click();

    // Something else writes into it meanwhile: it is left alone.
    home.write('config.json', `${config}\n`);
    await sheet.password.fill('not the master password');
    await sheet.submit();
    await expect(sheet.page.getByText(say.wrongPassword)).toBeVisible();
    await sheet.password.fill(masterPassword);
    await sheet.submit();
    await expect(sheet.page.getByText(say.changed)).toBeVisible();
    expect(readFileSync(path, 'utf8')).toBe(`${config}\n`);
    home.write('config.json', config);
    await sheet.password.fill(masterPassword);
    await sheet.submit();
    await expect(sheet.page.getByText(say.done)).toBeVisible();
    await sheet.done();
    await keyfold.gone('import');
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({
      current: 'tool',
      profiles: [{ name: 'tool', mode: 'AK' }],
      meta_path: 'stays',
    });
    expect(statSync(path).mode & 0o777).toBe(0o640);

    // Dropped, it has no place that is known here; the vault has its key already.
    const dropped = Buffer.from(config);
    await holdFile(main.page, 'dropped.json', dropped);
    sheet = await keyfold.import();
    await dropFile(sheet.page, 'dropped.json', dropped);
    await expect(sheet.page.getByText(say.still('dropped.json'))).toBeVisible();
    await expect(sheet.page.getByText(say.dropped)).toBeVisible();
    await expect(sheet.page.getByRole('button', { name: say.offer })).toHaveCount(0);
    await sheet.done();
    await keyfold.gone('import');

    await main.openSettings();
    const list = main.page.getByRole('list', { name: say.title });
    await expect(list.getByRole('listitem')).toContainText([path]);
    await list.getByRole('button', { name: say.saveOf }).click();
    sheet = await keyfold.import();
    await sheet.password.fill(masterPassword);
    await sheet.page.getByRole('button', { name: say.save, exact: true }).click();
    await saveAs(join(home.documents, 'original.json'));
    await expect(sheet.page.getByText(say.saved)).toBeVisible();
    await sheet.done();
    await keyfold.gone('import');
    expect(readFileSync(join(home.documents, 'original.json'), 'utf8')).toBe(config);
    expect(statSync(join(home.documents, 'original.json')).mode & 0o777).toBe(0o600);

    await main.openSettings();
    await list.getByRole('button', { name: say.deleteOf }).click();
    await expect(main.dialog).toContainText(say.deleteTitle);
    await evenIfGone(main.dialog.getByRole('button', { name: say.delete, exact: true }).click());
    await expect(main.page.getByText(say.empty)).toBeVisible();
    for (const { content } of home.files(home.vault)) expect(content.includes(secret)).toBe(false);
  });
}

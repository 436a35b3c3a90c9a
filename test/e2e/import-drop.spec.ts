import type { Language } from '../../common/languages';
import { fakePair } from '../support/fake-keys';
import { dropFile, fileInHand, holdFile } from '../support/file-drop';
import { Home } from '../support/home';
import { expect, test } from '../support/test';
import { evenIfGone } from '../support/views/words';

for (const { language, choose, kind, apply, oneFile, unknown } of [
  {
    language: 'en',
    choose: 'Choose File',
    kind: 'Alibaba Cloud CLI',
    apply: 'Import 1 AccessKey',
    oneFile: 'Drop one file at a time.',
    unknown: /doesn’t know what is in this file/,
  },
  {
    language: 'zh-CN',
    choose: '选择文件',
    kind: '阿里云 CLI',
    apply: '导入 1 个 AccessKey',
    oneFile: '一次只能拖放一个文件。',
    unknown: /无法识别该文件/,
  },
] as const satisfies readonly { language: Language; [words: string]: string | RegExp }[]) {
  test(`a file that is held over the list is imported by dropping it (${language})`, async ({ start }) => {
    const keyfold = await start({ vault: true, home: new Home({ language }) });
    const { accessKeyId, secret } = fakePair('alibaba');
    const profile = { name: 'dropped', mode: 'AK', access_key_id: accessKeyId, access_key_secret: secret };
    const config = Buffer.from(JSON.stringify({ current: 'dropped', profiles: [profile] }));
    const main = await keyfold.main();
    const hold = () => holdFile(main.page, 'config.json', config);

    // Carried over the window and away again: nothing has happened.
    await hold();
    let sheet = await keyfold.import();
    await expect(sheet.page.getByRole('button', { name: choose, exact: true })).toBeVisible();
    const passing = await fileInHand(sheet.page, 'config.json', config);
    await sheet.dialog.dispatchEvent('dragover', { dataTransfer: passing });
    await evenIfGone(sheet.dialog.dispatchEvent('dragleave', { dataTransfer: passing }));
    await keyfold.gone('import');

    await hold();
    sheet = await keyfold.import();
    const two = await sheet.page.evaluateHandle(() => {
      const data = new DataTransfer();
      for (const name of ['a.json', 'b.json']) data.items.add(new File(['{}'], name));
      return data;
    });
    await expect(sheet.page.getByRole('button', { name: choose, exact: true })).toBeVisible();
    await sheet.dialog.dispatchEvent('drop', { dataTransfer: two });
    await expect(sheet.page.getByText(oneFile)).toBeVisible();
    await dropFile(sheet.page, 'config.json', config);
    await expect(sheet.page.getByText(kind)).toBeVisible();
    await expect(sheet.row('dropped')).toBeVisible();
    await expect(sheet.submitButton).toHaveText(apply);
    await sheet.submit();
    await sheet.done();
    await keyfold.gone('import');
    await expect(main.row('dropped')).toBeVisible();

    // No file of keys.
    await hold();
    sheet = await keyfold.import();
    await dropFile(sheet.page, 'picture.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]));
    await expect(sheet.page.getByText(unknown)).toBeVisible();
  });
}

import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '../../common/languages';
import { addKey } from '../support/acts';
import { masterPassword } from '../support/fake-keys';
import { cancelSaving, openFile, saveAs } from '../support/file-dialog';
import { clipboardText } from '../support/screen';
import { expect, sharedKeyfold, test } from '../support/test';

/** A key leaves the vault in the form that a tool reads. */

const words = {
  en: {
    use: 'Use in a Tool…',
    useDefault: 'Use Default in a Tool…',
    noDefault: 'No key of this provider is set as default.',
    setDefault: 'Set as Default',
    profile: 'Huawei Cloud',
    copied: 'The AccessKey is on the clipboard, for: Shell (export).',
    saved: 'The AccessKey is in new-config.json.',
    exists: /^There is a file of this name already/,
    name: /^This name can’t stand in the tool’s file/,
    other: /^This doesn’t look like a file of the chosen tool/,
    taken: /with the AccessKey ID FAKEother\.$/,
    confirm: /^The file already has this entry/,
    added: 'The AccessKey is in credentials. Everything else in it is as it was.',
  },
  'zh-CN': {
    use: '在工具中使用…',
    useDefault: '在工具中使用默认 AccessKey…',
    noDefault: '该云平台没有默认的 AccessKey。',
    setDefault: '设为默认',
    profile: '华为云',
    copied: 'AccessKey 已复制到剪贴板，用于：Shell（export）。',
    saved: 'AccessKey 已保存到 new-config.json。',
    exists: /^已有同名文件/,
    name: /^该名称不能用于此工具的文件/,
    other: /^这不像是所选工具的文件/,
    taken: /其 AccessKey ID 为 FAKEother。$/,
    confirm: /^文件中已有该条目/,
    added: 'AccessKey 已写入 credentials，文件的其余内容保持不变。',
  },
} as const;

for (const language of ['en', 'zh-CN'] satisfies Language[]) {
  const say = words[language];

  test.describe(`a key for a tool (${language})`, () => {
    const shared = sharedKeyfold({ settings: { language } });

    test('is copied as a shell reads it, and locking clears it', async () => {
      const keyfold = shared();
      const key = await addKey(keyfold, 'alibaba');
      const main = await keyfold.main();
      // Of a provider without tools there is nothing to choose.
      const without = await addKey(keyfold, 'pingan');
      await main.select(without.name);
      await expect(main.action(say.use)).toHaveCount(0);
      await main.select(key.name);
      await main.action(say.use).click();
      const sheet = await keyfold.use();
      await expect(sheet.preview).toContainText(`export ALIBABA_CLOUD_ACCESS_KEY_ID='${key.accessKeyId}'`);
      await sheet.submit('not the master password');
      await expect(sheet.password).toHaveAttribute('aria-invalid', 'true');
      expect(await clipboardText()).not.toContain(key.secret);
      // The secret is nowhere in the page, before and after.
      await sheet.submit(masterPassword);
      await expect(sheet.page.getByText(say.copied)).toBeVisible();
      expect(await sheet.page.content()).not.toContain(key.secret);
      const script = `${await clipboardText()}printf '%s' "$ALIBABA_CLOUD_ACCESS_KEY_SECRET"`;
      expect(execFileSync('sh', ['-c', script], { encoding: 'utf8' })).toBe(key.secret);
      const unlock = await keyfold.lock();
      await expect.poll(() => clipboardText()).toBe('');
      await unlock.submit(masterPassword);
      await keyfold.gone('unlock');
    });

    test('is the default of the profile that is shown, and gets a private file of its own', async () => {
      const keyfold = shared();
      const main = await keyfold.main();
      await main.chooseProfile(say.profile);
      await main.page.getByRole('button', { name: /^(More|更多)$/ }).click();
      await expect(main.page.getByRole('menuitem', { name: say.useDefault })).toHaveAttribute('aria-disabled', 'true');
      await expect(main.page.getByText(say.noDefault)).toBeVisible();
      await main.page.keyboard.press('Escape');
      const key = await addKey(keyfold, 'huawei');
      await main.select(key.name);
      await main.action(say.setDefault).click();
      await main.more(say.useDefault);

      const sheet = await keyfold.use();
      await sheet.tool.selectOption('huaweicloud-credentials');
      await sheet.entry.fill('not a name');
      await expect(sheet.page.getByText(say.name)).toBeVisible();
      await expect(sheet.submitButton).toBeDisabled();
      await sheet.entry.fill('global');
      await expect(sheet.preview).toContainText('[global]');
      await sheet.choose('new');
      const path = join(keyfold.home.documents, 'new-config.json');
      await sheet.submit(masterPassword);
      await cancelSaving();
      // Nothing that was chosen is lost.
      await expect(sheet.entry).toHaveValue('global');
      // A file that is there is never written over.
      keyfold.home.write('taken', 'mine\n');
      await sheet.submit(masterPassword);
      await saveAs(join(keyfold.home.documents, 'taken'));
      await expect(sheet.page.getByText(say.exists)).toBeVisible();
      expect(readFileSync(join(keyfold.home.documents, 'taken'), 'utf8')).toBe('mine\n');
      await sheet.submit(masterPassword);
      await saveAs(path);
      await expect(sheet.page.getByText(say.saved)).toBeVisible();
      expect(readFileSync(path, 'utf8')).toBe(`[global]\nak = ${key.accessKeyId}\nsk = ${key.secret}\n`);
      expect(statSync(path).mode & 0o777).toBe(0o600);
      await sheet.done();
      await keyfold.gone('use');
    });

    test('takes the place of another in an existing file only when that is confirmed', async () => {
      const keyfold = shared();
      const key = await addKey(keyfold, 'alibaba');
      const { home } = keyfold;
      const letter = home.write('letter.txt', 'Dear Ada,\n');
      // Where the tool looks for it, and so the dialog begins with it.
      mkdirSync(join(home.folder, '.alibabacloud'), { recursive: true });
      const others = '# mine\n[other]\ntype = ecs_ram_role\nrole_name = fake\n\n';
      const own = '[default]\ntype = access_key\naccess_key_id = FAKEother\naccess_key_secret = FAKEsecret # old\n';
      const path = join(home.folder, '.alibabacloud', 'credentials');
      writeFileSync(path, others + own);
      chmodSync(path, 0o640);
      const main = await keyfold.main();
      await main.select(key.name);
      await main.action(say.use).click();
      const sheet = await keyfold.use();
      await sheet.tool.selectOption('alibabacloud-credentials');
      await sheet.choose('existing');
      await sheet.submitButton.click();
      await openFile(letter);
      await expect(sheet.page.getByText(say.other)).toBeVisible();
      expect(readFileSync(letter, 'utf8')).toBe('Dear Ada,\n');

      await sheet.submitButton.click();
      await openFile(path);
      await expect(sheet.page.getByText(say.taken)).toBeVisible();
      await sheet.submit(masterPassword);
      await expect(sheet.page.getByText(say.confirm)).toBeVisible();
      await expect(sheet.replace).toBeFocused();
      expect(readFileSync(path, 'utf8')).toBe(others + own);
      await sheet.replace.check();
      await sheet.submitButton.click();
      await expect(sheet.page.getByText(say.added)).toBeVisible();
      expect(readFileSync(path, 'utf8')).toBe(
        others + own.replace('FAKEother', key.accessKeyId).replace('FAKEsecret', key.secret),
      );
      expect(statSync(path).mode & 0o777).toBe(0o640);
      await sheet.done();
      await keyfold.gone('use');
    });
  });
}

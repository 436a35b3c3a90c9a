import type { Language } from '../../common/languages';
import { fakeKey } from '../support/fake/keys';
import { isMasterPassword } from '../support/fake/sheets';
import { masterPassword } from '../support/fake-keys';
import { expect, fail, languages, test } from '../support/view-test';
import { MainView } from '../support/views/main-view';
import { UseSheet } from '../support/views/use';
import { words as common } from '../support/views/words';

/** The sheet that writes a key for a tool, and the ways to it in the list. */

const words = {
  en: {
    use: 'Use in a Tool…',
    useDefault: 'Use Default in a Tool…',
    noDefault: 'No key of this provider is set as default.',
    provider: 'Huawei Cloud',
    copied: 'The AccessKey is on the clipboard, for: Shell (export).',
    saved: 'The AccessKey is in new-config.json.',
    exists: /^There is a file of this name already/,
    badNames: /^The names can have letters/,
    switched: /^So that the tool uses this AccessKey/,
    name: /^This name can’t stand in the tool’s file/,
    other: /^This doesn’t look like a file of the chosen tool/,
    taken: /with the AccessKey ID FAKEother\.$/,
    confirm: /^The file already has this entry/,
    added: 'The AccessKey is in credentials. Everything else in it is as it was.',
    readable: 'Others on this machine can read it, and that stays so',
  },
  'zh-CN': {
    use: '在工具中使用…',
    useDefault: '在工具中使用默认 AccessKey…',
    noDefault: '该云平台没有默认的 AccessKey。',
    provider: '华为云',
    copied: 'AccessKey 已复制到剪贴板，用于：Shell（export）。',
    saved: 'AccessKey 已保存到 new-config.json。',
    exists: /^已有同名文件/,
    badNames: /^名称只能包含/,
    switched: /^为使工具使用此 AccessKey/,
    name: /^该名称不能用于此工具的文件/,
    other: /^这不像是所选工具的文件/,
    taken: /其 AccessKey ID 为 FAKEother。$/,
    confirm: /^文件中已有该条目/,
    added: 'AccessKey 已写入 credentials，文件的其余内容保持不变。',
    readable: '本机其他用户可以读取该文件，写入后仍然如此',
  },
} as const satisfies Record<Language, Record<string, string | RegExp>>;

const look = (preview: string) => ({ preview, problem: null, existing: null, switched: [], names: [] });

for (const language of languages) {
  const say = { ...common[language], ...words[language] };

  test(`a key of a provider with tools has a way to them, any other has none (${language})`, async ({ open }) => {
    const keys = [
      fakeKey({ provider: 'alibaba', name: 'With' }),
      fakeKey({ provider: 'pingan', name: 'Without' }),
      fakeKey({ provider: 'huawei', name: 'Default' }),
    ];
    const view = await open('main-view', { language, keys });
    const main = new MainView(view.page);
    await main.select('Without');
    await expect.poll(() => main.offered(say.use)).toBe('no');
    await main.select('With');
    await main.action(say.use).click();
    expect(await view.called('window.openSheet')).toEqual({ sheet: 'use', keyId: keys[0]?.id });

    await main.chooseProvider(say.provider);
    await view.page.getByRole('button', { name: /^(More|更多)$/ }).click();
    await expect(view.page.getByRole('menuitem', { name: say.useDefault })).toHaveAttribute('aria-disabled', 'true');
    await expect(view.page.getByText(say.noDefault)).toBeVisible();
    await view.page.keyboard.press('Escape');
    await main.select('Default');
    await main.action(language === 'en' ? 'Set as Default' : '设为默认').click();
    await expect(main.cell('Default', 'default')).toHaveText(language === 'en' ? 'Yes' : '是');
    await main.more(say.useDefault);
    expect(await view.called('window.openSheet', 2)).toEqual({ sheet: 'use', keyId: keys[2]?.id });
  });

  test(`a copy is previewed without its secret and verified (${language})`, async ({ open }) => {
    const key = fakeKey({ provider: 'alibaba', name: 'Main' });
    const view = await open('use', {
      language,
      context: { keyId: key.id },
      answers: {
        'keys.get': () => key,
        'keyUse.look': () => look(`export ALIBABA_CLOUD_ACCESS_KEY_ID='${key.accessKeyId}'`),
        'keyUse.copy': ({ proof }) =>
          proof.method === 'password' && isMasterPassword(proof.password)
            ? { seconds: 30 }
            : fail('wrong-password', {}),
      },
    });
    const sheet = new UseSheet(view.page);
    await expect(sheet.preview).toContainText(`export ALIBABA_CLOUD_ACCESS_KEY_ID='${key.accessKeyId}'`);
    await sheet.submit('not the master password');
    await expect(sheet.password).toHaveAttribute('aria-invalid', 'true');
    await expect(view.page.getByText(say.wrongPassword)).toBeVisible();
    await sheet.submit(masterPassword);
    expect(await view.called('keyUse.copy', 2)).toMatchObject({ id: key.id, target: 'env-sh' });
    await expect(view.page.getByText(say.copied)).toBeVisible();
  });

  test(`a new file is written under a name that the tool can have, and over none (${language})`, async ({ open }) => {
    const key = fakeKey({ provider: 'huawei', name: 'Main' });
    const view = await open('use', {
      language,
      context: { keyId: key.id },
      answers: {
        'keys.get': () => key,
        'keyUse.look': ({ options }) =>
          options.entry === 'not a name'
            ? { preview: '', problem: 'bad-entry', existing: null, switched: [], names: [] }
            : look(`[${options.entry}]`),
        'keyUse.saveNew': () => null,
      },
    });
    const sheet = new UseSheet(view.page);
    await sheet.tool.selectOption('huaweicloud-credentials');
    await sheet.entry.fill('not a name');
    await expect(view.page.getByText(say.name)).toBeVisible();
    await expect(sheet.submitButton).toBeDisabled();
    await sheet.entry.fill('global');
    await expect(sheet.preview).toContainText('[global]');
    await sheet.choose('new');
    await sheet.submit(masterPassword);
    expect(await view.called('keyUse.saveNew')).toMatchObject({
      target: 'huaweicloud-credentials',
      options: { entry: 'global' },
    });
    // The dialog was cancelled: nothing that was chosen is lost.
    await expect(sheet.entry).toBeVisible();
    await expect(sheet.entry).toHaveValue('global');
    view.answer({ 'keyUse.saveNew': () => fail('tool-file', { problem: 'exists' }) });
    await sheet.submit(masterPassword);
    await expect(view.page.getByText(say.exists)).toBeVisible();
    view.answer({ 'keyUse.saveNew': () => ({ fileName: 'new-config.json' }) });
    await sheet.submit(masterPassword);
    await expect(view.page.getByText(say.saved)).toBeVisible();
    await sheet.done();
    expect(await view.called('window.finish')).toEqual({ ticket: null });
  });

  test(`an entry of an existing file is replaced only when that is confirmed (${language})`, async ({ open }) => {
    const key = fakeKey({ provider: 'alibaba', name: 'Main' });
    const view = await open('use', {
      language,
      context: { keyId: key.id },
      answers: {
        'keys.get': () => key,
        'keyUse.look': ({ inFile }) => ({
          preview: '[default]',
          problem: null,
          existing: inFile ? { accessKeyId: 'FAKEother' } : null,
          switched: [],
          names: [],
        }),
        'keyUse.choose': () => fail('tool-file', { problem: 'other-format' }),
        'keyUse.addToFile': () => ({ fileName: 'credentials', changed: true }),
      },
    });
    const sheet = new UseSheet(view.page);
    await sheet.tool.selectOption('alibabacloud-credentials');
    await sheet.choose('existing');
    await sheet.submitButton.click();
    await expect(view.page.getByText(say.other)).toBeVisible();
    view.answer({ 'keyUse.choose': () => ({ fileName: 'credentials', readableByOthers: true }) });
    await sheet.submitButton.click();
    await expect(view.page.getByText(say.taken)).toBeVisible();
    await expect(view.page.getByText(say.readable)).toBeVisible();
    await sheet.submit(masterPassword);
    await expect(view.page.getByText(say.confirm)).toBeVisible();
    await expect(sheet.replace).toBeFocused();
    expect(view.calls('keyUse.addToFile')).toEqual([]);
    await sheet.replace.check();
    await sheet.submitButton.click();
    expect((await view.called('keyUse.addToFile')).replace).toBe(true);
    await expect(view.page.getByText(say.added)).toBeVisible();
  });

  test(`names that the file has are proposed, and what changes beside the pair is said (${language})`, async ({
    open,
  }) => {
    const key = fakeKey({ provider: 'alibaba', name: 'Main' });
    const own = { accessKeyId: 'PROD_ALIYUN_ACCESS_KEY_ID', secret: 'PROD_ALIYUN_ACCESS_KEY_SECRET', token: '' };
    const view = await open('use', {
      language,
      context: { keyId: key.id },
      answers: {
        'keys.get': () => key,
        'keyUse.look': ({ options, inFile, target }) => ({
          preview: `${options.names?.accessKeyId ?? 'ALIBABA_CLOUD_ACCESS_KEY_ID'}=${key.accessKeyId}`,
          problem: options.names?.secret === 'not a name' ? 'bad-names' : null,
          existing: inFile && (options.names || target === 'ossutil') ? { accessKeyId: 'FAKEother' } : null,
          switched: inFile && target === 'ossutil' ? [{ name: 'mode', from: 'EcsRamRole', to: 'AK' }] : [],
          names: inFile && target === 'dotenv' ? [own] : [],
        }),
        'keyUse.choose': () => ({ fileName: '.env', readableByOthers: false }),
        'keyUse.addToFile': () => ({ fileName: '.env', changed: true }),
      },
    });
    const sheet = new UseSheet(view.page);
    await sheet.tool.selectOption('dotenv');
    await sheet.choose('existing');
    await sheet.submitButton.click();
    await expect(sheet.preview).toContainText(own.accessKeyId);
    await expect(sheet.variables.locator('option:checked')).toHaveText(`${own.accessKeyId}, ${own.secret}`);
    await sheet.replace.check();
    await sheet.submit(masterPassword);
    expect(await view.called('keyUse.addToFile')).toMatchObject({ options: { names: own } });
    await expect(view.page.getByText(say.added.replace('credentials', '.env'))).toBeVisible();
  });

  test(`a person can name the variables, and choose whose file it is (${language})`, async ({ open }) => {
    const key = fakeKey({ provider: 'alibaba', name: 'Main' });
    const view = await open('use', {
      language,
      context: { keyId: key.id },
      answers: {
        'keys.get': () => key,
        'keyUse.look': ({ options, inFile, target }) => ({
          preview: options.names?.accessKeyId ?? 'x',
          problem: options.names?.accessKeyId === 'not a name' ? 'bad-names' : null,
          existing: null,
          switched: inFile && target === 'ossutil' ? [{ name: 'mode', from: 'EcsRamRole', to: 'AK' }] : [],
          names: [],
        }),
        'keyUse.choose': () => ({ fileName: 'credentials.ini', readableByOthers: false }),
      },
    });
    const sheet = new UseSheet(view.page);
    await sheet.tool.selectOption('dotenv');
    await sheet.variables.selectOption('own');
    await sheet.ownId.fill('not a name');
    await expect(view.page.getByText(say.badNames)).toBeVisible();
    await expect(sheet.submitButton).toBeDisabled();
    await sheet.ownId.fill('MY_ID');
    await expect(sheet.preview).toContainText('MY_ID');

    await sheet.tool.selectOption('alibabacloud-credentials');
    await sheet.readBy.selectOption({ index: 1 });
    await sheet.choose('existing');
    await sheet.submitButton.click();
    expect(await view.called('keyUse.choose')).toEqual({ target: 'alibabacloud-credentials', place: 1 });

    await sheet.tool.selectOption('ossutil');
    await sheet.submitButton.click();
    await expect(view.page.getByText(say.switched)).toBeVisible();
    await expect(view.page.getByText('mode: EcsRamRole → AK')).toBeVisible();
  });
}

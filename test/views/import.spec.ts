import type { Language } from '../../common/languages';
import { recoveryKeyOf } from '../../common/recovery-key';
import { readTable, withTitles } from '../../vault/transfer/table/read';
import { importAnswers, importRow, openedFile } from '../support/fake/import';
import { isMasterPassword, needs, textOf } from '../support/fake/sheets';
import { masterPassword } from '../support/fake-keys';
import { dropFile, fileInHand } from '../support/file-drop';
import { expect, fail, languages, test } from '../support/view-test';
import { ImportSheet } from '../support/views/import';
import { MainView } from '../support/views/main-view';
import { words as common } from '../support/views/words';

/** The import sheet: what opens a file, its preview, what stands before the import, and what becomes of the file. */

const administratorPassword = 'fake administrator password';
const many = 10_000;
const doubled = 100;

const words = {
  en: {
    unknown: /found nothing in this file that it can read/,
    picture: /This is a picture/,
    spreadsheet: /This is a spreadsheet.*as CSV/,
    comma: /Line 12, column 3: there is a comma too many/,
    wrongPassphrase: /The passphrase is wrong/,
    nothing: /already has/,
    nothingTitle: 'Nothing to import',
    state: { new: 'New', same: 'Same', changed: 'Changed', other: 'Other secret' },
    skip: 'Skip',
    add: 'Add',
    summary: (add: number, skip: number) => `${add} to add, ${skip} skipped`,
    added: '1 AccessKey was added.',
    required: 'Master password is required.',
    noKeychain: 'This system has no keychain that Keyfold can use.',
    defaults: /make the file’s default AccessKeys the default of Ping An Cloud/,
    rootDefault: /^A key of an account itself becomes a default/,
    asks: 'Adding AccessKeys is protected on this vault.',
    asksReplace: 'Replacing a stored secret always needs a verification.',
    lost: 'The vault’s secret of 1 AccessKey is replaced. Only backups still have it.',
    wrongAdministrator: 'The administrator’s password is wrong.',
    back: 'Back',
    stop: 'Stop',
    stopped: 'The import was stopped. Nothing was changed.',
    partly: /^500 of 900 AccessKeys are imported and stay, the others are not. .*disk.* Then import the file again/,
    partlyStopped: /^It was stopped\. 500 of 900 AccessKeys are imported and stay\. To get the others/,
    another: 'Choose Another File',
    all: 'All 10,000',
    manyNew: 'New 9,900',
    manyDoubled: 'Doubled 100',
    none: 'Import',
    importMany: 'Import 9,900 AccessKeys',
    still: (file: string) => `${file} still holds 1 AccessKey of the vault in plain text.`,
    offer: 'Remove from File…',
    cleaned: '1 AccessKey was removed from config.json.',
    changed: /^The file has changed since it was read/,
    dropped: /It was dropped, so Keyfold doesn’t know where it is/,
    title: 'Cleaned files',
    saveOf: /^Save the original of .*config\.json…$/,
    deleteOf: /^Delete the original of .*config\.json$/,
    saved: 'The original was saved as original.json.',
    deleteTitle: 'Delete this original?',
    deleteOne: 'Delete',
    empty: 'No file has been cleaned after an import.',
    choose: 'Choose File',
    tool: 'Alibaba Cloud CLI',
    importOne: 'Import 1 AccessKey',
    oneFile: 'Drop one file at a time.',
    vaultPassword: 'Master password of that vault',
    useRecoveryKey: 'Use Recovery Key',
    recoveryKey: 'Recovery key of that vault',
    typo: /There is a slip in the recovery key/,
    vault: /Keyfold vault · 2 AccessKeys/,
    missing: /the file slots\.json is missing/,
    oneOfTwo: /one of the two files of a vault/,
    columns: 'Which column is which?',
    titlesAt: 'Header row',
    row: (row: number, cells: string[]) => `Row ${row}: ${cells.join(', ')}`,
    firstColumn: 'First column',
    noHeader: 'No header',
    noRows: 'There is no row below this header.',
    code: 'What column code holds',
    looksLike: /^Looks the same as “Payments, production” of this account$/,
    differs: 'Differs: Name, Description, Endpoint',
  },
  'zh-CN': {
    unknown: /在该文件中未找到可读取的内容/,
    picture: /这是图片/,
    spreadsheet: /这是电子表格文件.*另存为 CSV/,
    comma: /第 12 行第 3 列：多了一个逗号/,
    wrongPassphrase: /密码短语不正确/,
    nothing: /均已在保险库中/,
    nothingTitle: '无需导入',
    state: { new: '新增', same: '相同', changed: '属性不同', other: 'Secret 不同' },
    skip: '跳过',
    add: '添加',
    summary: (add: number, skip: number) => `添加 ${add} 个、跳过 ${skip} 个`,
    added: '已添加 1 个 AccessKey。',
    required: '请输入主密码。',
    noKeychain: '当前系统没有可用的钥匙串，请输入主密码。',
    defaults: /同时将文件中的默认 AccessKey 设为.*平安云.*的默认/,
    rootDefault: /^1 个属于账号本身的密钥将成为默认/,
    asks: '此保险库已开启添加 AccessKey 的操作保护。',
    asksReplace: '替换已保存的 Secret 始终需要验证身份。',
    lost: '保险库中 1 个 AccessKey 的 Secret 将被替换，此后仅备份中仍保留原 Secret。',
    wrongAdministrator: '管理员密码不正确。',
    back: '返回',
    stop: '停止',
    stopped: '导入已停止，未做任何更改。',
    partly: /^900 个 AccessKey 中已导入 500 个并予以保留，其余未导入。.*磁盘.*重新导入该文件/,
    partlyStopped: /^导入已停止。900 个 AccessKey 中已导入 500 个并予以保留。如需导入其余部分/,
    another: '选择其他文件',
    all: '全部 10,000',
    manyNew: '新增 9,900',
    manyDoubled: '重复 100',
    none: '导入',
    importMany: '导入 9,900 个 AccessKey',
    still: (file: string) => `${file} 中仍有 1 个已在保险库中的 AccessKey，且为明文。`,
    offer: '从文件中移除…',
    cleaned: '已从 config.json 中移除 1 个 AccessKey。',
    changed: /^该文件在读取后已被更改或删除/,
    dropped: /该文件是拖放进来的/,
    title: '已清理的文件',
    saveOf: /^保存 .*config\.json 的原件…$/,
    deleteOf: /^删除 .*config\.json 的原件$/,
    saved: '原件已保存为 original.json。',
    deleteTitle: '删除此原件？',
    deleteOne: '删除',
    empty: '没有在导入后清理过的文件。',
    choose: '选择文件',
    tool: '阿里云 CLI',
    importOne: '导入 1 个 AccessKey',
    oneFile: '一次只能拖放一个文件。',
    vaultPassword: '该保险库的主密码',
    useRecoveryKey: '使用恢复密钥',
    recoveryKey: '该保险库的恢复密钥',
    typo: /恢复密钥输入有误/,
    vault: /Keyfold 保险库 · 2 个 AccessKey/,
    missing: /缺少用于打开它的 slots\.json/,
    oneOfTwo: /这是保险库两个文件中的一个/,
    columns: '设置各列的内容',
    titlesAt: '标题行',
    row: (row: number, cells: string[]) => `第 ${row} 行：${cells.join('、')}`,
    firstColumn: '第一列是标题',
    noHeader: '无标题行',
    noRows: '此标题行下方没有数据。',
    code: '“code”列的内容',
    looksLike: /^与该账号的“Payments, production”看起来相同$/,
    differs: '不同：名称、描述、接入地址',
  },
} as const satisfies Record<Language, Record<string, unknown>>;

const imported = (added: number, skipped = 0) => ({ added, updated: 0, replaced: 0, skipped });

for (const language of languages) {
  const say = { ...common[language], ...words[language] };

  test(`a cancelled dialog ends it, and a file of something else is refused (${language})`, async ({ open }) => {
    const cancelled = await open('import', { language, answers: { 'keyImport.open': () => null } });
    expect(await cancelled.called('window.finish')).toEqual({ ticket: null });
    const view = await open('import', { language, answers: { 'keyImport.open': () => fail('file-unknown', {}) } });
    const sheet = new ImportSheet(view.page);
    await expect(sheet.page.getByText(say.unknown)).toBeVisible();
    await sheet.chooseAnother.click();
    await view.called('keyImport.open', 2);
    await sheet.cancel();
    expect(await view.called('window.finish')).toEqual({ ticket: null });
  });

  test(`a passphrase opens an export, and what is in it is shown by its state (${language})`, async ({ open }) => {
    const rows = [importRow('lost'), importRow('kept', { state: 'same' }), importRow('edited', { state: 'same' })];
    const view = await open('import', {
      language,
      answers: {
        ...importAnswers(rows),
        'keyImport.open': () => openedFile({ kind: 'age', fileName: 'keys.age', keys: 0, needs: 'passphrase' }),
        'keyImport.passphrase': ({ passphrase }) =>
          textOf(passphrase) === 'right-words'
            ? openedFile({ fileName: 'keys.age', keys: 3 })
            : fail('wrong-passphrase', {}),
        'keyImport.apply': () => imported(1, 2),
      },
    });
    const sheet = new ImportSheet(view.page);
    await sheet.unlock('not-the-passphrase-of-this-file');
    await expect(sheet.page.getByText(say.wrongPassphrase)).toBeVisible();
    await expect(sheet.passphrase).toBeFocused();
    await sheet.unlock('right-words');
    await expect(sheet.filter(`${say.state.new} 1`)).toBeVisible();
    await expect(sheet.filter(`${say.state.same} 2`)).toBeVisible();
    await expect(sheet.row('lost')).toContainText(say.state.new);
    await expect(sheet.row('kept')).toContainText(say.state.same);
    await expect(sheet.row('kept').getByRole('combobox')).toHaveCount(0);
    await expect(sheet.summary).toHaveText(say.summary(1, 2));

    // One row, and all of a state.
    await sheet.choiceOf('lost').selectOption('skip');
    expect(await view.called('keyImport.choose')).toEqual({ what: { index: 0 }, choice: 'skip' });
    await expect(sheet.submitButton).toBeDisabled();
    await sheet.filter(`${say.state.new} 1`).check();
    await expect(sheet.row('kept')).toHaveCount(0);
    await sheet.chooseForAll(say.add);
    expect(await view.called('keyImport.choose', 2)).toEqual({ what: { state: 'new' }, choice: 'add' });
    await expect(sheet.choiceOf('lost')).toHaveValue('add');
    await sheet.submit();
    expect(await view.called('keyImport.apply')).toEqual({ password: null });
    await expect(sheet.page.getByText(say.added)).toBeVisible();
    await sheet.done();
    expect(await view.called('window.finish')).toEqual({ ticket: null });
  });

  test(`F14: that a name looks the same is read whole, also in the smallest window (${language})`, async ({ open }) => {
    const like = 'Payments, production';
    const twin = importRow('Pаyments, production', {
      ...{ accountId: 'acme-production', identityName: 'deploy-bot' },
      issues: [{ field: 'name', problem: 'looks-like', severity: 'warning', like }],
    });
    const changed = importRow('Edited', { state: 'changed', differs: ['name', 'description', 'endpoint'] });
    const { page } = await open('import', {
      ...{ language, size: { width: 900, height: 600 } },
      answers: {
        ...importAnswers([importRow('Plain'), twin, changed]),
        'keyImport.open': () => openedFile({ keys: 3 }),
      },
    });
    const sheet = new ImportSheet(page);
    for (const [name, words] of [
      [twin.name, say.looksLike],
      [changed.name, say.differs],
    ] as const) {
      const said = sheet.row(name).getByText(words);
      await expect(said).toBeVisible();
      expect(await said.evaluate(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth)).toBe(true);
      // It belongs to the state, for those who hear it read.
      await expect(sheet.row(name).getByRole('cell').nth(3).getByText(words)).toBeVisible();
      await expect(sheet.row(name).getByText(name, { exact: true })).toBeInViewport({ ratio: 1 });
    }
  });

  test(`where the vault has all of it there is nothing to import (${language})`, async ({ open }) => {
    const rows = [importRow('one', { state: 'same' }), importRow('two', { state: 'same' })];
    const answers = { ...importAnswers(rows), 'keyImport.open': () => openedFile() };
    const sheet = new ImportSheet((await open('import', { language, answers })).page);
    await expect(sheet.page.getByRole('heading', { name: say.nothingTitle })).toBeVisible();
    await expect(sheet.page.getByText(say.nothing)).toBeVisible();
  });

  test(`without a keychain the master password is asked for once, and the default is taken over when told to (${language})`, async ({
    open,
  }) => {
    const theirs = importRow('Theirs', { isDefault: true, identityKind: 'master-account' });
    const rows = importAnswers([theirs, importRow('Skipped')]);
    const view = await open('import', {
      language,
      answers: {
        ...rows,
        'keyImport.open': () => openedFile(),
        'keyImport.plan': ({ password }) => {
          if (password === null) fail('password-required', { keychain: 'missing' });
          if (!isMasterPassword(password)) fail('wrong-password', {});
          return rows['keyImport.plan']?.({ password }) ?? fail('internal', {});
        },
        'keyImport.apply': () => imported(1, 1),
      },
    });
    const sheet = new ImportSheet(view.page);
    await expect(sheet.page.getByText(say.noKeychain)).toBeVisible();
    await sheet.submit();
    await expect(sheet.page.getByText(say.required, { exact: true })).toBeVisible();
    await sheet.password.fill('not the master password');
    await sheet.submit();
    await expect(sheet.page.getByText(say.wrongPassword)).toBeVisible();
    await sheet.password.fill(masterPassword);
    await sheet.submit();
    await sheet.choiceOf('Skipped').selectOption('skip');
    const defaults = sheet.page.getByRole('checkbox', { name: say.defaults });
    await expect(defaults).not.toBeChecked();
    await expect(sheet.page.getByText(say.rootDefault)).toHaveCount(0);
    // Not `check`: the answer comes from the vault.
    await defaults.click();
    expect(await view.called('keyImport.takeDefaults')).toEqual({ take: true });
    await expect(defaults).toBeChecked();
    // It is a key of the account itself.
    await expect(sheet.page.getByText(say.rootDefault)).toBeVisible();
    await sheet.submit();
    const { password } = await view.called('keyImport.apply');
    expect(password !== null && isMasterPassword(password)).toBe(true);
    await expect(sheet.page.getByText(say.added)).toBeVisible();
  });

  test(`where adding is protected the import is verified, and a look back changes nothing (${language})`, async ({
    open,
  }) => {
    const view = await open('import', {
      language,
      answers: {
        ...importAnswers([importRow('One')]),
        'keyImport.open': () => openedFile({ keys: 1 }),
        'protection.needs': () => needs('owner'),
        'keyImport.apply': ({ proof }) =>
          proof?.method === 'password' && isMasterPassword(proof.password) ? imported(1) : fail('wrong-password', {}),
      },
    });
    const sheet = new ImportSheet(view.page);
    await sheet.submit();
    await expect(sheet.page.getByText(say.asks)).toBeVisible();
    await sheet.password.fill('not the master password');
    await sheet.submit();
    await expect(sheet.page.getByText(say.wrongPassword)).toBeVisible();
    await sheet.page.getByRole('button', { name: say.back, exact: true }).click();
    await expect(sheet.row('One')).toBeVisible();
    await sheet.submit();
    await sheet.password.fill(masterPassword);
    await sheet.submit();
    await expect(sheet.page.getByText(say.added)).toBeVisible();
  });

  test(`F1: replacing a secret is verified and says what is lost; what is chosen later is asked for anew (${language})`, async ({
    open,
  }) => {
    const view = await open('import', {
      language,
      answers: {
        ...importAnswers([importRow('One'), importRow('Two', { state: 'other-secret' })]),
        'keyImport.open': () => openedFile(),
        'protection.needs': (what) =>
          needs('effects' in what && what.effects.includes('key.replaceSecret') ? 'owner' : 'none'),
        'keyImport.apply': () => imported(1, 1),
      },
    });
    const sheet = new ImportSheet(view.page);
    await sheet.choiceOf('Two').selectOption('replace');
    await sheet.submit();
    await expect(sheet.page.getByText(say.asksReplace)).toBeVisible();
    await expect(sheet.page.getByText(say.lost)).toBeVisible();
    expect(view.calls('keyImport.apply')).toEqual([]);
    await sheet.page.getByRole('button', { name: say.back, exact: true }).click();
    await sheet.choiceOf('Two').selectOption('skip');
    await sheet.submit();
    await expect(sheet.page.getByText(say.added)).toBeVisible();
    expect((await view.called('keyImport.apply')).proof).toBeUndefined();
  });

  test(`under the lock an import is the administrator’s (${language})`, async ({ open }) => {
    const view = await open('import', {
      language,
      answers: {
        ...importAnswers([importRow('Two')]),
        'keyImport.open': () => openedFile({ keys: 1 }),
        'protection.needs': () => needs('administrator'),
        'keyImport.apply': ({ proof }) =>
          proof?.method === 'administrator' && textOf(proof.password) === administratorPassword
            ? imported(1)
            : fail('wrong-administrator', {}),
      },
    });
    const sheet = new ImportSheet(view.page);
    await sheet.submit();
    await sheet.administrator.fill(masterPassword);
    await sheet.submit();
    await expect(sheet.page.getByText(say.wrongAdministrator)).toBeVisible();
    await sheet.administrator.fill(administratorPassword);
    await sheet.submit();
    await expect(sheet.page.getByText(say.added)).toBeVisible();
  });

  test(`an import that fails in the middle says how much of it is stored (${language})`, async ({ open }) => {
    const view = await open('import', {
      language,
      answers: {
        ...importAnswers([importRow('Row 0')]),
        'keyImport.open': () => openedFile(),
        'keyImport.apply': () => fail('import-partly', { done: 500, total: 900, cause: { code: 'disk-full' } }),
      },
    });
    const sheet = new ImportSheet(view.page);
    await sheet.submit();
    await expect(sheet.page.getByText(say.partly)).toBeVisible();
    await sheet.page.getByRole('button', { name: say.another, exact: true }).click();
    await expect(sheet.submitButton).toBeVisible();
    expect(view.calls('keyImport.open')).toHaveLength(2);
    const cause = { code: 'cancelled' } as const;
    view.answer({ 'keyImport.apply': () => fail('import-partly', { done: 500, total: 900, cause }) });
    await sheet.submit();
    await expect(sheet.page.getByText(say.partlyStopped)).toBeVisible();
  });

  test(`10,000 keys are previewed and chosen at once, and a stopped import says so (${language})`, async ({ open }) => {
    const rows = Array.from({ length: many - doubled }, (_, index) => importRow(`From the file ${index}`));
    const twice = Array.from({ length: doubled }, (_, index) =>
      importRow(`From the file ${index}`, { state: 'doubled' }),
    );
    const view = await open('import', {
      language,
      answers: {
        ...importAnswers([...rows, ...twice]),
        'keyImport.open': () => openedFile({ keys: many }),
        'keyImport.apply': () => fail('cancelled', {}),
        'keyImport.cancel': () => null,
      },
      held: ['keyImport.apply'],
    });
    const sheet = new ImportSheet(view.page);
    await expect(sheet.submitButton).toHaveText(say.importMany);
    await expect(sheet.table).toHaveAttribute('aria-rowcount', String(many + 1));
    await expect(sheet.row('From the file 0')).toBeVisible();
    await sheet.table.hover();
    await sheet.page.mouse.wheel(0, many * 100);
    await expect(sheet.row(`From the file ${doubled - 1}`)).toBeVisible();
    expect(await sheet.table.getByRole('row').count()).toBeLessThan(100);
    await sheet.filter(say.manyDoubled).check();
    await expect(sheet.table).toHaveAttribute('aria-rowcount', String(doubled + 1));
    await expect(sheet.row('From the file 0')).toBeVisible();
    await sheet.filter(say.manyNew).check();
    await sheet.chooseForAll(say.skip);
    await expect(sheet.submitButton).toHaveText(say.none);
    await expect(sheet.submitButton).toBeDisabled();
    await sheet.chooseForAll(say.add);
    await expect(sheet.choiceOf('From the file 0')).toHaveValue('add');
    await sheet.filter(say.all).check();
    await sheet.submit();
    await view.called('keyImport.apply');
    await sheet.page.getByRole('button', { name: say.stop, exact: true }).click();
    await view.called('keyImport.cancel');
    view.release('keyImport.apply');
    await expect(sheet.page.getByText(say.stopped)).toBeVisible();
    await expect(sheet.submitButton).toHaveText(say.importMany);
  });

  test(`a file that still has the keys is cleaned after a verification (${language})`, async ({ open }) => {
    let changed = true;
    const view = await open('import', {
      language,
      answers: {
        ...importAnswers([importRow('tool')]),
        'keyImport.open': () => openedFile({ fileName: 'config.json', kind: 'aliyun-cli', keys: 1 }),
        'protection.needs': (what) =>
          needs('effects' in what && what.effects.includes('source.clean') ? 'owner' : 'none'),
        'keyImport.apply': () => imported(1),
        'keyImport.source': () => ({ kind: 'file', fileName: 'config.json', entries: 1 }),
        'keyImport.clean': ({ proof }) => {
          if (proof.method !== 'password' || !isMasterPassword(proof.password)) fail('wrong-password', {});
          return changed ? fail('source-changed', {}) : { fileName: 'config.json', entries: 1 };
        },
      },
    });
    const sheet = new ImportSheet(view.page);
    await sheet.submit();
    await expect(sheet.page.getByText(say.still('config.json'))).toBeVisible();
    await sheet.page.getByRole('button', { name: say.offer }).click();
    await sheet.password.fill('not the master password');
    await sheet.submit();
    await expect(sheet.page.getByText(say.wrongPassword)).toBeVisible();
    await sheet.password.fill(masterPassword);
    await sheet.submit();
    await expect(sheet.page.getByText(say.changed)).toBeVisible();
    changed = false;
    await sheet.password.fill(masterPassword);
    await sheet.submit();
    await expect(sheet.page.getByText(say.cleaned)).toBeVisible();
  });

  test(`a dropped file has no place that is known, so it isn’t cleaned (${language})`, async ({ open }) => {
    const view = await open('import', {
      language,
      context: { from: 'drop' },
      answers: {
        ...importAnswers([importRow('tool', { state: 'same' })]),
        'keyImport.drop': ({ fileName }) => openedFile({ fileName, kind: 'aliyun-cli', keys: 1 }),
        'keyImport.source': () => ({ kind: 'dropped', fileName: 'dropped.json', entries: 1 }),
      },
    });
    const sheet = new ImportSheet(view.page);
    await dropFile(view.page, 'dropped.json', Buffer.from('{}'));
    await expect(view.page.getByText(say.still('dropped.json'))).toBeVisible();
    await expect(view.page.getByText(say.dropped)).toBeVisible();
    await expect(view.page.getByRole('button', { name: say.offer })).toHaveCount(0);
    await sheet.done();
    expect(await view.called('window.finish')).toEqual({ ticket: null });
  });

  test(`one file is dropped at a time, of keys only; taken away again, the sheet goes (${language})`, async ({
    open,
  }) => {
    const view = await open('import', {
      language,
      context: { from: 'drop' },
      answers: {
        ...importAnswers([importRow('dropped')]),
        'keyImport.drop': ({ fileName }) =>
          fileName === 'config.json' ? openedFile({ fileName, kind: 'aliyun-cli', keys: 1 }) : fail('file-unknown', {}),
      },
    });
    const sheet = new ImportSheet(view.page);
    await expect(view.page.getByRole('button', { name: say.choose, exact: true })).toBeVisible();
    const passing = await fileInHand(view.page, 'config.json', Buffer.from('{}'));
    await sheet.dialog.dispatchEvent('dragover', { dataTransfer: passing });
    await sheet.dialog.dispatchEvent('dragleave', { dataTransfer: passing });
    expect(await view.called('window.finish')).toEqual({ ticket: null });
    const two = await view.page.evaluateHandle(() => {
      const data = new DataTransfer();
      for (const name of ['a.json', 'b.json']) data.items.add(new File(['{}'], name));
      return data;
    });
    await sheet.dialog.dispatchEvent('drop', { dataTransfer: two });
    await expect(view.page.getByText(say.oneFile)).toBeVisible();
    expect(view.calls('keyImport.drop')).toEqual([]);
    await dropFile(view.page, 'config.json', Buffer.from('{"some":"text"}'));
    expect(textOf((await view.called('keyImport.drop')).bytes)).toBe('{"some":"text"}');
    await expect(view.page.getByText(say.tool)).toBeVisible();
    await expect(sheet.row('dropped')).toBeVisible();
    await expect(sheet.submitButton).toHaveText(say.importOne);
  });

  for (const [what, error, said] of [
    ['letter.txt', { code: 'file-unknown' }, say.unknown],
    ['picture.png', { code: 'file-unreadable', kind: 'picture' }, say.picture],
    ['keys.xlsx', { code: 'file-unreadable', kind: 'spreadsheet' }, say.spreadsheet],
    ['config.json', { code: 'file-syntax', format: 'json', fault: 'comma-extra', line: 12, column: 3 }, say.comma],
    ['slots.json', { code: 'backup-dropped' }, say.oneOfTwo],
  ] as const) {
    test(`a dropped ${what} is refused (${language})`, async ({ open }) => {
      const view = await open('import', {
        language,
        context: { from: 'drop' },
        answers: { 'keyImport.drop': () => fail(error.code, error) },
      });
      await dropFile(view.page, what, Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]));
      await expect(view.page.getByText(said)).toBeVisible();
    });
  }

  test(`F7: the opening of another vault is stopped, and meanwhile nothing else is pressed (${language})`, async ({
    open,
  }) => {
    const locked = openedFile({ kind: 'keyfold-vault', fileName: 'vault.db', needs: 'vault', recoveryKey: true });
    const view = await open('import', {
      language,
      answers: {
        'keyImport.open': () => locked,
        'keyImport.vault': () => fail('cancelled', {}),
        'keyImport.cancel': () => null,
      },
      held: ['keyImport.vault'],
    });
    const sheet = new ImportSheet(view.page);
    const other = sheet.page.getByRole('button', { name: say.useRecoveryKey });
    await sheet.page.getByRole('textbox', { name: say.vaultPassword }).fill(masterPassword);
    await sheet.submit();
    await view.called('keyImport.vault');
    await expect(other).toBeDisabled();
    await sheet.page.getByRole('button', { name: say.stop, exact: true }).click();
    await view.called('keyImport.cancel');
    view.release('keyImport.vault');
    await expect(other).toBeEnabled();
    await expect(sheet.page.getByRole('button', { name: say.stop, exact: true })).toHaveCount(0);
  });

  test(`another vault opens with its password or its recovery key, and needs both of its files (${language})`, async ({
    open,
  }) => {
    const key = textOf(recoveryKeyOf(new Uint8Array(26)));
    const opened = openedFile({ fileName: 'vault.db', kind: 'keyfold-vault', recoveryKey: true });
    const view = await open('import', {
      language,
      answers: {
        ...importAnswers([importRow('Long gone'), importRow('Still here', { state: 'same' })]),
        'keyImport.open': () => fail('backup-incomplete', { missing: 'slots' }),
        'keyImport.vault': (given) => {
          if (given.by === 'password') fail('wrong-password', {});
          return textOf(given.key) === key ? { ...opened, keys: 2 } : fail('wrong-recovery-key', {});
        },
      },
    });
    const sheet = new ImportSheet(view.page);
    await expect(view.page.getByText(say.missing)).toBeVisible();
    view.answer({ 'keyImport.open': () => ({ ...opened, keys: 0, needs: 'vault' }) });
    await sheet.chooseAnother.click();
    await view.page.getByRole('textbox', { name: say.vaultPassword }).fill('not its master password');
    await sheet.submit();
    await expect(view.page.getByText(say.wrongPassword)).toBeVisible();
    await view.page.getByRole('button', { name: say.useRecoveryKey }).click();
    const field = view.page.getByRole('textbox', { name: say.recoveryKey });
    await field.fill(key.slice(1));
    await sheet.submit();
    await expect(view.page.getByText(say.typo)).toBeVisible();
    expect(view.calls('keyImport.vault')).toHaveLength(1);
    await field.fill(key.toLowerCase());
    await sheet.submit();
    await expect(view.page.getByText(say.vault)).toBeVisible();
    await expect(sheet.row('Long gone')).toBeVisible();
    await expect(sheet.row('Still here').getByRole('combobox')).toHaveCount(0);
  });

  test(`a backup of the list is opened by its name, with its password (${language})`, async ({ open }) => {
    const name = '2026-11-25T080000Z-manual';
    const opened = openedFile({ fileName: name, kind: 'keyfold-vault' });
    const view = await open('import', {
      language,
      context: { from: 'backup', backup: name },
      answers: {
        ...importAnswers([importRow('one', { state: 'same' })]),
        'keyImport.backup': () => ({ ...opened, needs: 'vault' }),
        'keyImport.vault': () => opened,
      },
    });
    const sheet = new ImportSheet(view.page);
    await view.page.getByRole('textbox', { name: say.vaultPassword }).fill(masterPassword);
    await sheet.submit();
    expect(await view.called('keyImport.backup')).toEqual({ name });
    await expect(view.page.getByRole('heading', { name: say.nothingTitle })).toBeVisible();
  });

  test(`the columns of a table are named before it is read (${language})`, async ({ open }) => {
    const none = {
      name: null,
      description: null,
      provider: null,
      accountId: 1,
      identityName: null,
      keyType: null,
      endpoint: null,
      accessKeyId: null,
      secret: null,
      token: null,
      expiresAt: null,
      providerCreatedAt: null,
      providerUsedAt: null,
    };
    const view = await open('import', {
      language,
      answers: {
        ...importAnswers([importRow('Row 0'), importRow('Row 1')]),
        'keyImport.open': () => openedFile({ fileName: 'table.csv', kind: 'table', needs: 'columns' }),
        'keyImport.table': () => ({
          encoding: 'utf-8',
          titles: 1,
          top: [
            { row: 1, cells: ['what', 'code', 'other'] },
            { row: 2, cells: ['Row 0', 'FAKEPA0', '••••••••'] },
          ],
          header: ['what', 'code', 'other'],
          columns: 3,
          rows: 2,
          preview: [{ row: 2, cells: ['Row 0', 'FAKEPA0', '••••••••'] }],
          mapping: none,
          providers: [],
          logins: false,
        }),
        'keyImport.columns': () => openedFile({ fileName: 'table.csv', kind: 'table' }),
      },
    });
    const sheet = new ImportSheet(view.page);
    await expect(view.page.getByRole('heading', { name: say.columns })).toBeVisible();
    const roles = view.page.locator('thead').getByRole('combobox');
    const code = view.page.getByRole('combobox', { name: say.code, exact: true });
    await roles.nth(0).selectOption('name');
    await code.selectOption('');
    await expect(sheet.submitButton).toBeDisabled();
    await roles.nth(2).selectOption('secret');
    await code.selectOption('accessKeyId');
    await view.page.getByRole('combobox').last().selectOption('pingan');
    await sheet.submit();
    expect(await view.called('keyImport.columns')).toEqual({
      mapping: { ...none, name: 0, accountId: null, accessKeyId: 1, secret: 2 },
      provider: 'pingan',
    });
    await expect(sheet.row('Row 0')).toBeVisible();
  });

  test(`a person says which row of a table is its header (${language})`, async ({ open }) => {
    const ledger = Buffer.from(
      'Keys of the team,,\n名称,AK,SK\nprod,LTAI5tEXAMPLEexample0001,EXAMPLEexampleEXAMPLEexample01\n',
    );
    const read = readTable(ledger);
    if (!read.ok) throw new Error(read.problem);
    const view = await open('import', {
      language,
      answers: {
        ...importAnswers([importRow('Row 0')]),
        'keyImport.open': () => openedFile({ fileName: 'ledger.csv', kind: 'table', needs: 'columns' }),
        'keyImport.table': () => read.outline,
        'keyImport.titles': ({ at }) => {
          const found = withTitles(read.grid, at);
          return 'problem' in found ? fail('file-too-large', { limit: 1 }) : found.outline;
        },
      },
    });
    const sheet = new ImportSheet(view.page);
    const header = view.page.getByRole('combobox', { name: say.titlesAt, exact: true });
    const titled = view.page.locator('thead bdi').getByText('名称', { exact: true });
    await expect
      .poll(() => header.locator('option').allTextContents())
      .toEqual([
        say.row(1, ['Keys of the team']),
        say.row(2, ['名称', 'AK', 'SK']),
        say.row(3, ['prod', 'LTAI5tEXAMPLEexample0001', '••••••••']),
        say.firstColumn,
        say.noHeader,
      ]);
    await expect(header).toHaveValue('2');
    await expect(titled).toBeVisible();
    await expect(view.page.locator('tbody tr')).toHaveCount(1);

    // With the keyboard alone, from the header row to none and back.
    await header.focus();
    await header.press('End');
    await expect(view.page.locator('tbody tr')).toHaveCount(3);
    await expect(titled).toHaveCount(0);
    await header.selectOption('3');
    await expect(view.page.getByText(say.noRows)).toBeVisible();
    await expect(sheet.submitButton).toBeDisabled();
    expect(await view.page.content()).not.toContain('EXAMPLEexampleEXAMPLEexample01');
    await header.selectOption('2');
    await expect(sheet.submitButton).toBeEnabled();
    await expect(titled).toBeVisible();
  });

  test(`the original of a cleaned file is saved and deleted from Settings (${language})`, async ({ open }) => {
    const original = {
      id: '00000000-0000-4000-8000-000000000009',
      path: '/home/ada/.aliyun/config.json',
      cleanedAt: Date.now(),
      size: 200,
      entries: 1,
    };
    const kept = [original];
    const main = await open('main-view', { language, keys: [], answers: { 'originals.list': () => kept } });
    main.answer({
      'originals.remove': () => {
        kept.length = 0;
        main.tell('keysChanged', { id: null });
        return null;
      },
    });
    const view = new MainView(main.page);
    await view.openSettings();
    const list = main.page.getByRole('list', { name: say.title });
    await expect(list.getByRole('listitem')).toContainText([original.path]);
    await list.getByRole('button', { name: say.saveOf }).click();
    expect(await main.called('window.openSheet')).toEqual({ sheet: 'import', from: 'original', original: original.id });
    await view.openSettings();
    await list.getByRole('button', { name: say.deleteOf }).click();
    await expect(view.dialog).toContainText(say.deleteTitle);
    await view.dialog.getByRole('button', { name: say.deleteOne, exact: true }).click();
    expect(await main.called('originals.remove')).toEqual({ id: original.id });
    await expect(main.page.getByText(say.empty)).toBeVisible();

    const saving = await open('import', {
      language,
      context: { from: 'original', original: original.id },
      answers: {
        'protection.needs': () => needs('owner'),
        'originals.get': () => original,
        'originals.save': () => ({ fileName: 'original.json' }),
      },
    });
    const sheet = new ImportSheet(saving.page);
    await sheet.password.fill(masterPassword);
    await saving.page.getByRole('button', { name: say.save, exact: true }).click();
    expect((await saving.called('originals.save')).id).toBe(original.id);
    await expect(saving.page.getByText(say.saved)).toBeVisible();
  });
}

import type { Language } from '../../common/languages';
import type { ProtectionPart, ProtectionState } from '../../common/protection';
import { isMasterPassword, needs, textOf } from '../support/fake/sheets';
import { masterPassword } from '../support/fake-keys';
import { expect, fail, languages, test } from '../support/view-test';
import { AddSheet } from '../support/views/add';
import { MainView } from '../support/views/main-view';
import { ProtectSheet } from '../support/views/protect';
import { words as common } from '../support/views/words';

/** Operation protection: its parts in Settings, the sheet that changes one, and what the add sheet asks for then. */

const administratorPassword = 'fake administrator password';

const words = {
  en: {
    on: 'On',
    off: 'Off',
    required: 'Master password is required.',
    parts: {
      create: [
        'Verify before adding',
        'Adding an AccessKey will ask for a verification.',
        'Anyone at the unlocked vault will be able to add an AccessKey.',
      ],
      status: [
        'Verify before enabling and disabling',
        'Enabling or disabling an AccessKey will ask for a verification.',
        'Anyone at the unlocked vault will be able to enable and disable AccessKeys.',
      ],
      revealAgain: [
        'Show one-time secrets again',
        'Secrets that their provider shows only once can be viewed again in this vault, after a verification.',
        'Secrets that their provider shows only once can’t be viewed again',
      ],
      authenticator: [
        'Authenticator app',
        'Codes of an app on your phone will verify instead of the master password.',
        'Codes of the app will no longer be taken.',
      ],
      lock: [
        'Access key management lock',
        'Only someone with the administrator’s password will be able to add',
        'Everyone who can unlock the vault will be able to manage AccessKeys again.',
      ],
    },
    createAsks: 'Adding an AccessKey is protected on this vault.',
    scan: 'Scan this code with your authenticator app.',
    sixDigits: 'A verification code has 6 digits.',
    wrongCode: 'This code isn’t right.',
    lockHonest: 'This is a rule of Keyfold, not encryption.',
    short: 'New administrator password needs at least 8 characters.',
    differ: 'The two passwords are not the same.',
    wrongAdministrator: 'The administrator’s password is wrong.',
    onlyAdministrator: 'The access key management lock is on: only its administrator can do this.',
    noKeychain: 'This system has no keychain that Keyfold can use.',
    master: 'Master password',
  },
  'zh-CN': {
    on: '已开启',
    off: '未开启',
    required: '请输入主密码。',
    parts: {
      create: [
        '添加前验证',
        '开启后，添加 AccessKey 时需要验证身份。',
        '关闭后，保险库解锁时任何人都可以添加 AccessKey。',
      ],
      status: [
        '启用和禁用前验证',
        '开启后，启用或禁用 AccessKey 时需要验证身份。',
        '关闭后，保险库解锁时任何人都可以启用和禁用 AccessKey。',
      ],
      revealAgain: [
        '允许再次查看一次性 Secret',
        '开启后，云平台仅显示一次的 Secret，验证身份后可在此保险库中再次查看',
        '关闭后，云平台仅显示一次的 Secret 无法再次查看',
      ],
      authenticator: [
        '身份验证器',
        '绑定后，可使用手机应用的验证码代替主密码进行验证。',
        '解绑后，该应用的验证码不再有效，仍可使用主密码验证。',
      ],
      lock: [
        '访问密钥管理锁',
        '开启后，只有掌握管理员密码的人才能添加',
        '关闭后，所有能解锁保险库的人都可以管理 AccessKey，管理员密码将被清除。',
      ],
    },
    createAsks: '此保险库已开启添加 AccessKey 的操作保护。',
    scan: '使用身份验证器应用扫描二维码。',
    sixDigits: '验证码为 6 位数字。',
    wrongCode: '验证码不正确。',
    lockHonest: '这是 Keyfold 的管理规则，不是加密手段。',
    short: '新管理员密码至少需要 8 个字符。',
    differ: '两次输入的密码不一致。',
    wrongAdministrator: '管理员密码不正确。',
    onlyAdministrator: '访问密钥管理锁已开启，仅管理员可执行此操作。',
    noKeychain: '当前系统没有可用的钥匙串，请输入主密码。',
    master: '主密码',
  },
} as const satisfies Record<Language, Record<string, string | Record<ProtectionPart, readonly string[]>>>;

const noneOfIt: ProtectionState = { create: false, status: false, revealAgain: false, authenticator: null, lock: null };
const parts = ['create', 'status', 'revealAgain', 'authenticator', 'lock'] as const;
const onState = (part: ProtectionPart) =>
  ({ ...noneOfIt, [part]: part === 'authenticator' || part === 'lock' ? Date.now() : true }) as ProtectionState;

for (const language of languages) {
  const say = { ...common[language], ...words[language] };

  for (const part of parts) {
    const [label, turnsOn, turnsOff] = say.parts[part];

    test(`Settings says whether it is on and opens its sheet: ${part} (${language})`, async ({ open }) => {
      let state = noneOfIt;
      const view = await open('main-view', { language, keys: [], answers: { 'protection.state': () => state } });
      await new MainView(view.page).openSettings();
      const line = view.page.getByRole('group', { name: label, exact: true });
      await expect(line.getByText(say.off, { exact: true })).toBeVisible();
      await line.getByRole('button').click();
      expect(await view.called('window.openSheet')).toEqual({ sheet: 'protect', change: { part, on: true } });
      state = onState(part);
      view.tell('protectionChanged', null);
      await expect(line.getByText(say.on, { exact: true })).toBeVisible();
      await line.getByRole('button').click();
      expect(await view.called('window.openSheet', 2)).toEqual({ sheet: 'protect', change: { part, on: false } });
    });

    test(`the sheet says what will be otherwise: ${part} (${language})`, async ({ open }) => {
      for (const [on, consequence] of [
        [true, turnsOn],
        [false, turnsOff],
      ] as const) {
        const sheet = new ProtectSheet((await open('protect', { language, context: { change: { part, on } } })).page);
        await expect(sheet.dialog).toHaveAccessibleName(label);
        await expect(sheet.dialog).toContainText(consequence);
      }
    });
  }

  test(`a part is changed with the master password, and not with a wrong one (${language})`, async ({ open }) => {
    const view = await open('protect', {
      language,
      context: { change: { part: 'create', on: true } },
      answers: {
        'protection.change': ({ proof }) =>
          proof.method === 'password' && isMasterPassword(proof.password) ? null : fail('wrong-password', {}),
      },
    });
    const sheet = new ProtectSheet(view.page);
    await sheet.submit('not the master password');
    await expect(sheet.page.getByText(say.wrongPassword)).toBeVisible();
    expect(view.calls('window.finish')).toEqual([]);
    await sheet.submit(masterPassword);
    expect((await view.called('protection.change', 2)).change).toEqual({ part: 'create', on: true });
    expect(await view.called('window.finish')).toEqual({ ticket: null });
  });

  test(`an authenticator app is set up by a code that is right (${language})`, async ({ open }) => {
    const key = 'FAKEBASE32KEYFAKEBASE32KEYFAKEBA';
    const bytes = (text: string) => new TextEncoder().encode(text);
    const view = await open('protect', {
      language,
      context: { change: { part: 'authenticator', on: true } },
      answers: {
        'protection.enrol': () => ({ key: bytes(key), uri: bytes(`otpauth://totp/Keyfold?secret=${key}`) }),
        'protection.confirmEnrolment': ({ code }) => (code === '123456' ? null : fail('wrong-code', {})),
      },
    });
    const sheet = new ProtectSheet(view.page);
    await sheet.submit(masterPassword);
    await expect(sheet.qrCode).toBeVisible();
    await expect(sheet.dialog).toContainText(say.scan);
    expect(await sheet.key()).toBe(key);
    await sheet.submitCode('12345');
    await expect(sheet.page.getByText(say.sixDigits)).toBeVisible();
    expect(view.calls('protection.confirmEnrolment')).toEqual([]);
    await sheet.submitCode('654321');
    await expect(sheet.page.getByText(say.wrongCode)).toBeVisible();
    expect(view.calls('window.finish')).toEqual([]);
    await sheet.submitCode('123456');
    expect(await view.called('window.finish')).toEqual({ ticket: null });
  });

  test(`an authenticator app is removed with the master password (${language})`, async ({ open }) => {
    const view = await open('protect', {
      language,
      context: { change: { part: 'authenticator', on: false } },
      answers: { 'protection.needs': () => needs('owner', true), 'protection.change': () => null },
    });
    const sheet = new ProtectSheet(view.page);
    await expect(sheet.code).toBeVisible();
    await sheet.page.getByRole('radio', { name: say.master }).check();
    await sheet.submit(masterPassword);
    expect((await view.called('protection.change')).proof.method).toBe('password');
    expect(await view.called('window.finish')).toEqual({ ticket: null });
  });

  test(`the lock is honest about itself, and its new password has a rule and is typed twice (${language})`, async ({
    open,
  }) => {
    const view = await open('protect', {
      language,
      context: { change: { part: 'lock', on: true } },
      answers: { 'protection.lock': () => null },
    });
    const sheet = new ProtectSheet(view.page);
    await expect(sheet.dialog).toContainText(say.lockHonest);
    await sheet.newPassword.fill('seven77');
    await sheet.repeatPassword.fill('seven77');
    await sheet.submit(masterPassword);
    await expect(sheet.page.getByText(say.short)).toBeVisible();
    await sheet.newPassword.fill(administratorPassword);
    await sheet.repeatPassword.fill(`${administratorPassword}!`);
    await sheet.submit(masterPassword);
    await expect(sheet.page.getByText(say.differ)).toBeVisible();
    expect(view.calls('protection.lock')).toEqual([]);
    await sheet.repeatPassword.fill(administratorPassword);
    await sheet.submit(masterPassword);
    expect(textOf((await view.called('protection.lock')).administrator)).toBe(administratorPassword);
    expect(await view.called('window.finish')).toEqual({ ticket: null });
  });

  test(`the lock is turned off by its administrator alone (${language})`, async ({ open }) => {
    const view = await open('protect', {
      language,
      context: { change: { part: 'lock', on: false } },
      answers: {
        'protection.needs': () => needs('administrator'),
        'protection.change': ({ proof }) =>
          proof.method === 'administrator' && textOf(proof.password) === administratorPassword
            ? null
            : fail('wrong-administrator', {}),
      },
    });
    const sheet = new ProtectSheet(view.page);
    await expect(sheet.dialog).toContainText(say.onlyAdministrator);
    await sheet.submitAdministrator(masterPassword);
    await expect(sheet.page.getByText(say.wrongAdministrator)).toBeVisible();
    await sheet.submitAdministrator(administratorPassword);
    expect(await view.called('window.finish')).toEqual({ ticket: null });
  });

  test(`where adding is protected the add sheet asks, and its message stays in sight (${language})`, async ({
    open,
  }) => {
    const view = await open('add', { language, answers: { 'protection.needs': () => needs('owner') } });
    view.answer({
      'keys.add': ({ proof }) =>
        proof?.method === 'password' && isMasterPassword(proof.password)
          ? { id: '00000000-0000-4000-8000-000000000001', ticket: 'FAKE-TICKET-'.padEnd(43, '0') }
          : fail('wrong-password', {}),
    });
    const sheet = new AddSheet(view.page);
    await expect(sheet.page.getByText(say.createAsks)).toBeVisible();
    await sheet.choose('pingan');
    await sheet.name.fill('Protected');
    await sheet.fillPair('pingan', { accessKeyId: 'FAKEPAPROTECTED', secret: 'FAKE-protected' });
    await sheet.submit();
    // The last of the form; its message is in sight as well.
    await expect(sheet.page.getByText(say.required)).toBeInViewport({ ratio: 1 });
    // It stays there when something appears above it, as a warning does that waits for a pause in the typing.
    await sheet.page.evaluate(() => {
      const above = document.createElement('div');
      above.style.cssText = 'flex: none; height: 200px';
      document.querySelector('[data-field]')?.before(above);
    });
    await expect(sheet.page.getByText(say.required)).toBeInViewport({ ratio: 1 });
    await sheet.fill({ [say.master]: 'not the password' });
    await sheet.submit();
    await expect(sheet.page.getByText(say.wrongPassword)).toBeVisible();
    await sheet.fill({ [say.master]: masterPassword });
    await sheet.submit();
    await view.called('window.finish');
  });

  test(`under the lock adding is the administrator’s (${language})`, async ({ open }) => {
    const { page } = await open('add', { language, answers: { 'protection.needs': () => needs('administrator') } });
    await expect(page.getByText(say.onlyAdministrator)).toBeVisible();
  });

  test(`without a keychain the add sheet asks for the master password and keeps what was typed (${language})`, async ({
    open,
  }) => {
    const view = await open('add', { language, answers: { 'protection.keychain': () => 'missing' } });
    view.answer({
      'keys.add': ({ password }) =>
        password && isMasterPassword(password)
          ? { id: '00000000-0000-4000-8000-000000000001', ticket: 'FAKE-TICKET-'.padEnd(43, '0') }
          : fail('wrong-password', {}),
    });
    const sheet = new AddSheet(view.page);
    await expect(sheet.page.getByText(say.noKeychain)).toBeVisible();
    await sheet.choose('pingan');
    await sheet.name.fill('Without');
    await sheet.fillPair('pingan', { accessKeyId: 'FAKEPAWITHOUT', secret: 'FAKE-without' });
    await sheet.submit();
    await expect(sheet.page.getByText(say.required, { exact: true })).toBeVisible();
    expect(view.calls('keys.add')).toEqual([]);
    await sheet.fill({ [say.master]: 'not the master password' });
    await sheet.submit();
    await expect(sheet.page.getByText(say.wrongPassword)).toBeVisible();
    await expect(sheet.field('Secret Access Key')).toHaveValue('FAKE-without');
    await sheet.fill({ [say.master]: masterPassword });
    await sheet.submit();
    await view.called('window.finish');
  });
}

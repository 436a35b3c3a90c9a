import { TOTP } from 'otpauth';
import type { Language } from '../../common/languages';
import { addKey, askToDelete, openProtect, protectionPart, typeKey } from '../support/acts';
import type { Keyfold } from '../support/app';
import { fakePair, masterPassword, uniqueName } from '../support/fake-keys';
import { expect, test } from '../support/test';
import type { ProtectSheet } from '../support/views/protect';
import { words as common } from '../support/views/words';

/** Each part of operation protection is turned on, felt, and turned off. */

const administratorPassword = 'fake administrator password';

const words = {
  en: {
    on: 'On',
    off: 'Off',
    master: 'Master password',
    required: 'Master password is required.',
    create: 'Verify before adding',
    createOn: 'Adding an AccessKey will ask for a verification.',
    createOff: 'Anyone at the unlocked vault will be able to add an AccessKey.',
    createAsks: 'Adding an AccessKey is protected on this vault.',
    status: 'Verify before enabling and disabling',
    statusOn: 'Enabling or disabling an AccessKey will ask for a verification.',
    statusOff: 'Anyone at the unlocked vault will be able to enable and disable AccessKeys.',
    askDisable: 'Verify that it’s you to disable this key.',
    askEnable: 'Verify that it’s you to enable this key.',
    statusDisabled: 'Disabled',
    statusEnabled: 'Enabled',
    again: 'Show one-time secrets again',
    againOn: 'Secrets that their provider shows only once can be viewed again in this vault, after a verification.',
    againOff: 'Secrets that their provider shows only once can’t be viewed again',
    authenticator: 'Authenticator app',
    authenticatorOn: 'Codes of an app on your phone will verify instead of the master password.',
    authenticatorOff: 'Codes of the app will no longer be taken.',
    scan: 'Scan this code with your authenticator app.',
    sixDigits: 'A verification code has 6 digits.',
    wrongCode: 'This code isn’t right.',
    usedCode: 'This code was used already, and each works once.',
    lock: 'Access key management lock',
    lockHonest: 'This is a rule of Keyfold, not encryption.',
    lockOff: 'Everyone who can unlock the vault will be able to manage AccessKeys again.',
    short: 'New administrator password needs at least 8 characters.',
    differ: 'The two passwords are not the same.',
    wrongAdministrator: 'The administrator’s password is wrong.',
    onlyAdministrator: 'The access key management lock is on: only its administrator can do this.',
    user: 'Subaccount Name',
    saved: 'was saved',
    assignSubmit: 'Assign',
    assignTitle: 'Assign AccessKeys',
    assigned: 'was assigned to “ci-runner”.',
    askEdit: 'Verify that it’s you to change the account or user of this key.',
    askAssign: 'Verify that it’s you to assign the chosen keys to another identity.',
  },
  'zh-CN': {
    on: '已开启',
    off: '未开启',
    master: '主密码',
    required: '请输入主密码。',
    create: '添加前验证',
    createOn: '开启后，添加 AccessKey 时需要验证身份。',
    createOff: '关闭后，保险库解锁时任何人都可以添加 AccessKey。',
    createAsks: '此保险库已开启添加 AccessKey 的操作保护。',
    status: '启用和禁用前验证',
    statusOn: '开启后，启用或禁用 AccessKey 时需要验证身份。',
    statusOff: '关闭后，保险库解锁时任何人都可以启用和禁用 AccessKey。',
    askDisable: '禁用该密钥前，请先验证身份。',
    askEnable: '启用该密钥前，请先验证身份。',
    statusDisabled: '已禁用',
    statusEnabled: '已启用',
    again: '允许再次查看一次性 Secret',
    againOn: '开启后，云平台仅显示一次的 Secret，验证身份后可在此保险库中再次查看',
    againOff: '关闭后，云平台仅显示一次的 Secret 无法再次查看',
    authenticator: '身份验证器',
    authenticatorOn: '绑定后，可使用手机应用的验证码代替主密码进行验证。',
    authenticatorOff: '解绑后，该应用的验证码不再有效，仍可使用主密码验证。',
    scan: '使用身份验证器应用扫描二维码。',
    sixDigits: '验证码为 6 位数字。',
    wrongCode: '验证码不正确。',
    usedCode: '该验证码已使用，每个验证码仅可使用一次。',
    lock: '访问密钥管理锁',
    lockHonest: '这是 Keyfold 的管理规则，不是加密手段。',
    lockOff: '关闭后，所有能解锁保险库的人都可以管理 AccessKey，管理员密码将被清除。',
    short: '新管理员密码至少需要 8 个字符。',
    differ: '两次输入的密码不一致。',
    wrongAdministrator: '管理员密码不正确。',
    onlyAdministrator: '访问密钥管理锁已开启，仅管理员可执行此操作。',
    user: '子账号名',
    saved: '已保存',
    assignSubmit: '分配',
    assignTitle: '分配 AccessKey',
    assigned: '已分配给“ci-runner”。',
    askEdit: '更改该密钥所属的账号或用户前，请先验证身份。',
    askAssign: '将所选密钥分配给其他身份前，请先验证身份。',
  },
} as const satisfies Record<Language, Record<string, string>>;

for (const language of ['en', 'zh-CN'] as const) {
  const say = { ...common[language], ...words[language] };
  const vault = { vault: true, settings: { language } };

  async function closeSettings(keyfold: Keyfold): Promise<void> {
    const { dialog } = await keyfold.main();
    await dialog.getByRole('button', { name: say.done, exact: true }).click();
    await expect(dialog).toHaveCount(0);
  }

  async function expectPart(keyfold: Keyfold, label: string, state: 'on' | 'off'): Promise<void> {
    await expect((await protectionPart(keyfold, label)).getByText(say[state], { exact: true })).toBeVisible();
  }

  /** Opens the sheet that changes one part; it names the part and says what will be otherwise. */
  async function openPart(keyfold: Keyfold, label: string, consequence: string): Promise<ProtectSheet> {
    await (await keyfold.main()).openSettings();
    const sheet = await openProtect(keyfold, label);
    await expect(sheet.dialog).toHaveAccessibleName(label);
    await expect(sheet.dialog).toContainText(consequence);
    return sheet;
  }

  /** Turns one part on or off with the master password. */
  async function turn(keyfold: Keyfold, label: string, consequence: string, becomes: 'on' | 'off'): Promise<void> {
    const sheet = await openPart(keyfold, label, consequence);
    await sheet.submit(masterPassword);
    await keyfold.gone('protect');
    await expectPart(keyfold, label, becomes);
    await closeSettings(keyfold);
  }

  /** Sets an authenticator app up from the key that the sheet shows; answers the app. */
  async function enrol(keyfold: Keyfold): Promise<TOTP> {
    const sheet = await openPart(keyfold, say.authenticator, say.authenticatorOn);
    await sheet.submit(masterPassword);
    await expect(sheet.qrCode).toBeVisible();
    await expect(sheet.dialog).toContainText(say.scan);
    const app = new TOTP({ secret: await sheet.key(), algorithm: 'SHA1', digits: 6, period: 30 });
    await sheet.submitCode('12345');
    await expect(sheet.page.getByText(say.sixDigits)).toBeVisible();
    await sheet.submitCode(app.generate({ timestamp: Date.now() - 3600_000 }));
    await expect(sheet.page.getByText(say.wrongCode)).toBeVisible();
    await sheet.submitCode(app.generate());
    await keyfold.gone('protect');
    await expectPart(keyfold, say.authenticator, 'on');
    await closeSettings(keyfold);
    return app;
  }

  test.describe(language, () => {
    test('an authenticator app verifies, each code once, and the master password removes it', async ({ start }) => {
      const keyfold = await start(vault);
      const main = await keyfold.main();
      const [one, two] = [await addKey(keyfold, 'alibaba'), await addKey(keyfold, 'pingan')];
      const app = await enrol(keyfold);

      let sheet = await askToDelete(keyfold, one.name);
      // The code that confirmed the app is used up; the app's next one is taken a little early.
      const code = app.generate({ timestamp: Date.now() + 30_000 });
      await sheet.submitCode(code);
      await keyfold.gone('verify');
      await expect(main.row(one.name)).toHaveCount(0);

      sheet = await askToDelete(keyfold, two.name);
      await sheet.submitCode(code);
      await expect(sheet.page.getByText(say.usedCode)).toBeVisible();
      await sheet.page.getByRole('radio', { name: say.master }).check();
      await sheet.submit(masterPassword);
      await keyfold.gone('verify');
      await expect(main.row(two.name)).toHaveCount(0);

      const remove = await openPart(keyfold, say.authenticator, say.authenticatorOff);
      await remove.page.getByRole('radio', { name: say.master }).check();
      await remove.submit(masterPassword);
      await keyfold.gone('protect');
      await expectPart(keyfold, say.authenticator, 'off');
    });

    test('adding asks for a verification where Settings say so', async ({ start }) => {
      const keyfold = await start(vault);
      // Nothing is turned on without the verification.
      const refused = await openPart(keyfold, say.create, say.createOn);
      await refused.submit('not the master password');
      await expect(refused.page.getByText(say.wrongPassword)).toBeVisible();
      await refused.cancel();
      await keyfold.gone('protect');
      await expectPart(keyfold, say.create, 'off');
      await closeSettings(keyfold);
      await turn(keyfold, say.create, say.createOn, 'on');

      const name = uniqueName('Protected');
      const sheet = await keyfold.openAdd();
      await expect(sheet.page.getByText(say.createAsks)).toBeVisible();
      await sheet.choose('pingan');
      await sheet.name.fill(name);
      await sheet.fillPair('pingan', fakePair('pingan'));
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
      await (await keyfold.reveal()).close();
      await expect((await keyfold.main()).row(name)).toBeVisible();
      await turn(keyfold, say.create, say.createOff, 'off');
      await addKey(keyfold, 'pingan');
    });

    test('enabling and disabling ask for a verification where Settings say so', async ({ start }) => {
      const keyfold = await start(vault);
      const main = await keyfold.main();
      const { name } = await addKey(keyfold, 'alibaba');
      await turn(keyfold, say.status, say.statusOn, 'on');
      await main.select(name);
      await main.action(say.disable).click();
      await main.dialog.getByRole('button', { name: say.disable, exact: true }).click();
      let sheet = await keyfold.verify();
      await expect(sheet.dialog).toHaveAccessibleName(say.disable);
      await expect(sheet.page.getByText(say.askDisable)).toBeVisible();
      await sheet.submit(masterPassword);
      await expect(main.cell(name, 'status')).toHaveText(say.statusDisabled);
      await main.action(say.enable).click();
      sheet = await keyfold.verify();
      await expect(sheet.dialog).toHaveAccessibleName(say.enable);
      await expect(sheet.page.getByText(say.askEnable)).toBeVisible();
      await sheet.cancel();
      await keyfold.gone('verify');
      await expect(main.cell(name, 'status')).toHaveText(say.statusDisabled);
      await main.action(say.enable).click();
      await (await keyfold.verify()).submit(masterPassword);
      await expect(main.cell(name, 'status')).toHaveText(say.statusEnabled);
      await turn(keyfold, say.status, say.statusOff, 'off');
    });

    test('with the lock on, who has only the master password can look but not manage', async ({ start }) => {
      // A second start and a dozen verifications.
      test.setTimeout(120_000);
      const name = 'Free';
      const keyfold = await start({
        settings: { language },
        keys: [
          { profile: 'pingan', name },
          { profile: 'pingan', name: 'Held', accountId: 'pa-example', identityName: 'ci-runner' },
        ],
      });
      const lock = await openPart(keyfold, say.lock, say.lockHonest);
      await lock.newPassword.fill('seven77');
      await lock.repeatPassword.fill('seven77');
      await lock.submit(masterPassword);
      await expect(lock.page.getByText(say.short)).toBeVisible();
      await lock.newPassword.fill(administratorPassword);
      await lock.repeatPassword.fill(`${administratorPassword}!`);
      await lock.submit(masterPassword);
      await expect(lock.page.getByText(say.differ)).toBeVisible();
      await lock.repeatPassword.fill(administratorPassword);
      await lock.submit(masterPassword);
      await keyfold.gone('protect');
      await expectPart(keyfold, say.lock, 'on');
      await closeSettings(keyfold);

      // A second person: unlocks with the master password after a restart.
      await keyfold.relaunch();
      const view = await keyfold.unlock();
      let sheet = await askToDelete(keyfold, name);
      await expect(sheet.dialog).toContainText(say.onlyAdministrator);
      await sheet.submitAdministrator(masterPassword);
      await expect(sheet.page.getByText(say.wrongAdministrator)).toBeVisible();
      await sheet.cancel();
      await keyfold.gone('verify');
      await expect(view.dialog).toHaveCount(0);
      await expect(view.row(name)).toBeVisible();

      // To another user: the administrator's; the name alone: allowed.
      const save = view.dialog.getByRole('button', { name: say.save, exact: true });
      await view.action(say.edit).click();
      await view.dialog.getByLabel(say.user).fill('ci-runner');
      await save.click();
      sheet = await keyfold.verify();
      await expect(sheet.page.getByText(say.askEdit)).toBeVisible();
      await sheet.cancel();
      await keyfold.gone('verify');
      await view.dialog.getByLabel(say.user).fill('');
      await save.click();
      await expect(view.said(say.saved)).toBeVisible();

      await view.action(say.edit).click();
      await view.dialog.getByLabel(say.user).fill('someone-else');
      await save.click();
      sheet = await keyfold.verify();
      await sheet.submitAdministrator(administratorPassword);
      await keyfold.gone('verify');
      await expect(view.property(say.user)).toHaveText('someone-else');

      // Assigning is the administrator's as well.
      await view.action(say.assign).click();
      await view.dialog.getByRole('radio', { name: 'ci-runner' }).check();
      await view.dialog.getByRole('button', { name: say.assignSubmit, exact: true }).click();
      sheet = await keyfold.verify();
      await expect(sheet.dialog).toHaveAccessibleName(say.assignTitle);
      await expect(sheet.page.getByText(say.askAssign)).toBeVisible();
      await sheet.submitAdministrator(administratorPassword);
      await keyfold.gone('verify');
      await expect(view.said(say.assigned)).toBeVisible();

      // Viewing is the owner's.
      await view.action(say.viewSecret).click();
      await (await keyfold.verify()).submit(masterPassword);
      await (await keyfold.reveal()).close();

      // Adding and turning the lock off are the administrator's.
      const add = await keyfold.openAdd();
      await expect(add.page.getByText(say.onlyAdministrator)).toBeVisible();
      await add.cancel();
      await keyfold.gone('add');
      sheet = await askToDelete(keyfold, name);
      await sheet.submitAdministrator(administratorPassword);
      await keyfold.gone('verify');
      await expect(view.row(name)).toHaveCount(0);
      const off = await openPart(keyfold, say.lock, say.lockOff);
      await off.submitAdministrator(administratorPassword);
      await keyfold.gone('protect');
      await expectPart(keyfold, say.lock, 'off');
    });

    test('a one-time secret can be viewed again where Settings allow it', async ({ start }) => {
      const keyfold = await start(vault);
      const main = await keyfold.main();
      const { key, reveal } = await typeKey(keyfold, 'huawei');
      await reveal.close();
      await main.select(key.name);
      await expect(main.action(say.viewSecret)).toHaveCount(0);
      await turn(keyfold, say.again, say.againOn, 'on');
      await main.action(say.viewSecret).click();
      await (await keyfold.verify()).submit(masterPassword);
      const again = await keyfold.reveal();
      await expect(again.page.getByText(key.secret, { exact: true })).toBeVisible();
      await again.close();
      await turn(keyfold, say.again, say.againOff, 'off');
      await expect(main.action(say.viewSecret)).toHaveCount(0);
    });
  });
}

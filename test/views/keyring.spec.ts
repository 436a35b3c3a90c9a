import type { KeychainState } from '../../common/errors';
import type { KeyringState } from '../../common/keyring';
import type { Language } from '../../common/languages';
import { recoveryKeyOf } from '../../common/recovery-key';
import { isMasterPassword, textOf } from '../support/fake/sheets';
import { masterPassword } from '../support/fake-keys';
import { expect, fail, languages, test } from '../support/view-test';
import { KeyringSheet } from '../support/views/keyring';
import { MainView } from '../support/views/main-view';
import { RekeySheet } from '../support/views/rekey';
import { words as common } from '../support/views/words';

/** The ways into the vault: their lines in Settings, and the sheets that change them. */

const another = 'fake granite lantern copper meadow';

const words = {
  en: {
    recoverySet: 'The recovery key is set up.',
    none: 'No recovery key yet',
    recoveryKey: 'Recovery key',
    since: 'Since',
    replace: 'Replace',
    setUp: 'Set Up',
    replaceTitle: 'Replace the recovery key',
    setUpTitle: 'Set up a recovery key',
    masterPassword: 'Master password',
    change: 'Change',
    changeAbout: 'From then on only the new one opens this vault.',
    differ: 'The two passwords differ.',
    changed: 'The master password was changed.',
    keychain: 'System keychain',
    states: {
      good: 'In use.',
      missing: 'Not available on this system.',
      unavailable: 'Locked or not answering.',
      'other-backend': 'Another keychain answers than the one this vault was tied to',
      'lost-key': 'The keychain no longer has the key',
      'not-sealed': 'isn’t tied to a keychain',
    },
    forget: 'Forget This Device',
    useKeychain: 'Use Keychain',
    tieAnew: 'Tie Anew',
    tieTitle: 'Use the system’s keychain',
    keys: 'The vault’s keys',
    rekeyed: 'Everything was encrypted anew and read back.',
  },
  'zh-CN': {
    recoverySet: '恢复密钥已设置。',
    none: '还没有恢复密钥',
    recoveryKey: '恢复密钥',
    since: ' 起',
    replace: '更换',
    setUp: '设置',
    replaceTitle: '更换恢复密钥',
    setUpTitle: '设置恢复密钥',
    masterPassword: '主密码',
    change: '修改',
    changeAbout: '修改后，仅新主密码可以打开此保险库。',
    differ: '两次输入的密码不一致',
    changed: '主密码已修改。',
    keychain: '系统钥匙串',
    states: {
      good: '使用中。',
      missing: '当前系统不可用。',
      unavailable: '已锁定或没有响应。',
      'other-backend': '当前的系统钥匙串与此保险库绑定的不同',
      'lost-key': '系统钥匙串中已没有此保险库绑定的密钥',
      'not-sealed': '未绑定系统钥匙串',
    },
    forget: '解除本机绑定',
    useKeychain: '使用钥匙串',
    tieAnew: '重新绑定',
    tieTitle: '使用系统钥匙串',
    keys: '保险库密钥',
    rekeyed: '全部内容已重新加密并通过校验。',
  },
} as const satisfies Record<Language, Record<string, string | Record<KeychainState, string>>>;

const key = () => recoveryKeyOf(new Uint8Array(26).map((_, at) => at));

for (const language of languages) {
  const say = { ...common[language], ...words[language] };

  test(`Settings has each way with its state and opens its sheet (${language})`, async ({ open }) => {
    let state: KeyringState = { recoveryKey: null, device: true };
    let keychain: KeychainState = 'good';
    const view = await open('main-view', {
      language,
      keys: [],
      answers: {
        'keyring.state': () => state,
        'protection.keychain': () => keychain,
        'keyring.forgetDevice': () => null,
      },
    });
    const main = new MainView(view.page);
    // Not a word of it before there is a recovery key, but one quiet line.
    await view.page.getByRole('button', { name: say.none }).click();
    expect(await view.called('window.openSheet')).toEqual({ sheet: 'keyring', act: 'recovery-key' });
    await main.openSettings();
    const way = (label: string) => view.page.getByRole('group', { name: label, exact: true });
    await way(say.recoveryKey).getByRole('button', { name: say.setUp }).click();
    expect(await view.called('window.openSheet', 2)).toEqual({ sheet: 'keyring', act: 'recovery-key' });
    await way(say.masterPassword).getByRole('button', { name: say.change }).click();
    expect(await view.called('window.openSheet', 3)).toEqual({ sheet: 'keyring', act: 'password' });
    await way(say.keys).getByRole('button', { name: say.replace }).click();
    expect(await view.called('window.openSheet', 4)).toEqual({ sheet: 'rekey' });

    state = { recoveryKey: Date.now(), device: true };
    view.tell('keyringChanged', 'recovery-key');
    await expect(main.said(say.recoverySet)).toBeVisible();
    await expect(way(say.recoveryKey)).toContainText(say.since);
    await expect(way(say.recoveryKey).getByRole('button', { name: say.replace })).toBeVisible();
    await expect(view.page.getByRole('button', { name: say.none })).toHaveCount(0);
    view.tell('keyringChanged', 'password');
    await expect(main.said(say.changed)).toBeVisible();

    await expect(way(say.keychain)).toContainText(say.states.good);
    await way(say.keychain).getByRole('button', { name: say.forget }).click();
    await view.called('keyring.forgetDevice');
    state = { ...state, device: false };
    keychain = 'not-sealed';
    view.tell('keyringChanged', 'forgotten');
    await expect(way(say.keychain)).toContainText(say.states['not-sealed']);
    await way(say.keychain).getByRole('button', { name: say.useKeychain }).click();
    expect(await view.called('window.openSheet', 5)).toEqual({ sheet: 'keyring', act: 'device' });
  });

  test(`Settings says what the keychain is, and offers to tie it anew where that helps (${language})`, async ({
    open,
  }) => {
    let keychain: KeychainState = 'good';
    const view = await open('main-view', {
      language,
      keys: [],
      answers: { 'protection.keychain': () => keychain, 'keyring.state': () => ({ recoveryKey: 1, device: true }) },
    });
    await new MainView(view.page).openSettings();
    const line = view.page.getByRole('group', { name: say.keychain, exact: true });
    for (const state of ['good', 'missing', 'unavailable', 'other-backend', 'lost-key'] as const) {
      keychain = state;
      view.tell('keyringChanged', 'device');
      await expect(line).toContainText(say.states[state]);
      const helps = state === 'other-backend' || state === 'lost-key';
      await expect(line.getByRole('button', { name: say.tieAnew })).toHaveCount(helps ? 1 : 0);
    }
  });

  test(`the master password is changed with the present one, and the new one is typed twice (${language})`, async ({
    open,
  }) => {
    const view = await open('keyring', {
      language,
      context: { act: 'password' },
      answers: {
        'keyring.changePassword': ({ password }) => (isMasterPassword(password) ? null : fail('wrong-password', {})),
      },
    });
    const sheet = new KeyringSheet(view.page);
    await expect(sheet.dialog).toContainText(say.changeAbout);
    await sheet.change('not the master password', another);
    await expect(sheet.page.getByText(say.wrongPassword)).toBeVisible();
    await sheet.change(masterPassword, another, `${another}!`);
    await expect(sheet.page.getByText(say.differ)).toBeVisible();
    expect(view.calls('keyring.changePassword')).toHaveLength(1);
    await sheet.change(masterPassword, another);
    expect(textOf((await view.called('keyring.changePassword', 2)).newPassword)).toBe(another);
    expect(await view.called('window.finish')).toEqual({ ticket: null });
  });

  for (const replaces of [false, true]) {
    test(`a recovery key is ${replaces ? 'replaced' : 'set up'} with the master password (${language})`, async ({
      open,
    }) => {
      const view = await open('keyring', {
        language,
        context: { act: 'recovery-key' },
        answers: {
          'keyring.state': () => ({ recoveryKey: replaces ? Date.now() : null, device: true }),
          'keyring.beginRecovery': ({ password }) =>
            isMasterPassword(password) ? { key: key() } : fail('wrong-password', {}),
          'keyring.confirmRecovery': () => null,
        },
      });
      const sheet = new KeyringSheet(view.page);
      await expect(sheet.dialog).toHaveAccessibleName(replaces ? say.replaceTitle : say.setUpTitle);
      await sheet.submit('not the master password');
      await expect(sheet.page.getByText(say.wrongPassword)).toBeVisible();
      await sheet.submit(masterPassword);
      const shown = await sheet.recovery.shown();
      await sheet.recovery.written.click();
      await sheet.recovery.typeBack(shown);
      expect(textOf((await view.called('keyring.confirmRecovery')).key)).toBe(textOf(key()));
      expect(await view.called('window.finish')).toEqual({ ticket: null });
    });
  }

  test(`the keychain is used with the master password; Escape changes nothing (${language})`, async ({ open }) => {
    const view = await open('keyring', {
      language,
      context: { act: 'device' },
      answers: {
        'keyring.sealDevice': ({ password }) => (isMasterPassword(password) ? null : fail('wrong-password', {})),
      },
    });
    const sheet = new KeyringSheet(view.page);
    await expect(sheet.dialog).toHaveAccessibleName(say.tieTitle);
    await sheet.submit('not the master password');
    await expect(sheet.page.getByText(say.wrongPassword)).toBeVisible();
    await sheet.page.keyboard.press('Escape');
    expect(await view.called('window.finish')).toEqual({ ticket: null });
    await sheet.submit(masterPassword);
    await view.called('keyring.sealDevice', 2);
    expect(await view.called('window.finish', 2)).toEqual({ ticket: null });
  });

  test(`new keys are given with the master password, and a new recovery key is offered then (${language})`, async ({
    open,
  }) => {
    const view = await open('rekey', {
      language,
      answers: {
        'rekey.run': ({ password }) => (isMasterPassword(password) ? null : fail('wrong-password', {})),
        'keyring.state': () => ({ recoveryKey: Date.now(), device: true }),
      },
    });
    const sheet = new RekeySheet(view.page);
    await expect(sheet.recoveryEnds).toBeVisible();
    await sheet.submit('not the master password');
    await expect(sheet.page.getByText(say.wrongPassword)).toBeVisible();
    await sheet.submit(masterPassword);
    await expect(sheet.page.getByText(say.rekeyed)).toBeVisible();
    await sheet.recovery.click();
    expect(await view.called('window.finish')).toEqual({ ticket: null, next: 'recovery-key' });
  });

  test(`without a recovery key nothing is said of one that ends (${language})`, async ({ open }) => {
    const view = await open('rekey', { language });
    const sheet = new RekeySheet(view.page);
    await view.called('keyring.state');
    await expect(sheet.password).toBeVisible();
    await expect(sheet.recoveryEnds).toHaveCount(0);
  });
}

import type { Language } from '../../common/languages';
import { recoveryKeyOf } from '../../common/recovery-key';
import { isMasterPassword, textOf } from '../support/fake/sheets';
import { masterPassword } from '../support/fake-keys';
import { expect, fail, languages, test } from '../support/view-test';
import { RecoverForm, UnlockSheet } from '../support/views/unlock';
import { words as common } from '../support/views/words';

/** The lock screen: what it says of a wrong password, a wait, a damaged vault, and a forgotten password. */

const words = {
  en: {
    title: 'Your vault is locked',
    tooMany: 'Too many wrong attempts.',
    noRecovery: 'No recovery key was set up for this vault',
    slip: 'There is a slip in the recovery key',
    wrongKey: 'This recovery key doesn’t open this vault.',
    differ: 'The two passwords differ.',
    damaged: 'is damaged or incomplete. It was left untouched. Restore a backup.',
    restore: 'Restore from a Backup',
    away: 'and that isn’t there. The vault may be on a disk that isn’t connected',
    again: 'Try Again',
  },
  'zh-CN': {
    title: '保险库已锁定',
    tooMany: '错误次数过多，请在',
    noRecovery: '此保险库未设置恢复密钥，只能使用主密码打开。',
    slip: '恢复密钥输入有误',
    wrongKey: '此恢复密钥无法打开该保险库',
    differ: '两次输入的密码不一致',
    damaged: '已损坏或不完整，未做任何更改。请从备份恢复。',
    restore: '从备份恢复',
    away: '而该位置不存在。保险库可能在未连接或未挂载的磁盘上',
    again: '重试',
  },
} as const satisfies Record<Language, Record<string, string>>;

const right = recoveryKeyOf(new Uint8Array(26).map((_, at) => at));
const backup = { name: '2026-11-25T080000Z-manual', kind: 'manual', at: Date.now(), size: 70_000 } as const;

for (const language of languages) {
  const say = { ...common[language], ...words[language] };

  test(`a vault that is out of reach is said with its place, and looked for again (${language})`, async ({ open }) => {
    const trouble = { code: 'vault-away', path: '/home/ada/vault', target: '/media/ada/usb/vault' } as const;
    const view = await open('unlock', {
      language,
      answers: {
        'session.ways': () => ({ recoveryKey: false, waits: { password: 0, recoveryKey: 0 }, trouble }),
        'window.showRestore': () => null,
      },
    });
    const sheet = new UnlockSheet(view.page);
    for (const part of [say.away, trouble.path, trouble.target]) await expect(sheet.alert).toContainText(part);
    await view.page.getByRole('button', { name: say.again }).click();
    expect(await view.called('window.showRestore')).toEqual({ shown: false });
  });

  test(`a wrong master password is said, and the field has the focus again (${language})`, async ({ open }) => {
    const view = await open('unlock', {
      language,
      answers: {
        'session.unlock': ({ password }) => (isMasterPassword(password) ? null : fail('wrong-password', {})),
      },
    });
    const sheet = new UnlockSheet(view.page);
    await expect(view.page.getByRole('heading', { name: say.title })).toBeVisible();
    await expect(sheet.password).toBeFocused();
    await sheet.submit('not the master password');
    await expect(view.page.getByText(say.wrongPassword)).toBeVisible();
    await expect(sheet.password).toBeFocused();
    await sheet.password.fill('');
    await expect(view.page.getByText(say.wrongPassword)).toHaveCount(0);
    await sheet.submit(masterPassword);
    expect(isMasterPassword((await view.called('session.unlock', 2)).password)).toBe(true);
    await expect(sheet.password).toHaveValue('');
  });

  test(`during a wait nothing is sent, and a forgotten password is answered all the same (${language})`, async ({
    open,
  }) => {
    const view = await open('unlock', {
      language,
      answers: {
        'session.ways': () => ({ recoveryKey: false, waits: { password: 30, recoveryKey: 0 }, trouble: null }),
      },
    });
    const sheet = new UnlockSheet(view.page);
    await expect(view.page.getByText(say.tooMany)).toBeVisible();
    await expect(sheet.button).toBeDisabled();
    await sheet.password.fill(masterPassword);
    await view.page.keyboard.press('Enter');
    await sheet.forgot.click();
    await expect(view.page.getByText(say.noRecovery)).toBeVisible();
    expect(view.calls('session.unlock')).toEqual([]);
  });

  test(`the fifth wrong password begins the wait (${language})`, async ({ open }) => {
    const view = await open('unlock', { language });
    view.answer({
      'session.unlock': () => {
        view.answer({
          'session.ways': () => ({ recoveryKey: false, waits: { password: 30, recoveryKey: 0 }, trouble: null }),
        });
        return fail('wrong-password', {});
      },
    });
    const sheet = new UnlockSheet(view.page);
    await sheet.submit('wrong password 5');
    await expect(view.page.getByText(say.tooMany)).toBeVisible();
    await expect(sheet.button).toBeDisabled();
  });

  test(`the recovery key opens with a new master password; a slip and another vault’s are told apart (${language})`, async ({
    open,
  }) => {
    const view = await open('unlock', {
      language,
      answers: {
        'session.ways': () => ({ recoveryKey: true, waits: { password: 0, recoveryKey: 0 }, trouble: null }),
        'session.recover': ({ key }) => (textOf(key) === textOf(right) ? null : fail('wrong-recovery-key', {})),
      },
    });
    await new UnlockSheet(view.page).forgot.click();
    const form = new RecoverForm(view.page);
    await expect(form.dialog).toBeVisible();
    await form.submit(textOf(right).slice(1), masterPassword);
    await expect(view.page.getByText(say.slip)).toBeVisible();
    await form.key.fill(textOf(right));
    await form.newPassword.fill(masterPassword);
    await form.repeat.fill(`${masterPassword}!`);
    await form.button.click();
    await expect(view.page.getByText(say.differ)).toBeVisible();
    expect(view.calls('session.recover')).toEqual([]);
    await form.submit(textOf(recoveryKeyOf(new Uint8Array(26))), masterPassword);
    await expect(view.page.getByText(say.wrongKey)).toBeVisible();
    await form.back.click();
    await new UnlockSheet(view.page).forgot.click();
    await form.submit(textOf(right).toLowerCase(), masterPassword);
    expect(isMasterPassword((await view.called('session.recover', 2)).newPassword)).toBe(true);
  });

  test(`a damaged vault is said, and its backups are offered (${language})`, async ({ open }) => {
    const view = await open('unlock', {
      language,
      answers: {
        'backups.list': () => [backup],
        'window.showRestore': () => null,
        'session.unlock': () => fail('vault-damaged', { file: '/home/ada/vault.db', part: 'database' }),
      },
    });
    const sheet = new UnlockSheet(view.page);
    await sheet.submit(masterPassword);
    await expect(sheet.alert).toContainText(say.damaged);
    await view.page.getByRole('button', { name: say.restore }).click();
    expect(await view.called('window.showRestore')).toEqual({ shown: true });
  });
}

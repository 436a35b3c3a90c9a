import type { Language } from '../../common/languages';
import { recoveryKeyOf } from '../../common/recovery-key';
import { isMasterPassword, textOf } from '../support/fake/sheets';
import { masterPassword } from '../support/fake-keys';
import { expect, fail, languages, test } from '../support/view-test';
import { CreateSheet } from '../support/views/create';
import { RecoverySteps } from '../support/views/keyring';

/** The sheet of the first start, and the recovery key that it offers. */

const words = {
  en: {
    title: 'Create your vault',
    short: 'Master password needs at least 8 characters.',
    differ: 'The two passwords differ. Type the same one again.',
    veryWeak: 'Very weak',
    veryStrong: 'Very strong',
    offer: 'A recovery key, kept on paper away from this machine, can.',
    onlyNow: 'It is shown only now.',
    savedAs: 'Saved as key.txt. The file isn’t encrypted',
    slip: 'There is a slip in the recovery key',
    other: 'This is a recovery key, but not the one that was just shown.',
    restore: 'Restore from a Backup',
  },
  'zh-CN': {
    title: '创建保险库',
    short: '主密码至少需要 8 个字符。',
    differ: '两次输入的密码不一致，请重新输入。',
    veryWeak: '很弱',
    veryStrong: '很强',
    offer: '将恢复密钥抄写在纸上并保存在本机以外，即可在需要时打开。',
    onlyNow: '恢复密钥仅在此时显示。',
    savedAs: '已保存为 key.txt。该文件未加密',
    slip: '恢复密钥输入有误',
    other: '这是一个恢复密钥，但不是刚才显示的那一个。',
    restore: '从备份恢复',
  },
} as const satisfies Record<Language, Record<string, string>>;

const key = () => recoveryKeyOf(new Uint8Array(26).map((_, at) => at));

for (const language of languages) {
  const say = words[language];

  test(`a password that is too short or typed differently is refused, and nothing is made (${language})`, async ({
    open,
  }) => {
    const view = await open('create', { language, answers: { 'session.create': () => null } });
    const sheet = new CreateSheet(view.page);
    await expect(view.page.getByRole('dialog', { name: say.title })).toBeVisible();
    await sheet.fill('short', 'short');
    await sheet.submit();
    await expect(view.page.getByText(say.short)).toBeVisible();
    await sheet.fill(masterPassword, `${masterPassword}!`);
    await sheet.submit();
    await expect(view.page.getByText(say.differ)).toBeVisible();
    await expect(sheet.password).toHaveValue(masterPassword);
    expect(view.calls('session.create')).toEqual([]);
    await sheet.repeat.fill(masterPassword);
    await sheet.submit();
    expect(isMasterPassword((await view.called('session.create')).password)).toBe(true);
    await sheet.decline();
    expect(await view.called('window.finish')).toEqual({ ticket: null });
  });

  test(`how strong a password is shows while one types (${language})`, async ({ open }) => {
    const sheet = new CreateSheet((await open('create', { language })).page);
    await sheet.password.fill('password');
    await expect(sheet.strength).toHaveAttribute('aria-valuetext', say.veryWeak);
    await sheet.password.fill(masterPassword);
    await expect(sheet.strength).toHaveAttribute('aria-valuetext', say.veryStrong);
  });

  test(`a recovery key is shown once, saved, and typed back (${language})`, async ({ open }) => {
    const view = await open('create', {
      language,
      answers: {
        'session.create': () => null,
        'keyring.beginRecovery': () => ({ key: key() }),
        'keyring.saveRecovery': () => ({ fileName: 'key.txt' }),
        'keyring.confirmRecovery': ({ key: typed }) =>
          textOf(typed) === textOf(key()) ? null : fail('wrong-recovery-key', {}),
      },
    });
    const sheet = new CreateSheet(view.page);
    await sheet.fill(masterPassword, masterPassword);
    await sheet.submit();
    await expect(view.page.getByText(say.offer)).toBeVisible();
    await sheet.setUp.click();
    expect(isMasterPassword((await view.called('keyring.beginRecovery')).password)).toBe(true);
    const steps = new RecoverySteps(view.page);
    const shown = await steps.shown();
    expect(shown.replaceAll('-', '')).toBe(textOf(key()));
    expect(shown).toMatch(/^([02-9AC-HJ-NP-Z]{4}-){7}[02-9AC-HJ-NP-Z]{4}$/);
    await expect(view.page.getByText(say.onlyNow)).toBeVisible();
    await steps.save.click();
    await expect(view.page.getByText(say.savedAs)).toBeVisible();

    // A slip is told apart from another key, and neither is sent or counts.
    await steps.written.click();
    await steps.typeBack(`${shown.slice(1)}${shown.slice(0, 1)}`);
    await expect(view.page.getByText(say.slip)).toBeVisible();
    expect(view.calls('keyring.confirmRecovery')).toEqual([]);
    await steps.typeBack(textOf(recoveryKeyOf(new Uint8Array(26))));
    await expect(view.page.getByText(say.other)).toBeVisible();
    expect(view.calls('window.finish')).toEqual([]);
    await steps.typeBack(shown.toLowerCase().replaceAll('-', ' '));
    expect(await view.called('window.finish')).toEqual({ ticket: null });
  });

  test(`where backups are left, they are offered beside a new vault (${language})`, async ({ open }) => {
    const backup = { name: '2026-11-25T080000Z-manual', kind: 'manual', at: Date.now(), size: 70_000 } as const;
    const view = await open('create', {
      language,
      answers: { 'backups.list': () => [backup], 'window.showRestore': () => null },
    });
    await view.page.getByRole('button', { name: say.restore }).click();
    expect(await view.called('window.showRestore')).toEqual({ shown: true });
  });
}

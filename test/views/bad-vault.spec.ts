import { type AppError, KeyfoldError } from '../../common/errors';
import { masterPassword } from '../support/fake-keys';
import { expect, languages, test } from '../support/view-test';
import { UnlockSheet } from '../support/views/unlock';

const database = '/home/someone/.config/Keyfold/vault/vault.db';
const slots = '/home/someone/.config/Keyfold/vault/slots.json';

/** What can be wrong with a vault's files, as the lock screen is told and as it says it. */
const refusals: readonly { error: AppError; en: string; 'zh-CN': string }[] = [
  {
    error: { code: 'vault-damaged', file: database, part: 'database' },
    en: `The vault’s database ${database} is damaged or incomplete. It was left untouched. Restore a backup.`,
    'zh-CN': `保险库的数据库文件 ${database} 已损坏或不完整，未做任何更改。请从备份恢复。`,
  },
  {
    error: { code: 'vault-damaged', file: slots, part: 'slots' },
    en: `The vault’s key file ${slots} is damaged or incomplete. It was left untouched. Restore a backup.`,
    'zh-CN': `保险库的密钥文件 ${slots} 已损坏或不完整，未做任何更改。请从备份恢复。`,
  },
  {
    error: { code: 'vault-newer', file: slots, found: 7, supported: 2 },
    en: `The vault ${slots} was written by a newer Keyfold (format 7; this one reads up to 2). It was left untouched. Install the newer version.`,
    'zh-CN': `保险库文件 ${slots} 由更新版本的 Keyfold 写入（格式版本 7，当前最高支持 2），未做任何更改。请安装新版本。`,
  },
  {
    error: { code: 'vault-foreign', file: database },
    en: `The file ${database} stands where the vault should be but isn’t a Keyfold vault. It was left untouched. Move it somewhere else and start again.`,
    'zh-CN': `保险库的位置上有其他文件：${database}，它不是 Keyfold 的保险库，未做任何更改。请移走该文件后重新启动。`,
  },
  {
    error: { code: 'vault-altered', file: database, what: 'trigger', name: 'swallow', how: 'extra' },
    en: `Another program has changed the vault’s database ${database}: it has a trigger that Keyfold didn’t make (swallow). It was left untouched. Restore a backup.`,
    'zh-CN': `保险库的数据库文件 ${database} 已被其他程序改动：其中有并非由 Keyfold 创建的触发器（swallow）。未做任何更改。请从备份恢复。`,
  },
  {
    error: { code: 'vault-in-use' },
    en: 'Another process has this vault open. Close the other Keyfold and try again.',
    'zh-CN': '此保险库正被其他进程使用。请关闭另一个 Keyfold 后重试。',
  },
];

/** All that the lock screen offers, a backup or none to restore. A new vault is only offered in another folder. */
const ways = {
  en: [
    ...['Unlock', 'Forgot the master password?', 'Restore from a Backup', 'Quit'],
    ...['Open an Existing Vault or Backup…', 'New Vault…'],
  ],
  'zh-CN': [...['解锁', '忘记主密码？', '从备份恢复', '退出'], ...['打开已有保险库或备份…', '新建保险库…']],
};

for (const language of languages) {
  test(`what is wrong with the vault is said, and no new one is offered over it (${language})`, async ({ open }) => {
    const view = await open('unlock', { language });
    const sheet = new UnlockSheet(view.page);
    for (const { error, [language]: words } of refusals) {
      view.answer({
        'session.unlock': () => {
          throw new KeyfoldError(error);
        },
      });
      await sheet.submit(masterPassword);
      await expect(sheet.alert).toHaveText(words);
      const offered = (await sheet.page.getByRole('button').allTextContents()).filter((text) => text !== '');
      expect(offered.filter((text) => !ways[language].includes(text))).toEqual([]);
      expect(offered.length).toBeGreaterThanOrEqual(2);
    }
    // What was wrong is no longer said once it is right.
    view.answer({ 'session.unlock': () => null });
    await sheet.submit(masterPassword);
    await view.called('session.unlock', refusals.length + 1);
  });
}

import '../design/theme.css';
import { createRoot } from 'react-dom/client';
import { startI18n } from '../i18n';
import { base } from '../i18n/base';
import { accounts as accountsEnglish } from '../i18n/en/accounts';
import { audit as auditEnglish } from '../i18n/en/audit';
import { backups as backupsEnglish } from '../i18n/en/backups';
import { bin as binEnglish } from '../i18n/en/bin';
import { bulk as bulkEnglish } from '../i18n/en/bulk';
import { closing as closingEnglish } from '../i18n/en/closing';
import { command as commandEnglish } from '../i18n/en/command';
import { filter as filterEnglish } from '../i18n/en/filter';
import { given as givenEnglish } from '../i18n/en/given';
import { help as helpEnglish } from '../i18n/en/help';
import { keyring as keyringEnglish } from '../i18n/en/keyring';
import { keys as keysEnglish } from '../i18n/en/keys';
import { notices as noticesEnglish } from '../i18n/en/notices';
import { originals as originalsEnglish } from '../i18n/en/originals';
import { overview as overviewEnglish } from '../i18n/en/overview';
import { protection as protectionEnglish } from '../i18n/en/protection';
import { rotation as rotationEnglish } from '../i18n/en/rotation';
import { settings as settingsEnglish } from '../i18n/en/settings';
import { accounts as accountsChinese } from '../i18n/zh-CN/accounts';
import { audit as auditChinese } from '../i18n/zh-CN/audit';
import { backups as backupsChinese } from '../i18n/zh-CN/backups';
import { bin as binChinese } from '../i18n/zh-CN/bin';
import { bulk as bulkChinese } from '../i18n/zh-CN/bulk';
import { closing as closingChinese } from '../i18n/zh-CN/closing';
import { command as commandChinese } from '../i18n/zh-CN/command';
import { filter as filterChinese } from '../i18n/zh-CN/filter';
import { given as givenChinese } from '../i18n/zh-CN/given';
import { help as helpChinese } from '../i18n/zh-CN/help';
import { keyring as keyringChinese } from '../i18n/zh-CN/keyring';
import { keys as keysChinese } from '../i18n/zh-CN/keys';
import { notices as noticesChinese } from '../i18n/zh-CN/notices';
import { originals as originalsChinese } from '../i18n/zh-CN/originals';
import { overview as overviewChinese } from '../i18n/zh-CN/overview';
import { protection as protectionChinese } from '../i18n/zh-CN/protection';
import { rotation as rotationChinese } from '../i18n/zh-CN/rotation';
import { settings as settingsChinese } from '../i18n/zh-CN/settings';
import { keepFocus } from '../keep-focus';
import { App } from './App';
import { client } from './client';
import { startSession } from './session';
import { mainPart } from './ui';

startI18n(client, {
  ...base,
  accounts: { en: accountsEnglish, 'zh-CN': accountsChinese },
  audit: { en: auditEnglish, 'zh-CN': auditChinese },
  closing: { en: closingEnglish, 'zh-CN': closingChinese },
  command: { en: commandEnglish, 'zh-CN': commandChinese },
  bin: { en: binEnglish, 'zh-CN': binChinese },
  bulk: { en: bulkEnglish, 'zh-CN': bulkChinese },
  backups: { en: backupsEnglish, 'zh-CN': backupsChinese },
  originals: { en: originalsEnglish, 'zh-CN': originalsChinese },
  filter: { en: filterEnglish, 'zh-CN': filterChinese },
  given: { en: givenEnglish, 'zh-CN': givenChinese },
  help: { en: helpEnglish, 'zh-CN': helpChinese },
  keyring: { en: keyringEnglish, 'zh-CN': keyringChinese },
  keys: { en: keysEnglish, 'zh-CN': keysChinese },
  notices: { en: noticesEnglish, 'zh-CN': noticesChinese },
  overview: { en: overviewEnglish, 'zh-CN': overviewChinese },
  protection: { en: protectionEnglish, 'zh-CN': protectionChinese },
  rotation: { en: rotationEnglish, 'zh-CN': rotationChinese },
  settings: { en: settingsEnglish, 'zh-CN': settingsChinese },
});

keepFocus(mainPart);

const root = document.getElementById('root');
if (root) createRoot(root).render(<App />);
void startSession();

import { clientOf } from '../../client';
import { backups as backupsEnglish } from '../../i18n/en/backups';
import { proof as proofEnglish } from '../../i18n/en/proof';
import { verify as english } from '../../i18n/en/verify';
import { backups as backupsChinese } from '../../i18n/zh-CN/backups';
import { proof as proofChinese } from '../../i18n/zh-CN/proof';
import { verify as chinese } from '../../i18n/zh-CN/verify';
import { startSheet } from '../start';
import { VerifySheet } from './VerifySheet';

const client = clientOf('verify');
startSheet(
  client,
  {
    verify: { en: english, 'zh-CN': chinese },
    proof: { en: proofEnglish, 'zh-CN': proofChinese },
    backups: { en: backupsEnglish, 'zh-CN': backupsChinese },
  },
  <VerifySheet client={client} />,
);

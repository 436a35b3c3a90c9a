import { clientOf } from '../../client';
import { proof as proofEnglish } from '../../i18n/en/proof';
import { protection as english } from '../../i18n/en/protection';
import { proof as proofChinese } from '../../i18n/zh-CN/proof';
import { protection as chinese } from '../../i18n/zh-CN/protection';
import { startSheet } from '../start';
import { ProtectSheet } from './ProtectSheet';

const client = clientOf('protect');
startSheet(
  client,
  { protection: { en: english, 'zh-CN': chinese }, proof: { en: proofEnglish, 'zh-CN': proofChinese } },
  <ProtectSheet client={client} />,
);

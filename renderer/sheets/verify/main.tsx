import { clientOf } from '../../client';
import { proof as proofEnglish } from '../../i18n/en/proof';
import { verify as english } from '../../i18n/en/verify';
import { proof as proofChinese } from '../../i18n/zh-CN/proof';
import { verify as chinese } from '../../i18n/zh-CN/verify';
import { startSheet } from '../start';
import { VerifySheet } from './VerifySheet';

const client = clientOf('verify');
startSheet(
  client,
  { verify: { en: english, 'zh-CN': chinese }, proof: { en: proofEnglish, 'zh-CN': proofChinese } },
  <VerifySheet client={client} />,
);

import { clientOf } from '../../client';
import { allow as english } from '../../i18n/en/allow';
import { proof as proofEnglish } from '../../i18n/en/proof';
import { allow as chinese } from '../../i18n/zh-CN/allow';
import { proof as proofChinese } from '../../i18n/zh-CN/proof';
import { startSheet } from '../start';
import { AllowSheet } from './AllowSheet';

const client = clientOf('allow');
startSheet(
  client,
  { allow: { en: english, 'zh-CN': chinese }, proof: { en: proofEnglish, 'zh-CN': proofChinese } },
  <AllowSheet client={client} />,
);

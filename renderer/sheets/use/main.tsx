import { clientOf } from '../../client';
import { proof as proofEnglish } from '../../i18n/en/proof';
import { use as english } from '../../i18n/en/use';
import { proof as proofChinese } from '../../i18n/zh-CN/proof';
import { use as chinese } from '../../i18n/zh-CN/use';
import { startSheet } from '../start';
import { UseSheet } from './UseSheet';

const client = clientOf('use');
startSheet(
  client,
  { use: { en: english, 'zh-CN': chinese }, proof: { en: proofEnglish, 'zh-CN': proofChinese } },
  <UseSheet client={client} />,
);

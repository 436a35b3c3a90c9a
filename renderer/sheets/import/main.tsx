import { clientOf } from '../../client';
import { proof as proofEnglish } from '../../i18n/en/proof';
import { transfer as english } from '../../i18n/en/transfer';
import { proof as proofChinese } from '../../i18n/zh-CN/proof';
import { transfer as chinese } from '../../i18n/zh-CN/transfer';
import { startSheet } from '../start';
import { ImportSheet } from './ImportSheet';

const client = clientOf('import');
startSheet(
  client,
  { transfer: { en: english, 'zh-CN': chinese }, proof: { en: proofEnglish, 'zh-CN': proofChinese } },
  <ImportSheet client={client} />,
);

import { clientOf } from '../../client';
import { add as english } from '../../i18n/en/add';
import { proof as proofEnglish } from '../../i18n/en/proof';
import { add as chinese } from '../../i18n/zh-CN/add';
import { proof as proofChinese } from '../../i18n/zh-CN/proof';
import { startSheet } from '../start';
import { AddSheet } from './AddSheet';

const client = clientOf('add');
startSheet(
  client,
  { add: { en: english, 'zh-CN': chinese }, proof: { en: proofEnglish, 'zh-CN': proofChinese } },
  <AddSheet client={client} />,
);

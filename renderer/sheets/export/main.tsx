import { clientOf } from '../../client';
import { create as createEnglish } from '../../i18n/en/create';
import { given as givenEnglish } from '../../i18n/en/given';
import { proof as proofEnglish } from '../../i18n/en/proof';
import { transfer as english } from '../../i18n/en/transfer';
import { create as createChinese } from '../../i18n/zh-CN/create';
import { given as givenChinese } from '../../i18n/zh-CN/given';
import { proof as proofChinese } from '../../i18n/zh-CN/proof';
import { transfer as chinese } from '../../i18n/zh-CN/transfer';
import { startSheet } from '../start';
import { ExportSheet } from './ExportSheet';

const client = clientOf('export');
startSheet(
  client,
  {
    transfer: { en: english, 'zh-CN': chinese },
    given: { en: givenEnglish, 'zh-CN': givenChinese },
    proof: { en: proofEnglish, 'zh-CN': proofChinese },
    create: { en: createEnglish, 'zh-CN': createChinese },
  },
  <ExportSheet client={client} />,
);

import { clientOf } from '../../client';
import { add as english } from '../../i18n/en/add';
import { help as helpEnglish } from '../../i18n/en/help';
import { proof as proofEnglish } from '../../i18n/en/proof';
import { add as chinese } from '../../i18n/zh-CN/add';
import { help as helpChinese } from '../../i18n/zh-CN/help';
import { proof as proofChinese } from '../../i18n/zh-CN/proof';
import { startSheet } from '../start';
import { AddSheet } from './AddSheet';

const client = clientOf('add');
startSheet(
  client,
  {
    add: { en: english, 'zh-CN': chinese },
    help: { en: helpEnglish, 'zh-CN': helpChinese },
    proof: { en: proofEnglish, 'zh-CN': proofChinese },
  },
  <AddSheet client={client} />,
);

import { clientOf } from '../../client';
import { rekey as english } from '../../i18n/en/rekey';
import { rekey as chinese } from '../../i18n/zh-CN/rekey';
import { startSheet } from '../start';
import { RekeySheet } from './RekeySheet';

const client = clientOf('rekey');
startSheet(client, { rekey: { en: english, 'zh-CN': chinese } }, <RekeySheet client={client} />);

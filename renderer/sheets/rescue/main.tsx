import { clientOf } from '../../client';
import { rescue as english } from '../../i18n/en/rescue';
import { rescue as chinese } from '../../i18n/zh-CN/rescue';
import { startSheet } from '../start';
import { RescueSheet } from './RescueSheet';

const client = clientOf('rescue');
startSheet(client, { rescue: { en: english, 'zh-CN': chinese } }, <RescueSheet client={client} />);

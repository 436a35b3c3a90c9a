import { clientOf } from '../../client';
import { create as english } from '../../i18n/en/create';
import { create as chinese } from '../../i18n/zh-CN/create';
import { startSheet } from '../start';
import { CreateSheet } from './CreateSheet';

const client = clientOf('create');
startSheet(client, { create: { en: english, 'zh-CN': chinese } }, <CreateSheet client={client} />);

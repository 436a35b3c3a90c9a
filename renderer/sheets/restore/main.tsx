import { clientOf } from '../../client';
import { backups as english } from '../../i18n/en/backups';
import { backups as chinese } from '../../i18n/zh-CN/backups';
import { startSheet } from '../start';
import { RestoreSheet } from './RestoreSheet';

const client = clientOf('restore');
startSheet(client, { backups: { en: english, 'zh-CN': chinese } }, <RestoreSheet client={client} />);

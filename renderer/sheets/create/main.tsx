import { clientOf } from '../../client';
import { create as english } from '../../i18n/en/create';
import { keyring as keyringEnglish } from '../../i18n/en/keyring';
import { create as chinese } from '../../i18n/zh-CN/create';
import { keyring as keyringChinese } from '../../i18n/zh-CN/keyring';
import { startSheet } from '../start';
import { CreateSheet } from './CreateSheet';

const client = clientOf('create');
startSheet(
  client,
  { create: { en: english, 'zh-CN': chinese }, keyring: { en: keyringEnglish, 'zh-CN': keyringChinese } },
  <CreateSheet client={client} />,
);

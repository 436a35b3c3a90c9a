import { clientOf } from '../../client';
import { create as english } from '../../i18n/en/create';
import { keyring as keyringEnglish } from '../../i18n/en/keyring';
import { vaults as vaultsEnglish } from '../../i18n/en/vaults';
import { create as chinese } from '../../i18n/zh-CN/create';
import { keyring as keyringChinese } from '../../i18n/zh-CN/keyring';
import { vaults as vaultsChinese } from '../../i18n/zh-CN/vaults';
import { startSheet } from '../start';
import { CreateSheet } from './CreateSheet';

const client = clientOf('create');
startSheet(
  client,
  {
    create: { en: english, 'zh-CN': chinese },
    keyring: { en: keyringEnglish, 'zh-CN': keyringChinese },
    vaults: { en: vaultsEnglish, 'zh-CN': vaultsChinese },
  },
  <CreateSheet client={client} />,
);

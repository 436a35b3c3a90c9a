import { isPlainName, type WritableFormat } from './format';
import { isPlainIniValue, setInSection } from './ini';
import { mentions, sectionEntry, sectionsOf } from './ini-entries';

/**
 * `~/.huaweicloud/credentials` of Huawei Cloud's SDKs: `[basic]` for services of a project, `[global]` for those of an
 * account. Readers: huaweicloud-sdk-go-v3 (go-ini), huaweicloud-sdk-python-v3 (configparser).
 */

const names = { accessKeyId: ['ak'], secret: ['sk'], token: ['security_token'] };
const kinds = ['basic', 'global'];

export const huaweiCloudCredentials: WritableFormat = {
  id: 'huaweicloud-credentials',
  fileName: /(?:^|\/)\.huaweicloud\/credentials$/,
  fits: (text) => sectionsOf(text).some((section) => section.name !== '' && mentions(section, ['ak', 'sk', 'idp_id'])),
  scan: (text) =>
    sectionsOf(text)
      .filter((section) => kinds.includes(section.name) || mentions(section, ['ak', 'sk']))
      .filter(({ name }) => name !== '')
      .map((section) => sectionEntry(text, section, names, 'huawei')),
  set(text, { accessKeyId, secret, token }, { entry = 'basic' }) {
    if (!sectionsOf(text).some(({ name }) => name === entry) && !isPlainName(entry)) return { problem: 'bad-entry' };
    if (![accessKeyId, secret, token ?? 'none'].every(isPlainIniValue)) return { problem: 'not-writable' };
    return setInSection(
      text,
      entry,
      [
        { names: names.accessKeyId, write: 'ak', value: accessKeyId },
        { names: names.secret, write: 'sk', value: secret },
        { names: names.token, write: 'security_token', value: token },
      ],
      ' = ',
    );
  },
};

import { isPlainName, type WritableFormat } from './format';
import { iniValue, isPlainIniValue, setInSection } from './ini';
import { mentions, sectionEntry, sectionsOf, settingsOf } from './ini-entries';

/**
 * `~/.alibabacloud/credentials` of Alibaba Cloud's SDKs. The types access_key, sts and ram_role_arn hold a pair. The
 * newer SDKs don't read sts, so fewer of them can use a temporary key. Readers: credentials-go (go-ini),
 * credentials-nodejs (npm's ini, which makes a tree of names with dots), credentials-java, which takes a section only
 * if it says `enable = true`.
 */

const names = { accessKeyId: ['access_key_id'], secret: ['access_key_secret'], token: ['security_token'] };
const types = ['access_key', 'sts', 'ecs_ram_role', 'ram_role_arn', 'rsa_key_pair', 'oidc_role_arn', 'bearer'];
const withToken = ['', 'sts'];

const typeOf = (items: Parameters<typeof iniValue>[0]) => iniValue(items, ['type']).toLowerCase();

export const alibabaCloudCredentials: WritableFormat = {
  id: 'alibabacloud-credentials',
  fileName: /(?:^|\/)\.alibabacloud\/credentials(?:\.ini)?$/,
  fits: (text) =>
    sectionsOf(text).some(
      (section) => types.includes(typeOf(section.items)) || mentions(section, ['access_key_secret']),
    ),
  scan: (text) =>
    sectionsOf(text).map((section) => {
      const type = typeOf(section.items);
      const entry = sectionEntry(text, section, names, ['alibaba']);
      if (type === 'sts' && entry.token === '' && entry.accessKeyId !== '') return { ...entry, skip: 'incomplete' };
      return withToken.includes(type) ? entry : { ...entry, token: '' };
    }),
  set(text, { accessKeyId, secret, token }, { entry = 'default' }) {
    const existing = sectionsOf(text).find(({ name }) => name === entry);
    if (!existing && (!isPlainName(entry) || entry === 'DEFAULT')) return { problem: 'bad-entry' };
    if (![accessKeyId, secret, token ?? 'none'].every(isPlainIniValue)) return { problem: 'not-writable' };
    // A role stays a role: it is assumed with the new pair.
    const role = token === null && existing !== undefined && typeOf(existing.items) === 'ram_role_arn';
    return setInSection(
      text,
      entry,
      [
        { names: ['enable'], write: 'enable', value: 'true' },
        { names: ['type'], write: 'type', value: token === null ? 'access_key' : 'sts', keep: role },
        { names: names.accessKeyId, write: 'access_key_id', value: accessKeyId },
        { names: names.secret, write: 'access_key_secret', value: secret },
        { names: names.token, write: 'security_token', value: token },
      ],
      ' = ',
    );
  },
  switches: (text, { entry = 'default' }) => settingsOf(text, entry, ['enable', 'type']),
};

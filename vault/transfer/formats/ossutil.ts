import { isPlainName, type WritableFormat, type WriteOptions } from './format';
import { isPlainIniValue, setInSection } from './ini';
import { mentions, type NamedSection, sectionEntry, sectionsOf, settingsOf } from './ini-entries';

/**
 * `~/.ossutilconfig`. Its `mode` says where the key comes from; without one, the pair counts. ossutil 1 has
 * `[Credentials]` (`lib/config_helper.go` has the spellings); if there are several sections, it reads the first. ossutil 2
 * has `[default]` and `[profile x]`, and needs a region.
 */

const names = {
  accessKeyId: ['accesskeyid', 'access_key_id', 'access-key-id', 'access_id', 'access-id', 'accessid'],
  secret: ['accesskeysecret', 'access_key_secret', 'access-key-secret', 'access_key', 'access-key', 'accesskey'],
  token: ['ststoken', 'sts_token', 'sts-token'],
};
const pair = [...names.accessKeyId, ...names.secret];
const firstVersion = 'Credentials';

const isProfile = ({ name }: NamedSection) => /^(?:credentials|default|profile .+)$/i.test(name);

export const ossutil: WritableFormat = {
  id: 'ossutil',
  fileName: /(?:^|\/)\.?ossutilconfig$/,
  fits: (text) =>
    sectionsOf(text).some(
      (section) =>
        isProfile(section) &&
        !mentions(section, ['type']) &&
        (/^credentials$/i.test(section.name) ||
          mentions(section, ['endpoint', 'region', 'accesskeyid', ...names.token])) &&
        mentions(section, pair),
    ),
  scan: (text) =>
    sectionsOf(text)
      .filter(isProfile)
      .map((section) => ({
        ...sectionEntry(text, section, names, ['alibaba']),
        name: section.name.replace(/^profile +/i, ''),
      })),
  set(text, { accessKeyId, secret, token }, { entry, region }) {
    const sections = sectionsOf(text);
    const place = region ?? 'cn-hangzhou';
    const named = (name: string) => sections.some((section) => section.name === name);
    const target = sectionFor(text, { entry });
    // A role stays a role: it is assumed with the new pair.
    const role = token === null && settingsOf(text, target, ['mode']).get('mode')?.toLowerCase() === 'ramrolearn';
    if (!named(target) && !(target.startsWith('profile ') ? isPlainName(target.slice(8)) : isPlainName(target))) {
      return { problem: 'bad-entry' };
    }
    if (![accessKeyId, secret, token ?? 'none'].every(isPlainIniValue)) return { problem: 'not-writable' };
    return setInSection(
      text,
      target,
      [
        ...(target === firstVersion
          ? [
              { names: ['language'], write: 'language', value: 'EN', keep: true },
              { names: ['endpoint', 'host'], write: 'endpoint', value: `oss-${place}.aliyuncs.com`, keep: true },
            ]
          : []),
        { names: ['mode'], write: 'mode', value: token === null ? 'AK' : 'StsToken', only: true, keep: role },
        { names: names.accessKeyId, write: 'accessKeyID', value: accessKeyId },
        { names: names.secret, write: 'accessKeySecret', value: secret },
        { names: names.token, write: 'stsToken', value: token },
        {
          names: ['region'],
          write: 'region',
          value: place,
          keep: region === undefined,
        },
      ],
      '=',
    );
  },
  switches: (text, options) => settingsOf(text, sectionFor(text, options), ['mode']),
};

/** Returns the section to write: the one that is named, or that of the version whose file it is. */
function sectionFor(text: string, { entry }: { entry?: WriteOptions['entry'] | undefined }): string {
  if (entry !== undefined) return entry;
  const named = (name: string) => sectionsOf(text).some((section) => section.name === name);
  return !named(firstVersion) && named('default') ? 'default' : firstVersion;
}

import { isPlainName, type WritableFormat } from './format';
import { isPlainIniValue, setInSection } from './ini';
import { mentions, sectionEntry, sectionsOf } from './ini-entries';

/** `~/.aliyunlogcli` of the log service's client (Python's configparser): `[main]`, and a section for each account. */

const names = { accessKeyId: ['access-id'], secret: ['access-key'], token: ['sts-token'] };

export const sls: WritableFormat = {
  id: 'sls',
  fileName: /(?:^|\/)\.aliyunlogcli$/,
  fits: (text) =>
    sectionsOf(text).some(
      (section) =>
        mentions(section, names.accessKeyId) &&
        mentions(section, names.secret) &&
        mentions(section, ['region-endpoint', 'endpoint', 'sts-token']) &&
        !/^credentials$/i.test(section.name),
    ),
  scan: (text) =>
    sectionsOf(text)
      .filter((section) => mentions(section, [...names.accessKeyId, ...names.secret]))
      .map((section) => sectionEntry(text, section, names, ['alibaba'])),
  set(text, { accessKeyId, secret, token }, { entry = 'main', region }) {
    const existing = sectionsOf(text).some(({ name }) => name === entry);
    if (!existing && (!isPlainName(entry) || entry === 'DEFAULT')) return { problem: 'bad-entry' };
    if (![accessKeyId, secret, token ?? 'none'].every(isPlainIniValue)) return { problem: 'not-writable' };
    return setInSection(
      text,
      entry,
      [
        { names: names.accessKeyId, write: 'access-id', value: accessKeyId },
        { names: names.secret, write: 'access-key', value: secret },
        { names: names.token, write: 'sts-token', value: token },
        {
          names: ['region-endpoint', 'endpoint'],
          write: 'region-endpoint',
          value: `${region ?? 'cn-hangzhou'}.log.aliyuncs.com`,
          keep: region === undefined,
        },
      ],
      ' = ',
    );
  },
};

import type { Format } from './format';
import { mentions, sectionEntry, sectionsOf } from './ini-entries';

/** `~/.aliyuncli/credentials` of the old Python CLI: sections `default` and `profile x` (aliyun-cli, `config/legacy.go`). */

const names = { accessKeyId: ['aliyun_access_key_id'], secret: ['aliyun_access_key_secret'], token: [] };
const own = [...names.accessKeyId, ...names.secret];

export const aliyunCliLegacy: Format = {
  id: 'aliyuncli-legacy',
  fileName: /(?:^|\/)\.aliyuncli\/credentials$/,
  fits: (text) => sectionsOf(text).some((section) => mentions(section, own)),
  scan: (text) =>
    sectionsOf(text)
      .filter((section) => mentions(section, own))
      .map((section) => ({
        ...sectionEntry(text, section, names, ['alibaba']),
        name: section.name.replace(/^profile +/, ''),
      })),
};

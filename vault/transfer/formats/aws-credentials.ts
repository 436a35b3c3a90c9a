import type { Format } from './format';
import { mentions, sectionEntry, sectionsOf } from './ini-entries';

/** `~/.aws/credentials`. It is read only to report that its keys are another provider's. */

const names = {
  accessKeyId: ['aws_access_key_id'],
  secret: ['aws_secret_access_key'],
  token: ['aws_session_token'],
};
const own = [...names.accessKeyId, ...names.secret];

export const awsCredentials: Format = {
  id: 'aws-credentials',
  fileName: /(?:^|\/)\.aws\/credentials$/,
  fits: (text) => sectionsOf(text).some((section) => mentions(section, own)),
  scan: (text) =>
    sectionsOf(text)
      .filter((section) => mentions(section, own))
      .map((section) => sectionEntry(text, section, names, null)),
};

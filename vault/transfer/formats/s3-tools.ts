import { providerOf, providers } from '../../../common/providers';
import { awsCredentials } from './aws-credentials';
import { isPlainName, type Values, type WritableFormat, type WriteOptions } from './format';
import { type IniChange, isPlainIniValue, setInSection } from './ini';
import { type IniNames, mentions, type NamedSection, sectionEntry, sectionsOf, settingsOf } from './ini-entries';

/** Tools for AWS's object storage that other providers' storage can be used with, at its own address. */

interface Storage {
  host: string;
  region: string;
  rclone: string;
  virtualOnly: boolean;
}

/** Returns the provider's storage in a region; `null`: it has none that such tools can use. */
function storageOf({ provider }: Pick<Values, 'provider'>, { region }: WriteOptions): Storage | null {
  const { storage } = providerOf(provider);
  if (!storage) return null;
  const place = region ?? storage.region;
  return { ...storage, region: place, host: storage.host.replace('{region}', place) };
}

const everyone = providers.filter(({ storage }) => storage !== null).map(({ id }) => id);

interface Tool {
  id: WritableFormat['id'];
  fileName: RegExp;
  names: IniNames;
  /** The spellings of the parts. */
  written: { accessKeyId: string; secret: string; token: string };
  /** The section that is written if the person names none. */
  usual: string;
  isOwn: (section: NamedSection) => boolean;
  /** A section of that name that is for something else, so that no pair may be put there. */
  isForeign: (section: NamedSection, storage: Storage) => boolean;
  /** What such a tool must know besides the pair. `moved`: the person named a region. */
  around: (storage: Storage, moved: boolean) => { before: IniChange[]; after: IniChange[] };
  switches: readonly string[];
  separator: string;
}

function s3Tool(tool: Tool): WritableFormat {
  const { names, written } = tool;
  return {
    id: tool.id,
    fileName: tool.fileName,
    fits: (text) => sectionsOf(text).some(tool.isOwn),
    scan: (text) =>
      sectionsOf(text)
        .filter(tool.isOwn)
        .map((section) => sectionEntry(text, section, names, everyone)),
    set(text, values, options) {
      const { accessKeyId, secret, token } = values;
      const { entry = tool.usual, region } = options;
      const storage = storageOf(values, options);
      if (!storage) return { problem: 'not-for-provider' };
      const existing = sectionsOf(text).find(({ name }) => name === entry);
      if (existing && tool.isForeign(existing, storage)) return { problem: 'other-entry' };
      if (!existing && (!isPlainName(entry) || entry === 'DEFAULT')) return { problem: 'bad-entry' };
      if (![accessKeyId, secret, token ?? 'none'].every(isPlainIniValue)) return { problem: 'not-writable' };
      const { before, after } = tool.around(storage, region !== undefined);
      return setInSection(
        text,
        entry,
        [
          ...before,
          { names: names.accessKeyId, write: written.accessKeyId, value: accessKeyId },
          { names: names.secret, write: written.secret, value: secret },
          { names: names.token, write: written.token, value: token },
          ...after,
        ],
        tool.separator,
      );
    },
    switches: (text, { entry = tool.usual }) => settingsOf(text, entry, tool.switches),
  };
}

/** An item that is written once, and changed only if the person named a region. */
const place = (name: string, value: string, moved: boolean): IniChange => ({
  names: [name],
  write: name,
  value,
  keep: !moved,
});

const settingOf = ({ items }: NamedSection, name: string) => items.findLast(({ key }) => key === name)?.value ?? '';

/** `rclone.conf`: one section for each remote. What its `type` isn't `s3`, is for something else. */
export const rclone = s3Tool({
  id: 'rclone',
  fileName: /(?:^|\/)\.?rclone\.conf$/,
  names: { accessKeyId: ['access_key_id'], secret: ['secret_access_key'], token: ['session_token'] },
  written: { accessKeyId: 'access_key_id', secret: 'secret_access_key', token: 'session_token' },
  usual: 'keyfold',
  isOwn: (section) => settingOf(section, 'type') === 's3',
  isForeign(section, storage) {
    if (section.items.length === 0) return false;
    const provider = settingOf(section, 'provider');
    return settingOf(section, 'type') !== 's3' || !['', 'Other', storage.rclone].includes(provider);
  },
  around: ({ host, rclone: name }, moved) => ({
    before: [
      { names: ['type'], write: 'type', value: 's3', keep: true },
      { names: ['provider'], write: 'provider', value: name, keep: true },
    ],
    after: [
      // With `true`, rclone looks into the environment too.
      { names: ['env_auth'], write: 'env_auth', value: 'false', only: true },
      place('endpoint', host, moved),
    ],
  }),
  switches: ['env_auth'],
  separator: ' = ',
});

/** `.s3cfg` of s3cmd, with one section. */
export const s3cmd = s3Tool({
  id: 's3cmd',
  fileName: /(?:^|\/)\.?s3cfg$/,
  names: { accessKeyId: ['access_key'], secret: ['secret_key'], token: ['access_token'] },
  written: { accessKeyId: 'access_key', secret: 'secret_key', token: 'access_token' },
  usual: 'default',
  isOwn: (section) =>
    mentions(section, ['access_key']) && mentions(section, ['secret_key']) && mentions(section, ['host_base']),
  isForeign: () => false,
  around: ({ host, region }, moved) => ({
    before: [],
    after: [
      place('host_base', host, moved),
      place('host_bucket', `%(bucket)s.${host}`, moved),
      place('bucket_location', region, moved),
      { names: ['use_https'], write: 'use_https', value: 'True', keep: true },
    ],
  }),
  switches: [],
  separator: ' = ',
});

const awsWithAddress = s3Tool({
  id: 'aws-credentials',
  fileName: /(?:^|\/)\.aws\/credentials$/,
  names: {
    accessKeyId: ['aws_access_key_id'],
    secret: ['aws_secret_access_key'],
    token: ['aws_session_token', 'aws_security_token'],
  },
  written: { accessKeyId: 'aws_access_key_id', secret: 'aws_secret_access_key', token: 'aws_session_token' },
  usual: 'keyfold',
  isOwn: (section) => mentions(section, ['aws_access_key_id', 'aws_secret_access_key']),
  isForeign: (section) => mentions(section, ['role_arn', 'sso_session', 'sso_account_id', 'web_identity_token_file']),
  around: ({ host, region, virtualOnly }, moved) => ({
    before: [],
    after: [
      place('region', region, moved),
      place('endpoint_url', `https://${host}`, moved),
      // Without it, the tools put the bucket into the path, which such a storage refuses.
      ...(virtualOnly ? [{ names: ['s3'], write: 's3', value: '\n  addressing_style = virtual', keep: true }] : []),
    ],
  }),
  switches: [],
  separator: ' = ',
});

/** `~/.aws/credentials` with the address of another provider's storage. A section with a role is used for the role. */
export const awsFile: WritableFormat = { ...awsWithAddress, fits: awsCredentials.fits, scan: awsCredentials.scan };

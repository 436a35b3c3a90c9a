import { fieldLimits } from '../../../common/keys/fields';
import { cliPair } from './aliyun-cli-mode';
import type { Entry, Values, WritableFormat, WriteOptions } from './format';
import { append, elementsOf, numberProperty, parseJson, property, setProperty, textProperty } from './json';

/**
 * `~/.aliyun/config.json` of Alibaba Cloud's CLI (aliyun-cli, `config/configuration.go` and `config/profile.go`), which
 * its SDKs read too. If two profiles have the same name, the tools take the first.
 */

const roleMode = 'ramrolearn';
const regionOfTool = 'cn-hangzhou';

const pairNames = ['access_key_id', 'access_key_secret', 'sts_token'] as const;

export const aliyunCli: WritableFormat = {
  id: 'aliyun-cli',
  fileName: /(?:^|\/)\.aliyun\/[^/]*\.json$/,
  fits(text) {
    const file = parseJson(text);
    if (typeof file === 'string') return false;
    return elementsOf(property(file.root, 'profiles')).some(
      (profile) =>
        property(profile, 'name') !== undefined &&
        (property(profile, 'access_key_id') ?? property(profile, 'region_id') ?? property(profile, 'output_format')) !==
          undefined,
    );
  },
  scan(text) {
    const file = parseJson(text);
    if (typeof file === 'string') return file;
    return elementsOf(property(file.root, 'profiles')).map((profile, index): Entry => {
      const [accessKeyId = '', secret = '', stored = ''] = pairNames.map((name) => textProperty(profile, name));
      const { token, skip } = cliPair(textProperty(profile, 'mode'), { accessKeyId, secret, token: stored });
      const expiry = numberProperty(profile, 'sts_expiration');
      return {
        place: textProperty(profile, 'name'),
        provider: ['alibaba'],
        accessKeyId,
        secret,
        token,
        isDefault: textProperty(profile, 'name') === textProperty(file.root, 'current'),
        ...(expiry !== null && expiry > 0 ? { expiresAt: expiry * 1000 } : {}),
        ...(skip ? { skip } : {}),
        // The profile stays, and so does what `current` names. The CLI then takes the pair from the environment.
        without: () =>
          file.mark +
          pairNames.reduce((body, name) => setProperty(body, ['profiles', index], name, undefined), file.body),
      };
    });
  },
  set(text, values, options) {
    const { entry = 'default' } = options;
    // A blank text is a file to begin, with a byte order mark or without.
    if (text.trim() === '') {
      if (!isProfileName(entry)) return { problem: 'bad-entry' };
      return `${JSON.stringify({ current: entry, profiles: [newProfile(entry, values, options)] }, null, '\t')}\n`;
    }
    const file = parseJson(text);
    if (typeof file === 'string') return { problem: file };
    const profiles = property(file.root, 'profiles');
    if (profiles && profiles.type !== 'array') return { problem: 'damaged' };
    const names = elementsOf(profiles).map((profile) => textProperty(profile, 'name'));
    const index = names.indexOf(entry);
    if (index < 0 && !isProfileName(entry)) return { problem: 'bad-entry' };

    let body = file.body;
    const current = textProperty(file.root, 'current');
    const wanted = options.makeCurrent || !names.includes(current || 'default') ? entry : current;
    if (wanted !== current && (current !== '' || wanted !== 'default' || !profiles)) {
      body = setProperty(body, [], 'current', wanted);
    }
    if (!profiles) body = setProperty(body, [], 'profiles', []);
    body =
      index < 0
        ? append(body, ['profiles'], newProfile(entry, values, options))
        : changedProfile(body, index, elementsOf(profiles)[index], values, options);
    return file.mark + body;
  },
  switches(text, { entry = 'default' }) {
    const file = parseJson(text);
    if (typeof file === 'string') return new Map();
    const profile = elementsOf(property(file.root, 'profiles')).find((one) => textProperty(one, 'name') === entry);
    return new Map([
      ['current', textProperty(file.root, 'current')],
      ...(profile ? [['mode', textProperty(profile, 'mode')] as const] : []),
    ]);
  },
};

/**
 * Returns whether this can be a profile's name: any text of one line, because it is a text in JSON and an argument of
 * the CLI.
 */
function isProfileName(name: string): boolean {
  return name.length > 0 && name.length <= fieldLimits.name && !/[\p{Cc}\p{Cs}]/u.test(name) && name.trim() === name;
}

function newProfile(name: string, { accessKeyId, secret, token }: Values, { region }: WriteOptions): object {
  return {
    name,
    mode: token === null ? 'AK' : 'StsToken',
    access_key_id: accessKeyId,
    access_key_secret: secret,
    ...(token === null ? {} : { sts_token: token }),
    region_id: region ?? regionOfTool,
    output_format: 'json',
    language: 'en',
  };
}

function changedProfile(
  body: string,
  index: number,
  profile: Parameters<typeof textProperty>[0],
  { accessKeyId, secret, token }: Values,
  { region }: WriteOptions,
): string {
  // A role stays a role: it is assumed with the new pair.
  const mode =
    textProperty(profile, 'mode').toLowerCase() === roleMode ? 'RamRoleArn' : token === null ? 'AK' : 'StsToken';
  const changes: [name: string, value: string | undefined][] = [
    ['mode', mode],
    ['access_key_id', accessKeyId],
    ['access_key_secret', secret],
    ['sts_token', token ?? undefined],
  ];
  const before = textProperty(profile, 'region_id');
  const wanted = region ?? (before || regionOfTool);
  if (wanted !== before) changes.push(['region_id', wanted]);
  return changes.reduce((text, [name, value]) => setProperty(text, ['profiles', index], name, value), body);
}

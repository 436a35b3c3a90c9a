import { providerOf } from '../../../common/providers';
import type { Entry, Format } from './format';
import { elementsOf, parseJson, property, setProperty, textProperty } from './json';

/**
 * `~/.hcloud/config.json` of KooCLI, as Huawei Cloud's Terraform provider reads it (`huaweicloud/config/auth.go`). KooCLI
 * enciphers the pair unless told not to; what isn't of an AccessKey ID's shape is taken for that.
 */

const pairNames = ['accessKeyId', 'secretAccessKey', 'securityToken'] as const;

function isPlainId(value: string): boolean {
  const { 'long-term': longTerm, temporary } = providerOf('huawei').accessKeyId.shapes;
  return [...longTerm, ...temporary].some(({ pattern }) => pattern.test(value));
}

export const kooCli: Format = {
  id: 'koocli',
  fileName: /(?:^|\/)\.hcloud\/[^/]*\.json$/,
  fits(text) {
    const file = parseJson(text);
    if (typeof file === 'string') return false;
    return elementsOf(property(file.root, 'profiles')).some(
      (profile) => (property(profile, 'accessKeyId') ?? property(profile, 'secretAccessKey')) !== undefined,
    );
  },
  scan(text) {
    const file = parseJson(text);
    if (typeof file === 'string') return file;
    return elementsOf(property(file.root, 'profiles')).map((profile, index): Entry => {
      const [accessKeyId = '', secret = '', token = ''] = pairNames.map((name) => textProperty(profile, name));
      return {
        place: textProperty(profile, 'name'),
        provider: 'huawei',
        accessKeyId,
        secret,
        token,
        ...(accessKeyId !== '' && !isPlainId(accessKeyId) ? { skip: 'encrypted' as const } : {}),
        without: () =>
          file.mark +
          pairNames.reduce((body, name) => setProperty(body, ['profiles', index], name, undefined), file.body),
      };
    });
  },
};

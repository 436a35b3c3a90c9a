import type { Format } from './format';
import { lastValue, parsePairs, setPairs } from './key-value';

/** `~/.fg/credentials` of the FunctionGraph plug-in: `access_key_id` and `secret_access_key`, plain. */

const names = ['access_key_id', 'secret_access_key', 'security_token'] as const;

export const functionGraph: Format = {
  id: 'functiongraph',
  fileName: /(?:^|\/)\.fg\/credentials$/,
  fits: (text) => {
    const found = new Set(parsePairs(text).map(({ name }) => name));
    return found.has('access_key_id') && found.has('secret_access_key') && !/^[ \t]*\[/m.test(text);
  },
  scan(text) {
    const pairs = parsePairs(text);
    if (!pairs.some(({ name }) => name === names[0] || name === names[1])) return [];
    return [
      {
        place: 'access_key_id',
        name: 'FunctionGraph',
        provider: 'huawei',
        accessKeyId: lastValue(pairs, names[0]),
        secret: lastValue(pairs, names[1]),
        token: lastValue(pairs, names[2]),
        without: () =>
          setPairs(
            text,
            names.map((name) => [name, null] as const),
          ),
      },
    ];
  },
};

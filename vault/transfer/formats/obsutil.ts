import type { Entry, WritableFormat } from './format';
import { lastValue, parsePairs, setPairs } from './key-value';

/**
 * `~/.obsutilconfig` of obsutil (`src/command/config.go`). It takes a plain pair and at its next start rewrites it
 * enciphered with a key that is built into the program, which hides it and protects nothing. Keyfold doesn't undo that.
 */

const suffixes = ['', 'Crr'] as const;
const parts = (suffix: string) => ({ ak: `ak${suffix}`, sk: `sk${suffix}`, token: `token${suffix}` });

/** obsutil's own test: what decodes from base64 to whole AES blocks it takes for enciphered. */
function looksEnciphered(value: string): boolean {
  if (value === '' || value.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(value)) return false;
  const padding = value.endsWith('==') ? 2 : value.endsWith('=') ? 1 : 0;
  return ((value.length / 4) * 3 - padding) % 16 === 0;
}

export const obsutil: WritableFormat = {
  id: 'obsutil',
  fileName: /(?:^|\/)\.?obsutilconfig$/,
  fits: (text) => {
    const names = new Set(parsePairs(text).map(({ name }) => name));
    return names.has('ak') && names.has('sk') && !/^[ \t]*\[/m.test(text);
  },
  scan(text) {
    const pairs = parsePairs(text);
    const entries: Entry[] = [];
    for (const suffix of suffixes) {
      const { ak, sk, token } = parts(suffix);
      const accessKeyId = lastValue(pairs, ak);
      const secret = lastValue(pairs, sk);
      if (!pairs.some(({ name }) => name === ak || name === sk)) continue;
      entries.push({
        place: ak,
        name: 'obsutil',
        provider: 'huawei',
        accessKeyId,
        secret,
        token: lastValue(pairs, token),
        ...(looksEnciphered(accessKeyId) || looksEnciphered(secret) ? { skip: 'encrypted' as const } : {}),
        without: () =>
          setPairs(
            text,
            [ak, sk, token].map((name) => [name, null] as const),
          ),
      });
    }
    return entries;
  },
  set(text, { accessKeyId, secret, token }, { entry = 'ak', region }) {
    const suffix = suffixes.find((candidate) => parts(candidate).ak === entry);
    if (suffix === undefined) return { problem: 'bad-entry' };
    if (looksEnciphered(accessKeyId) || looksEnciphered(secret)) return { problem: 'not-writable' };
    const names = parts(suffix);
    const endpoint = `endpoint${suffix}`;
    const lacksEndpoint = region !== undefined && lastValue(parsePairs(text), endpoint) === '';
    return setPairs(text, [
      ...(lacksEndpoint ? [[endpoint, `obs.${region}.myhuaweicloud.com`] as const] : []),
      [names.ak, accessKeyId],
      [names.sk, secret],
      [names.token, token],
    ]);
  },
};

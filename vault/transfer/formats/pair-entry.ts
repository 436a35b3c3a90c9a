import { readMoment } from '../table/moments';
import type { Entry } from './format';
import { providerOfPair } from './pair-provider';
import type { Named, NamedPair } from './pairs-among';

/** Makes entries of pairs that were found by their names. */

export interface PairPlace {
  place: string;
  name?: string | undefined;
  /** Names around the pair, the nearest first: of the section, of the path, of the file. */
  about: readonly string[];
  /** What the exact names say of the provider. It counts more than single words of them. */
  provider?: Entry['provider'] | undefined;
  without: () => string | null;
}

/** Returns the entry of a pair. A part that isn't there is empty. */
export function entryOfPair(pair: NamedPair<Named>, { place, name, about, provider, without }: PairPlace): Entry {
  const parts = [pair.accessKeyId, pair.secret, pair.token];
  const [accessKeyId = '', secret = '', token = ''] = parts.map((one) => one?.value ?? '');
  const names = [pair.provider?.value, pair.accessKeyId?.name, pair.secret?.name, ...about];
  const own =
    provider === undefined
      ? providerOfPair({
          accessKeyId,
          secret,
          endpoint: pair.endpoint?.value ?? '',
          region: pair.region?.value ?? '',
          names: names.filter((one): one is string => typeof one === 'string'),
        })
      : provider;
  const isOther = provider === undefined && own === null;
  const expiresAt = readMoment(pair.expires?.value ?? '');
  const literal = parts.every((one) => one === null || one.value !== null);
  return {
    place,
    ...(name === undefined || name === '' ? {} : { name }),
    provider: own,
    accessKeyId,
    secret,
    token,
    ...(expiresAt === null ? {} : { expiresAt }),
    ...(isOther ? { skip: 'other-provider' as const } : literal ? {} : { skip: 'not-literal' as const }),
    without,
  };
}

/** Returns whether both halves are there, though perhaps not as plain text. */
export const isWhole = ({ accessKeyId, secret }: NamedPair<Named>): boolean =>
  accessKeyId !== null && secret !== null && accessKeyId.value !== '' && secret.value !== '';

/** Returns whether a pair has a value at all. In templates, the names stand there with nothing behind them. */
export const isFilled = ({ accessKeyId, secret }: NamedPair<Named>): boolean =>
  [accessKeyId, secret].some((one) => one !== null && one.value !== '');

import type { PlainValues } from '../keys/add';
import type { StoredKey } from '../keys/repository';
import { keysCsv } from './table/write';

/** The provider's own CSV of one key ({@link keysCsv}), for the caller to wipe. */
export function keyCsv(
  { provider, identityName, accessKeyId }: Pick<StoredKey, 'provider' | 'identityName' | 'accessKeyId'>,
  { secret }: PlainValues,
): Buffer {
  return keysCsv(provider, [{ identityName, accessKeyId, secret }]);
}

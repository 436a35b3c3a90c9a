import { fail } from '../../common/errors';
import { isKnownProvider } from '../../common/providers';
import type { PlainValues } from '../keys/add';
import type { StoredKey } from '../keys/repository';
import { keysCsv } from './table/write';

/** Returns the provider's own CSV of one key ({@link keysCsv}). The caller wipes it. */
export function keyCsv(
  { provider, identityName, accessKeyId }: Pick<StoredKey, 'provider' | 'identityName' | 'accessKeyId'>,
  { secret }: PlainValues,
): Buffer {
  if (!isKnownProvider(provider)) return fail('needs-newer', {});
  return keysCsv(provider, [{ identityName, accessKeyId, secret }]);
}

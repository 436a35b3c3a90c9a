import fc from 'fast-check';
import type { ProviderId } from '../../../../../common/providers';
import type { ToolKey } from '../../../../../vault/transfer/formats';

/** Values of any printable ASCII, as no provider would make them. */

const bytes = (text: string) => new TextEncoder().encode(text);

export const printable = (maxLength: number) =>
  fc
    .array(fc.integer({ min: 0x21, max: 0x7e }), { minLength: 1, maxLength })
    .map((codes) => String.fromCharCode(...codes));

/** Mostly of the signs that shells and parsers make something of. */
const signs = fc
  .array(fc.constantFrom(...'"\'`\\$%{}#;&|<>^!()=:[],~*?/ab'), { minLength: 1, maxLength: 12 })
  .map((characters) => characters.join(''));

export const hostile = fc.oneof(printable(40), signs);

export function toolKey(
  provider: ProviderId,
  accessKeyId: string,
  secret: string,
  token: string | null = null,
): ToolKey {
  return { provider, accessKeyId, secret: bytes(secret), token: token === null ? null : bytes(token) };
}

export const textOf = (value: Uint8Array | null) => (value === null ? null : new TextDecoder().decode(value));

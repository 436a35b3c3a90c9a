import type { CredentialKind, ProviderId } from '../../common/providers';

/**
 * A key as some file has it, before anything of it is checked. Texts are as the file has them, but for blanks at the ends of
 * ID, secret and token.
 */
export interface FoundKey {
  /** Where in the file it stands, for people: the name of a profile or section, or the number of a row. Never a secret. */
  place: string;
  /** `null`: what the file says fits more than one provider, or none. */
  provider: ProviderId | null;
  name: string;
  description: string;
  accountId: string;
  /** Empty: the file doesn't say. */
  identityKind: string;
  identityName: string;
  /** Empty where the provider has no types. */
  keyType: string;
  endpoint: string;
  credential: CredentialKind;
  accessKeyId: string;
  /** Milliseconds since the epoch; `null` where it never ends or the file doesn't say. */
  expiresAt: number | null;
  /** ASCII. Whoever holds it wipes it. */
  secret: Uint8Array;
  /** The security token of temporary credentials; `null`: none. */
  token: Uint8Array | null;
}

/** Overwrites secrets and tokens. */
export function wipeFound(keys: readonly FoundKey[]): void {
  for (const { secret, token } of keys) {
    secret.fill(0);
    token?.fill(0);
  }
}

import type { ProviderDates } from '../../common/keys/dates';
import type { FieldIssue } from '../../common/keys/fields';
import type { CredentialKind, ProviderId } from '../../common/providers';

/**
 * A key as it is in a file, before anything of it is checked. Its texts are as in the file, but without blanks at the
 * ends of ID, secret and token.
 */
export interface FoundKey {
  /**
   * Where in the file it is, for people: the name of a profile or section, or the number of a row. It is never a
   * secret.
   */
  place: string;
  /** `null`: what the file says fits more than one provider, or none. */
  provider: ProviderId | null;
  name: string;
  description: string;
  accountId: string;
  /** Empty if the file doesn't say it. */
  identityKind: string;
  identityName: string;
  /** Empty if the provider has no types. */
  keyType: string;
  endpoint: string;
  credential: CredentialKind;
  accessKeyId: string;
  /** In milliseconds since the epoch; `null` if the key never expires or the file doesn't say it. */
  expiresAt: number | null;
  /** ASCII. The function that holds it wipes it. */
  secret: Uint8Array;
  /** The tool takes it if nobody says another one. */
  isDefault?: boolean;
  /** The security token of temporary credentials; `null`: none. */
  token: Uint8Array | null;
  /** What the file says of the key's life at the provider; left out: nothing. */
  dates?: ProviderDates;
  /** Warnings about what the file has and what wasn't taken over for that. */
  doubts?: readonly FieldIssue[];
}

/** Overwrites secrets and tokens. */
export function wipeFound(keys: readonly FoundKey[]): void {
  for (const { secret, token } of keys) {
    secret.fill(0);
    token?.fill(0);
  }
}

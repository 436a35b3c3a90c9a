import type { Localized } from '../languages';
import type { TargetId } from '../transfer/targets';
import type { VariableSetId } from '../transfer/variables';

/**
 * A provider: all that Keyfold knows about one way to hold keys with one provider, as data. Rules, forms and
 * lists read it, and no code asks for a provider's name. A new provider is one more file like this and its test.
 */

/**
 * A shape that well-formed values have. Providers change their shapes, so a value that has no known shape gets a
 * warning and is never refused.
 */
export interface Shape {
  /** Anchored pattern, linear in time. */
  pattern: RegExp;
  /** The shape in words for a person: "LTAI followed by 20 letters or digits". */
  words: Localized;
}

export interface ProviderIdentity {
  /** Stable, stored in the database. */
  kind: string;
  label: Localized;
  /** The field that names the user below the account; `null` if the identity is the account itself. */
  nameField: { label: Localized; placeholder: string } | null;
  /** The identity has every permission of the account, so its keys carry a warning. */
  root: boolean;
  /** The kinds of credential that the provider gives such an identity. */
  credentials: readonly [CredentialKind, ...CredentialKind[]];
  /** The provider lets such an identity call APIs by a password too, in the place of a key or beside it. */
  apiPassword?: true;
  /**
   * Most long-term keys that one such identity may have; `null` if the provider sets no limit. Temporary keys don't
   * count.
   */
  quota: number | null;
  /**
   * The reveal rule. `once`: the secret is shown once, when the key is added, and later only if operation protection
   * allows it (`revealAgain`). `after-verification`: it can also be shown later, after a verification.
   */
  reveal: 'once' | 'after-verification';
}

export interface ProviderKeyType {
  /** Stable, stored in the database, and the word the console shows. */
  id: string;
  /** The key can have an endpoint, the one of its data centre. */
  endpoint: boolean;
}

export type CredentialKind = 'long-term' | 'temporary';

export interface Provider {
  id: ProviderId;
  name: Localized;
  /**
   * Other names of the provider in people's own tables, besides its names and its id. Case, blanks, `_` and `-` don't
   * count.
   */
  aliases: readonly string[];
  /** One line for the form: what this provider is for. */
  summary: Localized;
  /** The account field, in the provider's own words. */
  account: { label: Localized; placeholder: string; shape: Shape | null };
  identities: readonly [ProviderIdentity, ...ProviderIdentity[]];
  /** Empty if the provider has no key types. */
  keyTypes: readonly ProviderKeyType[];
  credentials: readonly [CredentialKind, ...CredentialKind[]];
  /** The provider's own word for the AccessKey ID, and the known shapes of it by credential kind. */
  accessKeyId: { label: Localized; shapes: Readonly<Record<CredentialKind, readonly Shape[]>> };
  /** The known shapes of a secret. Those of a temporary key may be others, or none at all. */
  secret: { label: Localized; shapes: readonly Shape[]; temporaryShapes: readonly Shape[] };
  /**
   * The longest time, in hours, for which the provider gives a temporary key; `null` if it gives none. An end that
   * nobody knows is at the latest so long after now.
   */
  longestTemporary: number | null;
  /** `irreversible`: a key disabled at the provider can't be enabled again. */
  disable: 'reversible' | 'irreversible';
  /** The file the console gives when a key is made. */
  csv: {
    fileName: string;
    /** Column titles in order, as the provider writes them. `user` is `null` if there is no such column. */
    columns: { user: string | null; accessKeyId: string; secret: string };
  };
  /** The tools' files and snippets that take this provider's keys, likeliest first; empty if it has no tools. */
  targets: readonly TargetId[];
  /** The environment variables that its tools read, the most usual first. */
  variables: readonly VariableSetId[];
  /** The name of its provider block in Terraform; `null`: there is none. */
  terraform: string | null;
  /**
   * Its object storage, if tools for AWS's can use it: the address, in which `{region}` stands for the region; the usual
   * region; rclone's word for the provider; whether the bucket must stand before the address. `null`: none is known.
   */
  storage: { host: string; region: string; rclone: string; virtualOnly: boolean } | null;
  /** What the names of its keys begin with in a Spring application; `null`: there is no usual beginning. */
  spring: string | null;
  /** Age in days at which a key should be replaced, and at which to warn. */
  rotation: { warnDays: number; dueDays: number };
}

/**
 * Returns the known shapes of a secret that belongs to this kind of credential; empty if none is known, so that any
 * secret will do.
 */
export function secretShapes({ secret }: Pick<Provider, 'secret'>, credential: CredentialKind): readonly Shape[] {
  return credential === 'temporary' ? secret.temporaryShapes : secret.shapes;
}

export const providerIds = ['alibaba', 'private-alibaba', 'huawei', 'pingan'] as const;
export type ProviderId = (typeof providerIds)[number];

/** What is known of the provider of a key that is in a vault. */
export type StoredProvider = Omit<Provider, 'id'>;

/** The id of a provider that only a later Keyfold knows. The vault may have keys of it. */
export type LaterProviderId = string & { readonly later: true };
/** The provider of a key that is in a vault. */
export type StoredProviderId = ProviderId | LaterProviderId;

export function isKnownProvider(id: string): id is ProviderId {
  return providerIds.some((known) => known === id);
}

/**
 * Types of the catalogues. English is the source: its file exports a constant object. The other language's file
 * `satisfies Translation<typeof thatObject>`, so that it doesn't compile with a missing or an unknown key.
 */

/** Every namespace with its English catalogue. Each `en/<namespace>.ts` adds itself here by declaration merging. */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging.
export interface Catalogues {}

export type Namespace = keyof Catalogues & string;

/** The shape of a translation. English plural forms (`_one`) have no counterpart in Chinese and may be left out. */
export type Translation<C> = {
  readonly [K in keyof C as K extends `${string}_one` ? never : K]: C[K] extends string ? string : Translation<C[K]>;
} & { readonly [K in keyof C as K extends `${string}_one` ? K : never]?: string };

type WithoutPlural<K extends string> = K extends `${infer Base}_one` | `${infer Base}_other` ? Base : K;

type Paths<C, Prefix extends string> = {
  [K in keyof C & string]: C[K] extends string ? `${Prefix}${WithoutPlural<K>}` : Paths<C[K], `${Prefix}${K}.`>;
}[keyof C & string];

/** `namespace:path.to.words` of every text. */
export type MessageKey = { [N in Namespace]: Paths<Catalogues[N], `${N}:`> }[Namespace];

type At<C, Path extends string> = Path extends `${infer Head}.${infer Rest}`
  ? Head extends keyof C
    ? At<C[Head], Rest>
    : never
  : Path extends keyof C
    ? C[Path]
    : `${Path}_other` extends keyof C
      ? C[`${Path}_other`]
      : never;

type TextOf<K extends string> = K extends `${infer N}:${infer Path}`
  ? N extends keyof Catalogues
    ? At<Catalogues[N], Path>
    : never
  : never;

type Parameters<S> = S extends `${string}{{${infer P}}}${infer Rest}` ? P | Parameters<Rest> : never;

/** `count` for a text that has plural forms: i18next chooses the form by it. */
type PluralOf<K extends string> = K extends `${infer N}:${infer Path}`
  ? N extends keyof Catalogues
    ? [At<Catalogues[N], `${Path}_other`>] extends [never]
      ? never
      : 'count'
    : never
  : never;

/** The names of the values that a text needs, as they are between its double braces. */
type ParametersOf<K extends MessageKey> = Parameters<TextOf<K>> | PluralOf<K>;

/** Translates a key; the values that its text names must be given. */
export type Translate = <K extends MessageKey>(
  key: K,
  ...values: [ParametersOf<K>] extends [never] ? [] : [Readonly<Record<ParametersOf<K>, string | number>>]
) => string;

import { z } from 'zod';
import { fail } from '../../common/errors';
import { fieldLimits } from '../../common/keys/fields';
import { type Tag, tagColours, tagLimits } from '../../common/keys/tags';
import { showHidden } from '../../common/keys/text';
import { secretBytes, secretText } from '../../common/keys/text-bytes';
import { isKnownProvider, needsNewer, type ProviderId } from '../../common/providers';
import { rotationDayLimits } from '../../common/rotation';
import { readJson } from '../../common/strict-json';
import type { SkippedEntry } from '../../common/transfer/import';
import { createSlices } from '../base/slices';
import type { PlainValues } from '../keys/add';
import type { StoredKey } from '../keys/repository';
import { type FoundKey, wipeFound } from './found-key';

/** The JSON inside an export (docs/export-format.md, docs/export-format.schema.json). */

const exportFormat = 'keyfold-export';
const exportVersion = 2;
/** The highest number of keys in one file. */
export const mostKeys = 100_000;

const text = (limit: number) => z.string().max(limit);
const moment = z.iso.datetime();

const firstKey = z.strictObject({
  /** The provider. The format has had this name for it since its first version. */
  profile: text(64),
  name: text(fieldLimits.name),
  description: text(fieldLimits.description).default(''),
  account: text(fieldLimits.accountId).default(''),
  identity: z.strictObject({ kind: text(32), name: text(fieldLimits.identityName).default('') }),
  type: text(32).default(''),
  endpoint: text(fieldLimits.endpoint).default(''),
  credential: z.enum(['long-term', 'temporary']).default('long-term'),
  accessKeyId: text(fieldLimits.accessKeyId),
  secret: text(fieldLimits.secret),
  securityToken: text(fieldLimits.token).nullable().default(null),
  expiresAt: moment.nullable().default(null),
  status: z.enum(['enabled', 'disabled']).default('enabled'),
  default: z.boolean().default(false),
  displayed: z.boolean().default(true),
  createdAt: moment.nullable().default(null),
  rotationDays: z.int().min(0).max(rotationDayLimits.most).nullable().default(null),
});

/** Version 2 knows besides what the provider says of a key, that it leaked, and its tags. */
const key = firstKey.extend({
  providerCreatedAt: moment.nullable().default(null),
  providerUsedAt: z
    .union([moment, z.literal('never')])
    .nullable()
    .default(null),
  leakedAt: moment.nullable().default(null),
  tags: z
    .array(z.strictObject({ name: text(tagLimits.name), colour: z.enum(tagColours) }))
    .max(tagLimits.tags)
    .default([]),
});

const withKeys = <Version extends number, Key extends z.ZodType>(version: Version, one: Key) =>
  z.strictObject({
    format: z.literal(exportFormat),
    version: z.literal(version),
    exportedAt: moment,
    keys: z.array(one).max(mostKeys),
  });

/**
 * Every version. A member that a version doesn't name is refused: what it says would be lost without a word. So a new
 * member needs a new version.
 */
export const exportSchema = z.discriminatedUnion('version', [withKeys(1, firstKey), withKeys(exportVersion, key)]);

/** A key of an export, with what only an export says of it. */
export interface ExportedKey extends FoundKey {
  status: 'enabled' | 'disabled';
  isDefault: boolean;
  /** Its secret was shown, or taken to be shown. */
  displayed: boolean;
  /** In milliseconds since the epoch; `null` if the export doesn't say it. */
  createdAt: number | null;
  rotationDays: number | null;
  /** In milliseconds since the epoch; `null`: nobody said that it leaked. */
  leakedAt: number | null;
  tags: readonly Pick<Tag, 'name' | 'colour'>[];
}

/** What the first version doesn't know. */
const later = { providerCreatedAt: null, providerUsedAt: null, leakedAt: null, tags: [] };

const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());
const time = (at: string | null) => (at === null ? null : Date.parse(at));

/** Returns one key as JSON. The secret becomes a part of a string, which is only gone when the process ends. */
export function keyJson(stored: StoredKey, tags: ExportedKey['tags'], plain: PlainValues): string {
  return JSON.stringify({
    profile: stored.provider,
    name: stored.name,
    description: stored.description,
    account: stored.accountId,
    identity: { kind: stored.identityKind, name: stored.identityName },
    type: stored.keyType,
    endpoint: stored.endpoint,
    credential: stored.credential,
    accessKeyId: stored.accessKeyId,
    secret: secretText(plain.secret),
    securityToken: plain.token === null ? null : secretText(plain.token),
    expiresAt: iso(stored.expiresAt),
    status: stored.status,
    default: stored.isDefault,
    displayed: stored.reveal !== 'pending',
    createdAt: iso(stored.createdAt),
    rotationDays: stored.rotationDays,
    providerCreatedAt: iso(stored.providerCreatedAt),
    providerUsedAt: stored.providerUsedAt === 0 ? 'never' : iso(stored.providerUsedAt),
    leakedAt: iso(stored.leakedAt),
    tags: tags.map(({ name, colour }) => ({ name, colour })),
  } satisfies z.output<typeof key>);
}

/**
 * Returns what comes before and after the keys, and what comes between them: a comma and a line end. `now` is in
 * milliseconds since the epoch.
 */
export function exportFrame(now: number): { start: string; between: string; end: string } {
  const head = JSON.stringify({ format: exportFormat, version: exportVersion, exportedAt: iso(now) });
  return { start: `${head.slice(0, -1)},"keys":[\n`, between: ',\n', end: '\n]}\n' };
}

/** Returns whether a JSON text is an export, of any version. Looks only at its start. */
export function looksLikeExport(start: string): boolean {
  return /^\ufeff?\s*\{/.test(start) && start.includes(`"${exportFormat}"`);
}

/** The deepest nesting that is parsed. The format needs four levels. */
const deepest = 16;

/** Most characters of a member's name that an error tells. The name is from the file. */
const longestMember = 40;

/** Throws `file-member`, with a name that can be shown. */
function refuseMember(problem: 'unknown' | 'doubled', member: string): never {
  return fail('file-member', { problem, member: showHidden([...member].slice(0, longestMember).join('')) });
}

/** Returns the JSON as a value. Errors: `file-member` (an object has a name twice), `file-damaged`. */
function jsonIn(bytes: Uint8Array): unknown {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return fail('file-damaged', {});
  }
  const json = readJson(text, deepest);
  if (json.ok) return json.value;
  return json.problem === 'doubled' ? refuseMember('doubled', json.member) : fail('file-damaged', {});
}

/** An export whose keys are still to be looked at. */
interface Unchecked {
  version: 1 | typeof exportVersion;
  keys: unknown[];
}

/** What the keys of an export stand in. */
const frame = z.strictObject({
  format: z.literal(exportFormat),
  version: z.union([z.literal(1), z.literal(exportVersion)]),
  exportedAt: moment,
  keys: z.array(z.unknown()).max(mostKeys),
});

function refuseShape(issues: readonly z.core.$ZodIssue[]): never {
  for (const issue of issues) {
    if (issue.code === 'unrecognized_keys') refuseMember('unknown', issue.keys[0] ?? '');
  }
  return fail('file-damaged', {});
}

function uncheckedIn(json: Uint8Array): Unchecked {
  const data = jsonIn(json);
  const head = z.object({ format: z.literal(exportFormat), version: z.int().min(1) }).safeParse(data);
  if (!head.success) return fail('file-damaged', {});
  if (head.data.version > exportVersion) {
    fail('file-newer', { found: head.data.version, supported: exportVersion });
  }
  const parsed = frame.safeParse(data);
  if (!parsed.success) return refuseShape(parsed.error.issues);
  if (parsed.data.keys.length === 0) fail('no-keys-in-file', {});
  return parsed.data;
}

/** What an export has. */
export interface ReadExport {
  keys: ExportedKey[];
  skipped: SkippedEntry[];
}

/**
 * Returns the keys of an export's JSON (UTF-8), and those that only a later Keyfold knows. Errors: `file-newer`,
 * `file-member` (it has a member that its version doesn't know, or one twice), `file-damaged`, `no-keys-in-file`,
 * `needs-newer` if none of the keys is known.
 */
export function readExport(json: Uint8Array): ReadExport {
  const { version, keys } = uncheckedIn(json);
  const found: ReadExport = { keys: [], skipped: [] };
  for (const [index, one] of keys.entries()) takeKey(found, version, one, index);
  return orNewer(found);
}

/** As {@link readExport}, in slices. Other calls have their turn between them. */
export async function readExportInSlices(json: Uint8Array): Promise<ReadExport> {
  const slices = createSlices();
  const { version, keys } = uncheckedIn(json);
  const found: ReadExport = { keys: [], skipped: [] };
  try {
    for (const [index, one] of keys.entries()) {
      if (index % 100 === 0) await slices.rest();
      takeKey(found, version, one, index);
    }
    return orNewer(found);
  } catch (error) {
    wipeFound(found.keys);
    throw error;
  }
}

function orNewer(found: ReadExport): ReadExport {
  if (found.keys.length === 0) fail('needs-newer', {});
  return found;
}

/** Checks a key of the file, and adds it. */
function takeKey({ keys, skipped }: ReadExport, version: Unchecked['version'], one: unknown, index: number): void {
  const parsed = (version === 1 ? firstKey : key).safeParse(one);
  if (!parsed.success) refuseShape(parsed.error.issues);
  const found: z.output<typeof key> = { ...later, ...parsed.data };
  const {
    profile,
    account,
    identity,
    type,
    securityToken,
    default: isDefault,
    secret,
    expiresAt,
    createdAt,
    providerCreatedAt,
    providerUsedAt,
    leakedAt,
    ...same
  } = found;
  const place = String(index + 1);
  const provider = knownProvider(found);
  if (provider === null) {
    skipped.push({ place, why: 'needs-newer' });
    return;
  }
  keys.push({
    ...same,
    provider,
    place,
    accountId: account,
    identityKind: identity.kind,
    identityName: identity.name,
    keyType: type,
    isDefault,
    secret: secretBytes(secret),
    token: securityToken === null ? null : secretBytes(securityToken),
    expiresAt: time(expiresAt),
    createdAt: time(createdAt),
    dates: {
      providerCreatedAt: time(providerCreatedAt),
      providerUsedAt: providerUsedAt === 'never' ? 0 : time(providerUsedAt),
    },
    leakedAt: time(leakedAt),
  });
}

/** Returns the provider of an exported key, or `null` if only a later Keyfold knows what the key is. */
function knownProvider({ profile, identity, type }: z.output<typeof key>): ProviderId | null {
  const isKnown = isKnownProvider(profile);
  return isKnown && !needsNewer({ provider: profile, identityKind: identity.kind, keyType: type }) ? profile : null;
}

import { z } from 'zod';
import { auditTexts } from '../audit/actions';
import { backupName, backupRule } from '../backups';
import { mostPlanned } from '../intents';
import { sortColumns } from '../keys/access-key';
import { binDays as binDayLimits } from '../keys/bin';
import { fieldLimits } from '../keys/fields';
import { careKinds } from '../keys/filter';
import { tagLimits } from '../keys/tags';
import { providerIds, type StoredProviderId } from '../providers/provider';
import { rotationStages } from '../rotation';
import { mostFileBytes } from '../transfer/import';

/**
 * Schemas of inputs. Their size limits are generous. They stop hostile input, and let an honest mistake through to the
 * rules of `keys/fields.ts`, which name the field and say how to correct it.
 */

/** A text of at most 64 times `limit` characters; the rules of the field check the limit itself. */
export const text = (limit: number) => z.string().max(limit * 64);
const bytes = (limit: number) => z.instanceof(Uint8Array).refine((value) => value.byteLength <= limit);

export const nothing = z.strictObject({});
export const id = z.uuid();
/** The keys of one plan. */
export const ids = z.array(id).min(1).max(mostPlanned);
/** The id of an account or identity. */
export const rowId = z.int().min(1);
export const provider = z.enum(providerIds);
/** The provider of stored keys, which only a later Keyfold may know. */
export const storedProvider = z.string().max(64) as unknown as z.ZodType<StoredProviderId>;
export const password = bytes(fieldLimits.password * 4);
export const droppedFile = bytes(mostFileBytes);
/** The name of a backup. */
export const backup = z.string().max(64).regex(backupName);
const kept = ({ least, most }: { least: number; most: number }) => z.int().min(least).max(most);
/** How many backups are kept. */
export const keptBackups = z.strictObject({
  days: kept(backupRule.days),
  weeks: kept(backupRule.weeks),
  months: kept(backupRule.months),
  acts: kept(backupRule.acts),
});
/** For how many days deleted keys can be restored. */
export const binDays = z.union([z.literal(binDayLimits.off), z.int().min(binDayLimits.least).max(binDayLimits.most)]);
/** A recovery key as typed. A typing mistake may make it longer or shorter. */
export const recoveryKey = bytes(256);
/** A note about to whom something is given. The log stores no more than it has room for. */
export const handedTo = z.string().max(auditTexts.handedTo * 4);
/** 32 random bytes in base64url. */
export const ticket = z.string().regex(/^[\w-]{43}$/);
/** SHA-256 in hexadecimal. */
export const digest = z.string().regex(/^[0-9a-f]{64}$/);

const details = {
  name: text(fieldLimits.name),
  description: text(fieldLimits.description),
  accountId: text(fieldLimits.accountId),
  identityKind: text(32),
  identityName: text(fieldLimits.identityName),
  endpoint: text(fieldLimits.endpoint),
  dates: z
    .strictObject({ providerCreatedAt: z.int().min(1).nullable(), providerUsedAt: z.int().min(0).nullable() })
    .optional(),
};

export const editedKey = z.strictObject({ id, ...details });

export const newKey = z.strictObject({
  provider,
  ...details,
  keyType: text(32),
  credential: z.enum(['long-term', 'temporary']),
  accessKeyId: text(fieldLimits.accessKeyId),
  expiresAt: z.int().min(0).nullable(),
});

export const newSecrets = z.strictObject({
  secret: bytes(fieldLimits.secret * 4),
  token: bytes(fieldLimits.token * 4),
});

/** An account or an identity, by its id. */
export const holder = z.strictObject({ kind: z.enum(['account', 'identity']), id: rowId });
const keyScope = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('account'), id: rowId }),
  z.strictObject({ kind: z.literal('identity'), id: rowId }),
  z.strictObject({ kind: z.literal('unassigned') }),
]);
const days = z.strictObject({ least: z.int().optional(), most: z.int().optional() });
const times = z.strictObject({ from: z.int().min(0).optional(), to: z.int().min(0).optional() });
/** Most accounts, users or other values of one chip. */
const mostValues = 500;
const values = <Value extends z.ZodType>(value: Value) => z.array(value).max(mostValues);
const keyFilter = z.strictObject({
  care: z.enum(careKinds).optional(),
  status: z.enum(['enabled', 'disabled']).optional(),
  credential: z.enum(['long-term', 'temporary']).optional(),
  isDefault: z.boolean().optional(),
  root: z.boolean().optional(),
  providers: values(storedProvider).optional(),
  holders: z
    .strictObject({
      accounts: values(rowId).optional(),
      identities: values(rowId).optional(),
      unassigned: z.literal(true).optional(),
    })
    .optional(),
  identityKinds: values(z.string().max(64)).optional(),
  types: values(z.string().max(64)).optional(),
  later: z.boolean().optional(),
  rotation: z.array(z.enum(rotationStages)).max(rotationStages.length).optional(),
  age: days.optional(),
  due: days.optional(),
  ahead: times.optional(),
  idle: days.optional(),
  created: times.optional(),
  used: times.optional(),
  createdKnown: z.boolean().optional(),
  usedKnown: z.boolean().optional(),
  tags: z.array(rowId).max(tagLimits.tags).optional(),
  tagged: z.boolean().optional(),
});
/** What the list is narrowed to. */
export const narrowed = {
  provider: storedProvider.nullable(),
  scope: keyScope.nullable(),
  text: z.string().max(1000),
  filter: keyFilter.optional(),
};

export const keySort = z.strictObject({
  column: z.enum(sortColumns),
  direction: z.enum(['ascending', 'descending']),
});

const sorted = {
  ...narrowed,
  sort: keySort,
  scope: keyScope.nullish(),
};
export const keyQuery = z.strictObject({
  ...sorted,
  offset: z.int().min(0),
  limit: z.int().min(1).max(500),
});
export const placeQuery = z.strictObject({ ...sorted, id });

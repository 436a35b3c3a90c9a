import { z } from 'zod';
import { fieldLimits } from '../../common/keys/fields';
import { tagColours, tagLimits } from '../../common/keys/tags';
import { rotationDayLimits } from '../../common/rotation';

/**
 * The shape of an export (docs/export-format.md, docs/export-format.schema.json). A member that a version doesn't name is
 * refused: what it says would be lost without a word. So a new member needs a new version.
 */

export const exportFormat = 'keyfold-export';
export const exportVersion = 2;
/** The highest number of keys in one file. */
export const mostKeys = 100_000;

const text = (limit: number) => z.string().max(limit);
const moment = z.iso.datetime();

/** A key of version 1. */
export const firstKey = z.strictObject({
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
export const key = firstKey.extend({
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

/** What the keys of an export stand in. */
export const frame = z.strictObject({
  format: z.literal(exportFormat),
  version: z.union([z.literal(1), z.literal(exportVersion)]),
  exportedAt: moment,
  keys: z.array(z.unknown()).max(mostKeys),
});

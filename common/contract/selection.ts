import { z } from 'zod';
import { mostPlanned } from '../intents';
import type { KeySelection, KeysChange } from '../keys/selection';
import { tagLimits } from '../keys/tags';
import { rotationDayLimits } from '../rotation';
import * as schema from './schemas';

/** Schemas of acts on many keys. */

/** Most keys that a question to the vault leaves out. */
const mostExcepted = 10_000;

export const keySelection = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('keys'), ids: z.array(schema.id).max(mostPlanned) }),
  z.strictObject({
    kind: z.literal('list'),
    narrowed: z.strictObject(schema.narrowed),
    except: z.array(schema.id).max(mostExcepted),
  }),
]) satisfies z.ZodType<KeySelection>;

const tags = z.array(schema.rowId).max(tagLimits.tags);

export const keysChange = z.discriminatedUnion('act', [
  z.strictObject({
    act: z.enum(['enable', 'disable', 'delete', 'default', 'not-default', 'rotate', 'leaked', 'not-leaked']),
  }),
  z.strictObject({ act: z.literal('assign'), identity: schema.rowId }),
  z.strictObject({ act: z.literal('tag'), add: tags, remove: tags }),
  z.strictObject({ act: z.literal('period'), days: z.int().min(0).max(rotationDayLimits.most).nullable() }),
  z.strictObject({
    act: z.literal('dates'),
    providerCreatedAt: z.int().min(1).nullable().optional(),
    providerUsedAt: z.int().min(0).nullable().optional(),
  }),
]) satisfies z.ZodType<KeysChange>;

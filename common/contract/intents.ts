import { z } from 'zod';
import type { Intent } from '../intents';
import { auditFilter } from './audit-filter';
import * as schema from './schemas';
import { keySelection, keysChange } from './selection';

/** What a person chose in the main view, for the verify sheet. */
export const intent = z.discriminatedUnion('act', [
  z.strictObject({ act: z.enum(['delete', 'enable', 'disable', 'clear']), ids: schema.ids }),
  z.strictObject({ act: z.enum(['restore', 'erase']), ids: schema.ids }),
  z.strictObject({ act: z.literal('empty-bin') }),
  z.strictObject({ act: z.literal('keep-bin'), days: schema.binDays }),
  z.strictObject({ act: z.literal('assign'), ids: schema.ids, identity: schema.rowId }),
  z.strictObject({ act: z.literal('change-keys'), keys: keySelection, to: keysChange }),
  z.strictObject({ act: z.literal('edit'), key: schema.editedKey }),
  z.strictObject({ act: z.literal('reveal'), id: schema.id }),
  z.strictObject({ act: z.literal('export-log'), filter: auditFilter }),
  z.strictObject({ act: z.literal('archive-log'), before: z.int() }),
  z.strictObject({ act: z.literal('remove-backup'), name: schema.backup }),
  z.strictObject({ act: z.literal('keep-backups'), keep: schema.keptBackups }),
  z.strictObject({ act: z.literal('remove-original'), id: schema.id }),
]) satisfies z.ZodType<Intent>;

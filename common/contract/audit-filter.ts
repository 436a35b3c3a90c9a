import { z } from 'zod';
import { auditActions, auditOutcomes } from '../audit/actions';
import { id } from './schemas';

/** What the operation log is narrowed to. */
export const auditFilter = z.strictObject({
  action: z.enum(auditActions).nullable(),
  outcome: z.enum(auditOutcomes).nullable(),
  keyId: id.nullable(),
  text: z.string().max(1000),
  from: z.int().nullable(),
  to: z.int().nullable(),
});

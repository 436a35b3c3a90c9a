import { z } from 'zod';
import type { AuditRow } from '../audit/actions';
import { languages } from '../languages';
import { type Handover, type HandoverRow, type Receipt, receiptForms } from '../transfer/handover';
import { type, vaultOperation } from './operation';
import * as schema from './schemas';

/** Where keys went: what was given to whom, and what left the vault in another way. */
export const given = {
  /**
   * Returns one window of what was given, newest first. Every word of `text` must be in the receiver, the sender, the
   * file's name, its SHA-256, or the name or last four characters of one of its keys.
   */
  list: vaultOperation(
    {
      views: ['main-view'],
      kind: 'reads',
      input: z.strictObject({
        text: z.string().max(1000),
        offset: z.int().min(0),
        limit: z.int().min(1).max(500),
      }),
    },
    type<{ total: number; rows: HandoverRow[] }>(),
  ),
  /**
   * Returns where one key went: what was given of it, and the last rows of the log in which something of it has left.
   * Both are newest first, 20 at most. `total` counts these rows of the log.
   */
  ofKey: vaultOperation(
    { views: ['main-view'], kind: 'reads', input: z.strictObject({ id: schema.id }) },
    type<{ handovers: Handover[]; leavings: AuditRow[]; total: number }>(),
  ),
  /** Returns the receipt of one hand-over. Errors: `not-found`. */
  receipt: vaultOperation(
    { views: ['main-view', 'export'], kind: 'reads', input: z.strictObject({ id: schema.id }) },
    type<Receipt>(),
  ),
  /**
   * Asks where to save and writes the receipt there, with all of its keys. Returns `null` if the person cancelled.
   * Errors: `not-found`, those of the file system.
   */
  saveReceipt: vaultOperation(
    {
      views: ['main-view', 'export'],
      kind: 'leaves',
      runs: 'beside',
      refused: 'leave.receipt',
      input: z.strictObject({ id: schema.id, form: z.enum(receiptForms), language: z.enum(languages) }),
    },
    type<{ fileName: string } | null>(),
  ),
} as const;

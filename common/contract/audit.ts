import { z } from 'zod';
import type { AuditCheck, AuditPage } from '../audit/actions';
import { auditFilter } from './audit-filter';
import { type, vaultOperation } from './operation';
import { nothing, ticket } from './schemas';

/** The operation log. */
export const audit = {
  /** Returns one window of the rows that match the filter, newest first. */
  list: vaultOperation(
    {
      views: ['main-view'],
      kind: 'reads',
      input: z.strictObject({ offset: z.int().min(0), limit: z.int().min(1).max(500), filter: auditFilter }),
    },
    type<AuditPage>(),
  ),
  /** Checks the whole chain, and adds a row about the check. */
  check: vaultOperation(
    { views: ['main-view'], kind: 'changes', runs: 'beside', refused: 'audit.check', input: nothing },
    type<AuditCheck>(),
  ),
  /**
   * Asks where to save and writes the rows that match the filter there as CSV. Returns `null` if the person cancelled;
   * the ticket is spent in that case too. Errors: `verification-required`, `ticket-invalid`, `plan-changed`, those of the file
   * system.
   */
  saveCsv: vaultOperation(
    {
      views: ['main-view'],
      kind: 'leaves',
      runs: 'beside',
      refused: 'leave.log',
      input: z.strictObject({ filter: auditFilter, ticket: ticket.optional() }),
    },
    type<{ fileName: string; rows: number } | null>(),
  ),
} as const;

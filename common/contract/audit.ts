import { z } from 'zod';
import type { AuditCheck, AuditPage } from '../audit/actions';
import type { ArchiveCheck, Archived } from '../audit/archive';
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
  /**
   * Asks where to save and moves the oldest rows, up to that moment, into a signed file there (docs/audit-archive.md).
   * The file is on the disk before a row is removed. Returns `null` if the person cancelled; the ticket is spent in
   * that case too. `before`: milliseconds since the epoch. Errors: `verification-required`, `ticket-invalid`,
   * `log-broken`, `nothing-to-archive`, `file-exists`, those of the file system.
   */
  archive: vaultOperation(
    {
      views: ['main-view'],
      kind: 'leaves',
      runs: 'beside',
      refused: 'audit.archive',
      input: z.strictObject({ before: z.int().min(0), ticket: ticket.optional() }),
    },
    type<Archived | null>(),
  ),
  /**
   * Asks for an archive and checks it together with the vault's log. Returns `null` if the person cancelled. Errors:
   * `file-unknown`, `file-too-large`, `not-a-file`, those of the file system.
   */
  checkArchive: vaultOperation({ views: ['main-view'], kind: 'waits', input: nothing }, type<ArchiveCheck | null>()),
} as const;

import { z } from 'zod';
import { type AuditCheck, type AuditPage, auditActions, auditOutcomes } from '../audit/actions';
import type { ArchiveCheck, Archived } from '../audit/archive';
import { type, vaultOperation } from './operation';
import { id, nothing, ticket } from './schemas';

const filter = {
  action: z.enum(auditActions).nullable(),
  outcome: z.enum(auditOutcomes).nullable(),
  keyId: id.nullable(),
  text: z.string().max(1000),
  from: z.int().nullable(),
  to: z.int().nullable(),
};

/** The operation log. */
export const audit = {
  /** Returns one window of the rows that match the filter, newest first. */
  list: vaultOperation(
    {
      views: ['main-view'],
      kind: 'reads',
      input: z.strictObject({ offset: z.int().min(0), limit: z.int().min(1).max(500), filter: z.strictObject(filter) }),
    },
    type<AuditPage>(),
  ),
  /** Checks the whole chain, and adds a row about the check. */
  check: vaultOperation(
    { views: ['main-view'], kind: 'changes', runs: 'beside', refused: 'not-logged', input: nothing },
    type<AuditCheck>(),
  ),
  /**
   * Asks where to save and writes the rows that match the filter there as CSV. Returns `null` if the person cancelled;
   * the ticket is spent in that case too. Errors: `verification-required`, `ticket-invalid`, those of the file system.
   */
  saveCsv: vaultOperation(
    {
      views: ['main-view'],
      kind: 'leaves',
      runs: 'beside',
      refused: 'audit-exported',
      input: z.strictObject({ filter: z.strictObject(filter), ticket: ticket.optional() }),
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
      refused: 'audit-archived',
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

import Papa from 'papaparse';
import type { AuditFilter } from '../../common/audit/actions';
import { guarded } from '../../common/csv/formula';
import { providerIds, providerOf } from '../../common/providers';
import type { VaultDatabase } from '../store/database/database';
import { allAudit } from './rows';

const titles = [
  'Number',
  'Time (UTC)',
  'User',
  'Action',
  'Outcome',
  'Code',
  'Key',
  'AccessKey ID (last 4)',
  'Provider',
  'Details',
  'Key UUID',
  'MAC',
];

/**
 * The rows that fit as CSV: UTF-8 with a byte order mark, since people open it in spreadsheets, and CRLF. Cells that a
 * spreadsheet would take for a formula get an apostrophe in front.
 */
export function auditCsv(database: VaultDatabase, filter: AuditFilter): { bytes: Buffer; rows: number } {
  const rows = allAudit(database, filter);
  const table = rows.map(({ row, mac }) => [
    String(row.number),
    timeOf(row.at),
    row.actor,
    row.action,
    row.outcome,
    row.code ?? '',
    row.key?.name ?? '',
    row.key?.lastFour ?? '',
    row.key ? nameOf(row.key.provider) : '',
    Object.entries(row.facts)
      .map(([name, value]) => `${name}=${name === 'from' || name === 'to' ? timeOf(Number(value)) : value}`)
      .join('; '),
    row.key?.id ?? '',
    mac.toString('hex'),
  ]);
  const text = Papa.unparse([titles, ...table.map((cells) => cells.map(guarded))], { newline: '\r\n' });
  return { bytes: Buffer.from(`\ufeff${text}\r\n`, 'utf8'), rows: rows.length };
}

/** ISO 8601, or the number itself where a changed row holds one that is no time. */
function timeOf(at: number): string {
  return Math.abs(at) <= 8.64e15 ? new Date(at).toISOString() : String(at);
}

// A changed row may name any provider.
const nameOf = (provider: string) => {
  const id = providerIds.find((known) => known === provider);
  return id ? providerOf(id).name.en : provider;
};

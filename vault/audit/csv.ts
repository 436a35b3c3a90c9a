import Papa from 'papaparse';
import type { AuditFacts, AuditFilter } from '../../common/audit/actions';
import { guarded } from '../../common/csv/formula';
import { providerIds, providerOf } from '../../common/providers';
import type { Reader } from '../store/database/database';
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
  'Account',
  'Key user',
  'Subject',
  'Way',
  'Recipient',
  'Recipient fingerprint',
  'Tool',
  'Place',
  'Handed to',
  'Before',
  'After',
  'Details',
  'Key UUID',
  'MAC',
];

/**
 * Returns the rows that fit the filter as CSV: UTF-8 with CRLF, and with a byte order mark, because people open it in
 * spreadsheets. Cells that a spreadsheet would take for a formula begin with an apostrophe.
 */
export function auditCsv(database: Reader, filter: AuditFilter): { bytes: Buffer; rows: number } {
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
    ...columnsOf(row.facts),
    Object.entries(row.facts)
      .filter(([name]) => !ownColumns.includes(name))
      .map(([name, value]) => `${name}=${name === 'from' || name === 'to' ? timeOf(Number(value)) : value}`)
      .join('; '),
    row.key?.id ?? '',
    mac.toString('hex'),
  ]);
  const text = Papa.unparse([titles, ...table.map((cells) => cells.map(guarded))], { newline: '\r\n' });
  return { bytes: Buffer.from(`\ufeff${text}\r\n`, 'utf8'), rows: rows.length };
}

/** The facts that have a column of their own, in the order of the columns. */
const ownColumns: readonly string[] = [
  'account',
  'user',
  'subject',
  'way',
  'recipient',
  'fingerprint',
  'target',
  'place',
  'handedTo',
  'before',
  'after',
];

/** A row that was changed may hold anything, so every value is made text. */
const columnsOf = (facts: AuditFacts): string[] => {
  const told: Readonly<Record<string, unknown>> = { ...facts };
  return ownColumns.map((name) => String(told[name] ?? ''));
};

/** Returns the time in ISO 8601. If a row was changed and holds a number that is no time, returns that number. */
function timeOf(at: number): string {
  return Math.abs(at) <= 8.64e15 ? new Date(at).toISOString() : String(at);
}

// A row that was changed may name any provider.
const nameOf = (provider: string) => {
  const id = providerIds.find((known) => known === provider);
  return id ? providerOf(id).name.en : provider;
};

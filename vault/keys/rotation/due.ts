import { providers } from '../../../common/providers';
import {
  type DueKind,
  type DuePage,
  type DueRow,
  type RotationSummary,
  twoActiveAfter,
  unusedAfter,
} from '../../../common/rotation';
import type { Reader } from '../../store/database/database';
import { countCare } from '../counts';
import { agedFrom, unusedSince } from '../filter';
import { keyTables, rowColumns, type StoredRow, toRow } from '../list';

/** Finds the keys that need attention, in the database. `now` is in milliseconds since the epoch everywhere. */

const day = 86_400_000;

// These are texts and numbers of our own providers. Nothing in them comes from outside.
const accountKinds = providers
  .flatMap(({ identities }) => identities.filter(({ nameField }) => nameField === null).map(({ kind }) => `'${kind}'`))
  .join(', ');

/** Every long-term key with its age and its period. The first value to bind is the time. */
const aged = `
  WITH present (now) AS (VALUES (?)),
  aged AS (
    SELECT k.id, k.number, k.identity, k.status, k.active_since, k.warn_at, k.due_at,
      CAST(max(0, (p.now - ${agedFrom}) / ${day}) AS INTEGER) AS days,
      CASE WHEN k.due_at IS NULL THEN 0 ELSE (k.due_at - ${agedFrom}) / ${day} END AS due, ${unusedSince} AS used
    FROM access_key k CROSS JOIN present p
    WHERE k.credential = 'long-term'
  )`;

/** The identity must be known: two keys without a known identity need not belong to the same one. */
const known = `(i.name <> '' OR (i.kind IN (${accountKinds}) AND a.root_account_id <> ''))`;

const conditions: Readonly<Record<DueKind, string>> = {
  due: "g.status = 'enabled' AND g.warn_at <= (SELECT now FROM present)",
  unused: `g.used < (SELECT now FROM present) - ${unusedAfter}`,
  'two-active': `g.status = 'enabled' AND g.both_since IS NOT NULL AND g.both_since < (SELECT now FROM present) - ${twoActiveAfter}`,
};

/**
 * The time since when a key and another one of its identity are both enabled. With several others, the earliest such
 * time counts.
 */
const bothSince = `(
  SELECT min(max(g.active_since, o.active_since)) FROM access_key o
  WHERE o.identity = g.identity AND o.number <> g.number AND o.status = 'enabled' AND o.credential = 'long-term'
)`;

const orders: Readonly<Record<DueKind, string>> = {
  due: 'g.days - g.due DESC',
  unused: 'g.used',
  'two-active': 'g.both_since, g.identity',
};

function source(kind: DueKind): string {
  const both =
    kind === 'two-active' ? `, CASE WHEN ${known} THEN ${bothSince} END AS both_since` : ', NULL AS both_since';
  return `${aged}, g AS (SELECT g.*${both} FROM aged g JOIN identity i ON i.id = g.identity
    JOIN account a ON a.id = i.account)`;
}

interface StoredDue extends StoredRow {
  days: number;
  dueDays: number;
  usedAt: number;
  bothSince: number | null;
}

/** Returns one window of a list, the most urgent keys first. */
export function listDue(
  database: Reader,
  { kind, offset, limit }: { kind: DueKind; offset: number; limit: number },
  now: number,
): DuePage {
  const rows = database.all<StoredDue>(
    `${source(kind)} SELECT ${rowColumns}, g.days, g.due AS dueDays, g.used AS usedAt, g.both_since AS bothSince
     FROM ${keyTables} JOIN g ON g.number = k.number
     WHERE ${conditions[kind]} ORDER BY ${orders[kind]}, k.name_folded, k.id LIMIT ? OFFSET ?`,
    now,
    limit,
    offset,
  );
  return { total: countDue(database, kind, now), offset, rows: rows.map(toDueRow) };
}

function countDue(database: Reader, kind: DueKind, now: number, more = ''): number {
  const count = database.get<{ total: number }>(
    `${source(kind)} SELECT count(*) AS total FROM g WHERE ${conditions[kind]} ${more}`,
    now,
  );
  return count?.total ?? 0;
}

/** Returns how many keys are in each list, and how many temporary ones have expired. */
export function summarize(database: Reader, now: number): Omit<RotationSummary, 'open'> {
  return {
    due: countCare(database, 'overdue', now),
    soon: countCare(database, 'soon', now),
    unused: countCare(database, 'unused', now),
    twoActive: countCare(database, 'two-active', now),
    expired: countCare(database, 'expired', now),
  };
}

function toDueRow({ days, dueDays, usedAt, bothSince: both, ...row }: StoredDue): DueRow {
  return { ...toRow(row), days, dueDays, usedAt, bothSince: both ?? 0 };
}

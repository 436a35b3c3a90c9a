import { type ColumnMapping, type ColumnRole, columnRoles } from '../../../common/csv/table';
import { holdsOpaque, looksLikeAccessKeyId, looksLikeAccountId, providerNamed } from './shapes';
import { certainty, meaningsOf } from './titles';

/** Values of one column that say what it holds. Rows looked at: the caller's choice; fifty are plenty. */
const valueCertainty = { accessKeyId: 80, secret: 60, provider: 60, accountId: 50 } as const;

export type Cells = readonly string[];

/** A mapping in which no column has a role. */
export const noColumns = Object.fromEntries(columnRoles.map((role) => [role, null])) as ColumnMapping;

/**
 * Proposes which column is which, from the titles (`null`: the table has none) and some of the rows below. Each column
 * has one role at most, each role one column; of equals the first.
 */
export function suggestMapping(header: Cells | null, sampleRows: readonly Cells[]): ColumnMapping {
  const columns = Math.max(header?.length ?? 0, ...sampleRows.map((cells) => cells.length));
  const seen = Array.from({ length: columns }, (_, column) => evidence(column, header, sampleRows));
  tellPairApart(seen);

  const claims = seen
    .flatMap(({ scores }, column) => [...scores].map(([role, score]) => ({ role, column, score })))
    .filter(({ score }) => score >= certainty.possible)
    .sort((a, b) => b.score - a.score);
  const mapping = { ...noColumns } as Record<ColumnRole, number | null>;
  const taken = new Set<number>();
  for (const { role, column } of claims) {
    if (mapping[role] !== null || taken.has(column)) continue;
    mapping[role] = column;
    taken.add(column);
  }
  return mapping;
}

interface Evidence {
  scores: Map<ColumnRole, number>;
  /** The title says nothing and the values are as chance makes them. */
  opaque: boolean;
}

function evidence(column: number, header: Cells | null, rows: readonly Cells[]): Evidence {
  const meant = meaningsOf(header?.[column] ?? '');
  const values = rows.map((cells) => (cells[column] ?? '').trim()).filter((value) => value !== '');
  const share = (test: (value: string) => boolean) =>
    values.length === 0 ? 0 : values.filter(test).length / values.length;
  const named = share((value) => providerNamed(value) !== null);
  const ids = share(looksLikeAccessKeyId);
  const secrets = share((value) => !looksLikeAccessKeyId(value) && holdsOpaque(value));

  const scores = new Map(meant);
  const add = (role: ColumnRole, points: number) => {
    if (points > 0) scores.set(role, (scores.get(role) ?? 0) + points);
  };
  add('accessKeyId', valueCertainty.accessKeyId * ids);
  add('secret', valueCertainty.secret * secrets);
  add('provider', valueCertainty.provider * named);
  add('accountId', valueCertainty.accountId * share(looksLikeAccountId));
  // A "platform" may be anything; only one that names clouds says whose the keys are.
  if (named === 0) scores.delete('provider');
  return { scores, opaque: meant.size === 0 && secrets > 0.5 };
}

/** Where no column looks like the AccessKey ID and two like the secret, the ID comes first, as in every console's file. */
function tellPairApart(columns: readonly Evidence[]): void {
  if (columns.some(({ scores }) => (scores.get('accessKeyId') ?? 0) >= certainty.possible)) return;
  const [first, second] = columns.filter(({ opaque }) => opaque);
  if (first && (second || columns.some((one) => one !== first && (one.scores.get('secret') ?? 0) > certainty.likely)))
    first.scores.set('accessKeyId', valueCertainty.accessKeyId);
}

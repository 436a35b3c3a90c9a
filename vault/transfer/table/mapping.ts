import { type ColumnMapping, type ColumnRole, columnRoles } from '../../../common/csv/table';
import { providerOfAddress } from './addresses';
import { namesLogin } from './logins';
import {
  bareValue,
  hasSecretShape,
  holdsOpaque,
  isKeyType,
  looksLikeAccessKeyId,
  looksLikeAccountId,
  providerNamed,
} from './shapes';
import { certainty, meaningsOf, namesAddress, namesOneTimeCode, namesPassword } from './titles';

/**
 * How sure it is what a column holds, from its values. The caller chooses how many rows are looked at. Fifty are
 * enough.
 */
const valueCertainty = {
  accessKeyId: 80,
  secret: 60,
  /** The values have a secret's own shape. */
  secretShape: 60,
  /** A password beside an AccessKey ID. */
  password: 60,
  provider: 60,
  accountId: 50,
  endpoint: 50,
} as const;
// More than the surest title, so that a column of IDs is the ID's whatever its title is.
const idCertainty = certainty.sure + 50;

export type Cells = readonly string[];

/** A mapping in which no column has a role. */
export const noColumns = Object.fromEntries(columnRoles.map((role) => [role, null])) as ColumnMapping;

/**
 * Proposes a role for each column, from the titles (`null`: the table has none) and some of the rows below. A column
 * has at most one role, and a role has at most one column. If two are equal, the first counts. A column with values of
 * an AccessKey ID's shape is the ID's, even against a title.
 */
export function suggestMapping(header: Cells | null, sampleRows: readonly Cells[]): ColumnMapping {
  const columns = Math.max(header?.length ?? 0, ...sampleRows.map((cells) => cells.length));
  const idColumn = columnOfIds(header, sampleRows, columns);
  // In an export of a password manager only some rows are keys. What the others have says nothing.
  const keyRows = idColumn === null ? [] : sampleRows.filter((cells) => isId(cells[idColumn]));
  const sample: Sample = {
    header,
    rows: keyRows.length > 0 ? keyRows : sampleRows,
    hasIds: keyRows.length > 0,
    namesSecret: header?.some((title) => meaningsOf(title).has('secret')) ?? false,
    logins: header !== null && namesLogin(header),
  };
  const seen = Array.from({ length: columns }, (_, column) => evidence(column, sample));
  const mapping = { ...noColumns } as Record<ColumnRole, number | null>;
  const taken = new Set<number>();
  if (idColumn === null) {
    tellPairApart(seen);
  } else {
    mapping.accessKeyId = idColumn;
    taken.add(idColumn);
  }

  const claims = seen
    .flatMap(({ scores }, column) => [...scores].map(([role, score]) => ({ role, column, score })))
    .filter(({ score }) => score >= certainty.possible)
    .sort((a, b) => b.score - a.score);
  for (const { role, column } of claims) {
    if (mapping[role] !== null || taken.has(column)) continue;
    mapping[role] = column;
    taken.add(column);
  }
  return mapping;
}

const isId = (cell: string | undefined) => looksLikeAccessKeyId(bareValue(cell ?? ''));

/** Returns the column with values of an ID's shape; of several, the one with the surest title, then with the most. */
function columnOfIds(header: Cells | null, rows: readonly Cells[], columns: number): number | null {
  let best: { column: number; score: number } | null = null;
  let titled: { column: number; score: number } | null = null;
  for (let column = 0; column < columns; column += 1) {
    const title = meaningsOf(header?.[column] ?? '').get('accessKeyId') ?? 0;
    const ids = rows.filter((cells) => isId(cells[column])).length;
    const score = ids === 0 ? 0 : idCertainty + title + ids / (rows.length + 1);
    if (score > (best?.score ?? 0)) best = { column, score };
    if (title > (titled?.score ?? 0)) titled = { column, score: title };
  }
  if (best === null || titled === null || titled.column === best.column) return best?.column ?? null;
  // A clear title keeps its column if a provider without a known shape may have given what is in it: most rows have a
  // value there, and few a known ID elsewhere.
  const clear = titled.column;
  const filled = rows.filter((cells) => (cells[clear] ?? '').trim() !== '').length;
  const others = rows.filter((cells) => isId(cells[best.column])).length;
  return titled.score >= certainty.sure && others * 2 < filled ? clear : best.column;
}

interface Sample {
  header: Cells | null;
  rows: readonly Cells[];
  /** A column has values of an ID's shape, and these are its rows. */
  hasIds: boolean;
  /** A title stands for secrets. */
  namesSecret: boolean;
  /** The titles are those of a password manager. */
  logins: boolean;
}

interface Evidence {
  scores: Map<ColumnRole, number>;
  /** The title says nothing, and the values look random. */
  opaque: boolean;
}

function evidence(column: number, { header, rows, hasIds, namesSecret, logins }: Sample): Evidence {
  const title = header?.[column] ?? '';
  const values = rows.map((cells) => (cells[column] ?? '').trim()).filter((value) => value !== '');
  // What one-time codes are made of is as random as a secret, and never one of a key.
  if (namesOneTimeCode(title) || values.some((value) => value.startsWith('otpauth:'))) {
    return { scores: new Map(), opaque: false };
  }
  const share = (test: (value: string) => boolean) =>
    values.length === 0 ? 0 : values.filter(test).length / values.length;
  const meant = meaningsOf(title);
  const named = share((value) => providerNamed(value) !== null);
  const ids = share(isId);
  const isOfAddresses = namesAddress(title) || share((value) => value.includes('://')) > 0.5;
  const secrets = isOfAddresses ? 0 : share((value) => !isId(value) && holdsOpaque(value));

  const scores = new Map(meant);
  const add = (role: ColumnRole, points: number) => {
    if (points > 0) scores.set(role, (scores.get(role) ?? 0) + points);
  };
  if (!hasIds) add('accessKeyId', valueCertainty.accessKeyId * ids);
  add('secret', valueCertainty.secret * secrets);
  if (hasIds)
    add('secret', valueCertainty.secretShape * share((value) => !isId(value) && hasSecretShape(bareValue(value))));
  if (hasIds && !namesSecret && namesPassword(title)) add('secret', valueCertainty.password);
  add('provider', valueCertainty.provider * named);
  add('accountId', valueCertainty.accountId * share((value) => looksLikeAccountId(bareValue(value))));
  if (isOfAddresses) {
    if (values.some((value) => providerOfAddress(value) !== null)) add('provider', valueCertainty.provider);
    else if (!hasIds && !logins) add('endpoint', valueCertainty.endpoint);
  } else if (named === 0) {
    // A "platform" may be anything. The column says the provider only if its values name clouds.
    scores.delete('provider');
  }
  // "Type" may be anything too.
  if (values.length > 0 && !values.some(isKeyType)) scores.delete('keyType');
  // A password manager says when its own entry was made.
  if (logins) {
    scores.delete('providerCreatedAt');
    scores.delete('providerUsedAt');
  }
  // KeePass calls the title of an entry so.
  if (logins && /^account$/i.test(title.trim())) {
    scores.delete('accountId');
    add('name', certainty.likely);
  }
  return { scores, opaque: meant.size === 0 && secrets > 0.5 };
}

/**
 * If no column looks like the AccessKey ID and two look like the secret, the first one is the ID, as in every console's
 * file.
 */
function tellPairApart(columns: readonly Evidence[]): void {
  if (columns.some(({ scores }) => (scores.get('accessKeyId') ?? 0) >= certainty.possible)) return;
  const [first, second] = columns.filter(({ opaque }) => opaque);
  if (first && (second || columns.some((one) => one !== first && (one.scores.get('secret') ?? 0) > certainty.likely)))
    first.scores.set('accessKeyId', valueCertainty.accessKeyId);
}

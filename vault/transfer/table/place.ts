import { comparable, knownHeader } from '../../../common/csv/header';
import type { BadRecord, CsvRecord } from '../../../common/csv/records';
import { type TableProblem, type TitlePlace, tableRowLimit } from '../../../common/csv/table';
import { namesLogin } from './logins';
import { bareValue, holdsOpaque, looksLikeAccessKeyId } from './shapes';
import { isSideways, upright } from './sideways';
import type { Grid, Table } from './table';
import { certainty, meaningsOf, namesSecrets } from './titles';

/** Where a table begins: which of its rows has the titles, or whether they stand in the first column. */

/** So many rows are searched for titles. */
export const searchedRows = 50;
// So many rows below show what a row is.
const sampleSize = 200;

const isFilled = (field: string) => field.trim() !== '';
const holdsId = (fields: readonly string[]) => fields.some((field) => looksLikeAccessKeyId(bareValue(field)));
const holdsKey = (fields: readonly string[]) => holdsId(fields) || fields.some(holdsOpaque);

/** Returns whether a row names the two columns of a pair, an AccessKey ID and a secret, at least as surely as `least`. */
function namesPair(fields: readonly string[], least: number = certainty.possible): boolean {
  const meant = fields.map(meaningsOf);
  const at = (role: 'accessKeyId' | 'secret') =>
    meant.flatMap((roles, column) => ((roles.get(role) ?? 0) >= least ? [column] : []));
  const secrets = at('secret');
  return at('accessKeyId').some((id) => secrets.some((secret) => secret !== id));
}

/**
 * Returns where the titles are. It is the first row that names a pair; of several above the first key, the one with the
 * most titles. If there is none, the first row that is more than a title of the whole table shows by its content if it
 * is a header.
 */
export function likeliestPlace(records: readonly CsvRecord[]): TitlePlace {
  let best: { row: number; titles: number } | null = null;
  for (const { row, fields } of records.slice(0, searchedRows)) {
    const known = knownHeader(fields) !== null && !holdsId(fields);
    if (!known && holdsKey(fields)) break;
    if (!known && !namesPair(fields) && !namesLogin(fields)) continue;
    const titles = fields.filter(isFilled).length;
    if (best === null || titles > best.titles) best = { row, titles };
  }
  if (best) return best.row;
  if (isSideways(records.slice(0, sampleSize))) return 'column';
  const [first, ...below] = withoutTitles(records);
  return first && looksLikeHeader(first.fields, below) ? first.row : null;
}

/** Returns whether some row names a pair or has an AccessKey ID in a cell of its own. */
export function showsKeys(records: readonly CsvRecord[]): boolean {
  const some = (test: (fields: readonly string[]) => boolean) => records.some(({ fields }) => test(fields));
  return some(holdsId) || some(namesPairSurely) || isSideways(records.slice(0, sampleSize));
}

/** Returns the rows without those above the table that have a single cell, or begin as a comment does. */
function withoutTitles(records: readonly CsvRecord[]): readonly CsvRecord[] {
  const sample = records.slice(0, searchedRows);
  const isTitle = ({ fields }: CsvRecord) =>
    fields.filter(isFilled).length === 1 || /^\s*(?:#|\/\/)/.test(fields[0] ?? '');
  const begin = sample.findIndex((record) => !isTitle(record));
  return begin > 0 ? records.slice(begin) : records;
}

/**
 * Returns whether a row is a header that names no pair. A header has titles that are known, or words where the rows
 * below have numbers. It never has a value that belongs to a key. In doubt it is not a header, because titles are shown,
 * and a secret must not be shown.
 */
function looksLikeHeader(first: readonly string[], below: readonly CsvRecord[]): boolean {
  if (holdsKey(first)) return false;
  const known = first.filter((cell) => meaningsOf(cell).size > 0 || namesSecrets(cell)).length;
  if (known >= 2) return true;
  const hasDigit = (cell: string) => /\d/.test(cell);
  if (first.some(hasDigit)) return false;
  return known > 0 || below.slice(0, sampleSize).some(({ fields }) => fields.some(hasDigit));
}

/**
 * Returns the table of a file whose titles are in this place. Of what stands above the titles, only rows with an
 * AccessKey ID are rows of the table. Titles that come again are no rows, and the cells below them are brought into the
 * order of the first ones.
 */
export function tableAt({ records, bad }: Grid, titles: TitlePlace): Table | TableProblem {
  if (titles === 'column') {
    const { header, rows } = upright(records);
    return within({ titles, header, columns: Math.max(1, header.length), rows, bad });
  }
  const first = records.find(({ row }) => row === titles);
  if (!first) return within({ titles: null, header: null, columns: widest(records), rows: records, bad });
  const header = first.fields;
  const rows: CsvRecord[] = records.filter(({ row, fields }) => row < first.row && holdsId(fields));
  const overlong: BadRecord[] = [];
  // A header that a person chose may be in words that are not known, and says nothing about another one then.
  const again = namesPairSurely(header) ? isHeaderAgain : () => false;
  let order: (number | null)[] | null = null;
  let width = header.length;
  for (const record of records) {
    if (record.row <= first.row) continue;
    const { row, fields } = record;
    if (again(fields)) {
      order = sameTitles(header, fields) ? null : orderOf(header, fields);
      width = fields.length;
    } else if (lastFilled(fields) > width) {
      // There is a cell too many. One of the cells contains an unquoted separator, and it is unclear which one.
      overlong.push({ row, fault: 'bad-quotes' });
    } else {
      rows.push(order === null ? record : { row, fields: order.map((at) => (at === null ? '' : (fields[at] ?? ''))) });
    }
  }
  return within({
    titles: first.row,
    header,
    columns: Math.max(lastFilled(header), widest(rows)),
    rows,
    bad: [...bad, ...overlong].sort((a, b) => a.row - b.row),
  });
}

function within(table: Table): Table | TableProblem {
  const { rows, bad } = table;
  return rows.length + bad.length > tableRowLimit ? { problem: 'too-many-rows', limit: tableRowLimit } : table;
}

const namesPairSurely = (fields: readonly string[]) => namesPair(fields, certainty.sure);

/** A person may have put several files together, or a provider's table below another's. */
function isHeaderAgain(fields: readonly string[]): boolean {
  const titles = fields.filter(isFilled);
  // This is asked of every row. Titles are few, short, and have no digits, unlike most IDs.
  const mayBe = titles.length > 1 && titles.length <= 40 && titles.every((title) => title.length <= 40);
  return mayBe && !titles.some((title) => /\d/.test(title)) && namesPair(titles, certainty.sure) && !holdsKey(titles);
}

function sameTitles(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((title, at) => comparable(title) === comparable(other[at] ?? ''));
}

/** Returns, for each title of the first header, the column of the other one that has the same title or meaning. */
function orderOf(header: readonly string[], other: readonly string[]): (number | null)[] {
  const meaning = (title: string) => [...meaningsOf(title)].sort((a, b) => b[1] - a[1])[0]?.[0];
  const find = (test: (title: string) => boolean) => {
    const at = other.findIndex(test);
    return at < 0 ? null : at;
  };
  return header.map((title) => {
    const same = find((one) => comparable(one) === comparable(title));
    const role = meaning(title);
    return same ?? (role === undefined ? null : find((one) => meaning(one) === role));
  });
}

/** Returns the number of cells up to the last one that isn't blank. */
function lastFilled(fields: readonly string[]): number {
  return fields.findLastIndex(isFilled) + 1;
}

function widest(rows: readonly CsvRecord[]): number {
  return rows.reduce((most, { fields }) => Math.max(most, lastFilled(fields)), 1);
}

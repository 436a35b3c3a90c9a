import { unmarkedText } from '../../../common/csv/marks';
import type { CsvRecord } from '../../../common/csv/records';
import {
  type ColumnMapping,
  cellMask,
  mostTitleRows,
  previewCellLength,
  previewRows,
  type TableOutline,
} from '../../../common/csv/table';
import { showHidden } from '../../../common/keys/text';
import { namesLogin } from './logins';
import { bareValue, hasSecretShape, holdsOpaque, looksLikeAccessKeyId } from './shapes';
import type { Grid, Table } from './table';
import { areTitles, meaningsOf, namesSecrets } from './titles';

/** A table, and what is known of its columns. */
export interface Understood {
  table: Table;
  mapping: ColumnMapping;
  /** It is of logins, of which only some are keys. */
  logins: boolean;
  /** How each column is shown. */
  kinds: readonly Kind[];
}

/** How many cells of a row are enough to know it again. */
const topCells = 6;

/**
 * Returns the part of a table that a view may have. What isn't known to be harmless is masked: every column with a
 * secret's title or values. If there is no such column, every column is masked of which nothing is known. `likeliest` is
 * the same file with the titles where they most likely are: what is masked in that one stays masked when a person says
 * that they are elsewhere.
 */
export function previewOf(understood: Understood, likeliest: Understood): Pick<TableOutline, 'header' | 'preview'> {
  const { table } = understood;
  const { header } = table;
  const masked = maskedBefore(table, likeliest);
  const kinds = understood.kinds.map((kind, column) => (masked(column) ? 'secret' : kind));
  const isNew = table.titles !== likeliest.table.titles;
  const areShown = !isNew || areTitles(header ?? []);
  const title = (text: string, column: number) =>
    cell(text, areShown || kinds[column] !== 'secret' ? 'text' : 'secret');
  return {
    header: header && kinds.map((_, column) => title(header[column] ?? '', column)),
    preview: shownRows(understood).map(({ row, fields }) => ({
      row,
      cells: kinds.map((kind, column) => cell(fields[column] ?? '', kind)),
    })),
  };
}

/** Returns what of the first rows helps a person to see which of them has the titles. */
export function topOf({ records, likeliest }: Grid, { kinds, mapping, logins }: Understood): TableOutline['top'] {
  const first = records.filter(({ row }, at) => at < mostTitleRows || row === likeliest);
  // The logins of other rows are nobody's business here.
  const isOther = ({ row, fields }: CsvRecord) =>
    logins && typeof likeliest === 'number' && row > likeliest && !hasId(fields, mapping);
  return first
    .filter((record) => !isOther(record))
    .map(({ row, fields }) => {
      const areShown = row === likeliest || areTitles(fields);
      const isBesideTitle = likeliest === 'column' || fields.some(namesSecrets);
      const cells = fields.map((field, column) => {
        if (areShown) return cell(field, 'text');
        if (looksLikeAccessKeyId(bareValue(field))) return cell(field, 'accessKeyId');
        return cell(field, isBesideTitle && column > 0 ? 'secret' : (kinds[column] ?? 'text'));
      });
      return { row, cells: known(cells) };
    });
}

const known = (cells: readonly string[]) => cells.filter((text) => text !== '').slice(0, topCells);

const hasId = (fields: readonly string[], { accessKeyId }: ColumnMapping) =>
  looksLikeAccessKeyId(bareValue(fields[accessKeyId ?? -1] ?? ''));

type Shown = Pick<Understood, 'table' | 'mapping' | 'logins'>;

/** Of a whole password manager, only the rows of keys are shown. */
function shownRows({ table: { rows }, mapping, logins }: Shown): readonly CsvRecord[] {
  if (!logins) return rows.slice(0, previewRows);
  const shown: CsvRecord[] = [];
  for (const record of rows) {
    if (shown.length === previewRows) break;
    if (hasId(record.fields, mapping)) shown.push(record);
  }
  return shown;
}

/** Returns which columns the likeliest reading masks. They are all if its columns are the other's rows. */
function maskedBefore({ titles }: Table, { table, kinds }: Understood): (column: number) => boolean {
  if (titles === table.titles) return () => false;
  if ((titles === 'column') !== (table.titles === 'column')) return () => true;
  return (column) => kinds[column] === 'secret';
}

/**
 * How the cells of a column are shown: `secret` is not shown at all, `accessKeyId` is shown as AccessKey IDs (which
 * look as random as secrets), `text` is shown as words.
 */
type Kind = 'secret' | 'accessKeyId' | 'text';

/** Returns how each column of a table is shown. */
export function kindsOf(shown: Shown): Kind[] {
  const { table, mapping } = shown;
  // Somebody's logins, of which none is known to be a key. Notes may have anything.
  if (mapping.accessKeyId === null && table.header !== null && namesLogin(table.header)) {
    return Array.from({ length: table.columns }, (_, column) =>
      column === mapping.name || column === mapping.identityName ? 'text' : 'secret',
    );
  }
  const sample = shown.logins ? shownRows(shown) : table.rows.slice(0, 200);
  return Array.from({ length: table.columns }, (_, column) => kindOf(column, shown, sample));
}

function kindOf(column: number, { table: { header, rows }, mapping }: Shown, sample: readonly CsvRecord[]): Kind {
  const title = header?.[column] ?? '';
  if (column === mapping.secret || column === mapping.token || namesSecrets(title)) return 'secret';
  const values = sample.map(({ fields }) => bareValue(fields[column] ?? ''));
  const ids = values.filter(looksLikeAccessKeyId).length;
  if (column === mapping.accessKeyId) {
    if (ids > 0 && ids * 2 >= values.filter((value) => value !== '').length) return 'accessKeyId';
    return meaningsOf(title).has('accessKeyId') && !values.some(hasSecretShape) ? 'accessKeyId' : 'secret';
  }
  if (Object.values(mapping).includes(column)) return 'text';
  if (mapping.secret === null && ids === 0) return 'secret';
  return rows.some(({ fields }) => holdsSecret(fields[column] ?? '')) ? 'secret' : 'text';
}

const holdsSecret = (text: string) =>
  text.includes('otpauth:') || (holdsOpaque(text) && !looksLikeAccessKeyId(bareValue(text)));

/**
 * Returns whether what stands in the place of an AccessKey ID is a secret, or has one beside it. Ping An Cloud's IDs are
 * longer than some secrets and look as random, so one run of an ID's signs is taken for an ID.
 */
function holdsMoreThanId(bare: string): boolean {
  return hasSecretShape(bare) || (!/^[\w.+/=-]*$/.test(bare) && holdsSecret(bare));
}

function cell(field: string, kind: Kind): string {
  const text = field.trim();
  if (text === '') return '';
  const bare = bareValue(text);
  if (kind === 'secret' || (kind === 'text' ? holdsSecret(text) : holdsMoreThanId(bare))) return cellMask;
  const shown = showHidden(looksLikeAccessKeyId(bare) ? bare : unmarkedText(text).trim());
  return shown.length > previewCellLength ? `${shown.slice(0, previewCellLength - 1)}…` : shown;
}

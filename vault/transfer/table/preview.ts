import { unguarded } from '../../../common/csv/formula';
import {
  type ColumnMapping,
  cellMask,
  previewCellLength,
  previewRows,
  type TableOutline,
} from '../../../common/csv/table';
import { showHidden } from '../../../common/keys/text';
import { hasSecretShape, holdsOpaque, looksLikeAccessKeyId } from './shapes';
import type { Table } from './table';
import { meaningsOf, namesSecrets } from './titles';

/**
 * Returns the part of a table that a view may have. What isn't known to be harmless is masked: every column with a
 * secret's title or values. If there is no such column, every column is masked of which nothing is known.
 */
export function previewOf(table: Table, mapping: ColumnMapping): Pick<TableOutline, 'header' | 'preview'> {
  const { header, rows, columns } = table;
  const kinds = Array.from({ length: columns }, (_, column) => kindOf(column, table, mapping));
  return {
    header: header && kinds.map((_, column) => cell(header[column] ?? '', 'text')),
    preview: rows.slice(0, previewRows).map(({ row, fields }) => ({
      row,
      cells: kinds.map((kind, column) => cell(fields[column] ?? '', kind)),
    })),
  };
}

/**
 * How the cells of a column are shown: `secret` is not shown at all, `accessKeyId` is shown as AccessKey IDs (which
 * look as random as secrets), `text` is shown as words.
 */
type Kind = 'secret' | 'accessKeyId' | 'text';

function kindOf(column: number, { header, rows }: Table, mapping: ColumnMapping): Kind {
  const title = header?.[column] ?? '';
  if (column === mapping.secret || column === mapping.token || namesSecrets(title)) return 'secret';
  const values = rows.slice(0, 200).map(({ fields }) => (fields[column] ?? '').trim());
  const ids = values.filter(looksLikeAccessKeyId).length;
  if (column === mapping.accessKeyId) {
    if (ids > 0 && ids * 2 >= values.filter((value) => value !== '').length) return 'accessKeyId';
    return meaningsOf(title).has('accessKeyId') && !values.some(hasSecretShape) ? 'accessKeyId' : 'secret';
  }
  if (Object.values(mapping).includes(column)) return 'text';
  if (mapping.secret === null && ids === 0) return 'secret';
  return rows.some(({ fields }) => holdsSecret(fields[column] ?? '')) ? 'secret' : 'text';
}

const holdsSecret = (text: string) => holdsOpaque(text) && !looksLikeAccessKeyId(text.trim());

function cell(field: string, kind: Kind): string {
  const text = field.trim();
  if (text === '') return '';
  const masked = kind === 'secret' || (kind === 'text' ? holdsSecret(text) : hasSecretShape(text));
  if (masked) return cellMask;
  const shown = showHidden(unguarded(text));
  return shown.length > previewCellLength ? `${shown.slice(0, previewCellLength - 1)}…` : shown;
}

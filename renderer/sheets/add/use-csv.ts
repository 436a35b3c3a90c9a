import { useRef, useState } from 'react';
import type { CsvRow } from '../../../common/csv/console-csv';
import type { ProviderId } from '../../../common/providers';
import { type FileProblem, providerFor, readCsvFile, withRow } from './csv-fill';
import type { AddForm } from './use-add-form';

/** What the list of rows shows of a row: never its secret. */
export type RowToChoose = Omit<CsvRow, 'secret'>;

/** The result of the file that was chosen or dropped. */
type CsvState =
  | { kind: 'none' }
  | { kind: 'several-files' }
  | { kind: 'problem'; fileName: string; problem: FileProblem }
  | { kind: 'choose'; fileName: string; rows: readonly RowToChoose[] }
  /** `looksLike`: the file fits another provider than the one that the person chose. */
  | { kind: 'filled'; fileName: string; looksLike: ProviderId | null };

/** Takes a console's file into the form. */
export function useCsv(form: AddForm) {
  const [state, setState] = useState<CsvState>({ kind: 'none' });
  // Rows with their secrets are kept outside of React's state, as long as there is a choice to make.
  const waiting = useRef<{ rows: readonly CsvRow[]; fits: readonly [ProviderId, ...ProviderId[]] } | null>(null);

  async function take(files: readonly File[]): Promise<void> {
    const [file, another] = files;
    if (!file) return;
    waiting.current = null;
    if (another) return setState({ kind: 'several-files' });
    const result = await readCsvFile(file);
    if (!result.ok) return setState({ kind: 'problem', fileName: file.name, problem: result });
    const { rows, providers: fits } = result;
    if (rows.length === 1) return fill(rows[0], fits, file.name);
    waiting.current = { rows, fits };
    setState({
      kind: 'choose',
      fileName: file.name,
      rows: rows.map(({ row, userName, accessKeyId }) => ({ row, userName, accessKeyId })),
    });
  }

  function choose(chosen: RowToChoose): void {
    const row = waiting.current?.rows.find((candidate) => candidate.row === chosen.row);
    if (row && waiting.current && state.kind === 'choose') fill(row, waiting.current.fits, state.fileName);
  }

  function fill(row: CsvRow, fits: readonly [ProviderId, ...ProviderId[]], fileName: string): void {
    waiting.current = null;
    const id = providerFor(form.draft.provider, form.origin, fits);
    form.fill(withRow(form.draft, row, id), row.secret);
    setState({ kind: 'filled', fileName, looksLike: fits.includes(id) ? null : fits[0] });
  }

  return { state, take, choose };
}

export type CsvIntake = ReturnType<typeof useCsv>;

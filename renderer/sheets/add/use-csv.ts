import { useRef, useState } from 'react';
import type { CsvRow } from '../../../common/csv/console-csv';
import type { ProfileId } from '../../../common/providers';
import { type FileProblem, profileFor, readCsvFile, withRow } from './csv-fill';
import type { AddForm } from './use-add-form';

/** What a row shows in the list to choose from: never its secret. */
export type RowToChoose = Omit<CsvRow, 'secret'>;

/** What came of the file that was chosen or dropped. */
type CsvState =
  | { kind: 'none' }
  | { kind: 'several-files' }
  | { kind: 'problem'; fileName: string; problem: FileProblem }
  | { kind: 'choose'; fileName: string; rows: readonly RowToChoose[] }
  /** `looksLike`: the file fits another profile than the one that the person chose. */
  | { kind: 'filled'; fileName: string; looksLike: ProfileId | null };

/** Takes a console's file into the form. */
export function useCsv(form: AddForm) {
  const [state, setState] = useState<CsvState>({ kind: 'none' });
  // Rows with their secrets wait outside of React's state, for as long as there is a choice to make.
  const waiting = useRef<{ rows: readonly CsvRow[]; fits: readonly [ProfileId, ...ProfileId[]] } | null>(null);

  async function take(files: readonly File[]): Promise<void> {
    const [file, another] = files;
    if (!file) return;
    waiting.current = null;
    if (another) return setState({ kind: 'several-files' });
    const result = await readCsvFile(file);
    if (!result.ok) return setState({ kind: 'problem', fileName: file.name, problem: result });
    const { rows, profiles: fits } = result;
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

  function fill(row: CsvRow, fits: readonly [ProfileId, ...ProfileId[]], fileName: string): void {
    waiting.current = null;
    const id = profileFor(form.draft.profile, form.origin, fits);
    form.fill(withRow(form.draft, row, id), row.secret);
    setState({ kind: 'filled', fileName, looksLike: fits.includes(id) ? null : fits[0] });
  }

  return { state, take, choose };
}

export type CsvIntake = ReturnType<typeof useCsv>;

import { FileUp } from 'lucide-react';
import { useRef } from 'react';
import { providerOf } from '../../../common/providers';
import { Banner } from '../../design/plain/Banner';
import { Button } from '../../design/plain/Button';
import { useLanguage, useT } from '../../i18n';
import { isolate, Words } from '../../i18n/words';
import { csvWords } from './csv-fill';
import type { CsvIntake, RowToChoose } from './use-csv';

/** Most rows that are listed. A console's file has one, and nobody looks through a thousand. */
const listed = 200;

/** The button that takes a console's file, and the result of reading it. */
export function CsvPart({ csv }: { csv: CsvIntake }) {
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="flex flex-col gap-3">
      <div className="flex items-center gap-3 rounded-lg border border-dashed border-line-strong px-3 py-2.5">
        <Button icon={<FileUp size={14} aria-hidden />} onClick={() => input.current?.click()}>
          {t('add:csv.choose')}
        </Button>
        <span className="text-sm text-muted">{t('add:csv.hint')}</span>
        <input
          ref={input}
          type="file"
          accept=".csv,.txt,text/csv,text/plain"
          hidden
          onChange={(event) => {
            void csv.take([...(event.target.files ?? [])]);
            // With this the same file can be chosen again after it was corrected.
            event.target.value = '';
          }}
        />
      </div>
      <Outcome csv={csv} />
    </div>
  );
}

function Outcome({ csv: { state, choose } }: { csv: CsvIntake }) {
  const t = useT();
  const language = useLanguage();
  switch (state.kind) {
    case 'none':
      return null;
    case 'several-files':
      return <Banner tone="danger">{t('add:csv.oneFile')}</Banner>;
    case 'problem':
      return (
        <Banner tone="danger">
          <Words>{csvWords(t, state.problem, state.fileName)}</Words>
        </Banner>
      );
    case 'choose':
      return <RowChoice fileName={state.fileName} rows={state.rows} onChoose={choose} />;
    case 'filled':
      return (
        <Banner tone={state.looksLike === null ? 'good' : 'warning'}>
          <Words>{t('add:csv.filled', { file: isolate(state.fileName) })}</Words>
          {state.looksLike === null
            ? null
            : ` ${t('add:csv.otherProvider', { provider: providerOf(state.looksLike).name[language] })}`}
        </Banner>
      );
  }
}

interface RowChoiceProps {
  fileName: string;
  rows: readonly RowToChoose[];
  onChoose: (row: RowToChoose) => void;
}

/** Asks which of the file's keys to add. They differ by user and AccessKey ID. */
function RowChoice({ fileName, rows, onChoose }: RowChoiceProps) {
  const t = useT();
  return (
    <section className="animate-appear overflow-hidden rounded-lg border border-accent-line" aria-labelledby="csv-rows">
      <p id="csv-rows" role="status" className="bg-accent-soft px-3 py-2">
        <Words>{t('add:csv.several', { file: isolate(fileName), total: rows.length })}</Words>
        {rows.length > listed ? ` ${t('add:csv.more', { total: listed })}` : null}
      </p>
      <ul className="max-h-40 divide-y divide-line overflow-y-auto">
        {rows.slice(0, listed).map((row) => (
          <li key={row.row}>
            <button
              type="button"
              onClick={() => onChoose(row)}
              className="flex w-full items-baseline gap-3 px-3 py-1.5 text-left -outline-offset-2 hover:bg-hover active:bg-active"
            >
              <bdi className="w-40 shrink-0 truncate">
                {row.userName || <span className="text-faint">{t('add:csv.noUser')}</span>}
              </bdi>
              <span className="min-w-0 truncate font-mono">{row.accessKeyId}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

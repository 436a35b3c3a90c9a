import { ChevronRight } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import { useStore } from 'zustand';
import type { Client } from '../../../common/contract/derived';
import type { OpenedFile } from '../../../common/transfer/import';
import { cx } from '../../design/cx';
import { Button } from '../../design/plain/Button';
import { Failure } from '../../design/plain/Failure';
import { SearchInput } from '../../design/plain/SearchInput';
import { useLanguage, useT } from '../../i18n';
import { formatNumber } from '../../i18n/format';
import { useRowsInView } from '../../rows-in-view';
import { rowIn } from '../../rows-window';
import { createSkippedRows, type SkippedRows } from './skipped-rows';
import { skippedWords } from './words';

const rowHeight = 28;
/** With more entries than this, they can be searched. */
const few = 8;

interface SkippedListProps {
  client: Client<'import'>;
  file: OpenedFile;
  /** It is unfolded at first. */
  open?: boolean;
}

/** The entries of the file that gave no key, each with its place and its reason. At first only their number is shown. */
export function SkippedList({ client, file, open: openAtFirst = false }: SkippedListProps) {
  const t = useT();
  const language = useLanguage();
  const [open, setOpen] = useState(openAtFirst);
  const [rows] = useState(() => createSkippedRows(client.keyImport));
  const id = useId();
  if (file.skippedInAll === 0) return null;
  const count = { count: file.skippedInAll, number: formatNumber(language, file.skippedInAll) };
  return (
    <section className="flex shrink-0 flex-col overflow-hidden rounded-lg border border-line">
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        className="flex h-9 cursor-default items-center gap-1.5 px-2.5 text-left text-ink transition-colors duration-100 hover:bg-hover"
      >
        <ChevronRight
          size={15}
          aria-hidden
          className={cx('shrink-0 text-muted transition-transform duration-100', open && 'rotate-90')}
        />
        {t('transfer:import.withoutKey.title', count)}
      </button>
      <div id={id} hidden={!open} className="border-t border-line [&[hidden]]:hidden">
        {open ? <Entries client={client} file={file} rows={rows} /> : null}
      </div>
    </section>
  );
}

function Entries({ client, file, rows }: { client: Client<'import'>; file: OpenedFile; rows: SkippedRows }) {
  const t = useT();
  const id = useId();
  const [copied, setCopied] = useState(false);
  const { text, total, pages, problem } = useStore(rows.store);
  const inTable = file.kind === 'table';
  const { scroller, items, height } = useRowsInView({ total: total ?? 0, pages, want: rows.want, rowHeight });

  // biome-ignore lint/correctness/useExhaustiveDependencies: this runs once, when the list appears.
  useEffect(() => void rows.find(''), []);

  async function copy(): Promise<void> {
    const entries = await rows.all();
    if (!entries) return;
    const lines = entries.map((entry) => skippedWords(t, entry, inTable).join('\t'));
    const reply = await client.clipboard.copySkipped({ text: lines.join('\n') });
    setCopied(reply.ok);
  }

  return (
    <>
      <Failure error={problem} />
      <div className="flex items-center gap-2 border-b border-line bg-sunken px-2.5 py-1.5">
        {file.skippedInAll > few ? (
          <SearchInput
            id={id}
            label={t('transfer:import.withoutKey.search')}
            placeholder={t('transfer:import.withoutKey.searchHint')}
            maxLength={200}
            value={text}
            onChange={(typed) => void rows.find(typed)}
          />
        ) : null}
        <span className="ml-auto flex shrink-0 items-center gap-2">
          <span role="status" className="text-sm text-muted">
            {copied ? t('transfer:import.withoutKey.copied') : ''}
          </span>
          <Button size="small" onClick={() => void copy()}>
            {t('transfer:import.withoutKey.copy')}
          </Button>
        </span>
      </div>
      {total === 0 ? <p className="px-3 py-2 text-muted">{t('transfer:import.withoutKey.none')}</p> : null}
      <div ref={scroller} className="overflow-y-auto" style={{ maxHeight: 5.5 * rowHeight }}>
        <ul className="relative m-0 list-none p-0" style={{ height }}>
          {items.map(({ index, start }) => {
            const entry = rowIn(pages, index);
            const [place, why] = entry ? skippedWords(t, entry, inTable) : ['', ''];
            return (
              <li
                key={index}
                aria-setsize={total ?? 0}
                aria-posinset={index + 1}
                style={{ height: rowHeight, transform: `translateY(${start}px)` }}
                className="selectable absolute inset-x-0 top-0 grid grid-cols-[minmax(0,2fr)_minmax(0,5fr)] items-center gap-3 px-3"
              >
                <bdi className="truncate text-left font-medium text-ink" title={place}>
                  {place}
                </bdi>
                <span className="truncate text-muted" title={why}>
                  {why}
                </span>
              </li>
            );
          })}
        </ul>
      </div>
    </>
  );
}

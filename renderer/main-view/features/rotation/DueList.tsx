import type { Language } from '../../../../common/languages';
import type { DueKind, DueRow } from '../../../../common/rotation';
import { cx } from '../../../design/cx';
import { Button } from '../../../design/plain/Button';
import { type Translate, useLanguage, useT } from '../../../i18n';
import { daysBetween, formatDays } from '../../../i18n/format';
import { ProviderMark } from '../../../providers/ProviderMark';
import { useRowsInView } from '../../../rows-in-view';
import { rowIn } from '../../../rows-window';
import { openDialog } from '../../ui';
import { goToKey } from '../keys/go-to-key';
import { rotate } from './actions';
import { due, useDue } from './store';

const rowHeight = 52;

function lead(
  t: Translate,
  language: Language,
  kind: DueKind,
  row: DueRow,
  now: number,
): { words: string; late: boolean } {
  const days = (value: number) => ({ days: formatDays(language, value) });
  if (kind === 'unused') return { words: t('rotation:row.unused', days(daysBetween(row.usedAt, now))), late: false };
  if (kind === 'two-active')
    return { words: t('rotation:row.both', days(daysBetween(row.bothSince, now))), late: false };
  const left = row.dueDays - row.days;
  if (left > 0) return { words: t('rotation:row.soon', days(left)), late: false };
  return { words: left === 0 ? t('rotation:row.today') : t('rotation:row.overdue', days(-left)), late: true };
}

function Act({ kind, row }: { kind: DueKind; row: DueRow }) {
  const t = useT();
  // The summary says which rotations are under way.
  useDue((state) => state.summary);
  if (kind === 'due') {
    return (
      <Button size="small" onClick={() => rotate(row)}>
        {t('rotation:rotate')}
      </Button>
    );
  }
  if (row.status === 'enabled') {
    return (
      <Button size="small" onClick={() => openDialog({ kind: 'disable', row })}>
        {t('common:disable')}
      </Button>
    );
  }
  return (
    <Button size="small" variant="ghost-danger" onClick={() => openDialog({ kind: 'delete', row })}>
      {t('common:delete')}
    </Button>
  );
}

function Row({ kind, row, now }: { kind: DueKind; row: DueRow; now: number }) {
  const t = useT();
  const language = useLanguage();
  const { words, late } = lead(t, language, kind, row, now);
  return (
    <>
      <ProviderMark provider={row.provider} named />
      <div className="min-w-0 flex-1">
        <button
          type="button"
          title={t('rotation:show')}
          onClick={() => void goToKey(row.id)}
          className="block max-w-full cursor-default truncate rounded-sm text-left font-medium text-ink hover:underline"
        >
          <bdi>{row.name}</bdi>
        </button>
        <p className="truncate text-sm text-muted">
          <span className="font-mono">{row.accessKeyId}</span>
          {row.identityName || row.accountId ? (
            <>
              {' · '}
              <bdi>{row.identityName || row.accountId}</bdi>
            </>
          ) : null}
        </p>
      </div>
      <span className={cx('shrink-0 text-sm', late ? 'font-medium text-warning-ink' : 'text-muted')}>{words}</span>
      <span className="flex min-w-24 shrink-0 justify-end">
        <Act kind={kind} row={row} />
      </span>
    </>
  );
}

/** One of the lists; only the rows in view are on the page. */
export function DueList({ kind, total, now }: { kind: DueKind; total: number; now: number }) {
  const t = useT();
  const pages = useDue((state) => state.pages);
  const { scroller, items, height } = useRowsInView({ total, pages, want: due.want, rowHeight });

  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-x-hidden overflow-y-auto">
      <ul aria-label={t(`rotation:list.${kind}`)} className="relative w-full" style={{ height }}>
        {items.map(({ index, start }) => {
          const row = rowIn(pages, index);
          return (
            <li
              key={index}
              aria-setsize={total}
              aria-posinset={index + 1}
              style={{ height: rowHeight, transform: `translateY(${start}px)` }}
              className="absolute inset-x-0 top-0 flex items-center gap-3 border-b border-line px-4 hover:bg-sunken"
            >
              {row ? <Row kind={kind} row={row} now={now} /> : null}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

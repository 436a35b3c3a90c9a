import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { OverviewDay } from '../../../../common/overview';
import { Button } from '../../../design/plain/Button';
import { type Translate, useLanguage, useT } from '../../../i18n';
import { formatDays, formatMonth, formatNumber, formatWeekday } from '../../../i18n/format';
import { isolate, Words } from '../../../i18n/words';
import { client } from '../../client';
import { showKeys } from '../keys/show-keys';

/** Names that are told of a day. */
const mostNamed = 4;
/** The ranges that the list can be narrowed to at once, in days from today. */
const ranges = [7, 30, 90] as const;

type Language = ReturnType<typeof useLanguage>;

function countWords(t: Translate, language: Language, { due, expires }: OverviewDay): string {
  const count = (number: number) => ({ count: number, number: formatNumber(language, number) });
  const parts = [
    ...(due > 0 ? [t('overview:ahead.due', count(due))] : []),
    ...(expires > 0 ? [t('overview:ahead.expires', count(expires))] : []),
  ];
  return parts.join(language === 'zh-CN' ? '，' : ', ');
}

/** Returns the names of the first keys of a day, as one text; empty until the vault has answered. */
function useNames(day: { from: number; to: number } | null): string {
  const t = useT();
  const language = useLanguage();
  const [names, setNames] = useState({ from: 0, text: '' });
  const { from, to } = day ?? { from: 0, to: 0 };
  useEffect(() => {
    if (to === 0) return;
    let wanted = true;
    const ask = async () => {
      const sort = { column: 'name', direction: 'ascending' } as const;
      const shown = { provider: null, scope: null, text: '', filter: { ahead: { from, to } } };
      const reply = await client.keys.list({ ...shown, sort, offset: 0, limit: mostNamed });
      if (!wanted || !reply.ok) return;
      const { rows, total } = reply.value;
      const joined = rows.map(({ name }) => isolate(name)).join(language === 'zh-CN' ? '、' : ', ');
      const more = total - rows.length;
      const text =
        more > 0 ? t('overview:ahead.more', { names: joined, number: formatNumber(language, more) }) : joined;
      setNames({ from, text });
    };
    // The pointer passes many days on its way.
    const timer = setTimeout(() => void ask(), 80);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [from, to, t, language]);
  return names.from === from ? names.text : '';
}

/** The columns: what falls due stands below, what expires above it. */
function Columns({ days, shown }: { days: readonly OverviewDay[]; shown: number | null }) {
  const most = Math.max(4, ...days.map(({ due, expires }) => due + expires));
  // One key among thousands must still be seen.
  const height = (keys: number) => (keys === 0 ? 0 : Math.max(5, (keys / most) * 100));
  return (
    <svg viewBox={`0 0 ${days.length} 100`} preserveAspectRatio="none" className="size-full" aria-hidden="true">
      {days.map((day, at) => {
        const due = height(day.due);
        const expires = Math.min(height(day.expires), 100 - due);
        return (
          <g key={day.from} className={at === shown ? 'opacity-100' : 'opacity-85'}>
            {at === shown ? (
              <rect x={at} y={0} width={1} height={100} className="fill-active forced-colors:fill-[Highlight]" />
            ) : null}
            <rect
              x={at + 0.14}
              y={100 - due}
              width={0.72}
              height={due}
              className="fill-accent forced-colors:fill-[CanvasText]"
            />
            <rect
              x={at + 0.14}
              y={100 - due - expires}
              width={0.72}
              height={expires}
              className="fill-warning forced-colors:fill-[GrayText]"
            />
          </g>
        );
      })}
    </svg>
  );
}

/** Where the pointer finds a day: it, and half of the way to its neighbours, as far as that is near. */
function reach(days: readonly OverviewDay[], at: number): { left: number; right: number } {
  const isFull = (index: number) => (days[index]?.due ?? 0) + (days[index]?.expires ?? 0) > 0;
  const free = (step: -1 | 1) => {
    if (isFull(at + step)) return 0;
    return isFull(at + 2 * step) ? 0.5 : 1;
  };
  return { left: Math.max(0, at - free(-1)), right: Math.min(days.length, at + 1 + free(1)) };
}

function Legend() {
  const t = useT();
  return (
    <span className="flex items-center gap-3 text-sm text-muted" aria-hidden="true">
      {(
        [
          ['bg-accent forced-colors:bg-[CanvasText]', t('overview:ahead.legendDue')],
          ['bg-warning forced-colors:bg-[GrayText]', t('overview:ahead.legendExpires')],
        ] as const
      ).map(([colour, words]) => (
        <span key={words} className="flex items-center gap-1.5 whitespace-nowrap">
          <span className={`size-2 rounded-[2px] forced-color-adjust-none ${colour}`} />
          {words}
        </span>
      ))}
    </span>
  );
}

/** Today, and the first of each month. */
function Axis({ days }: { days: readonly OverviewDay[] }) {
  const t = useT();
  const language = useLanguage();
  const months = days.flatMap(({ from }, at) =>
    at > 9 && at < days.length - 5 && new Date(from).getDate() === 1 ? [{ at, from }] : [],
  );
  return (
    <div className="relative h-4 text-xs text-faint" aria-hidden="true">
      <span className="absolute left-0">{t('overview:ahead.today')}</span>
      {months.map(({ at, from }) => (
        <span key={from} className="absolute" style={{ left: `${(at / days.length) * 100}%` }}>
          {formatMonth(language, from)}
        </span>
      ))}
    </div>
  );
}

interface AheadProps {
  days: readonly OverviewDay[];
  /** When the last of them ends, in milliseconds since the epoch. */
  until: number;
}

interface LineProps extends AheadProps {
  /** The places of the days that have something. */
  full: readonly number[];
  shown: number | null;
  onShow: (at: number | null) => void;
  /** The id of the element that tells of the shown day. */
  told: string;
}

/** When a day ends. */
const endOf = ({ days, until }: AheadProps, at: number) => days[at + 1]?.from ?? until;

const open = (from: number, to: number) => void showKeys({ filter: { ahead: { from, to } } });

/** The columns, and over them a button for each day that has something. */
function Line({ full, shown, onShow, told, ...ahead }: LineProps) {
  const t = useT();
  const language = useLanguage();
  const line = useRef<HTMLOListElement>(null);
  const { days } = ahead;
  // One of the days is a stop of the Tab key; the arrow keys go on from it.
  const stop = shown !== null && full.includes(shown) ? shown : full[0];

  const move = (event: KeyboardEvent) => {
    const at = stop === undefined ? -1 : full.indexOf(stop);
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: full.length - 1 }[event.key];
    if (to === undefined || to < 0 || to >= full.length) return;
    event.preventDefault();
    line.current?.querySelectorAll<HTMLElement>('button')[to]?.focus();
  };

  return (
    <div className="relative h-24 border-b border-line-strong">
      <Columns days={days} shown={shown} />
      <ol ref={line} aria-label={t('overview:ahead.list')} onKeyDown={move} className="absolute inset-0">
        {full.map((at) => {
          const { left, right } = reach(days, at);
          const one = days[at] ?? { from: 0, due: 0, expires: 0 };
          return (
            <li key={one.from}>
              <button
                type="button"
                tabIndex={at === stop ? 0 : -1}
                aria-label={t('overview:ahead.day', {
                  day: formatWeekday(language, one.from),
                  what: countWords(t, language, one),
                })}
                aria-describedby={at === shown ? told : undefined}
                onPointerEnter={() => onShow(at)}
                onPointerLeave={() => onShow(null)}
                onFocus={() => onShow(at)}
                onBlur={() => onShow(null)}
                onClick={() => open(one.from, endOf(ahead, at))}
                className="absolute inset-y-0 cursor-default rounded-sm"
                style={{
                  left: `${(left / days.length) * 100}%`,
                  width: `${((right - left) / days.length) * 100}%`,
                }}
              />
            </li>
          );
        })}
      </ol>
    </div>
  );
}

/** Narrows the list to the next days at once. */
function Ranges(ahead: AheadProps) {
  const t = useT();
  const language = useLanguage();
  const { days } = ahead;
  return (
    <div className="mt-auto flex flex-wrap gap-2">
      {ranges.map((range) => {
        const keys = days.slice(0, range).reduce((sum, { due, expires }) => sum + due + expires, 0);
        const within = { days: formatDays(language, range) };
        return (
          <Button
            key={range}
            size="small"
            disabled={keys === 0}
            aria-label={t('overview:ahead.withinOf', { ...within, number: formatNumber(language, keys) })}
            onClick={() => open(days[0]?.from ?? 0, endOf(ahead, range - 1))}
          >
            {t('overview:ahead.within', within)}
            <span className="text-muted tabular-nums">{formatNumber(language, keys)}</span>
          </Button>
        );
      })}
    </div>
  );
}

/** The next 90 days as a line: each day with something on it can be reached, says what it is, and leads to its keys. */
export function Ahead(ahead: AheadProps) {
  const t = useT();
  const language = useLanguage();
  const id = useId();
  const [shown, setShown] = useState<number | null>(null);
  const { days } = ahead;
  const full = days.flatMap(({ due, expires }, at) => (due + expires > 0 ? [at] : []));
  const day = shown === null ? undefined : days[shown];
  const names = useNames(day && shown !== null ? { from: day.from, to: endOf(ahead, shown) } : null);
  const next = full[0] === undefined ? undefined : days[full[0]];
  const told = day ?? next;
  const words = told && `${formatWeekday(language, told.from)} · ${countWords(t, language, told)}`;
  return (
    <section aria-labelledby={`${id}-title`} className="flex min-w-0 flex-col gap-2.5">
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <h2 id={`${id}-title`} className="mr-auto text-sm font-semibold text-muted">
          {t('overview:ahead.title')}
        </h2>
        {next ? <Legend /> : null}
      </div>
      <div className="flex flex-1 flex-col gap-2 rounded-lg border border-line bg-raised p-3.5 shadow-card">
        {words === undefined ? (
          <p className="text-sm text-muted">{t('overview:ahead.nothing')}</p>
        ) : (
          <>
            <Line {...ahead} full={full} shown={shown} onShow={setShown} told={`${id}-told`} />
            <Axis days={days} />
            <p id={`${id}-told`} className="line-clamp-2 min-h-8 text-sm text-muted">
              <span className="font-medium text-ink">{day ? words : t('overview:ahead.next', { day: words })}</span>{' '}
              <Words>{names}</Words>
            </p>
            <Ranges {...ahead} />
          </>
        )}
      </div>
    </section>
  );
}

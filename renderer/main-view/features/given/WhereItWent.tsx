import { useEffect, useState } from 'react';
import type { AuditRow } from '../../../../common/audit/actions';
import type { Language } from '../../../../common/languages';
import type { Handover } from '../../../../common/transfer/handover';
import { toolFiles } from '../../../../common/transfer/targets';
import { type Translate, useLanguage, useT } from '../../../i18n';
import { formatMoment, formatNumber } from '../../../i18n/format';
import { isolate, Words } from '../../../i18n/words';
import { client } from '../../client';
import { openDialog } from '../../ui';
import { actionWords } from '../audit/words';

/** Most places that are named. */
const mostShown = 5;

/** One time that something of a key left the vault. */
interface Leaving {
  at: number;
  /** By which act, or way. */
  what: string;
  /** Where to: a file, a tool. */
  place: string;
  toWhom: string;
  /** The hand-over whose receipt there is; `null`: it was none. */
  handover: string | null;
}

type Went =
  Awaited<ReturnType<typeof client.given.ofKey>> extends infer Reply
    ? Extract<Reply, { ok: true }> extends { value: infer Value }
      ? Value
      : never
    : never;

const isSame = (given: Handover, { at, facts }: AuditRow) =>
  given.digest !== '' && facts.digest !== undefined
    ? given.digest === facts.digest
    : given.toWhom === facts.handedTo && Math.abs(given.at - at) < 5000;

const fileIn = (path: string) => path.split(/[\\/]/).at(-1) ?? path;

/** Puts both lists together, newest first. A hand-over whose row is in an archive stands by itself. */
function leavingsIn(t: Translate, language: Language, { handovers, leavings }: Went): Leaving[] {
  const rows = leavings.map((row): Leaving => {
    const tool = row.facts.target && row.facts.target in toolFiles ? toolFiles[row.facts.target].name[language] : '';
    return {
      at: row.at,
      what: actionWords(t, row.action),
      place: [tool, row.facts.place === undefined ? '' : fileIn(row.facts.place)].filter(Boolean).join(' · '),
      toWhom: row.facts.handedTo ?? '',
      handover: handovers.find((given) => isSame(given, row))?.id ?? null,
    };
  });
  const told = new Set(rows.map(({ handover }) => handover));
  const others = handovers
    .filter(({ id }) => !told.has(id))
    .map((given): Leaving => {
      const { at, toWhom, fileName: place, id: handover, way } = given;
      return { at, what: t(`given:page.way.${way}`), place, toWhom, handover };
    });
  return [...rows, ...others].toSorted((a, b) => b.at - a.at);
}

interface WhereItWentProps {
  /** The key. It may have been deleted. */
  id: string;
  /** Whatever changes when the key was changed: then it is read again. */
  since?: unknown;
  /** Leads to all rows of the log; left out: there is no such way here. */
  onMore?: () => void;
}

/** Where a key went: exports, hand-overs, CSV files, tools and copies, as the log has them. */
export function WhereItWent({ id, since, onMore }: WhereItWentProps) {
  const t = useT();
  const language = useLanguage();
  const [went, setWent] = useState<Went | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: it is read again if the key was changed.
  useEffect(() => {
    let gone = false;
    const read = async () => {
      const reply = await client.given.ofKey({ id });
      if (!gone && reply.ok) setWent(reply.value);
    };
    void read();
    // A sheet may have given something meanwhile.
    const onFocus = () => void read();
    window.addEventListener('focus', onFocus);
    return () => {
      gone = true;
      window.removeEventListener('focus', onFocus);
    };
  }, [id, since]);

  if (!went) return null;
  const all = leavingsIn(t, language, went);
  if (all.length === 0) return <p className="text-muted">{t('given:went.nowhere')}</p>;
  const shown = all.slice(0, mostShown);
  const more = Math.max(all.length, went.total) - shown.length;
  const moreWords = t('given:went.more', { count: more, number: formatNumber(language, more) });
  return (
    <ul className="flex flex-col gap-1.5">
      {shown.map(({ at, what, place, toWhom, handover }) => (
        <li key={`${at} ${what} ${place}`} className="min-w-0">
          <span className="block break-words text-ink">
            <Words>{[what, toWhom && t('given:went.to', { whom: isolate(toWhom) })].filter(Boolean).join(' · ')}</Words>
          </span>
          {place ? <bdi className="block text-sm break-all text-muted">{place}</bdi> : null}
          <span className="flex flex-wrap items-center gap-x-2 text-sm text-muted tabular-nums">
            {formatMoment(language, at)}
            {handover === null ? null : (
              <button
                type="button"
                aria-haspopup="dialog"
                onClick={() => openDialog({ kind: 'receipt', id: handover })}
                className="rounded-sm text-accent-ink underline decoration-accent-line underline-offset-2 hover:decoration-current"
              >
                {t('given:went.receipt')}
              </button>
            )}
          </span>
        </li>
      ))}
      {more > 0 ? (
        <li className="text-sm text-muted">
          {onMore ? (
            <button type="button" onClick={onMore} className="rounded-sm underline underline-offset-2">
              {moreWords}
            </button>
          ) : (
            moreWords
          )}
        </li>
      ) : null}
    </ul>
  );
}

import type { KeyRow } from '../../../../../../common/keys/access-key';
import { cx } from '../../../../../design/cx';
import { useLanguage, useT } from '../../../../../i18n';
import { daysBetween, formatDays, formatDistance, formatMoment, formatToday } from '../../../../../i18n/format';

const day = 86_400_000;

/**
 * How old a key is, and how near its due day, or the end of a temporary one. Its age counts from the day on which the
 * provider created it, if that is known.
 */
export function AgeBar({ row, now }: { row: KeyRow; now: number }) {
  const t = useT();
  const language = useLanguage();
  const from = row.providerCreatedAt ?? row.createdAt;
  const end = row.expiresAt ?? row.dueAt;
  const days = daysBetween(from, now);
  const age = days === 0 ? formatToday(language) : t('keys:detail.age', { days: formatDays(language, days) });
  if (end === null) {
    return (
      <p className="flex justify-between gap-2 text-sm text-muted">
        <span>{age}</span>
        <span>{t('keys:detail.neverDue')}</span>
      </p>
    );
  }
  const isOver = now >= end;
  const isSoon = row.expiresAt === null ? row.warnAt !== null && now >= row.warnAt : end - now < day;
  const distance = formatDistance(language, end, now);
  const words =
    row.expiresAt === null
      ? isOver
        ? t('keys:detail.overdue', { distance })
        : t('keys:detail.dueAt', { distance })
      : isOver
        ? t('keys:detail.endedAt', { distance })
        : t('keys:detail.endsAt', { distance });
  const part = end > from ? Math.min(1, Math.max(0, (now - from) / (end - from))) : 1;
  return (
    <div className="flex flex-col gap-1">
      {/* biome-ignore lint/a11y/useSemanticElements: the browser draws a meter in its own way. */}
      <div
        role="meter"
        aria-label={t('keys:column.age')}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(part * 100)}
        aria-valuetext={`${age}, ${words}`}
        className="h-1.5 overflow-hidden rounded-full bg-line forced-colors:outline"
      >
        <div
          className={cx(
            'filled-bar h-full origin-left rounded-full',
            isOver ? 'bg-danger' : isSoon ? 'bg-warning' : 'bg-accent',
          )}
          style={{ transform: `scaleX(${part})` }}
        />
      </div>
      <p aria-hidden="true" className="flex flex-wrap justify-between gap-x-2 text-sm text-muted">
        <span>{age}</span>
        <span
          title={formatMoment(language, end)}
          className={cx(isOver ? 'text-danger-ink' : isSoon ? 'text-warning-ink' : '')}
        >
          {words}
        </span>
      </p>
    </div>
  );
}

import { cx } from '../../design/cx';
import { useT } from '../../i18n';

/** The ring warns when this number of seconds is left. */
const soon = 10;

/** Shows how long the sheet stays open, as a ring that empties and in words. */
export function CountdownRing({ seconds, total }: { seconds: number; total: number }) {
  const t = useT();
  const left = total > 0 ? Math.min(1, seconds / total) : 0;
  const round = 2 * Math.PI * 7;
  return (
    <div
      role="timer"
      className={cx('flex items-center gap-2 tabular-nums', seconds <= soon ? 'text-danger-ink' : 'text-muted')}
    >
      <svg width="18" height="18" viewBox="0 0 18 18" fill="none" aria-hidden="true" className="-rotate-90">
        <circle cx="9" cy="9" r="7" stroke="currentColor" strokeWidth="2" opacity="0.2" />
        <circle
          cx="9"
          cy="9"
          r="7"
          stroke="currentColor"
          strokeWidth="2"
          strokeDasharray={round}
          strokeDashoffset={round * (1 - left)}
        />
      </svg>
      {t('reveal:closesIn', { seconds })}
      <span role="status" className="sr-only">
        {seconds === soon ? t('reveal:closesSoon', { seconds }) : ''}
      </span>
    </div>
  );
}

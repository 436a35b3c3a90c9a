import { Timer } from 'lucide-react';
import { useEffect, useState } from 'react';
import { cx } from '../../../design/cx';
import { useLanguage, useT } from '../../../i18n';
import { formatDistance, formatSpan } from '../../../i18n/format';
import { timeNow } from '../notices/clock';

const hour = 3_600_000;
const two = (value: number) => String(value).padStart(2, '0');

/**
 * Returns `59:59` within the last hour, hours and minutes within the last day, else `null`. `left` is in milliseconds.
 */
function clockFace(left: number): string | null {
  const seconds = Math.ceil(left / 1000);
  if (left <= hour) return `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
  if (left >= 24 * hour) return null;
  return `${Math.floor(seconds / 3600)}:${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`;
}

/**
 * Shows how long a temporary key is still valid, and counts down each second within its last day. `onEnd` runs once
 * when it expires.
 */
export function Countdown({ expiresAt, onEnd }: { expiresAt: number; onEnd?: () => void }) {
  const t = useT();
  const language = useLanguage();
  const [now, setNow] = useState(timeNow);
  const left = expiresAt - now;
  const over = left <= 0;
  const each = left < 24 * hour ? 1000 : 60_000;

  useEffect(() => {
    if (over) return onEnd?.();
    const timer = setInterval(() => setNow(timeNow()), each);
    return () => clearInterval(timer);
  }, [over, each, onEnd]);

  if (over) return null;
  const time = clockFace(left) ?? formatSpan(language, left);
  return (
    <span
      title={t('rotation:leftOf', { when: formatDistance(language, expiresAt, now) })}
      className={cx(
        'inline-flex items-center gap-1 whitespace-nowrap tabular-nums',
        left <= hour && 'text-warning-ink',
      )}
    >
      <Timer size={13} className="shrink-0" aria-hidden />
      <span className="sr-only">{t('rotation:left', { time })}</span>
      <span aria-hidden="true">{time}</span>
    </span>
  );
}

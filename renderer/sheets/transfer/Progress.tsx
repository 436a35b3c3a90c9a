import { useEffect, useState } from 'react';
import { cx } from '../../design/cx';
import { Spinner } from '../../design/plain/Spinner';
import { useLanguage, useT } from '../../i18n';
import { formatNumber, formatPart } from '../../i18n/format';

export interface Done {
  done: number;
  total: number;
}

interface ProgressSource {
  on(name: 'transferProgress', listener: (payload: Done) => void): () => void;
}

/** Returns how far an export, an import or the making of new keys is; `null` if none runs or it has not reported yet. */
export function useProgress(client: ProgressSource, running: boolean): Done | null {
  const [progress, setProgress] = useState<Done | null>(null);
  useEffect(() => {
    if (!running) return;
    const stop = client.on('transferProgress', setProgress);
    return () => {
      stop();
      setProgress(null);
    };
  }, [client, running]);
  return progress;
}

interface ProgressBarProps {
  words: string;
  progress: Done | null;
  /** What is counted. A person knows keys. Of anything else only the part that is done is said. */
  of?: 'keys' | 'rows';
}

/**
 * A bar with the number of keys below it. `words` names what is under way. Before the first key and after the last
 * (while a passphrase is stretched or a backup is made) nobody knows how long it takes. Then the bar only shows that
 * something is going on.
 */
export function ProgressBar({ words, progress, of = 'keys' }: ProgressBarProps) {
  const t = useT();
  const language = useLanguage();
  const number = (value: number) => formatNumber(language, value);
  const counted = progress !== null && progress.done < progress.total;
  return (
    <div className="flex flex-col gap-2 py-2">
      <p role="status" className="text-ink">
        {words}
      </p>
      <div
        role="progressbar"
        aria-label={words}
        {...(counted ? { 'aria-valuemin': 0, 'aria-valuemax': progress.total, 'aria-valuenow': progress.done } : {})}
        className="h-1.5 overflow-hidden rounded-full bg-line forced-colors:outline"
      >
        <div
          className={cx(
            'filled-bar h-full origin-left rounded-full bg-accent',
            counted ? 'transition-transform duration-100' : 'animate-pulse',
          )}
          style={{ transform: `scaleX(${counted ? progress.done / progress.total : 1})` }}
        />
      </div>
      {/* Its space is kept before the first number comes. */}
      <p className="text-sm text-muted tabular-nums">
        {progress === null
          ? '\u00a0'
          : of === 'keys'
            ? t('transfer:progress', { done: number(progress.done), total: number(progress.total) })
            : formatPart(language, progress.done / progress.total)}
      </p>
    </div>
  );
}

/** Says what the sheet waits for, if nobody knows how long it takes. */
export function Waiting({ children }: { children: string }) {
  return (
    <p role="status" className="flex items-center gap-2.5 py-2 text-muted">
      <Spinner />
      {children}
    </p>
  );
}

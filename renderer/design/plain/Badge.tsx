import type { ReactNode } from 'react';
import { cx } from '../cx';

type Tone = 'neutral' | 'accent' | 'good' | 'warning' | 'danger';

const tones: Record<Tone, string> = {
  neutral: 'bg-sunken text-muted ring-line',
  accent: 'bg-accent-soft text-accent-ink ring-accent-line',
  good: 'bg-good-soft text-good-ink ring-transparent',
  warning: 'bg-warning-soft text-warning-ink ring-warning-line',
  danger: 'bg-danger-soft text-danger-ink ring-danger-line',
};

/** A short word that marks the state of something. The word carries the meaning; the colour only helps. */
export function Badge({ tone = 'neutral', title, children }: { tone?: Tone; title?: string; children: ReactNode }) {
  return (
    <span
      title={title}
      className={cx(
        'inline-flex h-5 shrink-0 items-center gap-1 rounded-sm px-1.5 text-xs font-medium whitespace-nowrap ring-1 ring-inset forced-colors:border',
        tones[tone],
      )}
    >
      {children}
    </span>
  );
}

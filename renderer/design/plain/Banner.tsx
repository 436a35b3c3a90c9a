import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from '../cx';

type Tone = 'info' | 'good' | 'warning' | 'danger';

const tones: Record<Tone, { box: string; icon: typeof Info }> = {
  info: { box: 'border-accent-line bg-accent-soft text-ink [&>svg]:text-accent-ink', icon: Info },
  good: { box: 'border-line bg-good-soft text-ink [&>svg]:text-good-ink', icon: CircleCheck },
  warning: { box: 'border-warning-line bg-warning-soft text-ink [&>svg]:text-warning-ink', icon: TriangleAlert },
  danger: { box: 'border-danger-line bg-danger-soft text-ink [&>svg]:text-danger-ink', icon: CircleAlert },
};

interface BannerProps {
  tone: Tone;
  title?: string;
  children?: ReactNode;
  /** Buttons below or beside the words. */
  action?: ReactNode;
  /**
   * Whether it is announced when it appears: at once for `danger`, politely for the others. Off for a banner that was
   * there from the start.
   */
  live?: boolean;
}

/** A message inside the page. */
export function Banner({ tone, title, children, action, live = true }: BannerProps) {
  const Icon = tones[tone].icon;
  return (
    <div
      role={live ? (tone === 'danger' ? 'alert' : 'status') : undefined}
      className={cx('flex animate-appear items-start gap-2.5 rounded-lg border px-3 py-2.5', tones[tone].box)}
    >
      <Icon size={16} className="mt-0.5 shrink-0" aria-hidden />
      <div className="min-w-0 flex-1 break-words">
        {title ? <p className="font-semibold">{title}</p> : null}
        {children ? <div>{children}</div> : null}
      </div>
      {action ? <div className="shrink-0">{action}</div> : null}
    </div>
  );
}

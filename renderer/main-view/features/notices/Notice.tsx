import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from '../../../design/cx';
import { IconButton } from '../../../design/plain/IconButton';
import { useT } from '../../../i18n';

const tones = {
  info: 'bg-accent-soft [&>svg]:text-accent-ink',
  warning: 'bg-warning-soft [&>svg]:text-warning-ink',
  danger: 'bg-danger-soft [&>svg]:text-danger-ink',
};

interface NoticeProps {
  tone: keyof typeof tones;
  icon: ReactNode;
  children: ReactNode;
  /** A small button. */
  action?: ReactNode;
  onDismiss?: () => void;
}

/** One quiet line above the list. */
export function Notice({ tone, icon, children, action, onDismiss }: NoticeProps) {
  const t = useT();
  return (
    <div
      role={tone === 'danger' ? 'alert' : 'status'}
      className={cx(
        'flex animate-appear items-center gap-2.5 border-b border-line py-1.5 pr-2 pl-4 text-ink',
        tones[tone],
      )}
    >
      {icon}
      <p className="min-w-0 flex-1 text-sm break-words">{children}</p>
      {action}
      {onDismiss ? (
        <IconButton size="small" label={t('notices:dismiss')} icon={<X size={14} aria-hidden />} onClick={onDismiss} />
      ) : null}
    </div>
  );
}

import type { ReactNode } from 'react';

interface EmptyStateProps {
  icon: ReactNode;
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
}

/** Is shown if there is nothing to show yet: why that is so, and what to do. */
export function EmptyState({ icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="flex h-full animate-appear flex-col items-center justify-center gap-1.5 p-8 text-center">
      <div className="mb-2 flex size-14 items-center justify-center rounded-xl border border-line bg-sunken text-muted">
        {icon}
      </div>
      <h2 className="text-lg font-semibold text-ink">{title}</h2>
      {children ? <p className="max-w-90 text-muted">{children}</p> : null}
      {action ? <div className="mt-4">{action}</div> : null}
    </div>
  );
}

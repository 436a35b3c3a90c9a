import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from '../../../../design/cx';
import { useLanguage, useT } from '../../../../i18n';
import { formatNumber } from '../../../../i18n/format';

interface TreeRowProps {
  label: string;
  /** Its depth in the tree: 1 for a provider, 2 for an account, 3 for an identity. */
  level: 1 | 2 | 3;
  icon?: ReactNode;
  count: number | undefined;
  title?: string | undefined;
  current: boolean;
  /** What opens below it; left out if there is nothing. */
  branch?: { open: boolean; label: string; toggle: (open?: boolean) => void } | undefined;
  onPress: () => void;
}

const indents = { 1: 'pl-2', 2: 'pl-9.5', 3: 'pl-12' } as const;

/** One line of the sidebar's tree. The line chooses what the list shows; its arrow opens what is below it. */
export function TreeRow({ label, level, icon, count, title = label, current, branch, onPress }: TreeRowProps) {
  const t = useT();
  const language = useLanguage();
  const number = count === undefined ? '' : formatNumber(language, count);
  return (
    <div
      className={cx(
        'group/branch flex items-center rounded-md pr-1 transition-colors duration-100 narrow:pr-0',
        // With little room the accounts are reached by their page, and the sidebar has only icons.
        level > 1 && 'narrow:hidden',
        current ? 'chosen bg-active font-medium text-ink' : 'text-muted hover:bg-hover hover:text-ink',
      )}
    >
      <button
        type="button"
        data-tree-level={level}
        aria-label={label}
        title={title}
        aria-current={current ? 'page' : undefined}
        aria-description={count === undefined ? undefined : t('keys:count', { count, number })}
        onClick={onPress}
        onKeyDown={(event) => {
          const right = event.key === 'ArrowRight';
          if (!branch || branch.open === right || (!right && event.key !== 'ArrowLeft')) return;
          event.preventDefault();
          event.stopPropagation();
          branch.toggle(right);
        }}
        className={cx(
          'flex min-w-0 flex-1 cursor-default items-center rounded-md text-left',
          level === 1 ? 'min-h-8 gap-2.5 py-1 narrow:h-8 narrow:justify-center narrow:p-0' : 'h-7 gap-2',
          indents[level],
        )}
      >
        {icon ? <span className="flex shrink-0 items-center justify-center">{icon}</span> : null}
        {/* The name of a provider is never cut: a long one stands in two lines. */}
        <bdi className={cx('min-w-0 flex-1 narrow:sr-only', level === 1 ? 'leading-4.5 break-words' : 'truncate')}>
          {label}
        </bdi>
        <span className="shrink-0 text-sm font-normal text-faint tabular-nums narrow:hidden">{number}</span>
      </button>
      {branch ? (
        <button
          type="button"
          aria-label={branch.label}
          aria-description={label}
          aria-expanded={branch.open}
          onClick={() => branch.toggle()}
          className="flex size-5 shrink-0 cursor-default items-center justify-center rounded-sm text-faint narrow:hidden hover:bg-active hover:text-ink"
        >
          <ChevronRight
            size={13}
            aria-hidden
            className={cx('transition-transform duration-100', branch.open && 'rotate-90')}
          />
        </button>
      ) : (
        <span className="size-5 shrink-0 narrow:hidden" />
      )}
    </div>
  );
}

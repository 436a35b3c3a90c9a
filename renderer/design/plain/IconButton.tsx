import type { ComponentProps, ReactNode } from 'react';
import { cx } from '../cx';

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'className' | 'children' | 'aria-label' | 'title'> {
  /** Its accessible name, and what the system shows when the pointer rests on it. */
  label: string;
  icon: ReactNode;
  size?: 'small' | 'normal';
}

/** A button that shows only an icon. */
export function IconButton({ label, icon, size = 'normal', type, ...rest }: IconButtonProps) {
  return (
    <button
      {...rest}
      type={type ?? 'button'}
      aria-label={label}
      title={label}
      className={cx(
        'inline-flex shrink-0 cursor-default items-center justify-center rounded-md text-muted transition-colors duration-100',
        'hover:bg-hover hover:text-ink active:bg-active disabled:pointer-events-none disabled:opacity-50 aria-disabled:opacity-50',
        size === 'small' ? 'size-6' : 'size-8',
      )}
    >
      {icon}
    </button>
  );
}

import type { ComponentProps, ReactNode } from 'react';
import { cx } from '../cx';
import { Spinner } from './Spinner';

type Variant = 'primary' | 'secondary' | 'ghost' | 'ghost-danger' | 'danger';
type Size = 'small' | 'normal' | 'large';

const variants: Record<Variant, string> = {
  primary:
    'main-act border-transparent bg-accent text-on-accent shadow-card hover:bg-accent-hover active:bg-accent-press',
  secondary: 'border-line-strong bg-raised text-ink shadow-card hover:bg-hover active:bg-active',
  ghost: 'border-transparent bg-transparent text-ink hover:bg-hover active:bg-active',
  'ghost-danger': 'border-transparent bg-transparent text-danger-ink hover:bg-danger-soft active:bg-danger-soft',
  danger: 'main-act border-transparent bg-danger text-on-accent shadow-card hover:bg-danger-hover active:bg-danger',
};

const sizes: Record<Size, string> = {
  small: 'h-7 gap-1.5 px-2.5 text-sm',
  normal: 'h-8 gap-1.5 px-3 text-base',
  large: 'h-10 gap-2 px-4 text-md',
};

interface ButtonProps extends Omit<ComponentProps<'button'>, 'className'> {
  variant?: Variant;
  size?: Size;
  /** A small icon before the words. */
  icon?: ReactNode;
  /** As wide as its container. */
  wide?: boolean;
  /** Its act is under way. The button shows that, keeps its focus and its name, and ignores another press. */
  pending?: boolean;
}

/** A push button. It is a native one, so that it costs nothing and behaves like the system's buttons. */
export function Button({
  variant = 'secondary',
  size = 'normal',
  icon,
  wide,
  pending,
  children,
  onClick,
  type,
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type ?? 'button'}
      aria-busy={pending || undefined}
      aria-disabled={pending || undefined}
      onClick={(event) => (pending ? event.preventDefault() : onClick?.(event))}
      className={cx(
        'relative inline-flex shrink-0 cursor-default items-center justify-center rounded-md border font-medium whitespace-nowrap transition-colors duration-100',
        'disabled:pointer-events-none disabled:opacity-50',
        variants[variant],
        sizes[size],
        wide && 'w-full',
      )}
    >
      {/* The words keep their space while the act is under way, so that nothing moves. */}
      <span className={cx('inline-flex items-center justify-center gap-[inherit]', pending && 'opacity-0')}>
        {icon}
        {children}
      </span>
      {pending ? (
        <span className="absolute inset-0 flex items-center justify-center">
          <Spinner />
        </span>
      ) : null}
    </button>
  );
}

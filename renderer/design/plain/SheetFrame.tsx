import { X } from 'lucide-react';
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { useT } from '../../i18n';
import { cx } from '../cx';
import { CardForm } from './CardForm';
import { IconButton } from './IconButton';
import { useMessageInSight } from './use-message-in-sight';

interface SheetFrameProps {
  /** Heading and accessible name of the dialog. */
  title: string;
  /** One line below the title. */
  subtitle?: ReactNode;
  /** Is shown before the title, such as the logo. */
  mark?: ReactNode;
  /** `wide` takes most of the window, for a list. */
  size?: 'small' | 'large' | 'wide';
  /** `solid` hides the main view completely, for the sheets of a locked vault. */
  backdrop?: 'scrim' | 'solid';
  /** Runs on Escape and on the close button. It is left out if the sheet can't be closed. */
  onClose?: () => void;
  /** Makes the card a form. Enter in a field and a submit button in the footer call this. */
  onSubmit?: () => void;
  /** A {@link PinnedPart}: what the sheet asks for before it acts. It stands below the body, and doesn't scroll with it. */
  pinned?: ReactNode;
  footer?: ReactNode;
  children: ReactNode;
}

/** Fields that stay in sight while the body scrolls. What was typed in them stays while they are hidden. */
export function PinnedPart({ hidden, children }: { hidden: boolean; children: ReactNode }) {
  return (
    <div hidden={hidden} className="flex flex-col gap-3 border-t border-line px-6 pt-3 pb-4 [&[hidden]]:hidden">
      {children}
    </div>
  );
}

/** In a window that is not even this high, everything between title and buttons scrolls. */
const short = { card: '[@media(height<480px)]:overflow-y-auto', body: '[@media(height<480px)]:flex-none' };

const widths = { small: 'max-w-105', large: 'max-w-160', wide: 'h-full max-w-240' };

/** The panel that a sheet draws: the dimmed main view, and a card with title, body and footer. */
export function SheetFrame({
  title,
  subtitle,
  mark,
  size = 'small',
  backdrop = 'scrim',
  onClose,
  onSubmit,
  pinned,
  footer,
  children,
}: SheetFrameProps) {
  const t = useT();
  const titleId = useId();
  const card = useRef<HTMLElement>(null);
  const body = useRef<HTMLDivElement>(null);
  useMessageInSight(body);

  // A key may come as soon as the sheet is seen. An ordinary effect would run only after that.
  useLayoutEffect(() => {
    if (!onClose) return;
    const onKey = (event: KeyboardEvent) => {
      // If a menu or an input method has used the key, the sheet stays open.
      if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
      event.preventDefault();
      onClose();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [onClose]);

  // If no field takes the focus, the dialog itself gets it, so that it is announced and Escape works.
  useLayoutEffect(() => {
    if (document.activeElement === document.body) card.current?.focus();
  }, []);

  const inside = (
    <>
      <header className="flex items-start gap-3 px-6 pt-5 pb-3 low:pt-3 low:pb-2">
        {mark}
        <div className="min-w-0 flex-1">
          <h1 id={titleId} className="text-lg font-semibold break-words text-ink">
            {title}
          </h1>
          {subtitle ? <p className="text-pretty text-muted">{subtitle}</p> : null}
        </div>
        {onClose ? (
          <div className="-mt-1 -mr-2">
            <IconButton label={t('common:close')} icon={<X size={16} aria-hidden />} onClick={onClose} />
          </div>
        ) : null}
      </header>
      <div
        ref={body}
        className={cx('flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto px-6 pt-1 pb-5', pinned ? short.body : null)}
      >
        {children}
      </div>
      {pinned}
      {footer ? (
        <footer className="flex flex-wrap items-center justify-end gap-2 border-t border-line bg-sidebar px-6 py-3 low:py-2">
          {footer}
        </footer>
      ) : null}
    </>
  );

  return (
    <div
      className={cx(
        'fixed inset-0 flex items-center justify-center p-6 narrow:p-3 low:p-3',
        backdrop === 'scrim' ? 'animate-appear bg-scrim' : 'bg-sidebar',
      )}
    >
      <section
        ref={card}
        role="dialog"
        aria-modal="true"
        aria-labelledby={titleId}
        tabIndex={-1}
        className={cx(
          'flex max-h-full w-full flex-col overflow-hidden rounded-xl border border-line bg-surface text-ink shadow-sheet outline-none',
          backdrop === 'scrim' && 'animate-rise',
          widths[size],
          pinned ? short.card : null,
        )}
      >
        <CardForm onSubmit={onSubmit}>{inside}</CardForm>
      </section>
    </div>
  );
}

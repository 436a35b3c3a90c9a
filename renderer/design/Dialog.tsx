import './aria';
import { type ReactNode, useRef } from 'react';
import { Dialog as AriaDialog, Heading } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { cx } from './cx';
import { CardForm } from './plain/CardForm';
import { useMessageInSight } from './plain/use-message-in-sight';

interface DialogProps {
  title: string;
  /** `alertdialog` for a question that must be answered before anything else. */
  role?: 'dialog' | 'alertdialog';
  size?: 'small' | 'large';
  /** Runs on Escape, and for a plain dialog also on a press outside. */
  onClose: () => void;
  /** Something is under way, so the dialog can't be closed. */
  busy?: boolean;
  /** Makes the card a form. Enter in a field and a submit button in the footer call this. */
  onSubmit?: () => void;
  footer?: ReactNode;
  children: ReactNode;
}

/**
 * A modal dialog inside a view. It keeps the focus, gives it back when it closes, and hides the rest from assistive
 * technology.
 */
export function Dialog({
  title,
  role = 'dialog',
  size = 'small',
  onClose,
  busy,
  onSubmit,
  footer,
  children,
}: DialogProps) {
  const inside = (
    <>
      <header className="px-5 pt-5 pb-2 low:pt-3">
        <Heading slot="title" className="text-lg font-semibold text-ink">
          {title}
        </Heading>
      </header>
      <DialogBody>{children}</DialogBody>
      {footer ? (
        <footer className="flex flex-wrap items-center justify-end gap-2 border-t border-line bg-sidebar px-5 py-3 low:py-2">
          {footer}
        </footer>
      ) : null}
    </>
  );
  return (
    <ModalOverlay
      isOpen
      isDismissable={role === 'dialog' && !busy}
      isKeyboardDismissDisabled={busy ?? false}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      className="fixed inset-0 z-40 flex animate-appear items-center justify-center bg-scrim p-6 narrow:p-3 low:p-3"
    >
      <Modal
        className={cx(
          'flex max-h-full w-full animate-rise flex-col overflow-hidden rounded-xl border border-line bg-surface shadow-sheet',
          size === 'small' ? 'max-w-105' : 'max-w-140',
        )}
      >
        <AriaDialog role={role} className="flex min-h-0 flex-1 flex-col outline-none">
          <CardForm onSubmit={onSubmit}>{inside}</CardForm>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/** The body of the dialog. It exists only while the dialog is open, so that its scroller is there when it is needed. */
function DialogBody({ children }: { children: ReactNode }) {
  const body = useRef<HTMLDivElement>(null);
  useMessageInSight(body);
  return (
    <div ref={body} className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto px-5 pt-1 pb-5">
      {children}
    </div>
  );
}

import { useId, useLayoutEffect, useRef } from 'react';
import type { Loss } from '../../common/closing';
import { Button } from '../design/plain/Button';
import { useT } from '../i18n';

/** What this question is about. The reveal sheet has a question of its own. */
export type AskedLoss = Exclude<Loss, 'showing'>;

interface ClosingQuestionProps {
  loss: AskedLoss;
  onStay: () => void;
  onLeave: () => void;
}

/**
 * Asks before something is lost for good. It is the browser's own modal dialog: whatever is below can't be used, and
 * gets the keyboard back where it was.
 */
export function ClosingQuestion({ loss, onStay, onLeave }: ClosingQuestionProps) {
  const t = useT();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const { current } = dialog;
    current?.showModal();
    // Only a dialog that is closed gives the keyboard back. It isn't enough that it leaves the page.
    return () => current?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      role="alertdialog"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-words`}
      // The dialogs of the main view keep the focus to themselves, except for what has this mark.
      data-react-aria-top-layer
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        // The sheet below must not take this for its own.
        event.preventDefault();
        event.stopPropagation();
        onStay();
      }}
      className="m-auto w-full max-w-105 animate-rise overflow-hidden rounded-xl border border-line bg-surface p-0 text-ink shadow-sheet backdrop:bg-scrim"
    >
      <div className="flex flex-col gap-2 px-5 pt-5 pb-5">
        <h2 id={`${id}-title`} className="text-lg font-semibold">
          {t(`closing:title.${loss}`)}
        </h2>
        <p id={`${id}-words`}>{t(`closing:words.${loss}`)}</p>
      </div>
      <footer className="flex items-center justify-end gap-2 border-t border-line bg-sidebar px-5 py-3">
        {/* The safe answer has the focus. */}
        <Button autoFocus onClick={onStay}>
          {t('closing:stay')}
        </Button>
        <Button variant="danger" onClick={onLeave}>
          {t('closing:leave')}
        </Button>
      </footer>
    </dialog>
  );
}

import { type ReactNode, useState } from 'react';
import { Dialog } from '../design/Dialog';
import { Button } from '../design/plain/Button';
import { useT } from '../i18n';
import { closeDialog } from './ui';

interface ConfirmDialogProps {
  title: string;
  /**
   * The word on the button: the act itself, never “OK”. It is `null` if the act can't be done; then the only button
   * closes the dialog.
   */
  act: string | null;
  /** Does the act, and closes the dialog if it succeeded. */
  onConfirm: () => Promise<void>;
  children: ReactNode;
}

/** Asks before something is deleted, or changed in a way that other programs notice. */
export function ConfirmDialog({ title, act, onConfirm, children }: ConfirmDialogProps) {
  const t = useT();
  const [busy, setBusy] = useState(false);
  const confirm = async () => {
    setBusy(true);
    await onConfirm();
    setBusy(false);
  };
  return (
    <Dialog
      role="alertdialog"
      title={title}
      busy={busy}
      onClose={closeDialog}
      footer={
        <>
          {/* The safe answer has the focus. */}
          <Button autoFocus disabled={busy} onClick={closeDialog}>
            {act === null ? t('common:close') : t('common:cancel')}
          </Button>
          {act === null ? null : (
            <Button variant="danger" pending={busy} onClick={() => void confirm()}>
              {act}
            </Button>
          )}
        </>
      }
    >
      {children}
    </Dialog>
  );
}

import { type ReactNode, useState } from 'react';
import type { AppError } from '../../common/errors';
import { useClosing } from '../closing/use-closing';
import { Dialog } from '../design/Dialog';
import { Button } from '../design/plain/Button';
import { Failure } from '../design/plain/Failure';
import { useT } from '../i18n';
import { client } from './client';
import { closeDialog } from './ui';

interface FormDialogProps {
  title: string;
  size?: 'small' | 'large';
  /** The word on the submit button; “Save” if none is given. */
  act?: string;
  busy: boolean;
  /** Why the vault refused it. */
  problem?: AppError | null;
  /** A button at the start of the footer. */
  aside?: ReactNode;
  onSubmit: () => Promise<void>;
  children: ReactNode;
}

/** A dialog with fields, the vault's last error, Cancel and Save. */
export function FormDialog({
  title,
  size = 'large',
  act,
  busy,
  problem = null,
  aside,
  onSubmit,
  children,
}: FormDialogProps) {
  const t = useT();
  const [edited, setEdited] = useState(false);
  const { leave, question } = useClosing(client, { loss: edited ? 'text' : null, close: closeDialog });
  return (
    <Dialog
      title={title}
      size={size}
      busy={busy}
      onClose={leave}
      onSubmit={() => void onSubmit()}
      footer={
        <>
          {aside ? (
            <>
              {aside}
              <span className="flex-1" />
            </>
          ) : null}
          <Button disabled={busy} onClick={leave}>
            {t('common:cancel')}
          </Button>
          <Button type="submit" variant="primary" pending={busy}>
            {act ?? t('common:save')}
          </Button>
        </>
      }
    >
      <Failure error={problem} />
      <div onInput={() => setEdited(true)} className="contents">
        {children}
      </div>
      {question}
    </Dialog>
  );
}

import type { ReactNode } from 'react';
import type { AppError } from '../../../../../common/errors';
import { Dialog } from '../../../../design/Dialog';
import { Banner } from '../../../../design/plain/Banner';
import { Button } from '../../../../design/plain/Button';
import { useT } from '../../../../i18n';
import { errorWords, Words } from '../../../../i18n/words';
import { closeDialog } from '../../../ui';

interface FormDialogProps {
  title: string;
  /** The word on the button that sends it; “Save” where none is given. */
  act?: string;
  busy: boolean;
  /** Why the vault refused it. */
  problem: AppError | null;
  onSubmit: () => Promise<void>;
  children: ReactNode;
}

/** A dialog with fields, what the vault said of them, Cancel and Save. */
export function FormDialog({ title, act, busy, problem, onSubmit, children }: FormDialogProps) {
  const t = useT();
  return (
    <Dialog
      title={title}
      size="large"
      busy={busy}
      onClose={closeDialog}
      onSubmit={() => void onSubmit()}
      footer={
        <>
          <Button disabled={busy} onClick={closeDialog}>
            {t('common:cancel')}
          </Button>
          <Button type="submit" variant="primary" pending={busy}>
            {act ?? t('common:save')}
          </Button>
        </>
      }
    >
      {problem ? (
        <Banner tone="danger">
          <Words>{errorWords(t, problem)}</Words>
        </Banner>
      ) : null}
      {children}
    </Dialog>
  );
}

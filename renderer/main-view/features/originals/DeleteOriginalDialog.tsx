import { useState } from 'react';
import type { Original } from '../../../../common/transfer/originals';
import { Dialog } from '../../../design/Dialog';
import { Button } from '../../../design/plain/Button';
import { toast } from '../../../design/toast';
import { useT } from '../../../i18n';
import { isolate, Words } from '../../../i18n/words';
import { client } from '../../client';
import { reported } from '../../report';
import { closeDialog } from '../../ui';

/** Asks before what is kept of a cleaned file goes for good. */
export function DeleteOriginalDialog({ original }: { original: Original }) {
  const t = useT();
  const [busy, setBusy] = useState(false);
  const remove = async () => {
    setBusy(true);
    const reply = await reported(client.originals.remove({ id: original.id }));
    if (reply) toast('good', t('originals:deleted'));
    closeDialog();
  };
  return (
    <Dialog
      role="alertdialog"
      title={t('originals:deleteTitle')}
      busy={busy}
      onClose={closeDialog}
      footer={
        <>
          <Button autoFocus disabled={busy} onClick={closeDialog}>
            {t('common:cancel')}
          </Button>
          <Button variant="danger" pending={busy} onClick={() => void remove()}>
            {t('originals:delete')}
          </Button>
        </>
      }
    >
      <p>
        <Words>{t('originals:deleteBody', { file: isolate(original.path) })}</Words>
      </p>
    </Dialog>
  );
}

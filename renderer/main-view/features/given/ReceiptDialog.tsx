import { ScrollText } from 'lucide-react';
import { Dialog } from '../../../design/Dialog';
import { Button } from '../../../design/plain/Button';
import { useT } from '../../../i18n';
import { ReceiptCard } from '../../../receipt/ReceiptCard';
import { SaveReceipt } from '../../../receipt/SaveReceipt';
import { useReceipt } from '../../../receipt/use-receipt';
import { client } from '../../client';
import { closeDialog, showPage } from '../../ui';
import { audit, everything } from '../audit/store';

/** The receipt of one hand-over: what was given to whom, to be saved again, and its way into the log. */
export function ReceiptDialog({ id }: { id: string }) {
  const t = useT();
  const form = useReceipt(client, id);
  const { receipt } = form;
  const showLog = () => {
    if (!receipt) return;
    void audit.narrow({ ...everything, text: receipt.digest || receipt.toWhom }, null);
    closeDialog();
    showPage('audit');
  };
  return (
    <Dialog
      title={t('given:receipt.title')}
      size="large"
      onClose={closeDialog}
      footer={
        <>
          <Button icon={<ScrollText size={15} aria-hidden />} disabled={receipt === null} onClick={showLog}>
            {t('given:receipt.inLog')}
          </Button>
          <Button variant="primary" autoFocus onClick={closeDialog}>
            {t('common:close')}
          </Button>
        </>
      }
    >
      {receipt ? <ReceiptCard receipt={receipt} /> : null}
      <SaveReceipt form={form} />
    </Dialog>
  );
}

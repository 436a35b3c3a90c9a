import type { Client } from '../../../common/contract/derived';
import type { Exported } from '../../../common/transfer/export';
import { Banner } from '../../design/plain/Banner';
import { Button } from '../../design/plain/Button';
import { SheetFrame } from '../../design/plain/SheetFrame';
import { useLanguage, useT } from '../../i18n';
import { formatNumber } from '../../i18n/format';
import { isolate, Words } from '../../i18n/words';
import { ReceiptCard } from '../../receipt/ReceiptCard';
import { SaveReceipt } from '../../receipt/SaveReceipt';
import { useReceipt } from '../../receipt/use-receipt';
import type { ExportMethod } from './use-method';

interface DoneStepProps {
  client: Client<'export'>;
  exported: Exported;
  method: ExportMethod;
  /** Whom the keys were given to; `null` if this was an export. */
  toWhom: string | null;
  onClose(): void;
}

/** What was written, how to keep it, and the receipt if somebody was named. */
export function DoneStep({ client, exported, method, toWhom, onClose }: DoneStepProps) {
  const t = useT();
  const language = useLanguage();
  const { fileName, keys, handover } = exported;
  const receipt = useReceipt(client, handover);
  const values = { count: keys, number: formatNumber(language, keys), file: isolate(fileName) };
  return (
    <SheetFrame
      size={handover === null ? 'small' : 'large'}
      title={toWhom === null ? t('transfer:export.doneTitle') : t('given:sheet.doneTitle')}
      onClose={onClose}
      footer={
        <Button variant="primary" autoFocus onClick={onClose}>
          {t('common:done')}
        </Button>
      }
    >
      <Banner tone="good">
        <Words>
          {toWhom === null
            ? t('transfer:export.done', values)
            : t('given:sheet.done', { ...values, whom: isolate(toWhom) })}
        </Words>
      </Banner>
      {method === 'csv' ? (
        <Banner tone="warning" live={false}>
          {t('transfer:export.keepPlain')}
        </Banner>
      ) : (
        <p className="text-muted">
          {method === 'recipients' ? t('transfer:export.keepIdentity') : t('transfer:export.keepApart')}
        </p>
      )}
      {handover === null ? null : (
        <>
          <h2 className="-mb-1 border-t border-line pt-4 font-semibold text-ink">{t('given:receipt.title')}</h2>
          {receipt.receipt ? <ReceiptCard receipt={receipt.receipt} /> : null}
          <SaveReceipt form={receipt} />
        </>
      )}
    </SheetFrame>
  );
}

import type { Receipt } from '../../common/transfer/handover';
import { receiptLines } from '../../common/transfer/receipt';
import { Banner } from '../design/plain/Banner';
import { useLanguage, useT } from '../i18n';
import { formatMoment, formatNumber } from '../i18n/format';
import { NamedKeys } from '../named-keys/NamedKeys';

/** A receipt as a page shows it: the same lines as in the saved one, and its keys. */
export function ReceiptCard({ receipt }: { receipt: Receipt }) {
  const t = useT();
  const language = useLanguage();
  const number = formatNumber(language, receipt.keys);
  const lines = receiptLines(language, receipt, { moment: formatMoment(language, receipt.at), number });
  return (
    <section aria-label={t('given:receipt.title')} className="flex flex-col gap-3">
      {receipt.finished ? null : (
        <Banner tone="warning" live={false}>
          {t('given:receipt.unfinished')}
        </Banner>
      )}
      <dl className="grid items-baseline grid-cols-[minmax(92px,auto)_minmax(0,1fr)] gap-x-4 gap-y-1.5 narrow:grid-cols-1 narrow:gap-y-0.5">
        {lines.map(({ label, value, isCode }) => (
          <div key={label} className="contents">
            <dt className="text-muted narrow:pt-1.5">{label}</dt>
            <dd
              className={isCode ? 'selectable font-mono text-sm break-all text-ink' : 'selectable break-words text-ink'}
            >
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      <NamedKeys label={t('given:receipt.keys')} keys={receipt.named} total={receipt.keys} />
      <p className="text-sm text-muted">{t('given:receipt.about')}</p>
    </section>
  );
}

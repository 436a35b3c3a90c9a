import type { Exported } from '../../../common/transfer/export';
import { Banner } from '../../design/plain/Banner';
import { useLanguage, useT } from '../../i18n';
import { formatNumber } from '../../i18n/format';
import { isolate, Words } from '../../i18n/words';
import { EndFrame } from '../EndFrame';
import type { ExportMethod } from './use-method';

interface DoneStepProps {
  exported: Exported;
  method: ExportMethod;
  onClose(): void;
}

/** What was written, and how to keep it. */
export function DoneStep({ exported: { fileName, keys }, method, onClose }: DoneStepProps) {
  const t = useT();
  const language = useLanguage();
  const values = { count: keys, number: formatNumber(language, keys), file: isolate(fileName) };
  return (
    <EndFrame title={t('transfer:export.doneTitle')} onClose={onClose}>
      <Banner tone="good">
        <Words>{t('transfer:export.done', values)}</Words>
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
    </EndFrame>
  );
}

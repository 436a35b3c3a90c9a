import { CircleCheck } from 'lucide-react';
import type { Client } from '../../../common/contract/derived';
import { Banner } from '../../design/plain/Banner';
import { Button } from '../../design/plain/Button';
import { useLanguage, useT } from '../../i18n';
import { formatNumber } from '../../i18n/format';
import { isolate, Words } from '../../i18n/words';
import { EndFrame } from '../EndFrame';
import { CleanOffer } from './CleanStep';
import { SkippedList } from './SkippedList';
import type { ImportForm } from './use-import';

interface EndStepProps<At extends ImportForm['step']['at']> {
  form: ImportForm;
  step: Extract<ImportForm['step'], { at: At }>;
  onClose: () => void;
}

/** Says that the vault already has everything in the file, or that nothing in it gives a key. */
export function NothingStep({
  client,
  form,
  step: { file, plan, source },
  onClose,
}: EndStepProps<'nothing'> & { client: Client<'import'> }) {
  const t = useT();
  const language = useLanguage();
  const isEmpty = plan.total === 0;
  const count = isEmpty ? file.skippedInAll : plan.total;
  const values = { count, number: formatNumber(language, count), file: isolate(file.fileName) };
  return (
    <EndFrame title={t('transfer:import.nothingTitle')} act={t('common:close')} onClose={onClose}>
      <p role="status">
        <Words>{isEmpty ? t('transfer:import.noKey', values) : t('transfer:import.nothing', values)}</Words>
      </p>
      <SkippedList client={client} file={file} open={isEmpty} />
      <CleanOffer source={source} onClean={form.beginCleaning} />
    </EndFrame>
  );
}

/** Says what was done, in numbers, and which backup has the vault as it was before. */
export function ImportedStep({
  form,
  step: { imported, source },
  onClose,
  onShow,
}: EndStepProps<'done'> & { onShow: () => void }) {
  const t = useT();
  const language = useLanguage();
  const lines = (['added', 'updated', 'replaced', 'skipped'] as const).filter((what) => imported[what] > 0);
  return (
    <EndFrame
      title={t('transfer:import.doneTitle')}
      onClose={onClose}
      more={imported.added > 0 ? <Button onClick={onShow}>{t('transfer:import.show')}</Button> : null}
    >
      <ul role="status" className="flex flex-col gap-1.5">
        {lines.map((what) => (
          <li key={what} className={what === 'skipped' ? 'pl-6.5 text-muted' : 'flex items-start gap-2.5 text-ink'}>
            {what === 'skipped' ? null : (
              <CircleCheck size={16} className="mt-0.5 shrink-0 text-good-ink" aria-hidden />
            )}
            {t(`transfer:import.${what}`, { count: imported[what], number: formatNumber(language, imported[what]) })}
          </li>
        ))}
      </ul>
      <Banner tone="info" live={false}>
        {t('transfer:import.backup')}
      </Banner>
      <CleanOffer source={source} onClean={form.beginCleaning} />
    </EndFrame>
  );
}

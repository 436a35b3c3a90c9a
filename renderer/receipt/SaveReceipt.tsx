import { FileText, Printer } from 'lucide-react';
import { Button } from '../design/plain/Button';
import { Failure } from '../design/plain/Failure';
import { useT } from '../i18n';
import { isolate, Words } from '../i18n/words';
import type { useReceipt } from './use-receipt';

/** The two ways to save a receipt, and what became of the last try. */
export function SaveReceipt({ form }: { form: ReturnType<typeof useReceipt> }) {
  const t = useT();
  const { receipt, saved, saving, failure } = form;
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap gap-2">
        <Button
          icon={<Printer size={15} aria-hidden />}
          disabled={receipt === null}
          pending={saving}
          onClick={() => void form.save('html')}
        >
          {t('given:receipt.saveHtml')}
        </Button>
        <Button
          icon={<FileText size={15} aria-hidden />}
          disabled={receipt === null}
          pending={saving}
          onClick={() => void form.save('text')}
        >
          {t('given:receipt.saveText')}
        </Button>
      </div>
      {/* It is always there, so that what is said in it is announced. */}
      <p role="status" className="text-sm text-good-ink empty:hidden">
        {saved === null ? null : <Words>{t('given:receipt.saved', { file: isolate(saved) })}</Words>}
      </p>
      {failure ? <Failure error={failure} /> : null}
    </div>
  );
}

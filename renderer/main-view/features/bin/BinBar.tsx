import { RotateCcw, Trash2 } from 'lucide-react';
import { Button } from '../../../design/plain/Button';
import { useLanguage, useT } from '../../../i18n';
import { formatNumber } from '../../../i18n/format';
import { focusOn, openDialog } from '../../ui';
import { binGridId, restoreKeys } from './actions';
import { bin, useBin } from './store';

/** Says how many deleted keys are chosen, and offers what can be done with them. */
export function BinBar() {
  const t = useT();
  const language = useLanguage();
  const chosen = useBin((state) => state.chosen);
  const values = { count: chosen.size, number: formatNumber(language, chosen.size) };
  return (
    <div className="shrink-0">
      {/* This element is always there, so that a change of the number is announced. */}
      <p role="status" className="sr-only">
        {chosen.size > 0 ? t('bin:chosen', values) : ''}
      </p>
      {chosen.size > 0 ? (
        <div
          data-bottom-bar
          className="flex min-h-13 animate-appear flex-wrap items-center justify-end gap-2 border-t border-line bg-sidebar px-4 py-2"
        >
          <span aria-hidden className="mr-auto font-medium whitespace-nowrap text-ink tabular-nums">
            {t('bin:chosen', values)}
          </span>
          <Button
            variant="ghost"
            onClick={() => {
              bin.clear();
              focusOn(binGridId);
            }}
          >
            {t('bin:clear')}
          </Button>
          <Button
            variant="ghost-danger"
            icon={<Trash2 size={15} aria-hidden />}
            onClick={() => openDialog({ kind: 'erase', keys: [...chosen.values()] })}
          >
            {t('bin:erase')}
          </Button>
          <Button
            variant="primary"
            icon={<RotateCcw size={15} aria-hidden />}
            onClick={() => void restoreKeys([...chosen.values()])}
          >
            {chosen.size === 1 ? t('bin:restore') : t('bin:restoreCount', values)}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

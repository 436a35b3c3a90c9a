import { FileLock, Handshake, UserRoundCheck } from 'lucide-react';
import { Button } from '../../../../design/plain/Button';
import { useLanguage, useT } from '../../../../i18n';
import { formatNumber } from '../../../../i18n/format';
import { focusOn, gridId } from '../../../ui';
import { openExport, openGive } from '../../transfer/actions';
import { assign } from '../actions';
import { keys, useKeys } from '../store';
import { hiddenMarks } from '../store/marks';

/** Says how many keys are marked, and offers what can be done with all of them. */
export function SelectionBar() {
  const t = useT();
  const language = useLanguage();
  const marked = useKeys((state) => state.marked);
  const hidden = useKeys(hiddenMarks);
  const number = formatNumber(language, marked.size);
  return (
    // This element is always there, so that a change of the number is announced.
    <section aria-label={t('accounts:selection.region')} aria-live="polite">
      {marked.size > 1 ? (
        <div className="flex min-h-13 animate-appear flex-wrap items-center justify-end gap-2 border-t border-line bg-sidebar px-4 py-2">
          <span className="mr-auto font-medium whitespace-nowrap text-ink tabular-nums">
            {t('accounts:selection.count', { number })}
            {hidden === 0 ? null : (
              <span className="block text-sm font-normal text-warning-ink">
                {hidden === null
                  ? t('accounts:selection.someHidden')
                  : t('accounts:selection.hidden', { count: hidden, number: formatNumber(language, hidden) })}
              </span>
            )}
          </span>
          <Button
            variant="ghost"
            onClick={() => {
              keys.clearMarks();
              focusOn(gridId);
            }}
          >
            {t('accounts:selection.clear')}
          </Button>
          <Button
            icon={<Handshake size={15} aria-hidden />}
            onClick={() => void openGive({ kind: 'keys', ids: [...marked.keys()] })}
          >
            {t('given:give')}
          </Button>
          <Button
            icon={<FileLock size={15} aria-hidden />}
            onClick={() => void openExport({ kind: 'keys', ids: [...marked.keys()] })}
          >
            {t('keys:exportCount', { count: marked.size, number })}
          </Button>
          <Button
            variant="primary"
            icon={<UserRoundCheck size={15} aria-hidden />}
            onClick={() => assign([...marked.values()])}
          >
            {t('accounts:assign.act')}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

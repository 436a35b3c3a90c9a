import { ChevronDown, FileLock, Handshake, Tags, UserRoundCheck } from 'lucide-react';
import { Button } from '../../../../design/plain/Button';
import { useLanguage, useT } from '../../../../i18n';
import { formatNumber } from '../../../../i18n/format';
import { chosenMenuId, focusOn, gridId, useUi } from '../../../ui';
import { askForChosen, assignChosen, exportChosen, giveChosen } from '../../bulk/chosen';
import { keys, useKeys } from '../store';
import { hiddenMarks } from '../store/marks';
import { countChosen } from '../store/state';

/** Says how many keys are chosen: those that are marked, or all that match what the list is narrowed to. */
function Count({ count }: { count: number }) {
  const t = useT();
  const language = useLanguage();
  const all = useKeys((state) => state.all);
  const hidden = useKeys(hiddenMarks);
  const counted = { count, number: formatNumber(language, count) };
  return (
    <span className="mr-auto font-medium whitespace-nowrap text-ink tabular-nums">
      {all === null
        ? t('accounts:selection.count', counted)
        : all.except.size === 0
          ? t('bulk:all', counted)
          : t('bulk:allBut', counted)}
      {hidden === 0 ? null : (
        <span className="block text-sm font-normal text-warning-ink">
          {hidden === null
            ? t('accounts:selection.someHidden')
            : t('accounts:selection.hidden', { count: hidden, number: formatNumber(language, hidden) })}
        </span>
      )}
    </span>
  );
}

/** Says how many keys are chosen, and offers what can be done with all of them. */
export function SelectionBar() {
  const t = useT();
  const language = useLanguage();
  const isShown = useKeys((state) => state.all !== null || state.marked.size > 1);
  const count = useKeys(countChosen);
  const total = useKeys((state) => state.total ?? 0);
  const isOpen = useUi((ui) => ui.menu?.of === 'chosen');
  const number = formatNumber(language, count);
  return (
    // This element is always there, so that a change of the number is announced.
    <section aria-label={t('accounts:selection.region')} aria-live="polite">
      {isShown ? (
        <div
          data-bottom-bar
          className="flex min-h-13 animate-appear flex-wrap items-center justify-end gap-2 border-t border-line bg-sidebar px-4 py-2"
        >
          <Count count={count} />
          {count < total ? (
            <Button
              variant="ghost"
              onClick={() => {
                keys.markAll();
                focusOn(gridId);
              }}
            >
              {t('bulk:everything', { number: formatNumber(language, total) })}
            </Button>
          ) : null}
          <Button
            variant="ghost"
            onClick={() => {
              keys.clearMarks();
              focusOn(gridId);
            }}
          >
            {t('accounts:selection.clear')}
          </Button>
          <Button icon={<Tags size={15} aria-hidden />} onClick={() => askForChosen('tag')}>
            {t('bulk:tag.act')}
          </Button>
          <Button icon={<Handshake size={15} aria-hidden />} onClick={giveChosen}>
            {t('given:give')}
          </Button>
          <Button icon={<FileLock size={15} aria-hidden />} onClick={exportChosen}>
            {t('keys:exportCount', { count, number })}
          </Button>
          <Button icon={<UserRoundCheck size={15} aria-hidden />} onClick={() => void assignChosen()}>
            {t('accounts:assign.act')}
          </Button>
          <Button
            id={chosenMenuId}
            variant="primary"
            aria-label={t('bulk:moreLabel')}
            title={t('bulk:moreLabel')}
            aria-haspopup="menu"
            aria-expanded={isOpen}
            onClick={(event) => {
              const { left, top } = event.currentTarget.getBoundingClientRect();
              useUi.setState({ menu: { of: 'chosen', x: left, y: top } });
            }}
          >
            {t('bulk:more')}
            <ChevronDown size={14} aria-hidden />
          </Button>
        </div>
      ) : null}
    </section>
  );
}

import { ChevronRight } from 'lucide-react';
import { Fragment, type KeyboardEvent } from 'react';
import { type RotationStage, rotationStages } from '../../../../common/rotation';
import { cx } from '../../../design/cx';
import { useLanguage, useT } from '../../../i18n';
import { formatNumber } from '../../../i18n/format';
import { board, useBoard } from './board';

export const stagePanelId = 'rotation-stage';
const tabId = (stage: RotationStage) => `rotation-tab-${stage}`;
export const stageTabId = tabId;

/** The stages in their order, with how many rotations are at each. One of them is shown below. */
export function StageTabs() {
  const t = useT();
  const language = useLanguage();
  const stage = useBoard((state) => state.stage);
  const counts = useBoard((state) => state.counts);

  const onKeyDown = (event: KeyboardEvent) => {
    const at = rotationStages.indexOf(stage);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: rotationStages.length - 1 }[event.key];
    const next = to === undefined ? undefined : rotationStages[to];
    if (!next) return;
    event.preventDefault();
    void board.show(next);
    document.getElementById(tabId(next))?.focus();
  };

  return (
    <div
      role="tablist"
      aria-label={t('rotation:board.stages')}
      onKeyDown={onKeyDown}
      className="flex shrink-0 flex-wrap items-center gap-x-1 gap-y-1.5 border-b border-line px-4 py-3"
    >
      {rotationStages.map((one, index) => {
        const label = t(`rotation:board.stage.${one}`);
        const number = counts ? formatNumber(language, counts[one]) : '…';
        return (
          <Fragment key={one}>
            {index > 0 ? <ChevronRight size={14} className="shrink-0 text-faint" aria-hidden /> : null}
            <button
              type="button"
              role="tab"
              id={tabId(one)}
              aria-selected={one === stage}
              aria-controls={stagePanelId}
              tabIndex={one === stage ? 0 : -1}
              onClick={() => void board.show(one)}
              className={cx(
                'flex h-8 cursor-default items-center gap-2 rounded-md px-2.5 whitespace-nowrap transition-colors duration-100',
                one === stage ? 'chosen bg-active font-medium text-ink' : 'text-muted hover:bg-hover hover:text-ink',
              )}
            >
              {label}
              <span
                className={cx(
                  'min-w-5 rounded-full px-1.5 text-center text-sm tabular-nums',
                  counts?.[one] ? 'bg-raised text-ink ring-1 ring-line ring-inset' : 'text-muted',
                )}
              >
                {number}
              </span>
            </button>
          </Fragment>
        );
      })}
    </div>
  );
}

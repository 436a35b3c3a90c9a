import type { RotationStage } from '../../../../common/rotation';
import { Button } from '../../../design/plain/Button';
import { useLanguage, useT } from '../../../i18n';
import { formatNumber } from '../../../i18n/format';
import { openDialog } from '../../ui';
import { openImport } from '../transfer/actions';
import { board, useBoard } from './board';
import type { StageAct } from './stage-act';

/** What can be done at each stage. The last act is the next step. */
const acts: Readonly<Record<RotationStage, readonly StageAct[]>> = {
  started: ['cancel'],
  added: ['cancel', 'switch'],
  switched: ['cancel', 'back', 'disable'],
  disabled: ['cancel', 'enable', 'delete'],
  finished: [],
};
const nextSteps: readonly StageAct[] = ['switch', 'disable', 'delete'];

/** Says how many rotations an act is for, and offers what can be done with them: the selected ones, or all of the stage. */
export function RotationBar({ total }: { total: number }) {
  const t = useT();
  const language = useLanguage();
  const stage = useBoard((state) => state.stage);
  const chosen = useBoard((state) => state.chosen.size);
  const count = chosen > 0 ? chosen : total;
  const words = { count, number: formatNumber(language, count) };
  const ask = async (act: StageAct) => {
    const ids = await board.wanted();
    if (ids.length > 0) openDialog({ kind: 'rotation-act', act, ids });
  };
  if (stage === 'finished' || total === 0) return null;
  return (
    <div
      data-bottom-bar
      className="flex min-h-13 shrink-0 flex-wrap items-center justify-end gap-2 border-t border-line bg-sidebar px-4 py-2"
    >
      <span role="status" className="mr-auto font-medium text-ink tabular-nums">
        {chosen > 0 ? t('rotation:board.chosen', words) : t('rotation:board.all', words)}
      </span>
      {chosen > 0 ? (
        <Button variant="ghost" onClick={board.clear}>
          {t('rotation:board.clear')}
        </Button>
      ) : null}
      {acts[stage].map((act) => (
        <Button
          key={act}
          variant={act === 'switch' ? 'primary' : nextSteps.includes(act) ? 'danger' : 'secondary'}
          onClick={() => void ask(act)}
        >
          {t(`rotation:act.${act}`)}
        </Button>
      ))}
      {stage === 'started' ? (
        <Button variant="primary" onClick={() => void openImport()}>
          {t('rotation:board.import')}
        </Button>
      ) : null}
    </div>
  );
}

import { cx } from '../../design/cx';
import { useT } from '../../i18n';
import { type Score, scoreWords } from './strength';

const steps = [0, 1, 2, 3, 4] as const;
const colours: Record<Score, string> = { 0: 'bg-danger', 1: 'bg-danger', 2: 'bg-warning', 3: 'bg-good', 4: 'bg-good' };

/** Five steps that fill as a password gets harder to guess. `null`: nothing is typed, or it is not known yet. */
export function StrengthMeter({ score }: { score: Score | null }) {
  const t = useT();
  const words = score === null ? '' : scoreWords(t, score);
  return (
    <div className="flex items-center gap-3">
      {/* biome-ignore lint/a11y/useSemanticElements: <meter> can't be drawn in five steps. */}
      <div
        role="meter"
        aria-label={t('create:strength')}
        aria-valuemin={0}
        aria-valuemax={steps.length}
        aria-valuenow={score === null ? 0 : score + 1}
        aria-valuetext={words || undefined}
        className="flex flex-1 gap-1"
      >
        {steps.map((step) => (
          <span
            key={step}
            className={cx(
              'h-1 flex-1 rounded-full transition-colors duration-200',
              score !== null && step <= score ? cx('filled-bar', colours[score]) : 'bg-line forced-colors:outline',
            )}
          />
        ))}
      </div>
      {/* Its space is kept, so that the bars keep their width while the person types. */}
      <span aria-hidden className="w-20 text-right text-sm text-muted">
        {words || '\u00a0'}
      </span>
    </div>
  );
}

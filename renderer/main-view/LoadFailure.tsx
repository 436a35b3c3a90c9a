import type { AppError } from '../../common/errors';
import { Button } from '../design/plain/Button';
import { Failure } from '../design/plain/Failure';
import { useT } from '../i18n';

interface LoadFailureProps {
  problem: AppError | null;
  title: string;
  onRetry: () => void;
}

/** Says at the top of a page why its list can't be shown, and offers to try again. Renders nothing without a problem. */
export function LoadFailure({ problem, title, onRetry }: LoadFailureProps) {
  const t = useT();
  return problem ? (
    <div className="p-4">
      <Failure error={problem} title={title} action={<Button onClick={onRetry}>{t('common:retry')}</Button>} />
    </div>
  ) : null;
}

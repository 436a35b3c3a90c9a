import type { ReactNode } from 'react';
import type { AppError } from '../../../common/errors';
import { useT } from '../../i18n';
import { errorWords, Words } from '../../i18n/words';
import { Banner } from './Banner';

interface FailureProps {
  error: AppError | null;
  title?: string;
  /** Buttons beside the words. */
  action?: ReactNode;
}

/** Says why something failed. Renders nothing without an error. */
export function Failure({ error, ...banner }: FailureProps) {
  const t = useT();
  return error ? (
    <Banner tone="danger" {...banner}>
      <Words>{errorWords(t, error)}</Words>
    </Banner>
  ) : null;
}

/** Like {@link Failure}, beside the buttons of a footer, for a form that is taller than its sheet. */
export function FooterFailure({ error }: { error: AppError | null }) {
  return error ? (
    <div className="min-w-0 flex-1">
      <Failure error={error} />
    </div>
  ) : null;
}

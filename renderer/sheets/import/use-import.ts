import { useState } from 'react';
import type { Client } from '../../../common/contract/derived';
import type { AppError } from '../../../common/errors';
import type { ImportPlan, OpenedFile } from '../../../common/transfer/import';
import type { Cleaned } from '../../../common/transfer/originals';
import type { CleanableSource, ImportStep } from './steps';
import { useApplying } from './use-applying';
import { useComparing } from './use-comparing';
import { useHeld } from './use-held';
import { useOpening } from './use-opening';

/**
 * The whole way from a file to keys in the vault: opens the file, compares it, carries out what was chosen, and cleans
 * it.
 */
export function useImport(client: Client<'import'>, close: () => void) {
  const { keyImport } = client;
  const [step, setStep] = useState<ImportStep>({ at: 'choosing' });
  const [failure, setFailure] = useState<AppError | null>(null);
  const held = useHeld();
  const { forgetStop, ...applying } = useApplying({ client, held, setStep, setFailure });
  const { compare, ...comparing } = useComparing({ keyImport, held, setStep, setFailure, onChange: forgetStop });
  const { choose, ...opening } = useOpening({ client, setStep, setFailure, compare, close });

  return {
    step,
    failure,
    ...opening,
    ...comparing,
    ...applying,
    chooseAnother(): Promise<void> {
      held.forgetPassword();
      const before = step;
      setStep({ at: 'choosing' });
      return choose(() => setStep(before));
    },
    back(file: OpenedFile, plan: ImportPlan): void {
      held.forgetProof();
      setFailure(null);
      setStep({ at: 'preview', file, plan });
    },
    beginCleaning: (source: CleanableSource) => setStep({ at: 'clean', source, before: step }),
    leaveCleaning: (before: ImportStep) => setStep(before),
    cleaned: (cleaned: Cleaned) => setStep({ at: 'cleaned', cleaned }),
  };
}

export type ImportForm = ReturnType<typeof useImport>;

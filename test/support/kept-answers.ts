import type { ElectronApplication } from '@playwright/test';

/**
 * Playwright waits for the answer of `evaluate` by a handle that V8 holds only weakly. If main collects garbage at that
 * moment (it does when it locks, to remove a copied value from its heap), the answer is lost although the function ran:
 * "Resulting promise was garbage collected". This is a known fault of the debugging protocol and says nothing about the
 * application. So the question is asked again. Whatever tests evaluate in main may be done twice.
 */
export function keepAnswers(app: ElectronApplication): ElectronApplication {
  const evaluate = app.evaluate.bind(app) as (...of: unknown[]) => Promise<unknown>;
  const again = async (...of: unknown[]): Promise<unknown> => {
    for (;;) {
      try {
        return await evaluate(...of);
      } catch (thrown) {
        if (!(thrown instanceof Error) || !thrown.message.includes('promise was garbage collected')) throw thrown;
      }
    }
  };
  return Object.assign(app, { evaluate: again });
}

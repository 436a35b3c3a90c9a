import type { ElectronApplication } from '@playwright/test';

/**
 * Playwright waits for the answer of `evaluate` through a handle that V8 holds only weakly. When main collects garbage
 * in that moment (it does when it locks: a copied value is churned out of its heap), the answer is lost though the
 * function ran: "Resulting promise was garbage collected". A known flaw of the debugging protocol, which says nothing of
 * the application. So the question is asked again; whatever tests evaluate in main may be done twice.
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

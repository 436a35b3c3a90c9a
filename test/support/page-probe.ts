import type { ElectronApplication, Page } from '@playwright/test';
import type { View } from '../../common/views';

/** Returns what a request in a view's own session gives: the status and the headers, or why there was no answer. */
export function ask(app: ElectronApplication, view: View, url: string) {
  return app.evaluate(
    async ({ webContents }, { own, wanted }) => {
      const contents = webContents.getAllWebContents().find((candidate) => candidate.getURL() === own);
      if (!contents) return { failed: 'no such view' };
      try {
        const answer = await contents.session.fetch(wanted);
        return { status: answer.status, headers: Object.fromEntries(answer.headers) };
      } catch (error) {
        return { failed: String(error) };
      }
    },
    { own: `app://${view}/`, wanted: url },
  );
}

/** Returns the names of the operations that a page finds in its client. */
export const operationsIn = (page: Page) =>
  page.evaluate(() =>
    Object.entries(Reflect.get(window, 'keyfold') as Record<string, unknown>)
      .filter(([, group]) => typeof group === 'object' && group !== null)
      .flatMap(([group, members]) => Object.keys(members as object).map((name) => `${group}.${name}`))
      .filter((name) => !name.startsWith('boot.'))
      .sort(),
  );

import type { Locator, Page } from '@playwright/test';
import { evenIfGone } from './words';

/** The sheet that shows a secret. */
export class RevealSheet {
  readonly page: Page;
  readonly dialog: Locator;
  /** The question whether to close without having copied anything. */
  readonly question: Locator;

  constructor(page: Page) {
    this.page = page;
    this.dialog = page.getByRole('dialog', { name: 'View Secret' });
    this.question = page.getByRole('alertdialog');
  }

  copyButton(label: string): Locator {
    return this.page.getByRole('button', { name: new RegExp(`^Cop(y|ied.*) ${label}$`) });
  }

  get download(): Locator {
    return this.page.getByRole('button', { name: 'Download CSV File' });
  }

  /** Presses Close, which asks first where the only copy would be lost. */
  async leave(): Promise<void> {
    await evenIfGone(
      this.page
        .getByRole('button', { name: /^(Close|关闭)$/ })
        .last()
        .click(),
    );
  }

  /** Closes it, and says yes where it asks. */
  async close(): Promise<void> {
    const anyway = this.question.getByRole('button', { name: /^(Close Anyway|仍然关闭)$/ });
    const gone = this.page.isClosed() ? Promise.resolve() : this.page.waitForEvent('close');
    await this.leave();
    await evenIfGone(
      (async () => {
        await Promise.race([anyway.waitFor(), gone]);
        if (!this.page.isClosed()) await anyway.click();
      })(),
    );
    await gone;
  }
}

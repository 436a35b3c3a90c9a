import type { Locator, Page } from '@playwright/test';
import { evenIfGone, literal } from './words';

/** The sheet that shows a secret, in either language. */
export class RevealSheet {
  readonly page: Page;
  readonly dialog: Locator;
  /** The question that asks if the sheet should close although nothing was copied. */
  readonly question: Locator;

  constructor(page: Page) {
    this.page = page;
    this.dialog = page.getByRole('dialog', { name: /^(View Secret|查看 Secret)$/ });
    this.question = page.getByRole('alertdialog');
  }

  copyButton(label: string): Locator {
    return this.page.getByRole('button', { name: new RegExp(`^(Cop(y|ied.*)|复制|已复制.*) ${literal(label)}$`) });
  }

  get download(): Locator {
    return this.page.getByRole('button', { name: /^(Download CSV File|下载 CSV 文件)$/ });
  }

  /** Presses Close. The sheet asks first if the only copy would be lost. */
  async leave(): Promise<void> {
    await evenIfGone(
      this.page
        .getByRole('button', { name: /^(Close|关闭)$/ })
        .last()
        .click(),
    );
  }

  /** Closes the sheet, and says yes if it asks. */
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

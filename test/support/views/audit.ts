import { expect, type Locator, type Page } from '@playwright/test';

/** The operation log in the main view, in either language. */
export class AuditView {
  readonly page: Page;
  readonly table: Locator;
  readonly check: Locator;
  readonly export: Locator;
  readonly count: Locator;

  constructor(page: Page) {
    this.page = page;
    this.table = page.getByRole('table');
    this.check = page.getByRole('button', { name: /^(Check|校验)$/ });
    this.export = page.getByRole('button', { name: /^(Export|导出)( |$)/ });
    this.count = page.getByRole('main').getByRole('status').first();
  }

  static async open(page: Page): Promise<AuditView> {
    await page.getByRole('button', { name: /^(Operation log|操作记录)$/ }).click();
    await expect(page.getByRole('heading', { name: /^(Operation log|操作记录)$/ })).toBeVisible();
    return new AuditView(page);
  }

  /** The rows, newest first: action, the text beside it, key, outcome. */
  get rows(): Locator {
    return this.table.getByRole('row').filter({ has: this.page.locator('.audit-cell-action span') });
  }

  async actions(): Promise<string[]> {
    return this.rows.locator('.audit-cell-action .font-medium').allTextContents();
  }

  async narrow(filter: string, choice: string): Promise<void> {
    await this.page.getByRole('combobox', { name: filter, exact: true }).selectOption({ label: choice });
  }
}

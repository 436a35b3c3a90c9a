import { expect, type Locator, type Page } from '@playwright/test';

/** The page of accounts and users, the tree of the sidebar, and the dialogs of both, in either language. */
export class AccountsView {
  readonly page: Page;
  readonly table: Locator;
  readonly navigation: Locator;

  constructor(page: Page) {
    this.page = page;
    this.table = page.getByRole('table', { name: /^(Accounts|账号)$/ });
    this.navigation = page.getByRole('navigation');
  }

  async open(): Promise<void> {
    await this.navigation.getByRole('button', { name: /^(Accounts|账号)$/ }).click();
  }

  /** A line of the tree. */
  line(name: string): Locator {
    return this.navigation.getByRole('button', { name, exact: true });
  }

  /** The arrow that opens what is below a line of the tree. */
  arrow(name: string): Locator {
    return this.navigation.locator(`button[aria-expanded][aria-description="${name}"]`);
  }

  /** Returns the row of the account or identity with this name. */
  row(name: string): Locator {
    return this.table
      .getByRole('row')
      .filter({ has: this.page.getByRole('rowheader').getByText(name, { exact: true }) });
  }

  async act(row: string, label: string): Promise<void> {
    await this.row(row).getByRole('button', { name: label, exact: true }).click();
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog').or(this.page.getByRole('alertdialog'));
  }

  async fill(fields: Readonly<Record<string, string>>): Promise<void> {
    for (const [label, value] of Object.entries(fields)) {
      const field = this.dialog.getByRole('textbox', { name: label, exact: true });
      await field.or(this.dialog.getByRole('combobox', { name: label, exact: true })).fill(value);
    }
  }

  async choose(label: string): Promise<void> {
    await this.dialog.getByRole('radio', { name: label, exact: true }).check();
  }

  /** Tries to choose what can't be chosen. It stays as it is, and the dialog says why. */
  async chooseRefused(label: string): Promise<void> {
    const radio = this.dialog.getByRole('radio', { name: label, exact: true });
    await expect(radio).toHaveAttribute('aria-disabled', 'true');
    await radio.click({ force: true });
    await expect(radio).not.toBeChecked();
  }

  async press(label: string): Promise<void> {
    await this.dialog.getByRole('button', { name: label, exact: true }).click();
  }

  /** The bar that is shown while several keys are selected. */
  get selection(): Locator {
    return this.page.getByRole('region', { name: /^(Selected AccessKeys|已选择的 AccessKey)$/ });
  }
}

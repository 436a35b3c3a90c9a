import type { Locator, Page } from '@playwright/test';
import { evenIfGone } from './words';

/** The sheet that puts a backup in the vault's place. */
export class RestoreSheet {
  readonly page: Page;
  readonly password: Locator;
  /** The password of the vault in place. */
  readonly present: Locator;
  readonly button: Locator;
  readonly choices: Locator;
  readonly alert: Locator;

  constructor(page: Page) {
    this.page = page;
    this.password = page.getByLabel(/^(Master password of that time|备份当时的主密码)$/);
    this.present = page.getByLabel(/^(Master password of the vault as it is now|当前保险库的主密码)$/);
    this.button = page.getByRole('button', { name: /^(Restore|恢复)$/ });
    this.choices = page.getByRole('radio');
    this.alert = page.getByRole('alert');
  }

  async submit(password: string): Promise<void> {
    await this.password.fill(password);
    await evenIfGone(this.button.click());
  }
}

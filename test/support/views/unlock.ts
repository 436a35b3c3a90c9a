import type { Locator, Page } from '@playwright/test';
import { evenIfGone } from './words';

/** The sheet that stands before a locked vault. */
export class UnlockSheet {
  readonly page: Page;
  readonly password: Locator;
  readonly button: Locator;
  readonly forgot: Locator;
  /** What the sheet says is wrong with the vault. */
  readonly alert: Locator;

  constructor(page: Page) {
    this.page = page;
    this.password = page.getByLabel(/^(Master password|主密码)$/);
    this.button = page.getByRole('button', { name: /^(Unlock|解锁)$/ });
    this.forgot = page.getByRole('button', { name: /^(Forgot the master password\?|忘记主密码？)$/ });
    this.alert = page.getByRole('alert');
  }

  async submit(password: string): Promise<void> {
    await this.password.fill(password);
    await evenIfGone(this.button.click());
  }
}

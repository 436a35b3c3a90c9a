import type { Locator, Page } from '@playwright/test';
import { evenIfGone } from './words';

/** The sheet that asks for a verification before a protected act on one key. */
export class VerifySheet {
  readonly page: Page;
  readonly dialog: Locator;
  readonly password: Locator;
  readonly code: Locator;
  readonly administrator: Locator;
  /** The button that confirms. It has the name of the act. */
  readonly confirm: Locator;

  constructor(page: Page) {
    this.page = page;
    this.dialog = page.getByRole('dialog');
    // The role keeps out the choice of the same name beside it.
    this.password = page.getByRole('textbox', { name: /^(Master password|主密码)$/ });
    this.code = page.getByLabel(/^(Verification code|验证码)$/);
    this.administrator = page.getByLabel(/^(Administrator password|管理员密码)$/);
    this.confirm = this.dialog.locator('button[type="submit"]');
  }

  /** Submits with the master password. */
  async submit(password: string): Promise<void> {
    await this.password.fill(password);
    await evenIfGone(this.confirm.click());
  }

  async submitCode(code: string): Promise<void> {
    await this.code.fill(code);
    await evenIfGone(this.confirm.click());
  }

  async submitAdministrator(password: string): Promise<void> {
    await this.administrator.fill(password);
    await evenIfGone(this.confirm.click());
  }

  async cancel(): Promise<void> {
    await evenIfGone(this.page.getByRole('button', { name: /^(Cancel|取消)$/ }).click());
  }
}

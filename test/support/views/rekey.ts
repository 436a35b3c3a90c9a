import type { Locator, Page } from '@playwright/test';

/** The sheet that gives the vault new keys. */
export class RekeySheet {
  readonly page: Page;
  readonly password: Locator;
  readonly button: Locator;
  readonly recovery: Locator;
  /** The warning that the present recovery key will open nothing. */
  readonly recoveryEnds: Locator;

  constructor(page: Page) {
    this.page = page;
    this.password = page.getByLabel(/^(Master password|主密码)$/);
    this.button = page.getByRole('button', { name: /^(Replace Keys|更换密钥)$/ });
    this.recoveryEnds = page.getByText(/The present recovery key will open nothing|当前的恢复密钥将失效/);
    this.recovery = page.getByRole('button', { name: /^(Make a Recovery Key|创建恢复密钥)$/ });
  }

  async submit(password: string): Promise<void> {
    await this.password.fill(password);
    await this.button.click();
  }
}

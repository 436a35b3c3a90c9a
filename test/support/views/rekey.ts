import type { Locator, Page } from '@playwright/test';

/** The sheet that gives the vault new keys. */
export class RekeySheet {
  readonly page: Page;
  readonly password: Locator;
  readonly button: Locator;
  readonly done: Locator;

  constructor(page: Page) {
    this.page = page;
    this.password = page.getByLabel(/^(Master password|主密码)$/);
    this.button = page.getByRole('button', { name: /^(Replace Keys|更换密钥)$/ });
    this.done = page.getByRole('button', { name: /^(Done|完成)$/ });
  }

  async submit(password: string): Promise<void> {
    await this.password.fill(password);
    await this.button.click();
  }
}

import type { Locator, Page } from '@playwright/test';
import { evenIfGone } from './words';

/** The sheet of the first start. */
export class CreateSheet {
  readonly page: Page;
  readonly password: Locator;
  readonly repeat: Locator;
  readonly strength: Locator;
  readonly button: Locator;
  /** The button that declines the offer of a recovery key. */
  readonly later: Locator;
  readonly setUp: Locator;

  constructor(page: Page) {
    this.page = page;
    this.password = page.getByLabel(/^(Master password|主密码)$/);
    this.repeat = page.getByLabel(/^(Repeat master password|确认主密码)$/);
    this.strength = page.getByRole('meter', { name: /^(Password strength|密码强度)$/ });
    this.button = page.getByRole('button', { name: /^(Create Vault|创建保险库)$/ });
    this.later = page.getByRole('button', { name: /^(Not Now|暂不设置)$/ });
    this.setUp = page.getByRole('button', { name: /^(Set Up Recovery Key|设置恢复密钥)$/ });
  }

  async fill(password: string, repeated: string): Promise<void> {
    await this.password.fill(password);
    await this.repeat.fill(repeated);
  }

  /** Called when the vault is made: declines the recovery key that is offered then. */
  async decline(): Promise<void> {
    await evenIfGone(this.later.click());
  }

  async submit(): Promise<void> {
    await evenIfGone(this.button.click());
  }
}

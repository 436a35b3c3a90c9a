import type { Locator, Page } from '@playwright/test';
import { evenIfGone } from './words';

/** The sheet in front of a locked vault. */
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

/** What the lock screen asks for when the master password is forgotten. */
export class RecoverForm {
  readonly page: Page;
  readonly dialog: Locator;
  readonly key: Locator;
  readonly newPassword: Locator;
  readonly repeat: Locator;
  readonly button: Locator;
  readonly back: Locator;

  constructor(page: Page) {
    this.page = page;
    this.dialog = page.getByRole('dialog', { name: /^(Open with the recovery key|使用恢复密钥打开)$/ });
    this.key = page.getByRole('textbox', { name: /^(Recovery key|恢复密钥)$/ });
    this.newPassword = page.getByLabel(/^(New master password|新主密码)$/);
    this.repeat = page.getByLabel(/^(Repeat new master password|确认新主密码)$/);
    this.button = page.getByRole('button', { name: /^(Set Password and Unlock|设置新密码并解锁)$/ });
    this.back = page.getByRole('button', { name: /^(Back|返回)$/ });
  }

  async submit(key: string, password: string): Promise<void> {
    await this.key.fill(key);
    await this.newPassword.fill(password);
    await this.repeat.fill(password);
    await evenIfGone(this.button.click());
  }
}

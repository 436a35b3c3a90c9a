import type { Locator, Page } from '@playwright/test';
import { VerifySheet } from './verify';

/** The sheet that changes one part of operation protection. */
export class ProtectSheet extends VerifySheet {
  readonly newPassword: Locator;
  readonly repeatPassword: Locator;
  readonly qrCode: Locator;

  constructor(page: Page) {
    super(page);
    this.newPassword = page.getByLabel(/^(New administrator password|新管理员密码)$/);
    this.repeatPassword = page.getByLabel(/^(Repeat administrator password|确认管理员密码)$/);
    this.qrCode = page.getByRole('img', { name: /^(QR code for the authenticator app|身份验证器二维码)$/ });
  }

  /** The key as the sheet shows it to be typed into an app. */
  async key(): Promise<string> {
    return ((await this.dialog.locator('dd').textContent()) ?? '').replace(/\s/g, '');
  }
}

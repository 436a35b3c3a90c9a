import type { Locator, Page } from '@playwright/test';
import { evenIfGone } from './words';

/** The part in which a recovery key is shown and typed back. It is in the create sheet and in the keyring sheet. */
export class RecoverySteps {
  readonly page: Page;
  readonly groups: Locator;
  readonly save: Locator;
  readonly written: Locator;
  readonly typed: Locator;
  readonly confirm: Locator;

  constructor(page: Page) {
    this.page = page;
    this.groups = page.getByRole('list', { name: /^(Recovery key|恢复密钥)$/ }).getByRole('listitem');
    this.save = page.getByRole('button', { name: /^(Save as File|另存为文件)$/ });
    this.written = page.getByRole('button', { name: /^(I Have Written It Down|我已抄写)$/ });
    this.typed = page.getByRole('textbox', { name: /^(Recovery key|恢复密钥)$/ });
    this.confirm = page.getByRole('button', { name: /^(Confirm|确认)$/ });
  }

  /** Returns the key as it is on the screen, in groups. */
  async shown(): Promise<string> {
    await this.groups.first().waitFor();
    return (await this.groups.allTextContents()).join('-');
  }

  async typeBack(key: string): Promise<void> {
    await this.typed.fill(key);
    await evenIfGone(this.confirm.click());
  }
}

/** The sheet that changes one of the ways into the vault. */
export class KeyringSheet {
  readonly page: Page;
  readonly dialog: Locator;
  /** The present master password. */
  readonly password: Locator;
  readonly newPassword: Locator;
  readonly repeat: Locator;
  readonly submitButton: Locator;
  readonly recovery: RecoverySteps;

  constructor(page: Page) {
    this.page = page;
    this.dialog = page.getByRole('dialog');
    this.password = page.getByLabel(/^(Master password|Current master password|主密码|当前主密码)$/);
    this.newPassword = page.getByLabel(/^(New master password|新主密码)$/);
    this.repeat = page.getByLabel(/^(Repeat new master password|确认新主密码)$/);
    this.submitButton = this.dialog.locator('button[type="submit"]');
    this.recovery = new RecoverySteps(page);
  }

  async submit(password: string): Promise<void> {
    await this.password.fill(password);
    await evenIfGone(this.submitButton.click());
  }

  async change(from: string, to: string, repeated = to): Promise<void> {
    await this.newPassword.fill(to);
    await this.repeat.fill(repeated);
    await this.submit(from);
  }
}

import type { Locator, Page } from '@playwright/test';
import { evenIfGone } from './words';

/** The sheet that exports keys into an encrypted file. */
export class ExportSheet {
  readonly page: Page;
  readonly dialog: Locator;
  /** The passphrase that Keyfold made up. */
  readonly passphrase: Locator;
  /** Confirms that the passphrase was kept. */
  readonly written: Locator;
  readonly own: Locator;
  readonly repeat: Locator;
  readonly recipients: Locator;
  /** Whom the keys are given to. */
  readonly toWhom: Locator;
  /** The receipt of what was given. */
  readonly receipt: Locator;
  readonly password: Locator;
  readonly submitButton: Locator;
  readonly stop: Locator;
  readonly progress: Locator;

  constructor(page: Page) {
    this.page = page;
    this.dialog = page.getByRole('dialog');
    this.passphrase = page.getByRole('group', { name: /^(Passphrase|密码短语)$/ });
    this.written = page.getByRole('checkbox', { name: /^(I have written it down|我已抄写)/ });
    this.own = page.getByRole('textbox', { name: /^(New passphrase|新密码短语)$/ });
    this.repeat = page.getByRole('textbox', { name: /^(Repeat passphrase|确认密码短语)$/ });
    this.recipients = page.getByRole('textbox', { name: /^(Recipients|接收方公钥)$/ });
    this.toWhom = page.getByRole('textbox', { name: /^(To whom|接收方)$/ });
    this.receipt = page.getByRole('region', { name: /^(Receipt|移交回执)$/ });
    this.password = page.getByRole('textbox', { name: /^(Master password|主密码)$/ });
    this.submitButton = this.dialog.locator('button[type="submit"]');
    this.stop = page.getByRole('button', { name: /^(Stop|停止)$/ });
    this.progress = page.getByRole('progressbar');
  }

  /** One of the choices of what to export, or how to encrypt. */
  choice(words: string | RegExp): Locator {
    return this.page.getByRole('radio', { name: words });
  }

  async choose(words: string | RegExp): Promise<void> {
    await this.choice(words).check();
  }

  async useRecipients(lines: string): Promise<void> {
    await this.choose(/^(age recipients|age 公钥)$/);
    await this.recipients.fill(lines);
  }

  /** Waits for the passphrase, and returns it. */
  async readPassphrase(): Promise<string> {
    await this.passphrase.getByText('-').first().waitFor();
    return (await this.passphrase.textContent()) ?? '';
  }

  /** Submits with the master password. The system's dialog for saving is open then. */
  async submit(password: string): Promise<void> {
    await this.password.fill(password);
    await this.submitButton.click();
  }

  /** Closes the sheet when it is finished. */
  async done(): Promise<void> {
    await evenIfGone(this.page.getByRole('button', { name: /^(Done|完成)$/ }).click());
  }

  async cancel(): Promise<void> {
    await evenIfGone(this.page.getByRole('button', { name: /^(Cancel|取消)$/ }).click());
  }
}

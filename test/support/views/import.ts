import type { Locator, Page } from '@playwright/test';
import { evenIfGone } from './words';

/** The sheet that imports keys from a file. */
export class ImportSheet {
  readonly page: Page;
  readonly dialog: Locator;
  readonly passphrase: Locator;
  readonly password: Locator;
  readonly administrator: Locator;
  readonly chooseIdentity: Locator;
  readonly chooseAnother: Locator;
  readonly table: Locator;
  /** What the import would do, in numbers. */
  readonly summary: Locator;
  readonly defaults: Locator;
  readonly submitButton: Locator;

  constructor(page: Page) {
    this.page = page;
    this.dialog = page.getByRole('dialog');
    this.passphrase = page.getByRole('textbox', { name: /^(Passphrase of the file|文件的密码短语)$/ });
    this.password = page.getByRole('textbox', { name: /^(Master password|主密码)$/ });
    this.administrator = page.getByLabel(/^(Administrator password|管理员密码)$/);
    this.chooseIdentity = page.getByRole('button', { name: /^(Choose Identity File|选择身份文件)$/ });
    this.chooseAnother = page.getByRole('button', { name: /^(Choose Another File|选择其他文件)$/ });
    this.table = page.getByRole('table', { name: /^(AccessKeys in the file|文件中的 AccessKey)$/ });
    this.summary = this.dialog.locator('footer').getByRole('status');
    this.defaults = page.getByRole('checkbox');
    this.submitButton = this.dialog.locator('button[type="submit"]');
  }

  /** Opens the file with its passphrase. */
  async unlock(passphrase: string): Promise<void> {
    await this.passphrase.fill(passphrase);
    await this.submitButton.click();
  }

  /** The filter of a state, by its words and its number. */
  filter(words: string | RegExp): Locator {
    return this.page.getByRole('radio', { name: words });
  }

  /** The row of the key of that name. */
  row(name: string): Locator {
    return this.table.getByRole('row').filter({ has: this.page.getByText(name, { exact: true }) });
  }

  /** Returns the choice for that key. */
  choiceOf(name: string): Locator {
    return this.row(name).getByRole('combobox');
  }

  /** Chooses for every key of the shown state what that button says. */
  async chooseForAll(words: string): Promise<void> {
    await this.page
      .getByRole('group', { name: /^(For all [\d,]+|For this one|全部 [\d,]+ 个)$/ })
      .getByRole('button', { name: words, exact: true })
      .click();
  }

  async submit(): Promise<void> {
    await this.submitButton.click();
  }

  /** Closes the sheet when it is finished. */
  async done(): Promise<void> {
    await evenIfGone(
      this.page
        .getByRole('button', { name: /^(Done|Close|完成|关闭)$/ })
        .last()
        .click(),
    );
  }

  async cancel(): Promise<void> {
    await evenIfGone(this.page.getByRole('button', { name: /^(Cancel|取消)$/ }).click());
  }
}

import type { Locator, Page } from '@playwright/test';
import { evenIfGone } from './words';

/** The sheet that writes a key for a tool. */
export class UseSheet {
  readonly page: Page;
  readonly dialog: Locator;
  readonly tool: Locator;
  readonly variables: Locator;
  /** The name of the variable for the AccessKey ID, if the person names it. */
  readonly ownId: Locator;
  /** Whose file it is, if not all programs look in the same place. */
  readonly readBy: Locator;
  /** Name of the entry in the file. */
  readonly entry: Locator;
  readonly region: Locator;
  /** What will be written, without the secret. */
  readonly preview: Locator;
  /** Confirms that an entry may be replaced. */
  readonly replace: Locator;
  readonly password: Locator;
  readonly submitButton: Locator;

  constructor(page: Page) {
    this.page = page;
    this.dialog = page.getByRole('dialog');
    this.tool = page.getByRole('combobox', { name: /^(Tool|工具)$/ });
    this.variables = page.getByRole('combobox', { name: /^(Environment variables|环境变量)$/ });
    this.ownId = page.getByRole('textbox', { name: /^(Name of the AccessKey ID|AccessKey ID 的名称)$/ });
    this.readBy = page.getByRole('combobox', { name: /^(Used by|使用方)$/ });
    this.entry = page.getByRole('textbox', { name: /^(Name in the file|文件中的名称)$/ });
    this.region = page.getByRole('textbox', { name: /^(Region|地域)$/ });
    this.preview = page.getByRole('region', { name: /^(What is written|写入内容)/ });
    this.replace = page.getByRole('checkbox', { name: /^(Replace|替换)/ });
    this.password = page.getByRole('textbox', { name: /^(Master password|主密码)$/ });
    this.submitButton = this.dialog.locator('button[type="submit"]');
  }

  /** Where the key goes. */
  async choose(way: 'copy' | 'new' | 'existing'): Promise<void> {
    const names = { copy: /^(Clipboard|剪贴板)$/, new: /^(New file|新文件)$/, existing: /^(Existing file|现有文件)$/ };
    await this.page.getByRole('radio', { name: names[way] }).check();
  }

  /** Submits with the master password. */
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

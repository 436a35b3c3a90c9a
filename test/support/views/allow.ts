import type { Locator, Page } from '@playwright/test';
import { evenIfGone } from './words';

/** The sheet in which a person answers what a program asks by the command `keyfold`. */
export class AllowSheet {
  readonly page: Page;
  readonly dialog: Locator;
  readonly password: Locator;
  readonly allowButton: Locator;
  readonly refuseButton: Locator;
  /** The process that a grant is for. */
  readonly process: Locator;
  /** The line with the processes that ask. */
  readonly chain: Locator;

  constructor(page: Page) {
    this.page = page;
    this.dialog = page.getByRole('dialog');
    this.password = page.getByRole('textbox', { name: /^(Master password|主密码)$/ });
    this.allowButton = page.getByRole('button', { name: /^(Allow|允许)$/ });
    this.refuseButton = page.getByRole('button', { name: /^(Refuse|拒绝)$/ });
    this.process = page.getByRole('combobox', { name: /^(For|适用于)$/ });
    this.chain = page.locator('summary').first();
  }

  /** How long it is allowed. */
  lasts(term: 'once' | 'minutes' | 'lock'): Locator {
    const names = {
      once: /^(This time|仅此一次)$/,
      minutes: /^(For 15 minutes|15 分钟内)$/,
      lock: /^(Until Keyfold locks|直到 Keyfold 锁定)$/,
    };
    return this.page.getByRole('radio', { name: names[term] });
  }

  /** Allows it, with the master password if one is given. */
  async allow(password?: string): Promise<void> {
    if (password !== undefined) await this.password.fill(password);
    await evenIfGone(this.allowButton.click());
  }

  async refuse(): Promise<void> {
    await evenIfGone(this.refuseButton.click());
  }
}

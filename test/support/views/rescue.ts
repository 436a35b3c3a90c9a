import type { Locator, Page } from '@playwright/test';

/** The sheet that stands on the lock screen after the open vault's files were replaced. */
export class RescueSheet {
  readonly page: Page;
  readonly save: Locator;
  readonly elsewhere: Locator;
  readonly leave: Locator;
  readonly toLockScreen: Locator;

  constructor(page: Page) {
    this.page = page;
    this.save = page.getByRole('button', { name: /^(Save as a Backup|保存为备份)$/ });
    this.elsewhere = page.getByRole('button', { name: /^(Save Elsewhere…|保存到其他位置…)$/ });
    this.leave = page.getByRole('button', { name: /^(Don’t Save|不保存)$/ });
    this.toLockScreen = page.getByRole('button', { name: /^(To the Lock Screen|前往锁定界面)$/ });
  }
}

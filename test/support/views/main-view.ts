import { expect, type Locator, type Page } from '@playwright/test';
import { literal } from './words';

/** The list of keys with everything around it. */
export class MainView {
  readonly page: Page;
  readonly grid: Locator;
  readonly search: Locator;
  /** How many keys there are, beside the title. */
  readonly count: Locator;
  /** The basic properties of the selected key. */
  readonly detail: Locator;
  readonly notifications: Locator;

  constructor(page: Page) {
    this.page = page;
    this.grid = page.getByRole('grid', { name: /^AccessKey(s| 列表)$/ });
    this.search = page.getByRole('searchbox');
    this.count = page.getByRole('main').getByRole('status').first();
    this.detail = page.getByRole('complementary', { name: /^(Basic properties|基本属性)$/ });
    this.notifications = page.getByRole('region', { name: /^(Notifications|通知)$/ });
  }

  /** Goes to the list of all keys, by the sidebar. */
  async openList(): Promise<void> {
    await this.page
      .getByRole('navigation')
      .getByRole('button', { name: /^(All keys|全部 AccessKey)$/ })
      .click();
  }

  /** Goes to the overview, by the sidebar. */
  async openOverview(): Promise<void> {
    await this.page
      .getByRole('navigation')
      .getByRole('button', { name: /^(Overview|概览)$/ })
      .click();
  }

  /** A tile of the overview. */
  tile(title: string): Locator {
    return this.page.getByRole('main').getByRole('button', { name: new RegExp(`^${literal(title)}( [\\d,]+)?$`) });
  }

  async openAdd(): Promise<void> {
    await this.page
      .getByRole('button', { name: /^(Add AccessKey|添加 AccessKey)$/ })
      .first()
      .click();
  }

  /** The rows of the list that are on the page. */
  get rows(): Locator {
    return this.grid.locator('[role="row"][aria-selected]');
  }

  /** The row of the key of that name. */
  row(name: string): Locator {
    return this.rows.filter({ has: this.page.locator('.key-cell-name bdi').getByText(name, { exact: true }) });
  }

  /** Returns the row with this number, from 1, if it is on the page. */
  rowAt(number: number): Locator {
    return this.grid.locator(`[role="row"][aria-rowindex="${number + 1}"]`);
  }

  /** The names in the list, from the top. */
  async names(): Promise<string[]> {
    return this.rows.locator('.key-cell-name bdi').allTextContents();
  }

  async select(name: string): Promise<void> {
    await this.row(name).click();
    await expect(this.detail.getByRole('heading', { name, exact: true })).toBeVisible();
  }

  /** Closes the properties of the selected key, so that the list has room for its usual columns. */
  async closePane(): Promise<void> {
    await this.detail.getByRole('button', { name: /^(Close basic properties|关闭基本属性)$/ }).click();
    await expect(this.detail).toHaveCount(0);
  }

  /** A column's cell in the row of that key, if the list has room for that column. */
  cell(name: string, column: 'accessKeyId' | 'account' | 'user' | 'type' | 'status' | 'default' | 'age'): Locator {
    return this.row(name).locator(`.key-cell-${column}`);
  }

  /** Returns what is beside a title in the basic properties. */
  property(title: string): Locator {
    return this.detail
      .locator('dt')
      .filter({ hasText: new RegExp(`^${literal(title)}$`) })
      .locator('xpath=following-sibling::dd[1]');
  }

  /** What the head of the pane says of the key's provider, below its name. */
  get provider(): Locator {
    return this.detail.getByRole('heading', { level: 2 }).locator('xpath=following-sibling::p[1]');
  }

  /** The button of the pane that opens the menu of the other actions. */
  get otherActions(): Locator {
    return this.detail.getByRole('button', { name: /^(More actions|更多操作)$/ });
  }

  /** An entry of the menu that is open. */
  entry(label: string): Locator {
    return this.page.getByRole('menuitem', { name: label, exact: true });
  }

  /**
   * An action of the selected key: a button of the pane, or an entry of its menu. A click opens that menu if the action
   * has no button. Whether there is such an action, {@link offered} says.
   */
  action(label: string): Locator {
    const button = this.detail.getByRole('button', { name: label, exact: true });
    const either = button.or(this.entry(label));
    const click = async () => {
      await expect(this.otherActions.or(button).first()).toBeVisible();
      // The button is there as soon as the key's properties are, which say whether its secret can be shown.
      await expect(this.detail).not.toHaveAttribute('aria-busy', 'true');
      if ((await button.count()) > 0) return button.click();
      await this.otherActions.click();
      await this.entry(label).click();
    };
    return Object.assign(Object.create(either) as Locator, { click });
  }

  /** Chooses one of the other actions of the selected key, in its menu. */
  async chooseAction(label: string | RegExp): Promise<void> {
    await this.otherActions.click();
    await this.page.getByRole('menuitem', { name: label }).click();
  }

  /** What can be done with the selected key, by its words: `no` is not offered; else `yes`, or `refused` for now. */
  async offered(label: string): Promise<'no' | 'yes' | 'refused'> {
    await expect(this.otherActions).toBeVisible();
    await expect(this.detail).not.toHaveAttribute('aria-busy', 'true');
    if ((await this.detail.getByRole('button', { name: label, exact: true }).count()) > 0) return 'yes';
    await this.otherActions.click();
    const entries = this.page.getByRole('menuitem');
    await expect(entries.first()).toBeVisible();
    const entry = this.page.getByRole('menuitem').filter({ has: this.page.getByText(label, { exact: true }) });
    const found = (await entry.count()) > 0;
    const refused = found && (await entry.getAttribute('aria-disabled')) === 'true';
    await this.page.keyboard.press('Escape');
    await expect(entries).toHaveCount(0);
    return found ? (refused ? 'refused' : 'yes') : 'no';
  }

  /** The dialog that is over the list. */
  get dialog(): Locator {
    return this.page.getByRole('dialog').or(this.page.getByRole('alertdialog'));
  }

  /** The button that confirms a deletion, of an enabled key or of a disabled one. */
  get confirmDelete(): Locator {
    const names = /^(Disable and Delete|Delete AccessKey|禁用并删除|删除)$/;
    return this.page.getByRole('alertdialog').getByRole('button', { name: names });
  }

  /** Returns the message that something was done. */
  said(words: string | RegExp): Locator {
    return this.notifications.getByRole('status').filter({ hasText: words });
  }

  async openSettings(): Promise<Locator> {
    await this.page.getByRole('button', { name: /^(Settings|设置)$/ }).click();
    return this.page.getByRole('dialog', { name: /^(Settings|设置)$/ });
  }

  /** Chooses an item of the list's own menu. */
  async more(item: string | RegExp): Promise<void> {
    await this.page.getByRole('button', { name: /^(More|更多)$/ }).click();
    await this.page.getByRole('menuitem', { name: item }).click();
  }

  async chooseProvider(name: string): Promise<void> {
    await this.page.getByRole('navigation').getByRole('button', { name, exact: true }).click();
  }
}

import type { Locator, Page } from '@playwright/test';
import { type ProviderId, providerOf } from '../../../common/providers';
import type { FakePair } from '../fake-keys';
import { either, evenIfGone } from './words';

/** The sheet that adds a key, in either language. */
export class AddSheet {
  readonly page: Page;
  readonly dialog: Locator;
  readonly save: Locator;
  readonly name: Locator;
  readonly endpoint: Locator;

  constructor(page: Page) {
    this.page = page;
    this.dialog = page.getByRole('dialog');
    this.name = page.getByLabel(/^(Name|名称)$/);
    this.endpoint = page.getByLabel(/^(Endpoint|接入地址)$/);
    this.save = this.dialog.getByRole('button', { name: /^(Add AccessKey|添加 AccessKey)$/ });
  }

  async choose(provider: ProviderId): Promise<void> {
    await this.page.getByRole('radio', { name: either(providerOf(provider).name) }).check();
  }

  /** A choice among a few, by its words. */
  option(label: string): Locator {
    return this.page.getByRole('radio', { name: label, exact: true });
  }

  async chooseOption(label: string): Promise<void> {
    await this.option(label).check();
  }

  field(label: string): Locator {
    return this.page.getByLabel(label, { exact: true });
  }

  async fill(fields: Readonly<Record<string, string>>): Promise<void> {
    for (const [label, value] of Object.entries(fields)) await this.field(label).fill(value);
  }

  /** The pair under the provider's own labels. */
  async fillPair(provider: ProviderId, { accessKeyId, secret }: FakePair): Promise<void> {
    const words = providerOf(provider);
    await this.page.getByLabel(either(words.accessKeyId.label)).fill(accessKeyId);
    await this.page.getByLabel(either(words.secret.label)).fill(secret);
  }

  async submit(): Promise<void> {
    await evenIfGone(this.save.click());
  }

  /** Leaves the form although a secret was typed into it, which is asked about. */
  async abandon(by: 'Cancel' | 'Escape' = 'Cancel'): Promise<void> {
    if (by === 'Escape') await this.page.keyboard.press('Escape');
    else await this.page.getByRole('button', { name: /^(Cancel|取消)$/ }).click();
    const anyway = this.page.getByRole('alertdialog').getByRole('button', { name: /^(Close Anyway|仍然关闭)$/ });
    await evenIfGone(anyway.click());
  }

  async cancel(): Promise<void> {
    await evenIfGone(this.page.getByRole('button', { name: /^(Cancel|取消)$/ }).click());
  }
}

import type { Locator, Page } from '@playwright/test';
import { type ProfileId, profileOf } from '../../../common/providers';
import type { FakePair } from '../fake-keys';
import { evenIfGone } from './words';

/** The sheet that adds a key. */
export class AddSheet {
  readonly page: Page;
  readonly dialog: Locator;
  readonly save: Locator;

  constructor(page: Page) {
    this.page = page;
    this.dialog = page.getByRole('dialog');
    this.save = this.dialog.getByRole('button', { name: /^(Add AccessKey|添加 AccessKey)$/ });
  }

  async choose(profile: ProfileId): Promise<void> {
    await this.option(profileOf(profile).name.en).check();
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

  /** The pair under the profile's own labels. */
  async fillPair(profile: ProfileId, { accessKeyId, secret }: FakePair): Promise<void> {
    const words = profileOf(profile);
    await this.fill({ [words.accessKeyId.label.en]: accessKeyId, [words.secret.label.en]: secret });
  }

  async submit(): Promise<void> {
    await evenIfGone(this.save.click());
  }

  async cancel(): Promise<void> {
    await evenIfGone(this.page.getByRole('button', { name: /^(Cancel|取消)$/ }).click());
  }
}

import { expect, type Locator } from '@playwright/test';
import type { Language } from '../../common/languages';
import type { ProviderId } from '../../common/providers';
import type { Keyfold } from './app';
import { type FakePair, fakePair, masterPassword, uniqueName } from './fake-keys';
import type { ProtectSheet } from './views/protect';
import type { RevealSheet } from './views/reveal';
import type { VerifySheet } from './views/verify';

export interface TypedKey extends FakePair {
  provider: ProviderId;
  name: string;
}

export interface KeyChoice {
  name?: string;
  pair?: FakePair;
  /** Identities, types or credential kinds of the provider that are chosen, by their words. */
  options?: readonly string[];
  /** Other fields by their labels. */
  fields?: Readonly<Record<string, string>>;
}

/** Types a key into the add sheet and saves it. The reveal sheet is open then. */
export async function typeKey(
  keyfold: Keyfold,
  provider: ProviderId,
  { name = uniqueName('Key'), pair = fakePair(provider), options = [], fields = {} }: KeyChoice = {},
): Promise<{ key: TypedKey; reveal: RevealSheet }> {
  const sheet = await keyfold.openAdd();
  await sheet.choose(provider);
  for (const option of options) await sheet.chooseOption(option);
  await sheet.name.fill(name);
  // The first type of Private Alibaba Cloud belongs to an endpoint.
  if (provider === 'private-alibaba' && options.length === 0) await sheet.endpoint.fill('ebs.example.internal');
  await sheet.fill(fields);
  await sheet.fillPair(provider, pair);
  await sheet.submit();
  const reveal = await keyfold.reveal();
  return { key: { provider, name, accessKeyId: pair.accessKeyId, secret: pair.secret }, reveal };
}

/** Adds a key as a person does, and closes the reveal sheet. */
export async function addKey(keyfold: Keyfold, provider: ProviderId, choice: KeyChoice = {}): Promise<TypedKey> {
  const { key, reveal } = await typeKey(keyfold, provider, choice);
  await reveal.close();
  return key;
}

/** Asks to delete a key and confirms. The verify sheet is open then. */
export async function askToDelete(keyfold: Keyfold, name: string): Promise<VerifySheet> {
  const main = await keyfold.main();
  await main.select(name);
  await main.chooseAction(/^(Delete AccessKey|删除)$/);
  await main.confirmDelete.click();
  return keyfold.verify();
}

/** Gives the verification that the act under way asks for. */
export async function verifyAct(keyfold: Keyfold, password = masterPassword): Promise<void> {
  await (await keyfold.verify()).submit(password);
  await keyfold.gone('verify');
}

/** Deletes a key as a person does. */
export async function deleteKey(keyfold: Keyfold, name: string, password = masterPassword): Promise<void> {
  const sheet = await askToDelete(keyfold, name);
  await sheet.submit(password);
  await keyfold.gone('verify');
  await expect((await keyfold.main()).row(name)).toHaveCount(0);
}

/** Returns the part of operation protection with that name in Settings, which must be open. */
export async function protectionPart(keyfold: Keyfold, label: string): Promise<Locator> {
  const { page } = await keyfold.main();
  return page.getByRole('group', { name: label, exact: true });
}

/** Presses the button of one part in Settings. The sheet that changes it is open then. */
export async function openProtect(keyfold: Keyfold, label: string): Promise<ProtectSheet> {
  await (await protectionPart(keyfold, label)).getByRole('button').click();
  return keyfold.protect();
}

/** Chooses the language in Settings, from either language. */
export async function chooseLanguage(keyfold: Keyfold, language: Language): Promise<void> {
  const { page } = await keyfold.main();
  await keyfold.menu('settings');
  const settings = page.getByRole('dialog', { name: /^(Settings|设置)$/ });
  // Each language is named in its own words. `check` can't be used, because the answer comes from main.
  await settings.getByRole('radio', { name: { en: 'English', 'zh-CN': '简体中文' }[language] }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', language);
  await settings.getByRole('button', { name: /^(Done|完成)$/ }).click();
  await expect(settings).toHaveCount(0);
}

/** The languages of the interface. A new one needs a catalogue in `renderer/i18n` and the words in `main/menu`. */
export const languages = ['en', 'zh-CN'] as const;
export type Language = (typeof languages)[number];

/** A text that belongs to data (a provider's profile) and so carries its own translations. */
export type Localized = Readonly<Record<Language, string>>;

/** What the person chose in Settings; `system` follows the operating system. */
export type LanguageChoice = 'system' | Language;

/**
 * The interface language for a BCP 47 tag: Simplified Chinese for every `zh` tag (Keyfold has no Traditional
 * catalogue, and Simplified reads better there than English), English for everything else.
 */
export function languageFor(tag: string): Language {
  return tag.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}

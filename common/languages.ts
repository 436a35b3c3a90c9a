/** The languages of the interface. A new one needs a catalogue in `renderer/i18n` and the words in `main/menu`. */
export const languages = ['en', 'zh-CN'] as const;
export type Language = (typeof languages)[number];

/** A text that belongs to data (a provider's data) and so has its own translations. */
export type Localized = Readonly<Record<Language, string>>;

/** What the person chose in Settings; `system` follows the operating system. */
export type LanguageChoice = 'system' | Language;

/**
 * Returns the interface language for a BCP 47 tag. It is Simplified Chinese for every `zh` tag: Keyfold has no
 * Traditional catalogue, and its readers read Simplified more easily than English. It is English for everything else.
 */
export function languageFor(tag: string): Language {
  return tag.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}

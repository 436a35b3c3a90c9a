import { type LanguageChoice, languages } from './languages';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export const languageChoices = ['system', ...languages] as const;

/** What Settings shows and the person may change; kept by electron-store. Nothing secret. */
export interface Settings {
  theme: Theme;
  language: LanguageChoice;
  /** Keep the whole window out of screenshots and screen sharing, where the system can, not only sheets with secrets. */
  hideFromCapture: boolean;
}

export const defaultSettings: Settings = { theme: 'system', language: 'system', hideFromCapture: false };

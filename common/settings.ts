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
  /** Minutes without input until Keyfold locks; `null`: never. */
  lockAfterMinutes: number | null;
  /** Seconds until a copied value is taken from the clipboard. */
  clipboardSeconds: number;
}

export const lockMinuteLimits = { least: 1, most: 60 } as const;
export const clipboardSecondLimits = { least: 10, most: 120 } as const;

export const defaultSettings: Settings = {
  theme: 'system',
  language: 'system',
  hideFromCapture: false,
  lockAfterMinutes: 5,
  clipboardSeconds: 30,
};

/** A part of the settings that changes; what isn't named stays. */
export type SettingsChange = { [Name in keyof Settings]?: Settings[Name] | undefined };

/** What this system and this Electron can and can't do, for Settings to say plainly. */
export interface SystemAbilities {
  /**
   * Whether a locked screen is noticed: the system tells it (`told`), the desktop announces it on a bus that Keyfold
   * listens to (`announced`), or there is nothing to listen to (`unnoticed`).
   */
  screenLock: 'told' | 'announced' | 'unnoticed';
  /** Whether a copied value can be marked so that clipboard histories leave it out. */
  concealsCopies: boolean;
}

import type { AppError } from './errors';
import { type ListColumns, usualColumns } from './keys/columns';
import { type LanguageChoice, languages } from './languages';
import { type TextSize, usualTextSize } from './text-size';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export const languageChoices = ['system', ...languages] as const;

/** What screenshots and screen sharing get: everything, all but the sheets of an open vault, or only the lock screen. */
export const captureChoices = ['shown', 'secrets', 'window'] as const;
export type CaptureChoice = (typeof captureChoices)[number];

/** What Settings shows and the person may change. electron-store keeps it in a file. Nothing in it is secret. */
export interface Settings {
  theme: Theme;
  language: LanguageChoice;
  /** The size of text in every view, in percent. */
  textSize: TextSize;
  /** Whether the desktop shows a message when a key is due or about to end, with the key's name. */
  notifications: boolean;
  /** Whether there is an icon with a menu in the desktop's tray. */
  tray: boolean;
  /** What is kept out of screenshots and screen sharing, if the system can do that. */
  capture: CaptureChoice;
  /** Minutes without input until Keyfold locks; `null`: never. */
  lockAfterMinutes: number | null;
  /** Seconds until a copied value is taken from the clipboard. */
  clipboardSeconds: number;
  /** The size of a key's properties beside the list, and below it, in pixels of the page. */
  paneWidth: number;
  paneHeight: number;
  /** The columns of the list of keys. */
  columns: ListColumns;
}

/** The sizes of a key's properties, in pixels of the page. A window with less room shows them smaller. */
export const paneLimits = { width: { least: 260, most: 720 }, height: { least: 120, most: 720 } } as const;
export const lockMinuteLimits = { least: 1, most: 60 } as const;
export const clipboardSecondLimits = { least: 10, most: 120 } as const;

export const defaultSettings: Settings = {
  theme: 'system',
  language: 'system',
  textSize: usualTextSize,
  notifications: true,
  tray: false,
  capture: 'shown',
  lockAfterMinutes: 5,
  clipboardSeconds: 30,
  paneWidth: 304,
  paneHeight: 320,
  columns: usualColumns,
};

/** A part of the settings that changes. What isn't named stays as it is. */
export type SettingsChange = { [Name in keyof Settings]?: Settings[Name] | undefined };

/**
 * What the file system refused. `unread`: the settings file could be neither read nor set aside, and the defaults are
 * used. `unsaved`: what was chosen last lasts until Keyfold ends.
 */
export interface SettingsProblem {
  what: 'unread' | 'unsaved';
  error: AppError;
}

/** What this system and this Electron can and can't do. Settings says it plainly. */
export interface SystemAbilities {
  /**
   * Whether Keyfold notices that the screen is locked. `told`: the system tells it. `announced`: the desktop announces
   * it on a bus that Keyfold listens to. `unnoticed`: there is nothing to listen to.
   */
  screenLock: 'told' | 'announced' | 'unnoticed';
  /** Whether a copied value can be marked so that clipboard histories leave it out. */
  concealsCopies: boolean;
}

/** What this desktop shows outside of the window. It can change while Keyfold runs. */
export interface OutsideAbilities {
  /** Messages of programs. */
  notifications: boolean;
  /** Icons in a tray. */
  tray: boolean;
}

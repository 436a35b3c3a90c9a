import { isAbsolute } from 'node:path';
import { KeyfoldError } from '../../common/errors';
import { columnsIn } from '../../common/keys/columns';
import { type Language, languageFor } from '../../common/languages';
import {
  type CaptureChoice,
  captureChoices,
  clipboardSecondLimits,
  defaultSettings,
  languageChoices,
  lockMinuteLimits,
  paneLimits,
  type Settings,
  type SettingsChange,
  type SettingsProblem,
  themes,
} from '../../common/settings';
import { textSizes, usualTextSize } from '../../common/text-size';
import { vaultNameLimit } from '../../common/vaults';
import { openSettingsFile } from './settings-file';

/** The last place of the window, in device-independent pixels. */
export interface Placement {
  x: number;
  y: number;
  width: number;
  height: number;
  maximized: boolean;
}

interface Stored extends Settings {
  placement?: Placement;
  generationMark?: KeptMark;
  /** What an earlier version wrote instead of `capture`. */
  hideFromCapture?: unknown;
  vaults?: StoredVault[];
  vault?: string | undefined;
}

/** What this machine keeps of a vault outside its own folder, by the path of its folder. */
export interface StoredVault {
  folder: string;
  /** What the lock screen calls it. */
  name?: string;
  /** It was taken out of the list. Its mark stays, in case it comes back. */
  forgotten?: true;
  /** It was brought from elsewhere and has not been opened yet. */
  foreign?: true;
  mark?: KeptMark;
  /** The second folder for its backups. */
  backups?: string;
}

/**
 * The mark of the vault's generation, in base64. `backend` names the keychain that sealed it; `null` if there was none.
 */
export interface KeptMark {
  text: string;
  backend: string | null;
}

export interface SettingsStore {
  /** The name under which an unusable settings file was set aside since the start, or `null`. */
  readonly setAside: string | null;
  /** What the file system refused last, or `null`. */
  readonly problem: SettingsProblem | null;
  get(): Settings;
  set(change: SettingsChange): Settings;
  placement(): Placement | null;
  remember(placement: Placement): void;
  mark(): KeptMark | null;
  /** Errors: those of the file system. Then the mark is not kept, not even in memory. */
  keepMark(mark: KeptMark): void;
  /** Returns what is kept of the vaults. Entries that this version can't read are left out. */
  vaults(): StoredVault[];
  /** Errors: those of the file system. */
  keepVaults(vaults: StoredVault[]): void;
  /** The folder of the vault that is used; `null`: the own one. */
  vault(): string | null;
  keepVault(folder: string | null): void;
  /** Returns the interface language: the chosen one, or the system's. `systemTag` is a BCP 47 tag. */
  language(systemTag: string): Language;
}

/**
 * Opens `settings.json` in this folder. A file that is not JSON, or says something twice, is renamed, never overwritten,
 * and Keyfold starts with the defaults. So is a link, which is never followed. Unknown values fall back to the default
 * one by one. Never throws: if the file can be neither read nor set aside, or nothing can be written, settings are kept
 * in memory until Keyfold ends.
 */
export function openSettings(folder: string): SettingsStore {
  const file = openSettingsFile<Stored>(folder, known);

  const get = (): Settings => {
    const stored = file.read();
    const { theme = defaultSettings.theme, language = defaultSettings.language, textSize = usualTextSize } = stored;
    const notifications: unknown = stored.notifications;
    const tray: unknown = stored.tray;
    return {
      theme: themes.includes(theme) ? theme : defaultSettings.theme,
      language: languageChoices.includes(language) ? language : defaultSettings.language,
      textSize: textSizes.includes(textSize) ? textSize : usualTextSize,
      // A value that is damaged must not make Keyfold say more.
      notifications: notifications === undefined ? defaultSettings.notifications : notifications === true,
      tray: tray === true,
      capture: captureIn(stored.capture, stored.hideFromCapture),
      // Only `null` itself means never: a damaged value must not keep Keyfold open.
      lockAfterMinutes:
        stored.lockAfterMinutes === null
          ? null
          : within(stored.lockAfterMinutes, lockMinuteLimits, defaultSettings.lockAfterMinutes),
      columns: columnsIn(stored.columns),
      clipboardSeconds: within(stored.clipboardSeconds, clipboardSecondLimits, defaultSettings.clipboardSeconds),
      paneWidth: within(stored.paneWidth, paneLimits.width, defaultSettings.paneWidth),
      paneHeight: within(stored.paneHeight, paneLimits.height, defaultSettings.paneHeight),
    };
  };

  return {
    get setAside() {
      return file.setAside;
    },
    get problem() {
      return file.problem;
    },
    get,
    set(change) {
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      file.keep(given);
      return get();
    },
    placement() {
      const { placement } = file.read();
      const numbers = [placement?.x, placement?.y, placement?.width, placement?.height];
      return placement && numbers.every(Number.isInteger) ? placement : null;
    },
    remember: (placement) => void file.write({ placement }),
    mark: () => usableMark(file.read().generationMark),
    keepMark(generationMark) {
      const error = file.write({ generationMark });
      if (error) throw new KeyfoldError(error);
    },
    vaults() {
      const kept: unknown = file.read().vaults;
      return Array.isArray(kept) ? kept.flatMap((entry) => usableVault(entry) ?? []) : [];
    },
    keepVaults(vaults) {
      const error = file.write({ vaults: vaults.slice(0, mostVaults) });
      if (error) throw new KeyfoldError(error);
    },
    vault() {
      const folder: unknown = file.read().vault;
      return isPath(folder) ? folder : null;
    },
    keepVault(folder) {
      file.keep({ vault: folder ?? undefined });
    },
    language(systemTag) {
      const { language } = get();
      return language === 'system' ? languageFor(systemTag) : language;
    },
  };
}

/**
 * Returns what is kept out of screenshots. Earlier versions wrote whether the whole window is. They always kept the
 * sheets out, but nobody had chosen that.
 */
function captureIn(value: unknown, formerly: unknown): CaptureChoice {
  const chosen = captureChoices.find((choice) => choice === value);
  return chosen ?? (formerly === true ? 'window' : defaultSettings.capture);
}

/** More vaults than a person has. */
const mostVaults = 100;

const isPath = (value: unknown): value is string => typeof value === 'string' && isAbsolute(value);

function usableMark(kept: KeptMark | undefined): KeptMark | null {
  const usable = typeof kept?.text === 'string' && (kept.backend === null || typeof kept.backend === 'string');
  return usable ? kept : null;
}

/** Returns what an entry says, without what this version can't read; `null` if it names no folder. */
function usableVault(entry: unknown): StoredVault | null {
  if (typeof entry !== 'object' || entry === null) return null;
  const { folder, name, forgotten, foreign, mark, backups } = entry as { [Name in keyof StoredVault]: unknown };
  if (!isPath(folder)) return null;
  const usable = usableMark(mark as KeptMark | undefined);
  return {
    folder,
    ...(typeof name === 'string' ? { name: name.slice(0, vaultNameLimit) } : {}),
    ...(forgotten === true ? { forgotten } : {}),
    ...(foreign === true ? { foreign } : {}),
    ...(usable ? { mark: usable } : {}),
    ...(isPath(backups) ? { backups } : {}),
  };
}

/** Returns the value if it is a whole number within the limits, else `other`. */
function within<Other>(value: unknown, { least, most }: { least: number; most: number }, other: Other): number | Other {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most ? value : other;
}

/** Every member that this version writes. */
const known: ReadonlySet<string> = new Set([
  ...Object.keys(defaultSettings),
  'placement',
  'generationMark',
  'hideFromCapture',
  'vaults',
  'vault',
]);

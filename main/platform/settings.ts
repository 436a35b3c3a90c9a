import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import Store from 'electron-store';
import { type AppError, KeyfoldError } from '../../common/errors';
import { type Language, languageFor } from '../../common/languages';
import {
  clipboardSecondLimits,
  defaultSettings,
  languageChoices,
  lockMinuteLimits,
  type Settings,
  type SettingsChange,
  type SettingsProblem,
  themes,
} from '../../common/settings';
import { readJson, type StrictJson } from '../../common/strict-json';
import { fileError } from '../../common/system-errors';
import { noteOwnFailure } from './failures';
import { log } from './log';

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
}

/**
 * The mark of the vault's generation, in base64. `backend` names the keychain that sealed it; `null` if there was none.
 */
export interface KeptMark {
  text: string;
  backend: string | null;
}

export interface SettingsStore {
  /** The name under which an unreadable settings file was set aside at this start, or `null`. */
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
  /** Returns the interface language: the chosen one, or the system's. `systemTag` is a BCP 47 tag. */
  language(systemTag: string): Language;
}

/**
 * Opens `settings.json` in this folder. A file that is not JSON, or says something twice, is renamed, never
 * overwritten, and Keyfold starts with the defaults. Unknown values fall back to the default one by one. Never throws: if
 * the file can be neither read nor set aside, or nothing can be written, settings are kept in memory until Keyfold ends.
 */
export function openSettings(folder: string): SettingsStore {
  let problem: SettingsProblem | null = null;
  const file = join(folder, 'settings.json');
  const note = (what: SettingsProblem['what'], error: unknown): AppError => {
    const known = fileError(error, file);
    if (!known) noteOwnFailure('settings', error);
    problem = { what, error: known ?? { code: 'internal' } };
    return problem.error;
  };
  const opened = openStore(folder, (error) => note('unread', error));
  const { setAside } = opened;
  let { store } = opened;
  /** What could not be written. It is what counts until Keyfold ends. */
  const unsaved: Partial<Stored> = {};
  let known: Partial<Stored> = {};
  const read = (): Partial<Stored> => {
    try {
      known = store?.store ?? known;
    } catch (error) {
      if (problem === null) note('unread', error);
    }
    return { ...known, ...unsaved };
  };
  /** Returns why the value could not be written, or `null`. */
  const write = (change: Partial<Stored>): AppError | null => {
    // After a failed start another program may have put the file right.
    store ??= openStore(folder, (error) => note('unread', error)).store;
    if (!store) return problem?.error ?? { code: 'internal' };
    try {
      store.set(change);
      for (const name of Object.keys(change)) Reflect.deleteProperty(unsaved, name);
      if (Object.keys(unsaved).length === 0) problem = null;
      return null;
    } catch (error) {
      return note('unsaved', error);
    }
  };

  const get = (): Settings => {
    const stored = read();
    const { theme = defaultSettings.theme, language = defaultSettings.language } = stored;
    const hideFromCapture: unknown = stored.hideFromCapture;
    return {
      theme: themes.includes(theme) ? theme : defaultSettings.theme,
      language: languageChoices.includes(language) ? language : defaultSettings.language,
      hideFromCapture: hideFromCapture === true,
      // Only `null` itself means never: a damaged value must not keep Keyfold open.
      lockAfterMinutes:
        stored.lockAfterMinutes === null
          ? null
          : within(stored.lockAfterMinutes, lockMinuteLimits, defaultSettings.lockAfterMinutes),
      clipboardSeconds: within(stored.clipboardSeconds, clipboardSecondLimits, defaultSettings.clipboardSeconds),
    };
  };

  return {
    setAside,
    get problem() {
      return problem;
    },
    get,
    set(change) {
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      Object.assign(unsaved, given);
      write({ ...unsaved });
      return get();
    },
    placement() {
      const { placement } = read();
      const numbers = [placement?.x, placement?.y, placement?.width, placement?.height];
      return placement && numbers.every(Number.isInteger) ? placement : null;
    },
    remember: (placement) => void write({ placement }),
    mark() {
      const kept = read().generationMark;
      const usable = typeof kept?.text === 'string' && (kept.backend === null || typeof kept.backend === 'string');
      return usable ? kept : null;
    },
    keepMark(generationMark) {
      const error = write({ generationMark });
      if (error) throw new KeyfoldError(error);
    },
    language(systemTag) {
      const { language } = get();
      return language === 'system' ? languageFor(systemTag) : language;
    },
  };
}

interface OpenedStore {
  store: Store<Partial<Stored>> | null;
  setAside: string | null;
}

function openStore(folder: string, refused: (error: unknown) => void): OpenedStore {
  try {
    const setAside = setAsideIfUnreadable(folder);
    // The store gets no defaults: it would write them into an older file that lacks one, just because it was opened.
    return { setAside, store: new Store<Partial<Stored>>({ name: 'settings', cwd: folder, configFileMode: 0o600 }) };
  } catch (error) {
    refused(error);
    return { store: null, setAside: null };
  }
}

/** Returns the value if it is a whole number within the limits, else `other`. */
function within<Other>(value: unknown, { least, most }: { least: number; most: number }, other: Other): number | Other {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most ? value : other;
}

/** Every member that this version writes. */
const known: ReadonlySet<string> = new Set([...Object.keys(defaultSettings), 'placement', 'generationMark']);
/** The deepest nesting that is parsed. The format needs two levels. */
const deepest = 16;

/** Returns the file's JSON, or `null` if it can't be read. */
function read(file: string): StrictJson | null {
  try {
    return readJson(readFileSync(file, 'utf8'), deepest);
  } catch {
    return null;
  }
}

/**
 * Sets the file aside if it isn't an object in JSON, or says something twice. A member that isn't known may be a newer
 * Keyfold's. It stays, has no effect, and is counted in the log.
 */
function setAsideIfUnreadable(folder: string): string | null {
  const file = join(folder, 'settings.json');
  if (!existsSync(file)) return null;
  const json = read(file);
  if (json?.ok && json.value !== null && typeof json.value === 'object' && !Array.isArray(json.value)) {
    const unknown = Object.keys(json.value).filter((name) => !known.has(name));
    if (unknown.length > 0) log(`the settings file has ${unknown.length} settings that this version doesn't know`);
    return null;
  }
  const name = `settings.damaged-${Date.now()}.json`;
  renameSync(file, join(folder, name));
  log('the settings file was unreadable and was set aside');
  return name;
}

import { lstatSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import Store from 'electron-store';
import type { AppError } from '../../common/errors';
import type { SettingsProblem } from '../../common/settings';
import { readJson, type StrictJson } from '../../common/strict-json';
import { fileError } from '../../common/system-errors';
import { noteOwnFailure } from './failures';
import { log } from './log';

/** The file `settings.json`, and what is kept in memory while it can't be read or written. */
export interface SettingsFile<Stored extends object> {
  /** The name under which an unusable file was set aside since the start, or `null`. */
  readonly setAside: string | null;
  /** What the file system refused last, or `null`. */
  readonly problem: SettingsProblem | null;
  /** Returns what the file has, with what could not be written into it. Never throws. */
  read(): Partial<Stored>;
  /** Returns why the change could not be written, or `null`. A member that is `undefined` is removed. */
  write(change: Partial<Stored>): AppError | null;
  /** Writes the change. If that fails, it counts until Keyfold ends. */
  keep(change: Partial<Stored>): void;
}

/**
 * Opens the file in this folder. `known` are the members that this version writes. Never throws: if the file can be
 * neither read nor set aside, everything is kept in memory.
 */
export function openSettingsFile<Stored extends object>(
  folder: string,
  known: ReadonlySet<string>,
): SettingsFile<Stored> {
  let problem: SettingsProblem | null = null;
  const file = join(folder, 'settings.json');
  const note = (what: SettingsProblem['what'], error: unknown): AppError => {
    const known = fileError(error, file);
    if (!known) noteOwnFailure('settings', error);
    problem = { what, error: known ?? { code: 'internal' } };
    return problem.error;
  };
  const opened = openStore<Stored>(folder, known, (error) => note('unread', error));
  let { setAside, store } = opened;
  /** What could not be written. It is what counts until Keyfold ends. */
  const unsaved: Partial<Stored> = {};
  let last: Partial<Stored> = {};
  const read = (): Partial<Stored> => {
    try {
      // The store reads and writes through a link, and each call reads the file anew.
      setAside = setAsideIfStrange(folder) ?? setAside;
      last = store?.store ?? last;
    } catch (error) {
      if (problem === null) note('unread', error);
    }
    return { ...last, ...unsaved };
  };
  /** Returns why the value could not be written, or `null`. */
  const write = (change: Partial<Stored>): AppError | null => {
    // After a failed start another program may have put the file right.
    if (!store) ({ setAside, store } = openStore<Stored>(folder, known, (error) => note('unread', error)));
    if (!store) return problem?.error ?? { code: 'internal' };
    try {
      setAside = setAsideIfStrange(folder) ?? setAside;
      for (const [name, value] of Object.entries(change)) if (value !== undefined) store.set(name, value);
      for (const [name, value] of Object.entries(change)) {
        // The store has no way to set what is undefined.
        if (value === undefined) store.delete(name as keyof Stored);
        Reflect.deleteProperty(unsaved, name);
      }
      if (Object.keys(unsaved).length === 0) problem = null;
      return null;
    } catch (error) {
      return note('unsaved', error);
    }
  };
  return {
    get setAside() {
      return setAside;
    },
    get problem() {
      return problem;
    },
    read,
    write,
    keep(change) {
      Object.assign(unsaved, change);
      write({ ...unsaved });
    },
  };
}

interface OpenedStore<Stored extends object> {
  store: Store<Partial<Stored>> | null;
  setAside: string | null;
}

function openStore<Stored extends object>(
  folder: string,
  known: ReadonlySet<string>,
  refused: (error: unknown) => void,
): OpenedStore<Stored> {
  try {
    const setAside = setAsideIfUnreadable(folder, known);
    // The store gets no defaults: it would write them into an older file that lacks one, just because it was opened.
    return { setAside, store: new Store<Partial<Stored>>({ name: 'settings', cwd: folder, configFileMode: 0o600 }) };
  } catch (error) {
    refused(error);
    return { store: null, setAside: null };
  }
}

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
function setAsideIfUnreadable(folder: string, known: ReadonlySet<string>): string | null {
  const strange = setAsideIfStrange(folder);
  const file = join(folder, 'settings.json');
  if (strange !== null || !kindOf(file)) return strange;
  const json = read(file);
  if (json?.ok && json.value !== null && typeof json.value === 'object' && !Array.isArray(json.value)) {
    const unknown = Object.keys(json.value).filter((name) => !known.has(name));
    if (unknown.length > 0) log(`the settings file has ${unknown.length} settings that this version doesn't know`);
    return null;
  }
  return setAsideNow(folder, 'the settings file was unreadable and was set aside');
}

/**
 * Sets aside what has the file's name and is no regular file. A link is renamed itself: what it leads to is neither read
 * nor written. A pipe would hold up the start.
 */
function setAsideIfStrange(folder: string): string | null {
  const kind = kindOf(join(folder, 'settings.json'));
  return !kind || kind.isFile() ? null : setAsideNow(folder, 'the settings file was no file and was set aside');
}

const kindOf = (file: string) => lstatSync(file, { throwIfNoEntry: false });

function setAsideNow(folder: string, said: string): string {
  const name = `settings.damaged-${Date.now()}.json`;
  renameSync(join(folder, 'settings.json'), join(folder, name));
  log(said);
  return name;
}

import { existsSync, promises as files, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import type { Origin } from '../../common/control';
import { type KnownVault, vaultNameLimit } from '../../common/vaults';
import { crypto } from '../platform/crypto';
import { log } from '../platform/log';
import type { KeptMark, SettingsStore, StoredVault } from '../platform/settings';

/**
 * The vaults that this machine knows, and which of them is used. What is kept of a vault outside its folder is kept by
 * the path of that folder: a copy has the id of its original, and each of both goes its own way.
 */
export interface KnownVaults {
  /** The folder of the vault that is used. */
  readonly current: string;
  /** The vault that is used is still to be made there. */
  readonly fresh: boolean;
  /** It is in Keyfold's own folder, where a first start makes a vault. */
  readonly own: boolean;
  /** What the vault process has to know of where it comes from. */
  readonly origins: readonly Origin[];
  list(): Promise<KnownVault[]>;
  /** From now on the vault in this folder is used. One that is still to be made is kept in the settings when it is. */
  use(choice: VaultChoice): true;
  /** The same by its id in the list. Returns `false` if there is none. */
  switchTo(id: string): boolean;
  /** Gives a vault of the list another name; an empty one takes its name away. Errors: those of the settings. */
  rename(id: string, name: string): void;
  /** Takes a vault out of the list. No file is touched. The one that is used stays. */
  forget(id: string): void;
  /** The vault that is used was opened or made. */
  opened(): void;
  /** What is kept of the vault in this folder. */
  keptOf(folder: string): KeptOfVault;
  /** Returns a path in Keyfold's own folder where there is nothing yet, for a vault that is copied here. */
  newPlace(): string;
}

export interface VaultChoice {
  folder: string;
  name: string;
  /** `new`: it is still to be made. `foreign`: it comes from elsewhere. */
  is: 'new' | 'foreign';
}

export interface KeptOfVault {
  mark(): KeptMark | null;
  keepMark(mark: KeptMark): void;
  /** The second folder for its backups. */
  backups(): string | null;
  keepBackups(folder: string | null): void;
}

/** Milliseconds in which a disk has to say whether a vault is there. */
const answersWithin = 2000;

const idOf = (folder: string) => crypto().createHash('sha256').update(folder).digest('hex').slice(0, 32);

/** Without what would break a line of the list or turn its direction. */
const oneLine = (name: string) =>
  name
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ')
    .trim()
    .slice(0, vaultNameLimit);

function evenIfUnwritten(act: () => void): void {
  try {
    act();
  } catch {
    log('what was chosen could not be noted in the settings');
  }
}

const originsOf = (isForeign: boolean, isShared: boolean): Origin[] => [
  ...(isForeign ? (['foreign'] as const) : []),
  ...(isShared ? (['shared'] as const) : []),
];

function keepName(settings: SettingsStore, { name: _, ...entry }: StoredVault, name: string): void {
  const named = name === '' ? entry : { ...entry, name };
  const entries = settings.vaults();
  const at = entries.findIndex(({ folder }) => folder === entry.folder);
  // The others stay in their order.
  settings.keepVaults(at < 0 ? [named, ...entries] : entries.with(at, named));
}

/** What is kept of the vault in this folder. `entryOf` finds its entry in the list, and `keep` writes it. */
function keptIn(
  settings: SettingsStore,
  { folder, own }: { folder: string; own: boolean },
  entryOf: (folder: string) => StoredVault,
  keep: (entry: StoredVault) => void,
): KeptOfVault {
  return {
    mark: () => (own ? settings.mark() : (entryOf(folder).mark ?? null)),
    // The own vault's mark stands where it always stood, so that an earlier Keyfold finds it.
    keepMark: (mark) => (own ? settings.keepMark(mark) : keep({ ...entryOf(folder), mark })),
    backups: () => entryOf(folder).backups ?? null,
    keepBackups(place) {
      const { backups: _, ...entry } = entryOf(folder);
      keep(place === null ? entry : { ...entry, backups: place });
    },
  };
}

/** `userData` is Keyfold's own folder. */
export function openKnownVaults(settings: SettingsStore, userData: string): KnownVaults {
  const own = join(userData, 'vault');
  const copies = join(userData, 'vaults');
  let current = settings.vault() ?? own;
  /** The vault that is still to be made. */
  let toMake: VaultChoice | null = null;

  const entryOf = (folder: string): StoredVault => settings.vaults().find((one) => one.folder === folder) ?? { folder };
  const keep = (entry: StoredVault) =>
    settings.keepVaults([entry, ...settings.vaults().filter(({ folder }) => folder !== entry.folder)]);
  const choose = (folder: string) => {
    toMake = null;
    current = folder;
    settings.keepVault(folder === own ? null : folder);
  };

  const listed = (): StoredVault[] => {
    const entries = settings.vaults().filter(({ folder, forgotten }) => folder !== own && !forgotten);
    const hasOwn = current === own || existsSync(join(own, 'slots.json'));
    const all = [...(hasOwn ? [entryOf(own)] : []), ...entries];
    return all.some(({ folder }) => folder === current) || toMake ? all : [entryOf(current), ...all];
  };

  const noteOpened = (): void => {
    if (toMake) {
      const { folder, name } = toMake;
      if (folder !== own) keep({ folder, name: name.slice(0, vaultNameLimit) });
      choose(folder);
    } else if (entryOf(current).foreign) {
      const { foreign: _, ...entry } = entryOf(current);
      keep(entry);
    }
  };

  return {
    get current() {
      return current;
    },
    get fresh() {
      return toMake !== null;
    },
    get own() {
      return current === own;
    },
    get origins() {
      const isShared = current !== own && dirname(current) !== copies;
      return originsOf(toMake === null && entryOf(current).foreign === true, isShared);
    },
    list: () =>
      Promise.all(
        listed().map(async ({ folder, name = '' }) => ({
          ...{ id: idOf(folder), name, place: folder, own: folder === own, current: folder === current && !toMake },
          here: await isHere(folder),
        })),
      ),
    use({ folder, name, is }) {
      if (is === 'new') {
        toMake = { folder, name, is };
        current = folder;
        return true;
      }
      const { forgotten: _, ...entry } = entryOf(folder);
      const wasKnown = settings.vaults().some((one) => one.folder === folder) || folder === own;
      keep({ ...entry, name: name.slice(0, vaultNameLimit), ...(wasKnown ? {} : { foreign: true }) });
      choose(folder);
      return true;
    },
    switchTo(id) {
      const found = listed().find(({ folder }) => idOf(folder) === id);
      if (found) choose(found.folder);
      return found !== undefined;
    },
    rename(id, name) {
      const found = listed().find(({ folder }) => idOf(folder) === id);
      if (found) keepName(settings, found, oneLine(name));
    },
    forget(id) {
      const found = listed().find(({ folder }) => idOf(folder) === id);
      if (found && found.folder !== current && found.folder !== own) keep({ ...found, forgotten: true });
    },
    opened() {
      // If this fails, the vault is open all the same. Settings say that they can't be written.
      evenIfUnwritten(noteOpened);
    },
    keptOf: (folder) => keptIn(settings, { folder, own: folder === own }, entryOf, keep),
    newPlace() {
      const taken = new Set(existsSync(copies) ? readdirSync(copies) : []);
      let number = 1;
      while (taken.has(String(number)) || taken.has(`${number}.part`)) number += 1;
      return join(copies, String(number));
    },
  };
}

async function isHere(folder: string): Promise<boolean> {
  const looked = files.lstat(join(folder, 'slots.json')).then(
    () => true,
    () => false,
  );
  return Promise.race([looked, after(answersWithin, false, { ref: false })]);
}

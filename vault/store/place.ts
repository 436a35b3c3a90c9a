import * as fs from 'node:fs';
import { dirname } from 'node:path';
import { fail } from '../../common/errors';

/**
 * Refuses a folder that is only out of reach, so that it isn't taken for a vault that was never made. A folder that
 * truly isn't there passes. Errors: `vault-away`, those of the file system.
 */
export function refuseAway(folder: string): void {
  const entry = fs.lstatSync(folder, { throwIfNoEntry: false });
  if (!entry) {
    if (!fs.statSync(dirname(folder), { throwIfNoEntry: false })) fail('vault-away', { path: folder, target: null });
    return;
  }
  if (!fs.statSync(folder, { throwIfNoEntry: false })) {
    fail('vault-away', { path: folder, target: entry.isSymbolicLink() ? fs.readlinkSync(folder) : null });
  }
  // Names what is no folder as that. Without the right to read it, everything in it would look as if it weren't there.
  fs.readdirSync(folder);
  fs.accessSync(folder, fs.constants.X_OK);
}

const own = /^(?:vault\.db(?:\.new|\.own)?|slots\.json(?:\.new|\.bak|\.bak\.new)?)$/;
/** The ways in which Dropbox, Syncthing, OneDrive, Nextcloud, iCloud and file managers name a second version. */
const copyOf = /^(?:vault|slots)(?:[ ._~(-].*)?\.(?:db|json)(?:[ .~(].*)?$/i;
/** Journals of SQLite, and what a crash may leave. */
const besides = /(?:-journal|-wal|-shm|\.part|\.own)$/;

/** Names that are returned at most. */
const mostNames = 20;

/**
 * Returns the names of files beside the vault that a synchronising program has made of it, because two machines changed
 * the vault. Only the names `vault.db` and `slots.json` are ever opened. Returns none if the folder can't be read.
 */
export function conflictCopies(folder: string): string[] {
  try {
    return fs
      .readdirSync(folder)
      .filter((name) => copyOf.test(name) && !own.test(name) && !besides.test(name))
      .toSorted()
      .slice(0, mostNames);
  } catch {
    return [];
  }
}

import { naming } from '../../../common/system-errors';
import { type FolderSystem, realFolders, synced } from './folder-system';

/**
 * Copies the file of an open database as it is, encrypted, without SQLite.
 *
 * The file is read through a descriptor that was opened before the database and is closed after it. POSIX locks belong
 * to the process and the file, so closing any other descriptor of the file would give up the vault's lock.
 *
 * Only this process writes the file. Each transaction is written in one go, and none lasts for more than one turn of
 * the event loop. So if no row was changed during a copy, the copy is the file of one moment. If rows were changed, the
 * copy is begun again.
 */
export interface Pages {
  /** Open for reading as long as the database is open. */
  readonly file: number;
  /** Returns how many rows were changed since the database was opened. */
  changes(): number;
}

/** Bytes that are copied in one go. Copying them takes much less time than one frame. */
const stride = 256 * 1024;
/** So many tries let other work go on between two pieces. The try after them copies all in one go. */
const patientTries = 5;

export interface Copying {
  /** Throws if the copying must stop, because the database is being closed. */
  goOn?(): void;
  system?: FolderSystem;
}

/**
 * Writes the pages into a new file and syncs it. Returns what `read` says of the database at the moment of the copy.
 * Errors: those of the file system, those of `goOn`.
 */
export async function copyPages<T>(
  pages: Pages,
  target: { path: string; read: () => T },
  { goOn = () => undefined, system = realFolders }: Copying = {},
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    const file = system.openSync(target.path, 'wx', 0o600);
    try {
      const before = pages.changes();
      for (let at = 0; ; ) {
        const copied = naming(target.path, () => copyStride(pages.file, file, at, system));
        at += copied;
        if (copied < stride) break;
        if (tries > patientTries) continue;
        await new Promise((resolve) => setImmediate(resolve));
        goOn();
        if (pages.changes() !== before) break;
      }
      if (pages.changes() === before) {
        const read = target.read();
        await synced(file, system);
        goOn();
        return read;
      }
    } finally {
      system.closeSync(file);
    }
    system.unlinkSync(target.path);
  }
}

const buffer = Buffer.alloc(stride);

/**
 * Copies a piece from this position on and returns its length, which is shorter at the end of the file. The bytes are
 * encrypted, so nothing has to be wiped.
 */
function copyStride(from: number, to: number, at: number, system: FolderSystem): number {
  let read = 0;
  while (read < stride) {
    const more = system.readSync(from, buffer, read, stride - read, at + read);
    if (more === 0) break;
    read += more;
  }
  for (let written = 0; written < read; ) written += system.writeSync(to, buffer.subarray(0, read), written);
  return read;
}

/** Copies a closed file into a new one (0600) and syncs it. Errors: those of the file system. */
export async function copyFile(from: string, to: string, system: FolderSystem = realFolders): Promise<void> {
  const source = system.openSync(from, 'r');
  try {
    await copyPages({ file: source, changes: () => 0 }, { path: to, read: () => null }, { system });
  } finally {
    system.closeSync(source);
  }
}

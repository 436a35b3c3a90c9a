import { type FolderSystem, realFolders, synced } from './folder-system';

/**
 * Copies the file of an open database as it is, encrypted, without SQLite.
 *
 * The file is read through a descriptor that was opened before the database and is closed after it: POSIX locks belong
 * to the process and the file, so closing any other descriptor of it would give the vault's lock away. Only this
 * process writes the file, each transaction in one go and none across two turns of the event loop. So a copy during
 * which no row was changed is the file of one moment; one during which some were is begun anew.
 */
export interface Pages {
  /** Open for reading as long as the database is open. */
  readonly file: number;
  /** Counts every row that was changed since the database was opened. */
  changes(): number;
}

/** Bytes that are copied in one go: well below a frame. */
const stride = 256 * 1024;
/** Tries that give way to others; the one after them doesn't. */
const patientTries = 5;

export interface Copying {
  /** Throws where the copying is to stop, the database being closed. */
  goOn?(): void;
  system?: FolderSystem;
}

/**
 * Writes the pages into a new file that is open for writing, and syncs it. Answers what `read` says of the database at
 * the moment of the copy. Errors: those of the file system, those of `goOn`.
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
        const copied = copyStride(pages.file, file, at, system);
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

/** Copies so many bytes from there on; fewer at the end of the file. They are encrypted: nothing to wipe. */
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

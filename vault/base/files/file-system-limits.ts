import type { FileSystemLimit } from '../../../common/place';
import { systemCode } from '../../../common/system-errors';

/**
 * What the vault's file systems don't offer: FAT, network shares, folders of virtual machines. The vault works without,
 * and Settings says what isn't promised there.
 */

const unsupported = ['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'];
const codes: Readonly<Record<FileSystemLimit, readonly string[]>> = {
  // Some refuse to open a folder at all.
  'folder-sync': [...unsupported, 'EISDIR'],
  // A file system without owners and modes says that the owner may not.
  modes: [...unsupported, 'EPERM'],
  links: [...unsupported, 'EPERM', 'EMLINK'],
};

const found = new Set<FileSystemLimit>();

/** Notes that a file system lacks this. */
export const noteLimit = (limit: FileSystemLimit): void => void found.add(limit);

/** Returns what was found missing since this process was started. */
export const limitsFound = (): FileSystemLimit[] => [...found].toSorted();

/** Runs an act that a file system may not offer. Then it is noted, and nothing else happens. Other errors are thrown. */
export function unlessLacking(limit: FileSystemLimit, act: () => void): void {
  try {
    act();
  } catch (error) {
    if (!codes[limit].includes(systemCode(error) ?? '')) throw error;
    noteLimit(limit);
  }
}

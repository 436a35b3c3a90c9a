/**
 * Something that the file system of the vault's folder doesn't offer. `folder-sync`: the names of new and renamed files
 * may be lost in a power cut. `modes`: files can't be kept for this user only. `links`: a name can't be taken and
 * refused in one step.
 */
export type FileSystemLimit = 'folder-sync' | 'modes' | 'links';

/** What is special about the place of the open vault. */
export interface VaultPlace {
  /** The vault can only be read: nothing is changed, and nothing leaves, because the log couldn't say so. */
  readOnly: boolean;
  limits: FileSystemLimit[];
  /** Names of files beside the vault that a synchronising program has made of it. They are never opened. */
  conflicts: string[];
}

import * as fs from 'node:fs';
import { basename } from 'node:path';
import { fail } from '../../common/errors';
import { mostFileBytes } from '../../common/transfer/import';
import { closeRead } from '../base/files/regular-file';

/** The highest number of bytes of an age identity file. */
export const mostIdentityBytes = 64 * 1024;

const { O_RDONLY } = fs.constants;
const nonBlocking = fs.constants.O_NONBLOCK ?? 0;

export interface SourceFile {
  fileName: string;
  /** The path, with links followed; `null`: a view gave the bytes. */
  path: string | null;
  /** The caller wipes them. */
  bytes: Buffer;
}

/**
 * Reads a file that a person chose. It may be a link, because some people keep their settings that way. It must not be
 * a pipe or a device, because reading one may never end. Errors: `not-a-file`, `file-too-large`, those of the file
 * system.
 */
export function readSource(path: string, limit = mostFileBytes): SourceFile {
  const file = fs.openSync(path, O_RDONLY | nonBlocking);
  try {
    const stat = fs.fstatSync(file);
    if (!stat.isFile()) fail('not-a-file', {});
    if (stat.size > limit) fail('file-too-large', { limit });
    // One byte more than the file's size is read: the file may be growing, or be one of those whose size says nothing.
    const bytes = Buffer.alloc(Math.min(limit, Math.max(stat.size, 64 * 1024)) + 1);
    let read = 0;
    while (read < bytes.byteLength) {
      const more = fs.readSync(file, bytes, read, bytes.byteLength - read, null);
      if (more === 0) break;
      read += more;
    }
    if (read > stat.size && read === bytes.byteLength) {
      bytes.fill(0);
      fail('file-too-large', { limit });
    }
    return { fileName: basename(path), path: fs.realpathSync(path), bytes: bytes.subarray(0, read) };
  } finally {
    closeRead(file);
  }
}

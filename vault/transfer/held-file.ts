import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { basename } from 'node:path';
import type { ChangePlace } from '../../common/control';
import { fail, KeyfoldError } from '../../common/errors';
import { systemCode } from '../../common/system-errors';
import { writeAtomically } from '../base/files/atomic-write';
import { textLimit } from './formats';
import { readSource } from './source-file';

/** A text file that a person chose to be changed. Only its path and its digest are kept, and nothing of its content. */
export interface HeldFile {
  place: Extract<ChangePlace, { part: string }>;
  fileName: string;
  /** SHA-256 of its bytes. */
  digest: Buffer;
}

/** A held file with its present content. */
interface Reading {
  text: string;
  stat: fs.Stats;
}

const digestOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest();

/**
 * Reads a file and remembers it. Errors: `tool-file` (`not-text`, `too-large`), `not-a-file`, those of the file system.
 */
export function holdFile(place: HeldFile['place']): { held: HeldFile; reading: Reading } {
  const { reading, digest } = readFile(place.path);
  return { held: { place, fileName: basename(place.chosen), digest }, reading };
}

/** Returns the file's present content. Errors: those of {@link holdFile}, `tool-file` (`changed`). */
export function readHeld({ place, digest }: HeldFile): Reading {
  const now = readFile(place.path);
  if (!now.digest.equals(digest)) fail('tool-file', { problem: 'changed' });
  return now.reading;
}

function readFile(path: string): { reading: Reading; digest: Buffer } {
  try {
    const stat = fs.statSync(path);
    const { bytes } = readSource(path, textLimit);
    try {
      return { reading: { text: decoded(bytes), stat }, digest: digestOf(bytes) };
    } finally {
      bytes.fill(0);
    }
  } catch (error) {
    if (error instanceof KeyfoldError && error.error.code === 'file-too-large') {
      fail('tool-file', { problem: 'too-large' });
    }
    throw error;
  }
}

function decoded(bytes: Buffer): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    if (!text.includes('\0')) return text;
  } catch {
    // This is refused below.
  }
  return fail('tool-file', { problem: 'not-text' });
}

/**
 * Replaces the text that was read, completely or not at all. The file keeps its permissions and its owner. Errors:
 * `tool-file` (`changed`: somebody has changed it since), `no-permission` if the file is read-only or its owner can't
 * be kept, those of the file system.
 */
export function replaceHeld({ place: { path, part } }: HeldFile, { stat }: Reading, text: string): void {
  // A rename needs only the folder's permission, so the file's own permission is checked here.
  fs.accessSync(path, fs.constants.W_OK);
  const bytes = Buffer.from(text, 'utf8');
  try {
    writeAtomically({
      target: path,
      temporary: part,
      bytes,
      mode: 'replace',
      whole(temporary) {
        if (process.platform !== 'win32') {
          const own = fs.statSync(temporary);
          if (own.uid !== stat.uid || own.gid !== stat.gid) giveTo(stat, temporary, path);
          fs.chmodSync(temporary, stat.mode & 0o7777);
        }
        const now = fs.statSync(path);
        const same = now.ino === stat.ino && now.size === stat.size && now.mtimeMs === stat.mtimeMs;
        if (!same) fail('tool-file', { problem: 'changed' });
      },
    });
  } finally {
    bytes.fill(0);
  }
}

function giveTo({ uid, gid }: fs.Stats, temporary: string, path: string): void {
  try {
    fs.chownSync(temporary, uid, gid);
  } catch (error) {
    // The error names the file that the person knows, and not the temporary file beside it.
    if (systemCode(error) === 'EPERM') fail('no-permission', { path });
    throw error;
  }
}

/** Returns whether anyone but its owner may read it. Windows has no such bits. */
export function isReadableByOthers({ stat }: Reading): boolean {
  return process.platform !== 'win32' && (stat.mode & 0o077) !== 0;
}

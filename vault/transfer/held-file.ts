import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { basename } from 'node:path';
import type { ChangePlace } from '../../common/control';
import { fail, KeyfoldError } from '../../common/errors';
import { writeAtomically } from '../base/files/atomic-write';
import { systemCode } from '../base/files/file-errors';
import { textLimit } from './formats';
import { readSource } from './source-file';

/** A text file that a person chose to be changed. Only where it is and what it was is kept, none of what stands in it. */
export interface HeldFile {
  place: Extract<ChangePlace, { part: string }>;
  fileName: string;
  /** SHA-256 of its bytes. */
  digest: Buffer;
}

/** A held file as it is now. */
interface Reading {
  text: string;
  stat: fs.Stats;
}

const digestOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest();

/** Takes hold of a file. Errors: `tool-file` (`not-text`, `too-large`), `not-a-file`, those of the file system. */
export function holdFile(place: HeldFile['place']): { held: HeldFile; reading: Reading } {
  const { reading, digest } = readFile(place.path);
  return { held: { place, fileName: basename(place.chosen), digest }, reading };
}

/** What stands in it now. Errors: those of {@link holdFile}, `tool-file` (`changed`). */
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
    // Refused below.
  }
  return fail('tool-file', { problem: 'not-text' });
}

/**
 * Puts another text in the place of what was read, whole or not at all, with the permissions and the owner that the file
 * has. Errors: `tool-file` (`changed`: somebody was there since), `no-permission` where the file is read-only or its owner
 * can't be kept, those of the file system.
 */
export function replaceHeld({ place: { path, part } }: HeldFile, { stat }: Reading, text: string): void {
  // A rename asks for the folder's permission only.
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
    // The person knows the file, not the part beside it.
    if (systemCode(error) === 'EPERM') fail('no-permission', { path });
    throw error;
  }
}

/** Whether others than its owner may read it. Windows has no such bits. */
export function isReadableByOthers({ stat }: Reading): boolean {
  return process.platform !== 'win32' && (stat.mode & 0o077) !== 0;
}

import * as fs from 'node:fs';
import { join } from 'node:path';
import type { Backup, BackupRule } from '../../../common/backups';
import { fail } from '../../../common/errors';
import type { Clock } from '../../base/clock';
import { removeFolder, renameFolder } from '../../base/files/folder-system';
import { openCopy } from '../database/open';
import { readSlots, slotsBytes } from '../slots/slots-file';
import { checkCopy } from './check-copy';
import { clearLeftovers, databaseIn, freeNameLike, listIn, partOf, removeFrom, slotsIn } from './folders';
import { tooMany } from './retention';
import { contentsOf } from './verify';

/**
 * Copies a backup into a second folder, which may be on a stick, a network drive or anything else that isn't always
 * there. Whatever waits for that disk waits off this thread and not for longer than {@link answersWithin}.
 */

/** Milliseconds in which the disk has to answer one call. */
const answersWithin = 15_000;

/** Bytes that are copied in one call. */
const stride = 1024 * 1024;

export interface SecondCopy {
  /** The folder of backups that has it, and its name there. */
  backups: string;
  name: string;
  /** The folder that gets the copy. It must exist, since a disk that isn't there has no such folder. */
  place: string;
  /** The vault key. It must open the backup. */
  key: Uint8Array;
  vaultId: string;
  /** How many backups are kept there; `null` if none is to be removed. */
  keep: BackupRule | null;
  /** Milliseconds since the epoch. */
  now: number;
  clock: Clock;
  /** Throws if the vault is being closed. */
  goOn(): void;
}

/** Waits for the disk. Errors: `io` with `ETIMEDOUT` if it doesn't answer, those of the file system. */
async function inTime<T>(clock: Clock, path: string, act: Promise<T>): Promise<T> {
  let stop = (): void => undefined;
  const late = new Promise<never>((_, reject) => {
    stop = clock.after(answersWithin, () => {
      try {
        fail('io', { path, system: 'ETIMEDOUT' });
      } catch (error) {
        reject(error);
      }
    });
  });
  try {
    return await Promise.race([act, late]);
  } finally {
    stop();
  }
}

/** Errors: `backup-place-gone` if no real folder has this path; those of the file system. */
async function findPlace(place: string, clock: Clock): Promise<void> {
  const found = await inTime(
    clock,
    place,
    fs.promises.lstat(place).catch((error: NodeJS.ErrnoException) => {
      if (['ENOENT', 'ENOTDIR'].includes(error.code ?? '')) return null;
      throw error;
    }),
  );
  if (!found?.isDirectory()) fail('backup-place-gone', { path: place });
}

async function copyInTime(from: string, to: string, { clock, goOn }: SecondCopy): Promise<void> {
  const within = <T>(act: Promise<T>) => inTime(clock, to, act);
  const source = await fs.promises.open(from, 'r');
  try {
    const target = await within(fs.promises.open(to, 'wx', 0o600));
    try {
      const piece = Buffer.alloc(stride);
      for (;;) {
        const { bytesRead } = await source.read(piece, 0, stride);
        if (bytesRead === 0) break;
        for (let written = 0; written < bytesRead; ) {
          written += (await within(target.write(piece, written, bytesRead - written))).bytesWritten;
        }
        goOn();
      }
      await within(target.sync());
    } finally {
      await within(target.close());
    }
  } finally {
    await source.close();
  }
}

/**
 * Copies the backup, opens the copy and compares it with the backup as the backup was compared with the vault. Then it
 * gets its name, and what the rule doesn't keep there is removed. Does nothing if that folder has the backup already.
 * Returns what was removed; `null` if nothing was done. Errors: `backup-place-gone`, `vault-damaged`, those of the file system and of `goOn`.
 */
export async function copyToSecond(needs: SecondCopy): Promise<Backup[] | null> {
  const { backups, name, place, key, vaultId, keep, now, clock, goOn } = needs;
  const from = join(backups, name);
  await findPlace(place, clock);
  const there = await inTime(clock, place, fs.promises.readdir(place));
  if (there.includes(name) && listIn(place).some((backup) => backup.name === name)) return null;
  clearLeftovers(place);
  const whole = join(place, freeNameLike(place, name));
  const part = partOf(whole);
  const source = openCopy(databaseIn(from), key, vaultId);
  const contents = (() => {
    try {
      return contentsOf(source);
    } finally {
      source.close();
    }
  })();
  try {
    await inTime(clock, part, fs.promises.mkdir(part, { mode: 0o700 }));
    await copyInTime(databaseIn(from), databaseIn(part), needs);
    await copyInTime(slotsIn(from), slotsIn(part), needs);
    await checkCopy(part, { key, vaultId, slots: slotsBytes(readSlots(slotsIn(from))), contents }, goOn);
    renameFolder(part, whole, place);
  } catch (error) {
    // A disk that doesn't answer isn't asked again. The next copy removes the leftover.
    if (await answers(place, clock)) removeFolder(part);
    throw error;
  }
  const old = keep ? tooMany(listIn(place), keep, now, name) : [];
  for (const one of old) removeFrom(place, one.name);
  return old;
}

async function answers(place: string, clock: Clock): Promise<boolean> {
  try {
    await findPlace(place, clock);
    return true;
  } catch {
    return false;
  }
}

import * as fs from 'node:fs';
import { join } from 'node:path';
import { type Failure, failureLine, failureOf, isFailureLine, type OwnCode } from '../../common/failures';
import { log } from './log';
import { placesInSources } from './own-sources';

/**
 * The log of Keyfold's own defects, for a report that a person can send: a small file in Keyfold's folder. What is in
 * it is decided in `common/failures.ts`: kinds, codes and places in the code, never a message or data.
 */

const mostLines = 50;
/** Bytes. A larger file was not written by Keyfold. */
const largest = 64 * 1024;
/** New lines of one run. What fails again and again is written once. */
const mostNew = 100;

interface Kept {
  file: string;
  version: string;
  own: OwnCode;
  /** The folders of the built files of main and of the vault process. */
  built: string[];
  noted: Set<string>;
}

let kept: Kept | null = null;

/**
 * From now on failures are kept in this folder. `code` is the folder with the built files of main, as stacks name it.
 */
export function keepFailures(folder: string, version: string, code: string): void {
  const own: OwnCode = { folder: code, has: (file) => fs.existsSync(join(code, file)) };
  const built = [code, join(code, 'chunks')];
  kept = { file: join(folder, 'failures.log'), version, own, built, noted: new Set() };
}

/** Keeps a failure. Never throws: a failure that can't be written is only lost. */
export function noteFailure(side: 'main' | 'vault', failure: Failure): void {
  if (!kept) return;
  const { file, version, built, noted } = kept;
  const same = JSON.stringify([side, failure]);
  if (noted.has(same) || noted.size >= mostNew) return;
  noted.add(same);
  const places = placesInSources(failure.places, built);
  const line = failureLine(Date.now(), version, side, { ...failure, places });
  if (!isFailureLine(line)) return;
  try {
    const lines = [...linesIn(file), line].slice(-mostLines);
    const next = `${file}.new`;
    fs.rmSync(next, { recursive: true, force: true });
    fs.writeFileSync(next, `${lines.join('\n')}\n`, { flag: 'wx', mode: 0o600 });
    fs.renameSync(next, file);
  } catch {
    log('a failure could not be noted');
  }
}

/** Keeps a failure of main. `where` is a fixed word or an operation of the contract. */
export function noteOwnFailure(where: string, error: unknown): void {
  if (kept) noteFailure('main', failureOf(where, error, kept.own));
}

/** Returns the lines that are kept, the newest first. */
export const keptFailures = (): string[] => (kept ? linesIn(kept.file).reverse() : []);

function linesIn(file: string): string[] {
  try {
    const stat = fs.lstatSync(file);
    if (!stat.isFile() || stat.size > largest) return [];
    return fs.readFileSync(file, 'utf8').split('\n').filter(isFailureLine);
  } catch {
    return [];
  }
}

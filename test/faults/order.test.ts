import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { need } from '../support/need';
import { type ActName, actNames } from './child/acts';
import type { Said } from './child/perform';
import { Beginnings } from './support/beginnings';
import { sharedFolder } from './support/children';
import { callsOf, disorderIn, isKeptBefore, isWrittenDownBefore } from './support/order';

/**
 * The sync before a replacement, the sync of a folder after it, and all of this before something is acknowledged. It is
 * tested at every place in every act, in the short run too, because each act is run only once.
 */

/** Acts that put another file in a place, with that file: the database says so before, and that is on the disk. */
const rowFirst: Readonly<Partial<Record<ActName, string>>> = {
  'change the password': 'slots.json',
  'set up a recovery key': 'slots.json',
  'forget the device': 'slots.json',
  'clean a tool’s file': 'config.json',
  'add to a tool’s file': 'config.json',
};

/** Acts that take out of the database what a new file has: the file is on the disk before. */
const fileFirst: Readonly<Partial<Record<ActName, string>>> = { 'archive the log': 'keyfold-audit-archive' };

describe('what is written is on the disk when it counts', () => {
  const work = sharedFolder();
  const beginnings = new Beginnings(work);

  test.each(actNames)('%s', async (act: ActName) => {
    need('strace');
    // strace writes signs beyond ASCII otherwise.
    const own = join(work, String(actNames.indexOf(act)));
    const folder = join(own, 'vault');
    const marker = join(own, 'begun');
    fs.mkdirSync(own);
    await beginnings.put(act, folder);
    const { calls, ended } = await callsOf(['act', folder, act, marker], marker, join(own, 'log'));
    const said = ended.said as Said[];
    expect(said.filter((line) => 'acknowledged' in line).length, ended.errors).toBeGreaterThan(0);
    expect(calls.filter(({ name }) => name === 'fsync' || name === 'fdatasync').length).toBeGreaterThan(1);
    // The journal of SQLite, and what the child itself puts beside the folder.
    const passing = (path: string) => path.endsWith('-journal') || path.startsWith(`${folder}.`);
    expect(disorderIn(calls, { folder, passing })).toEqual([]);
    const replaced = rowFirst[act];
    if (replaced !== undefined) expect(isWrittenDownBefore(calls, folder, replaced)).toBe(true);
    const kept = fileFirst[act];
    if (kept !== undefined) expect(isKeptBefore(calls, folder, kept)).toBe(true);
  });
});

import * as fs from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { placesInSources } from '../../../main/platform/own-sources';
import { scratchFolder } from '../../support/scratch';

/** The small log of Keyfold's own failures. */

async function opened(): Promise<{ folder: string; file: string } & typeof import('../../../main/platform/failures')> {
  vi.resetModules();
  const failures = await import('../../../main/platform/failures');
  const folder = scratchFolder('keyfold-failures');
  failures.keepFailures(folder, '0.1.0', import.meta.dirname);
  return { ...failures, folder, file: join(folder, 'failures.log') };
}

test('it is private, stays small, and what repeats is written once', async () => {
  const { noteOwnFailure, keptFailures, file } = await opened();
  expect(keptFailures()).toEqual([]);
  for (let turn = 0; turn < 3; turn += 1) noteOwnFailure('settings', new Error('FAKE secret'));
  expect(keptFailures()).toHaveLength(1);
  expect(fs.statSync(file).mode & 0o777).toBe(0o600);
  for (let turn = 0; turn < 300; turn += 1) noteOwnFailure(`work ${turn}`, new Error('FAKE secret'));
  expect(keptFailures()).toHaveLength(50);
  expect(keptFailures()[0]).toContain('work 98');
  expect(fs.readFileSync(file, 'utf8')).not.toContain('FAKE');
});

test('lines that were not written by Keyfold are neither shown nor kept, and a link is not followed', async () => {
  const { noteOwnFailure, keptFailures, folder, file } = await opened();
  fs.writeFileSync(file, 'FAKE secret of another program\n');
  expect(keptFailures()).toEqual([]);
  noteOwnFailure('settings', new Error('x'));
  expect(fs.readFileSync(file, 'utf8')).not.toContain('FAKE');
  fs.rmSync(file);
  const other = join(folder, 'other');
  fs.writeFileSync(other, 'untouched');
  fs.symlinkSync(other, file);
  expect(keptFailures()).toEqual([]);
  noteOwnFailure('gate', new Error('x'));
  expect(fs.readFileSync(other, 'utf8')).toBe('untouched');
  expect(keptFailures()).toHaveLength(1);
});

test('places are those of the sources where a map lies beside the built file, and else stay as they are', async () => {
  const built = scratchFolder('keyfold-built');
  const places = ['index.cjs:1:1', 'index.cjs:1:9', 'chunks/index.cjs:1:1', 'other.cjs:1:1'];
  const map = (sources: string[]) =>
    // The first column is the start of the first source's fourth line, the tenth is the second source's first.
    fs.writeFileSync(
      join(built, 'index.cjs.map'),
      JSON.stringify({ version: 3, sources, names: [], mappings: 'AAGA,QCHA' }),
    );
  expect(placesInSources(places, [built])).toEqual(places);
  map(['../../../main/index.ts', '../../../node_modules/@scure/base/index.js']);
  expect(placesInSources(places, [join(built, 'not-there'), built])).toEqual([
    'main/index.ts:4:1',
    'node_modules/@scure/base/index.js:1:1',
    'main/index.ts:4:1',
    'other.cjs:1:1',
  ]);
  // A source elsewhere may name a path of a machine.
  map(['/home/FAKE/keyfold/main/index.ts', '../../../../home/FAKE/index.ts']);
  expect(placesInSources(places, [built])).toEqual(places);
  for (const broken of ['', 'no JSON', '{}', '[]', '{"version":3,"sources":[],"mappings":"!!!!"}', 'null']) {
    fs.writeFileSync(join(built, 'index.cjs.map'), broken);
    expect(placesInSources(places, [built])).toEqual(places);
  }
  fs.rmSync(join(built, 'index.cjs.map'));
  fs.mkdirSync(join(built, 'index.cjs.map'));
  expect(placesInSources(places, [built])).toEqual(places);
});

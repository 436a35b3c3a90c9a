import * as fs from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
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

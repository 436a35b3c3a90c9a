import { existsSync, mkdirSync, readdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { removeLeftovers } from '../../../main/platform/leftovers';
import { need } from '../../support/need';
import { scratchFolder } from '../../support/scratch';

const started = Date.now();

/** Makes a file as a former run left it. */
function former(path: string): void {
  writeFileSync(path, 'FAKE');
  utimesSync(path, started / 1000 - 60, started / 1000 - 60);
}

it('Chromium’s temporary files of former runs are removed, and nothing else', async () => {
  const folder = scratchFolder('leftovers');
  former(join(folder, '.org.chromium.Chromium.k3J9aQ'));
  mkdirSync(join(folder, '.org.chromium.Chromium.folder'));
  former(join(folder, '.org.chromium.Chromium.folder', 'part'));
  utimesSync(join(folder, '.org.chromium.Chromium.folder'), started / 1000 - 60, started / 1000 - 60);
  former(join(folder, 'settings.json'));
  former(join(folder, '.org.example'));
  writeFileSync(join(folder, '.org.chromium.Chromium.inUse1'), 'FAKE');
  utimesSync(join(folder, '.org.chromium.Chromium.inUse1'), started / 1000 + 1, started / 1000 + 1);
  await removeLeftovers(folder, started);
  expect(readdirSync(folder).sort()).toEqual(['.org.chromium.Chromium.inUse1', '.org.example', 'settings.json']);
});

it('what a link of such a name points to stays', async () => {
  need('links');
  const folder = scratchFolder('leftovers');
  const elsewhere = join(scratchFolder('leftovers'), 'kept');
  mkdirSync(elsewhere);
  former(join(elsewhere, 'file'));
  symlinkSync(elsewhere, join(folder, '.org.chromium.Chromium.link01'));
  await removeLeftovers(folder, Date.now() + 60_000);
  expect(readdirSync(folder)).toEqual([]);
  expect(existsSync(join(elsewhere, 'file'))).toBe(true);
});

it('a folder that can’t be read is no failure of the start', async () => {
  await expect(removeLeftovers(join(scratchFolder('leftovers'), 'gone'), started)).resolves.toBeUndefined();
});

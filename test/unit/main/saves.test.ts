import { mkdirSync, mkdtempSync, readdirSync, realpathSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createSaves } from '../../../main/vault/saves';
import { need } from '../../support/need';

test('what was not finished when the vault process ended is removed, what was finished stays', () => {
  const folder = mkdtempSync(join(tmpdir(), 'keyfold-saves-'));
  const saves = createSaves();
  expect(saves.place(null)).toEqual({ path: null });
  const [done, half, never] = ['done.csv', `${'long'.repeat(60)}.csv`, 'never.csv'].map((name) =>
    saves.place(join(folder, name)),
  );
  if (!done?.path || !half?.path || !never?.path) throw new Error('no place');
  writeFileSync(done.part, 'FAKE');
  renameSync(done.part, done.path);
  writeFileSync(half.part, 'FAKE half a sec');
  writeFileSync(join(folder, '.other.part'), 'of another program');
  expect(readdirSync(folder)).toHaveLength(3);
  saves.undo();
  expect(readdirSync(folder).sort()).toEqual(['.other.part', 'done.csv']);
  // Nothing that comes under such a name later is ours any more.
  writeFileSync(half.part, 'later');
  saves.undo();
  expect(readdirSync(folder)).toHaveLength(3);
});

test('a file that is there is changed where its link leads, under a name beside it until it is whole', () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'keyfold-saves-')));
  const kept = join(folder, 'kept');
  mkdirSync(kept);
  writeFileSync(join(kept, 'file'), 'mine');
  const link = join(folder, 'config.json');
  need('links');
  symlinkSync(join(kept, 'file'), link);
  const saves = createSaves();
  const place = saves.change(link);
  if (place.path === null) throw new Error('no place');
  expect(place).toMatchObject({ path: join(kept, 'file'), chosen: link });
  writeFileSync(place.part, 'half of a sec');
  expect(readdirSync(kept)).toHaveLength(2);
  saves.undo();
  expect(readdirSync(kept)).toEqual(['file']);
});

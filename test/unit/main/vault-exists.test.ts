import * as fs from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { vaultExists } from '../../../main/vault/exists';
import { need } from '../../support/need';
import { scratchFolder } from '../../support/scratch';

test.each(['slots.json', 'vault.db'])('%s alone is a vault that a new one would endanger', (name) => {
  const folder = scratchFolder('keyfold-exists');
  expect(vaultExists(folder)).toBe(false);
  expect(vaultExists(join(folder, 'not there'))).toBe(false);
  fs.writeFileSync(join(folder, name), '');
  expect(vaultExists(folder)).toBe(true);
});

test('a folder called next is a vault on its way', () => {
  const folder = scratchFolder('keyfold-exists');
  fs.mkdirSync(join(folder, 'next'));
  expect(vaultExists(folder)).toBe(true);
});

test('F3: a link called next is no vault, wherever it leads; a link in the place of a file is in the way', () => {
  need('links');
  const elsewhere = scratchFolder('keyfold-elsewhere');
  const folder = scratchFolder('keyfold-exists');
  fs.symlinkSync(elsewhere, join(folder, 'next'));
  expect(vaultExists(folder)).toBe(false);
  // Also one that leads nowhere: a new vault would need its name.
  fs.symlinkSync(join(elsewhere, 'not there'), join(folder, 'vault.db'));
  expect(vaultExists(folder)).toBe(true);
});

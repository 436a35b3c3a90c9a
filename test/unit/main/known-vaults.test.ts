import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openSettings } from '../../../main/platform/settings';
import { openKnownVaults } from '../../../main/vault/known-vaults';
import { scratchFolder } from '../../support/scratch';

/** What main keeps of vaults, in a settings file of its own. */

const mark = (text: string) => ({ text, backend: null });

function opened(userData = scratchFolder('keyfold-places')) {
  const settings = openSettings(userData);
  return { userData, settings, vaults: openKnownVaults(settings, userData) };
}

/** Makes what looks like a vault in this folder. */
function vaultIn(folder: string): string {
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(join(folder, 'slots.json'), '{}');
  return folder;
}

const listOf = async ({ vaults }: ReturnType<typeof opened>) =>
  (await vaults.list()).map(({ name, own, current, here }) => ({ name, own, current, here }));

describe('the vaults that this machine knows', () => {
  test('are one in Keyfold’s own folder at first, and settings from before stay as they are', async () => {
    const userData = scratchFolder('keyfold-places');
    const file = join(userData, 'settings.json');
    const before = JSON.stringify({ theme: 'dark', generationMark: mark('T2xk') });
    fs.writeFileSync(file, before);
    const known = opened(userData);
    expect(known.vaults.current).toBe(join(userData, 'vault'));
    expect(known.vaults.keptOf(known.vaults.current).mark()).toEqual(mark('T2xk'));
    expect(await listOf(known)).toEqual([{ name: '', own: true, current: true, here: false }]);
    expect(fs.readFileSync(file, 'utf8')).toBe(before);
  });

  test('stay known with their names; one is used; a disk that is away is said', async () => {
    const known = opened();
    vaultIn(join(known.userData, 'vault'));
    const stick = vaultIn(scratchFolder('keyfold-stick'));
    known.vaults.use({ folder: stick, name: 'Stick', is: 'foreign' });
    const again = opened(known.userData);
    expect(again.vaults.current).toBe(stick);
    expect(await listOf(again)).toEqual([
      { name: '', own: true, current: false, here: true },
      { name: 'Stick', own: false, current: true, here: true },
    ]);
    fs.rmSync(stick, { recursive: true });
    expect((await listOf(again))[1]?.here).toBe(false);
    const [own] = await again.vaults.list();
    expect(again.vaults.switchTo(own?.id ?? '')).toBe(true);
    expect(opened(known.userData).vaults.current).toBe(join(known.userData, 'vault'));
    expect(again.vaults.switchTo('0'.repeat(32))).toBe(false);
  });

  test('are renamed and stay in their order, with all that is kept of them', async () => {
    const known = opened();
    const { vaults, userData } = known;
    const own = vaultIn(join(userData, 'vault'));
    const [first, second] = [vaultIn(scratchFolder('keyfold-first')), vaultIn(scratchFolder('keyfold-second'))];
    for (const folder of [first, second]) vaults.use({ folder, name: 'Vault', is: 'foreign' });
    vaults.keptOf(first).keepMark(mark('Zmlyc3Q='));
    const named = async () => (await opened(userData).vaults.list()).map(({ name }) => name);
    const before = (await vaults.list()).map(({ place }) => place);
    const idOf = async (folder: string) => (await vaults.list()).find(({ place }) => place === folder)?.id ?? '';
    vaults.rename(await idOf(first), 'First');
    vaults.rename(await idOf(second), '  Two\n‮lines\u2028of it '.padEnd(90, 'x'));
    vaults.rename(await idOf(own), 'Home');
    expect((await vaults.list()).map(({ place }) => place)).toEqual(before);
    expect((await named()).toSorted()).toEqual(['First', 'Home', `Two  lines of it ${'x'.repeat(60)}`.slice(0, 60)]);
    expect(opened(userData).vaults.keptOf(first).mark()).toEqual(mark('Zmlyc3Q='));
    expect(opened(userData).vaults.current).toBe(second);
    for (const folder of [first, second, own]) vaults.rename(await idOf(folder), ' ');
    expect(await named()).toEqual(['', '', '']);
    vaults.rename('0'.repeat(32), 'Nobody');
    expect(await named()).toEqual(['', '', '']);
  });

  test('each keep their own mark and second folder, also a copy beside its original', () => {
    const { vaults, settings } = opened();
    const [one, other] = [scratchFolder('keyfold-one'), scratchFolder('keyfold-other')];
    vaults.keptOf(one).keepMark(mark('T25l'));
    vaults.keptOf(other).keepMark(mark('T3RoZXI='));
    vaults.keptOf(one).keepBackups('/media/ada/disk');
    expect(vaults.keptOf(one).mark()).toEqual(mark('T25l'));
    expect(vaults.keptOf(other).mark()).toEqual(mark('T3RoZXI='));
    expect([vaults.keptOf(one).backups(), vaults.keptOf(other).backups()]).toEqual(['/media/ada/disk', null]);
    expect(settings.mark()).toBeNull();
    vaults.keptOf(one).keepBackups(null);
    expect(vaults.keptOf(one).mark()).toEqual(mark('T25l'));
  });

  test('leave the list without a file being touched, and come back with their mark', async () => {
    const known = opened();
    const stick = vaultIn(scratchFolder('keyfold-stick'));
    known.vaults.use({ folder: stick, name: 'Stick', is: 'foreign' });
    known.vaults.opened();
    known.vaults.keptOf(stick).keepMark(mark('TWFyaw=='));
    const current = (await known.vaults.list()).find((one) => one.current);
    known.vaults.forget(current?.id ?? '');
    expect(await listOf(known)).toContainEqual({ name: 'Stick', own: false, current: true, here: true });
    known.vaults.use({ folder: join(known.userData, 'elsewhere'), name: 'Other', is: 'foreign' });
    known.vaults.forget(current?.id ?? '');
    expect((await listOf(known)).map(({ name }) => name)).toEqual(['Other']);
    expect(fs.existsSync(join(stick, 'slots.json'))).toBe(true);
    known.vaults.use({ folder: stick, name: 'Stick', is: 'foreign' });
    expect(known.vaults.keptOf(stick).mark()).toEqual(mark('TWFyaw=='));
  });

  test('are foreign until they were opened once', () => {
    const { vaults, userData } = opened();
    const stick = vaultIn(scratchFolder('keyfold-stick'));
    vaults.use({ folder: stick, name: 'Stick', is: 'foreign' });
    expect(vaults.origins).toEqual(['foreign', 'shared']);
    expect(opened(userData).vaults.origins).toEqual(['foreign', 'shared']);
    vaults.opened();
    expect(vaults.origins).toEqual(['shared']);
    expect(opened(userData).vaults.origins).toEqual(['shared']);
    vaults.use({ folder: vaults.newPlace(), name: 'Copy', is: 'foreign' });
    expect(vaults.origins).toEqual(['foreign']);
  });

  test('count one that is to be made only when it is made', () => {
    const { vaults, userData } = opened();
    const folder = join(scratchFolder('keyfold-new'), 'Keyfold');
    vaults.use({ folder, name: 'Work', is: 'new' });
    expect([vaults.current, vaults.fresh, vaults.origins]).toEqual([folder, true, ['shared']]);
    expect(opened(userData).vaults.current).toBe(join(userData, 'vault'));
    vaults.opened();
    expect(vaults.fresh).toBe(false);
    expect(opened(userData).vaults.current).toBe(folder);
  });

  test('are left out of a settings file one by one where they can’t be read', async () => {
    const userData = scratchFolder('keyfold-places');
    const stick = vaultIn(scratchFolder('keyfold-stick'));
    const entries = [null, 7, { folder: 'relative' }, { folder: 3 }, { folder: stick, name: 9, mark: 'x', backups: 1 }];
    fs.writeFileSync(join(userData, 'settings.json'), JSON.stringify({ vaults: entries, vault: 'relative' }));
    const known = opened(userData);
    expect(known.vaults.current).toBe(join(userData, 'vault'));
    expect((await known.vaults.list()).map(({ place }) => place)).toEqual([join(userData, 'vault'), stick]);
    expect(known.vaults.keptOf(stick).mark()).toBeNull();
  });

  test('a copy gets a place where there is nothing', () => {
    const { vaults, userData } = opened();
    expect(vaults.newPlace()).toBe(join(userData, 'vaults', '1'));
    fs.mkdirSync(join(userData, 'vaults', '1'), { recursive: true });
    fs.mkdirSync(join(userData, 'vaults', '2.part'));
    expect(vaults.newPlace()).toBe(join(userData, 'vaults', '3'));
  });
});

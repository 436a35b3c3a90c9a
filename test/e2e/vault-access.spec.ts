import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addKey } from '../support/acts';
import type { Keyfold } from '../support/app';
import { masterPassword } from '../support/fake-keys';
import { saveAs } from '../support/file-dialog';
import { expect, test } from '../support/test';
import { RecoverySteps } from '../support/views/keyring';
import { RecoverForm } from '../support/views/unlock';
import { evenIfGone } from '../support/views/words';

const another = 'fake granite lantern copper meadow';

interface StoredSlot {
  kind: string;
  backend?: string;
  sealedShare?: string;
  kdf?: { memoryKiB: number; passes: number; lanes: number };
}
const readSlots = (keyfold: Keyfold): { slots: StoredSlot[] } => JSON.parse(readFileSync(keyfold.home.slots, 'utf8'));
const slotOf = (keyfold: Keyfold, kind: string) => readSlots(keyfold).slots.find((slot) => slot.kind === kind);
/** Changes the device slot in the file. */
function changeDevice(keyfold: Keyfold, change: Partial<StoredSlot>): void {
  const file = readSlots(keyfold);
  const slots = file.slots.map((slot) => (slot.kind === 'device' ? { ...slot, ...change } : slot));
  writeFileSync(keyfold.home.slots, JSON.stringify({ ...file, slots }));
}
/** Returns one line of the section about the ways into the vault. Settings must be open. */
const way = async (keyfold: Keyfold, label: string) =>
  (await keyfold.main()).page.getByRole('group', { name: label, exact: true });

test('a recovery key, shown once and typed back, opens the vault when the master password is forgotten', async ({
  start,
}) => {
  const keyfold = await start({ measuredCost: true });
  const sheet = await keyfold.create();
  await sheet.fill(masterPassword, masterPassword);
  await sheet.submit();
  await expect(sheet.page.getByText('A recovery key, kept on paper away from this machine, can.')).toBeVisible();
  await sheet.setUp.click();
  const steps = new RecoverySteps(sheet.page);
  const key = await steps.shown();
  await expect(sheet.page.getByText('It is shown only now.')).toBeVisible();
  expect(key).toMatch(/^([02-9AC-HJ-NP-Z]{4}-){7}[02-9AC-HJ-NP-Z]{4}$/);

  // The key is saved as a private file, which the vault process writes.
  await steps.save.click();
  const file = join(keyfold.home.documents, 'key.txt');
  await saveAs(file);
  await expect(sheet.page.getByText('Saved as key.txt. The file isn’t encrypted')).toBeVisible();
  expect(readFileSync(file, 'utf8')).toContain(key);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  rmSync(file);

  // A typing mistake and a wrong key are reported differently. Until the key is typed back, it does not count.
  await steps.written.click();
  await steps.typeBack(`${key.slice(1)}${key.slice(0, 1)}`);
  await expect(sheet.page.getByText('There is a slip in the recovery key')).toBeVisible();
  expect(slotOf(keyfold, 'recovery-key')).toBeUndefined();
  await steps.typeBack(key.toLowerCase().replaceAll('-', ' '));
  await keyfold.gone('create');
  const main = await keyfold.main();
  await expect(main.said('The recovery key is set up.')).toBeVisible();
  await expect(main.page.getByRole('button', { name: 'No recovery key yet' })).toHaveCount(0);
  // This is the installed application's cost. It is never below the lowest one, whatever this machine measured.
  const { kdf } = slotOf(keyfold, 'master-password') ?? {};
  expect(kdf?.memoryKiB).toBeGreaterThanOrEqual(256 * 1024);
  expect(kdf?.passes).toBeGreaterThanOrEqual(3);
  expect(kdf?.lanes).toBe(4);
  for (const { path, content } of keyfold.home.files(keyfold.home.userData)) {
    expect(content.includes(key) || content.includes(key.replaceAll('-', '')), path).toBe(false);
  }
  const added = await addKey(keyfold, 'pingan');

  const unlock = await keyfold.lock();
  await unlock.forgot.click();
  const form = new RecoverForm(unlock.page);
  await expect(form.dialog).toBeVisible();
  await form.submit(key, another);
  await keyfold.gone('unlock');
  await expect((await keyfold.list()).row(added.name)).toBeVisible();

  // Replacing the key asks for the master password. The former key stays valid until the new one is confirmed.
  await keyfold.menu('settings');
  await expect(await way(keyfold, 'Recovery key')).toContainText('Since');
  await (await way(keyfold, 'Recovery key')).getByRole('button', { name: 'Replace' }).click();
  const keyring = await keyfold.keyring();
  await expect(keyring.page.getByRole('dialog', { name: 'Replace the recovery key' })).toBeVisible();
  await keyring.submit(another);
  const second = await keyring.recovery.shown();
  expect(second).not.toBe(key);
  await keyring.recovery.written.click();
  await keyring.recovery.typeBack(second);
  await keyfold.gone('keyring');

  const again = await keyfold.lock();
  await again.submit(masterPassword);
  await expect(again.page.getByText('The master password is wrong.')).toBeVisible();
  await again.forgot.click();
  const last = new RecoverForm(again.page);
  await last.submit(key, masterPassword);
  await expect(again.page.getByText('This recovery key doesn’t open this vault.')).toBeVisible();
  await last.back.click();
  await keyfold.unlock(another);
});

test('the master password is changed in a sheet; this device is forgotten and tied anew', async ({ start }) => {
  const keyfold = await start({ vault: true });
  const main = await keyfold.main();
  const added = await addKey(keyfold, 'pingan');
  await expect.poll(() => slotOf(keyfold, 'device')).toBeDefined();
  // Before there is a recovery key, only one quiet line mentions it.
  await main.page.getByRole('button', { name: 'No recovery key yet' }).click();
  const offered = await keyfold.keyring();
  await expect(offered.page.getByRole('dialog', { name: 'Set up a recovery key' })).toBeVisible();
  await evenIfGone(offered.page.keyboard.press('Escape'));
  await keyfold.gone('keyring');

  await main.openSettings();
  await (await way(keyfold, 'Master password')).getByRole('button', { name: 'Change' }).click();
  const sheet = await keyfold.keyring();
  await expect(sheet.dialog).toContainText('From then on only the new one opens this vault.');
  await sheet.change('not the master password', another);
  await expect(sheet.page.getByText('The master password is wrong.')).toBeVisible();
  await sheet.change(masterPassword, another, `${another}!`);
  await expect(sheet.page.getByText('The two passwords differ.')).toBeVisible();
  const device = slotOf(keyfold, 'device');
  await sheet.change(masterPassword, another);
  await keyfold.gone('keyring');
  await expect(main.said('The master password was changed.')).toBeVisible();
  expect(slotOf(keyfold, 'device')).toEqual(device);

  const keychain = await way(keyfold, 'System keychain');
  await expect(keychain).toContainText('In use.');
  await keychain.getByRole('button', { name: 'Forget This Device' }).click();
  await expect(keychain).toContainText('isn’t tied to a keychain');
  expect(slotOf(keyfold, 'device')).toBeUndefined();

  // It stays forgotten after a restart, and the former password opens nothing.
  await keyfold.relaunch();
  const unlock = await keyfold.unlockSheet();
  await unlock.submit(masterPassword);
  await expect(unlock.page.getByText('The master password is wrong.')).toBeVisible();
  await keyfold.unlock(another);
  await keyfold.menu('settings');
  const still = await way(keyfold, 'System keychain');
  await still.getByRole('button', { name: 'Use Keychain' }).click();
  const tie = await keyfold.keyring();
  await expect(tie.page.getByRole('dialog', { name: 'Use the system’s keychain' })).toBeVisible();
  await tie.submit('not the master password');
  await expect(tie.page.getByText('The master password is wrong.')).toBeVisible();
  await tie.submit(another);
  await keyfold.gone('keyring');
  await expect(still).toContainText('In use.');
  await (await keyfold.main()).page.getByRole('button', { name: 'Done' }).click();
  await expect((await keyfold.main()).row(added.name)).toBeVisible();
});

test('failed unlocks wait, across a restart too; a right password is not tried meanwhile', async ({ start }) => {
  const keyfold = await start({ vault: true });
  const sheet = await keyfold.lock();
  for (let times = 1; times <= 5; times += 1) {
    await sheet.submit(`wrong password ${times}`);
    await expect(sheet.button).not.toHaveAttribute('aria-busy', 'true');
    if (times < 5) await expect(sheet.page.getByText('The master password is wrong.')).toBeVisible();
  }
  await expect(sheet.page.getByText('Too many wrong attempts.')).toBeVisible();
  await expect(sheet.button).toBeDisabled();

  await keyfold.relaunch();
  const again = await keyfold.unlockSheet();
  await expect(again.page.getByText('Too many wrong attempts.')).toBeVisible();
  await again.password.fill(masterPassword);
  await again.page.keyboard.press('Enter');
  await expect(again.button).toBeDisabled();
  await again.forgot.click();
  await expect(again.page.getByText('No recovery key was set up for this vault')).toBeVisible();
  await keyfold.quit();
  // This can't stop a person who can delete files.
  rmSync(join(keyfold.home.vault, 'attempts.json'));
  await keyfold.launch();
  await keyfold.unlock();
});

test('a keychain that is another one, or has lost its key, is said in Settings, and nothing is lost', async ({
  start,
}) => {
  const keyfold = await start({ vault: true });
  const added = await addKey(keyfold, 'pingan');
  await expect.poll(() => slotOf(keyfold, 'device')).toBeDefined();
  await keyfold.quit();
  changeDevice(keyfold, { backend: 'kwallet5' });
  await keyfold.launch();
  await keyfold.unlock();
  await keyfold.menu('settings');
  const keychain = await way(keyfold, 'System keychain');
  await expect(keychain).toContainText('Another keychain answers than the one this vault was tied to');
  await keychain.getByRole('button', { name: 'Tie Anew' }).click();
  await (await keyfold.keyring()).submit(masterPassword);
  await keyfold.gone('keyring');
  await expect(keychain).toContainText('In use.');

  await keyfold.quit();
  // This looks like a text that another key of the keyring has sealed.
  const foreign = Buffer.concat([Buffer.from('v11'), Buffer.alloc(64, 7)]);
  changeDevice(keyfold, { sealedShare: foreign.toString('base64') });
  await keyfold.launch();
  const main = await keyfold.unlock();
  await main.openSettings();
  const lost = await way(keyfold, 'System keychain');
  await expect(lost).toContainText('The keychain no longer has the key');
  await main.page.getByRole('button', { name: 'Done' }).click();
  await main.select(added.name);
  await main.action('View Secret').click();
  await (await keyfold.verify()).submit(masterPassword);
  const reveal = await keyfold.reveal();
  await expect(reveal.page.getByText(added.secret, { exact: true })).toBeVisible();
  await reveal.close();
  // The act that took the master password has sealed the device share again.
  await main.openSettings();
  await expect(lost).toContainText('In use.');
});

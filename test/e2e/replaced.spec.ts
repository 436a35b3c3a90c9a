import { cpSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addKey } from '../support/acts';
import type { Keyfold } from '../support/app';
import { fakePair, masterPassword } from '../support/fake-keys';
import { saveAs } from '../support/file-dialog';
import { ended, vaultProcess } from '../support/processes';
import { expect, test } from '../support/test';
import { until } from '../support/until';
import { RescueSheet } from '../support/views/rescue';
import { evenIfGone } from '../support/views/words';

/** Waits until Keyfold has locked, and returns the sheet that says why. */
async function rescued(keyfold: Keyfold, act: () => unknown): Promise<RescueSheet> {
  const before = await vaultProcess(keyfold.app);
  const views = keyfold.app.windows();
  await act();
  // What the vault process knew goes with it, before anybody has answered.
  await ended(before);
  await until('every view from before is gone', () => views.every((page) => page.isClosed()));
  return new RescueSheet(await keyfold.view('rescue'));
}

const rescuedBackups = (keyfold: Keyfold) =>
  readdirSync(join(keyfold.home.vault, 'backups')).filter((name) => name.endsWith('rescued'));

/** Puts another file in this one's place, as programs do that sync or restore files. */
function replace(path: string, bytes: Buffer): void {
  writeFileSync(`${path}.sync`, bytes);
  renameSync(`${path}.sync`, path);
}

/** Fills in a key and saves it, whatever comes of it. */
async function tryToAdd(keyfold: Keyfold, name: string): Promise<void> {
  const form = await keyfold.openAdd();
  await form.choose('alibaba');
  await form.name.fill(name);
  await form.fillPair('alibaba', fakePair('alibaba'));
  await evenIfGone(form.submit());
}

test('F2: when the open vault’s files are moved, replaced or written by others, nothing more is acknowledged and what was open is saved', async ({
  start,
}) => {
  // Some of it is only found when Keyfold looks, every five seconds.
  test.slow();
  const keyfold = await start({ keys: [{ provider: 'huawei', name: 'Stored' }] });
  const { database, slots, vault } = keyfold.home;
  await until('the day’s backup is there', () => {
    try {
      return readdirSync(join(vault, 'backups')).some((name) => name.endsWith('daily'));
    } catch {
      return false;
    }
  });
  const before = `${vault}.before`;
  cpSync(vault, before, { recursive: true });

  await test.step('vault.db is replaced by an older copy, and a key is added', async () => {
    const kept = await addKey(keyfold, 'pingan');
    replace(database, readFileSync(join(before, 'vault.db')));
    const sheet = await rescued(keyfold, () => tryToAdd(keyfold, 'Too late'));
    await expect(sheet.page.getByRole('heading', { name: 'The vault’s file was replaced' })).toBeVisible();
    await expect(sheet.page.getByText(database)).toBeVisible();
    await sheet.save.click();
    await expect(sheet.page.getByRole('heading', { name: 'The backup is saved' })).toBeVisible();
    expect(rescuedBackups(keyfold)).toHaveLength(1);
    await evenIfGone(sheet.toLockScreen.click());
    const unlock = await keyfold.unlockSheet();
    await evenIfGone(unlock.page.getByRole('button', { name: 'Restore from a Backup' }).click());
    const restore = await keyfold.restore();
    await expect(restore.choices.first()).toBeChecked();
    await restore.submit(masterPassword);
    await keyfold.gone('restore');
    const main = await keyfold.list();
    await expect(main.row(kept.name)).toBeVisible();
    await expect(main.row('Stored')).toBeVisible();
    await expect(main.row('Too late')).toHaveCount(0);
  });

  await test.step('vault.db is moved away, and nothing is done', async () => {
    const sheet = await rescued(keyfold, () => renameSync(database, `${database}.away`));
    await expect(sheet.page.getByRole('heading', { name: 'The vault is no longer in its place' })).toBeVisible();
    renameSync(`${database}.away`, database);
    await evenIfGone(sheet.leave.click());
    await expect((await keyfold.unlock()).count).toHaveText('2 keys');
    expect(rescuedBackups(keyfold)).toHaveLength(1);
  });

  await test.step('the folder is renamed, and the vault is saved in a place of the person’s own', async () => {
    const sheet = await rescued(keyfold, () => renameSync(vault, `${vault}.away`));
    await expect(sheet.save).toHaveCount(0);
    const place = join(keyfold.home.documents, 'rescued');
    await sheet.elsewhere.click();
    await saveAs(place);
    await expect(sheet.page.getByText(place)).toBeVisible();
    expect(readdirSync(place).toSorted()).toEqual(['slots.json', 'vault.db']);
    renameSync(`${vault}.away`, vault);
    await evenIfGone(sheet.toLockScreen.click());
    await expect((await keyfold.unlock()).count).toHaveText('2 keys');
  });

  await test.step('the folder is replaced by another one', async () => {
    const sheet = await rescued(keyfold, () => {
      renameSync(vault, `${vault}.away`);
      cpSync(before, vault, { recursive: true });
    });
    await expect(sheet.page.getByText(vault, { exact: true })).toBeVisible();
    rmSync(vault, { recursive: true });
    renameSync(`${vault}.away`, vault);
    await evenIfGone(sheet.leave.click());
    await expect((await keyfold.unlock()).count).toHaveText('2 keys');
  });

  await test.step('slots.json is replaced by other slots, and Keyfold quits before there is an answer', async () => {
    const right = readFileSync(slots);
    const sheet = await rescued(keyfold, () =>
      replace(slots, Buffer.from(JSON.stringify({ ...JSON.parse(right.toString('utf8')), createdAt: 1 }))),
    );
    await expect(sheet.page.getByText(slots)).toBeVisible();
    await keyfold.quit();
    expect(rescuedBackups(keyfold)).toHaveLength(2);
    replace(slots, right);
    await keyfold.launch();
    await expect((await keyfold.unlock()).count).toHaveText('2 keys');
  });

  await test.step('another program writes an older copy into vault.db', async () => {
    const sheet = await rescued(keyfold, () => writeFileSync(database, readFileSync(join(before, 'vault.db'))));
    await expect(sheet.page.getByRole('heading', { name: 'Another program changed the vault’s file' })).toBeVisible();
    // What can be saved depends on what was read before.
    await evenIfGone(sheet.leave.or(sheet.toLockScreen).click());
    const main = await keyfold.unlock();
    await expect(main.page.getByRole('alert').filter({ hasText: 'This vault is an older copy' })).toBeVisible();
  });
});

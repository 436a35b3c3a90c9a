import * as fs from 'node:fs';
import { type Beginning, idIn, settle, ticketTo } from './act';
import { fakeKey } from './fake-key';
import { importFileOf, theMany } from './import-file';
import { administrator, type ChildVault, password, proof, startChildVault, startOfTime } from './vault';

/** An hour before the acts: what happened then can be told from what they do. */
const earlier = startOfTime - 3_600_000;

/** What is in the vault that an act begins with, beside its three keys. */
const more: Readonly<Record<Beginning, (vault: ChildVault, folder: string) => Promise<void>>> = {
  keys: () => Promise.resolve(),
  async many(vault, folder) {
    fs.writeFileSync(importFileOf(folder), theMany());
    await vault.must('import', 'keyImport.open');
    await vault.must('import', 'keyImport.plan', { password: null });
    await vault.must('import', 'keyImport.apply', { password: null });
    fs.rmSync(importFileOf(folder));
  },
  async binned(vault) {
    const ids = [await idIn(vault, 'Two'), await idIn(vault, 'Three')];
    await vault.must('main-view', 'keys.delete', { ids, ...(await ticketTo(vault, { act: 'delete', ids })) });
  },
  async guarded(vault) {
    const id = await idIn(vault, 'Three');
    await vault.must('reveal', 'reveal.open', await ticketTo(vault, { act: 'reveal', id }));
    await vault.must('reveal', 'reveal.displayed');
    const change = { part: 'status', on: true };
    await vault.must('protect', 'protection.change', { change, proof: proof() });
    await vault.must('protect', 'protection.lock', { proof: proof(), administrator: administrator().password });
  },
};

/** Makes the folder that an act begins with: three keys, a backup from before one of them became the default one. */
export async function prepareFolder(folder: string, beginning: Beginning): Promise<void> {
  const vault = startChildVault(folder, { now: () => earlier });
  await vault.must('create', 'session.create', password());
  await settle(vault);
  for (const name of ['One', 'Two', 'Three']) await vault.must('add', 'keys.add', fakeKey(name));
  await vault.must('main-view', 'backups.make');
  await vault.must('main-view', 'keys.setDefault', { id: await idIn(vault, 'One') });
  await more[beginning](vault, folder);
  vault.end();
  // The day's backup is made here. Otherwise an act would make it in the background, at a different moment in every
  // run.
  const again = startChildVault(folder);
  await again.must('unlock', 'session.unlock', password());
  const made = again.told('backupsChanged');
  await settle(again);
  await made;
  again.end();
}

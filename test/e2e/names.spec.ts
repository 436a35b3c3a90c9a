import { addKey } from '../support/acts';
import { fakePair, masterPassword, uniqueName } from '../support/fake-keys';
import { copyVault } from '../support/stored-keys';
import { expect, sharedKeyfold, test } from '../support/test';
import { unusualNames } from '../support/unusual-names';

/** These names are typed into the sheet here. The others are in the vault from the beginning. */
const typedHere: readonly string[] = ['combining marks upon marks', 'what looks like markup', 'as long as may be'];

const names = Object.entries(unusualNames).map(([what, beginning]) => ({
  what,
  name: beginning.length < 200 ? uniqueName(beginning) : beginning,
  pair: fakePair('pingan'),
}));

const storedBefore = names
  .filter(({ what }) => !typedHere.includes(what))
  .map(({ name, pair: { accessKeyId, secret } }) => ({ provider: 'pingan' as const, name, accessKeyId, secret }));

const shared = sharedKeyfold({}, (folder) => copyVault(folder, storedBefore));

test('unusual names are kept as they are, found by what was typed, and named where one is deleted', async () => {
  const keyfold = shared();
  for (const { what, name, pair } of names) {
    if (typedHere.includes(what)) await addKey(keyfold, 'pingan', { name, pair });
  }
  await keyfold.lock();
  const main = await keyfold.unlock();
  for (const { what, name, pair } of names) {
    await test.step(`a name with ${what}`, async () => {
      const stored = name.normalize('NFC');
      await main.search.fill(name);
      await expect(main.count).toHaveText('1 key');
      await expect.poll(() => main.names()).toEqual([stored]);
      await expect(main.cell(stored, 'accessKeyId')).toHaveText(pair.accessKeyId);
    });
  }
  const longest = names.find(({ what }) => what === 'one long word')?.name ?? '';
  await main.search.fill(longest);
  await main.select(longest);
  await main.action('Delete AccessKey').click();
  await main.confirmDelete.click();
  const verify = await keyfold.verify();
  // Of a long name the middle is left out, so that its end is seen too.
  const told = verify.dialog.locator('bdi').filter({ hasText: '…' });
  await expect(told).toBeVisible();
  const [start = '', end = ''] = ((await told.textContent()) ?? '').split('…');
  expect(longest.startsWith(start) && longest.endsWith(end) && start !== '' && end !== '').toBe(true);
  await verify.submit(masterPassword);
  await expect(main.said('is in the recycle bin.').last()).toContainText(longest);
  await expect(main.page.getByText('Nothing found for')).toBeVisible();
});

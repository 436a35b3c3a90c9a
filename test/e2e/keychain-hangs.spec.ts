import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { startKeyring } from '../../scripts/setup/screen/keyring.mjs';
import { fakePair, masterPassword, uniqueName } from '../support/fake-keys';
import { without } from '../support/systems';
import { expect, test } from '../support/test';

/** Makes the application ask the keyring each time, without blocking main. */
const asyncKeychain = resolve(import.meta.dirname, '../support/async-keychain.cjs');

test('F17: with a keyring that does not answer any more, the sheet asks for the master password, and changes go on', async ({
  start,
}) => {
  test.skip(...without('sessionBus'));
  const keyring = await startKeyring();
  try {
    const keyfold = await start({ vault: true, environment: keyring.env, args: ['-r', asyncKeychain] });
    const kinds = () =>
      JSON.parse(readFileSync(keyfold.home.slots, 'utf8')).slots.map(({ kind }: { kind: string }) => kind);
    await expect.poll(kinds).toEqual(['master-password', 'device']);
    keyring.pause();
    for (const name of [uniqueName('First'), uniqueName('Second')]) {
      const sheet = await keyfold.openAdd();
      await sheet.choose('pingan');
      await sheet.fill({ Name: name });
      await sheet.fillPair('pingan', fakePair('pingan'));
      await expect(sheet.page.getByText('The system’s keychain is locked or doesn’t answer.').first()).toBeVisible({
        timeout: 20_000,
      });
      await sheet.fill({ 'Master password': masterPassword });
      await sheet.submit();
      await (await keyfold.reveal()).close();
      const main = await keyfold.main();
      await expect(main.row(name)).toBeVisible();
      await main.select(name);
      await main.action('Set as Default').click();
      await expect(main.cell(name, 'default')).toHaveText('Yes');
    }
  } finally {
    keyring.goOn();
    keyring.stop();
  }
});

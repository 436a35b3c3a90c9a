import { startKeyring } from '../../scripts/setup/screen/keyring.mjs';
import { fakePair, masterPassword, uniqueName } from '../support/fake-keys';
import { expect, test } from '../support/test';

test('F17: with a keyring that does not answer any more, the sheet asks for the master password, and changes go on', async ({
  start,
}) => {
  const keyring = await startKeyring();
  try {
    // Chromium asks the keyring once, when it needs it first, and remembers the answer.
    keyring.pause();
    const keyfold = await start({ vault: true, environment: keyring.env });
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

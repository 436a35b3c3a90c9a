import { TOTP } from 'otpauth';
import {
  act,
  closeReveal,
  dismissNotifications,
  expect,
  fillFields,
  fillIn,
  rowOf,
  select,
  submit,
  words,
} from './acts.mjs';
import { ending } from './application.mjs';
import { alibaba, masterPassword, oldName, pingan, successor } from './keys.mjs';

/** The part of the tour about rules: who holds what, quotas, rotation, verification, the operation log. */

/** @typedef {import('./application.mjs').Application} Application */
/** @typedef {import('./steps.mjs').Step} Step */

/**
 * @param {Application} application
 * @returns {Step[]}
 */
export function ruleSteps(application) {
  const main = () => application.view('main-view');
  /** @param {string} name */
  const goTo = async (name) =>
    (await main()).getByRole('navigation').getByRole('button', { name, exact: true }).click();
  const settings = async () => {
    await (await main()).getByRole('button', { name: words.en.settings }).click();
    return (await main()).getByRole('dialog');
  };
  const nameOf = (/** @type {import('./keys.mjs').FakeKey} */ key) => key.fields.Name ?? '';
  /** @type {TOTP | null} */
  let authenticator = null;

  return [
    {
      title: 'Look at who holds what',
      async act() {
        await goTo('Accounts');
        const table = (await main()).getByRole('table', { name: 'Accounts' });
        const row = table
          .getByRole('row')
          .filter({ has: (await main()).getByRole('rowheader').getByText('deploy-bot', { exact: true }) });
        await expect(row.getByText('1 of 2')).toBeVisible();
      },
    },
    {
      title: 'Rotate a key: its assistant opens',
      async act() {
        await goTo('All keys');
        await select(application, nameOf(alibaba));
        await act(application, 'Rotate');
        await expect((await main()).getByRole('dialog').getByRole('button', { name: 'Add New Key' })).toBeVisible();
      },
    },
    {
      title: 'The new key is added; account and user are those of the old one',
      async act(picture) {
        await (await main()).getByRole('dialog').getByRole('button', { name: 'Add New Key' }).click();
        const sheet = await application.view('add');
        await expect(sheet.getByLabel('Sub-Username', { exact: true })).toHaveValue('deploy-bot');
        await fillFields(sheet, successor);
        await picture();
        await closeReveal(await submit(application, sheet));
      },
    },
    {
      title: 'Applications use the new key: the default moves along',
      async act() {
        const dialog = (await main()).getByRole('dialog');
        await dialog.getByRole('button', { name: 'Applications Use the New Key' }).click();
        await expect(dialog.getByRole('button', { name: 'Disable Old Key' })).toBeVisible();
      },
    },
    {
      title: 'The old key is disabled; both are kept until the last step',
      async act(picture) {
        const dialog = (await main()).getByRole('dialog');
        await dialog.getByRole('button', { name: 'Disable Old Key' }).click();
        await (await main()).getByRole('alertdialog').getByRole('button', { name: 'Disable', exact: true }).click();
        await expect(dialog.getByRole('button', { name: 'Enable Old Key Again' })).toBeVisible();
        await picture();
        await dialog.getByRole('button', { name: 'Close' }).last().click();
        await dismissNotifications(application);
        // The new key has taken the old one's name.
        await expect(rowOf(await main(), successor.Name)).toHaveCount(0);
        await expect(rowOf(await main(), oldName)).toBeVisible();
        await expect(rowOf(await main(), nameOf(alibaba)).getByText('Yes', { exact: true })).toBeVisible();
      },
    },
    {
      title: 'A user with as many keys as the provider allows gets no more',
      async act(picture) {
        const third = { ...alibaba, fields: { ...alibaba.fields, Name: 'One too many' } };
        await (await main()).getByRole('button', { name: words.en.add }).first().click();
        const sheet = await application.view('add');
        await fillIn(sheet, { ...third, fields: { ...third.fields, 'AccessKey ID': 'LTAIFAKEoneTooMany000000' } });
        await expect(sheet.getByText(/quota/).first()).toBeVisible();
        await picture();
        await sheet.getByRole('button', { name: 'Cancel', exact: true }).click();
        // A secret was typed, so leaving is asked about.
        await ending(sheet, () => sheet.getByRole('button', { name: 'Close Anyway' }).click());
      },
    },
    {
      title: 'Set up an authenticator app',
      async act(picture) {
        const dialog = await settings();
        const part = dialog.getByRole('group', { name: 'Authenticator app', exact: true });
        await part.getByRole('button').click();
        const sheet = await application.view('protect');
        await sheet.getByRole('textbox', { name: words.en.password }).fill(masterPassword);
        await sheet.getByRole('dialog').locator('button[type="submit"]').click();
        await expect(sheet.getByRole('img', { name: 'QR code for the authenticator app' })).toBeVisible();
        await picture();
        const secret = ((await sheet.getByRole('dialog').locator('dd').textContent()) ?? '').replace(/\s/g, '');
        authenticator = new TOTP({ secret, algorithm: 'SHA1', digits: 6, period: 30 });
        await sheet.getByLabel('Verification code').fill(authenticator.generate());
        await ending(sheet, () => sheet.getByRole('dialog').locator('button[type="submit"]').click());
        await expect(part.getByText('On', { exact: true })).toBeVisible();
        await dialog.getByRole('button', { name: words.en.done }).click();
      },
    },
    {
      title: 'Delete a key: the dialog names it, and a code is asked for',
      async act(picture) {
        await select(application, nameOf(pingan));
        await act(application, 'Delete AccessKey');
        await (await main())
          .getByRole('alertdialog')
          .getByRole('button', { name: /Delete/ })
          .click();
        const verify = await application.view('verify');
        // The one that confirmed the app is used up; the next one is taken a little early.
        const code = authenticator?.generate({ timestamp: Date.now() + 30_000 }) ?? '';
        await verify.getByLabel('Verification code').fill(code);
        await picture();
        await ending(verify, () => verify.getByRole('dialog').locator('button[type="submit"]').click());
        await expect(rowOf(await main(), nameOf(pingan))).toHaveCount(0);
        await dismissNotifications(application);
      },
    },
    {
      title: 'Read the operation log and check that nobody changed it',
      async act(picture) {
        await (await main()).getByRole('button', { name: 'Operation log', exact: true }).click();
        await (await main()).getByRole('button', { name: 'Check', exact: true }).click();
        await expect((await main()).getByText(/^The log is complete and unchanged/)).toBeVisible();
        await picture();
        await dismissNotifications(application);
        await goTo('All keys');
      },
    },
  ];
}

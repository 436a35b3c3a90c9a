import { TOTP } from 'otpauth';
import { addKey, askToDelete, openProtect, protectionPart, typeKey } from '../support/acts';
import type { Keyfold } from '../support/app';
import { fakePair, masterPassword, uniqueName } from '../support/fake-keys';
import { copyVault } from '../support/stored-keys';
import { expect, sharedKeyfold, test } from '../support/test';
import { AuditView } from '../support/views/audit';

/**
 * A protected act is done with its verification and not without. The sheets' texts are tested in
 * `test/views/verify.spec.ts` and `protect.spec.ts`. Each test uses its own keys, by their names.
 */

const administratorPassword = 'fake administrator password';
const names = {
  create: 'Verify before adding',
  status: 'Verify before enabling and disabling',
  revealAgain: 'Show one-time secrets again',
  authenticator: 'Authenticator app',
  lock: 'Access key management lock',
} as const;

const shared = sharedKeyfold({}, (folder) =>
  copyVault(folder, [
    { provider: 'alibaba', name: 'Target' },
    { provider: 'alibaba', name: 'Bystander' },
    { provider: 'alibaba', name: 'To delete' },
    { provider: 'pingan', name: 'Free' },
    { provider: 'pingan', name: 'Held', accountId: 'pa-example', identityName: 'ci-runner' },
  ]),
);

async function closeSettings(keyfold: Keyfold): Promise<void> {
  const { dialog } = await keyfold.main();
  await dialog.getByRole('button', { name: 'Done', exact: true }).click();
  await expect(dialog).toHaveCount(0);
}

async function expectPart(keyfold: Keyfold, label: string, state: 'On' | 'Off'): Promise<void> {
  await expect((await protectionPart(keyfold, label)).getByText(state, { exact: true })).toBeVisible();
}

/** Turns one part on or off with the master password. */
async function turn(keyfold: Keyfold, label: string, becomes: 'On' | 'Off'): Promise<void> {
  await (await keyfold.main()).openSettings();
  await (await openProtect(keyfold, label)).submit(masterPassword);
  await keyfold.gone('protect');
  await expectPart(keyfold, label, becomes);
  await closeSettings(keyfold);
}

/** Sets up an authenticator app from the key that the sheet shows, and returns the app. */
async function enrol(keyfold: Keyfold): Promise<TOTP> {
  await (await keyfold.main()).openSettings();
  const sheet = await openProtect(keyfold, names.authenticator);
  await sheet.submit(masterPassword);
  await expect(sheet.qrCode).toBeVisible();
  const app = new TOTP({ secret: await sheet.key(), algorithm: 'SHA1', digits: 6, period: 30 });
  await sheet.submitCode(app.generate({ timestamp: Date.now() - 3600_000 }));
  await expect(sheet.page.getByText('This code isn’t right.')).toBeVisible();
  await sheet.submitCode(app.generate());
  await keyfold.gone('protect');
  await expectPart(keyfold, names.authenticator, 'On');
  await closeSettings(keyfold);
  return app;
}

test('a main view that was taken over gets nothing by calling the vault directly, and the log tells of it', async () => {
  const keyfold = shared();
  const main = await keyfold.main();

  /** Calls an operation as a script in the page would. Returns the error's code, or `done`. */
  const call = (operation: string, input: unknown) =>
    main.page.evaluate(
      async ([name, argument]) => {
        const [group, member] = (name as string).split('.') as [string, string];
        const client = Reflect.get(window, 'keyfold') as Record<string, Record<string, (input: unknown) => unknown>>;
        const operation = client[group]?.[member];
        if (!operation) return 'no such operation';
        const reply = (await operation(argument)) as { ok: true } | { ok: false; error: { code: string } };
        return reply.ok ? 'done' : reply.error.code;
      },
      [operation, input] as const,
    );
  const ids = await main.page.evaluate(async () => {
    const client = Reflect.get(window, 'keyfold') as {
      keys: { list(query: unknown): Promise<{ value: { rows: { name: string; id: string }[] } }> };
    };
    const sort = { column: 'name', direction: 'ascending' };
    const reply = await client.keys.list({ offset: 0, limit: 10, sort, provider: null, text: '' });
    return Object.fromEntries(reply.value.rows.map((row) => [row.name, row.id]));
  });
  const { Target: target, Bystander: bystander } = ids as Record<string, string>;
  const madeUp = 'A'.repeat(43);

  // The page tries without a ticket, with one that it made up, and with something that is no ticket.
  expect(await call('keys.delete', { ids: [target] })).toBe('verification-required');
  expect(await call('keys.delete', { ids: [target], ticket: madeUp })).toBe('ticket-invalid');
  expect(await call('keys.delete', { ids: [target], ticket: { toString: 'x' } })).toBe('bad-request');
  expect(await call('keys.setStatus', { ids: [target], status: 'enabled', confirmed: true })).toBe('bad-request');
  // Operations of other views don't exist in the page.
  for (const operation of ['protection.verify', 'protection.change', 'reveal.open', 'keys.add', 'session.unlock']) {
    expect(await call(operation, {})).toBe('no such operation');
  }

  // A right ticket is caught on its way. For another key it is refused, and then it is not valid for its own key
  // either.
  await main.page.evaluate(() => {
    const { on } = Reflect.get(window, 'keyfold') as { on(name: string, listener: (payload: unknown) => void): void };
    on('verified', (payload) => Object.assign(window, { caught: payload }));
  });
  /** Returns the ticket of the last verify sheet, when there is one for this act. */
  const caught = async (act: string): Promise<string> => {
    await expect.poll(() => main.page.evaluate(() => Reflect.get(window, 'caught')?.intent.act ?? '')).toBe(act);
    return main.page.evaluate(() => String(Reflect.get(window, 'caught').ticket));
  };
  await call('window.openSheet', { sheet: 'verify', intent: { act: 'delete', ids: [target] } });
  await (await keyfold.verify()).submit(masterPassword);
  await keyfold.gone('verify');
  const ticket = await caught('delete');
  expect(await call('keys.delete', { ids: [bystander], ticket })).toBe('plan-changed');
  expect(await call('keys.delete', { ids: [target], ticket })).toBe('ticket-invalid');

  // Two acts use one ticket at once, and only one of them is done.
  await call('window.openSheet', { sheet: 'verify', intent: { act: 'disable', ids: [target] } });
  await (await keyfold.verify()).submit(masterPassword);
  await keyfold.gone('verify');
  const second = await caught('disable');
  const disable = { ids: [target], status: 'disabled', ticket: second };
  const both = await Promise.all([call('keys.setStatus', disable), call('keys.setStatus', disable)]);
  expect(both.sort()).toEqual(['done', 'ticket-invalid']);

  expect((await main.names()).sort()).toEqual(['Bystander', 'Free', 'Held', 'Target', 'To delete']);
  const log = await AuditView.open(main.page);
  await log.narrow('Outcome', 'Refused');
  await expect(log.rows.filter({ hasText: 'Delete AccessKey' })).toHaveCount(4);
  await expect(log.rows.filter({ hasText: /Delete AccessKey.*Target/ })).toHaveCount(3);
  await expect(log.rows.filter({ hasText: /Disable.*Target/ })).toHaveCount(1);
});

test('deleting asks for a verification: not without it, not with a wrong password, but with the right one', async () => {
  const keyfold = shared();
  const main = await keyfold.main();
  await main.chooseProvider('All keys');
  let sheet = await askToDelete(keyfold, 'To delete');
  await sheet.cancel();
  await keyfold.gone('verify');
  await expect(main.row('To delete')).toBeVisible();
  await expect(main.dialog).toHaveCount(0);

  sheet = await askToDelete(keyfold, 'To delete');
  await sheet.submit('not the password');
  await expect(sheet.page.getByText('The master password is wrong.')).toBeVisible();
  await expect(main.row('To delete')).toBeVisible();
  await sheet.submit(masterPassword);
  await keyfold.gone('verify');
  await expect(main.said('“To delete”')).toContainText('is in the recycle bin.');
  await expect(main.row('To delete')).toHaveCount(0);
});

test('an authenticator app verifies, each code once, and the master password removes it', async () => {
  const keyfold = shared();
  const main = await keyfold.main();
  const app = await enrol(keyfold);

  let sheet = await askToDelete(keyfold, 'Target');
  // The code that confirmed the app is used up. The app's next code is taken a little early.
  const code = app.generate({ timestamp: Date.now() + 30_000 });
  await sheet.submitCode(code);
  await keyfold.gone('verify');
  await expect(main.row('Target')).toHaveCount(0);

  sheet = await askToDelete(keyfold, 'Bystander');
  await sheet.submitCode(code);
  await expect(sheet.page.getByText('This code was used already, and each works once.')).toBeVisible();
  await sheet.page.getByRole('radio', { name: 'Master password' }).check();
  await sheet.submit(masterPassword);
  await keyfold.gone('verify');
  await expect(main.row('Bystander')).toHaveCount(0);

  await main.openSettings();
  const remove = await openProtect(keyfold, names.authenticator);
  await remove.page.getByRole('radio', { name: 'Master password' }).check();
  await remove.submit(masterPassword);
  await keyfold.gone('protect');
  await expectPart(keyfold, names.authenticator, 'Off');
  await closeSettings(keyfold);
});

test('adding asks for a verification where Settings say so', async () => {
  const keyfold = shared();
  // Nothing is turned on without the verification.
  await (await keyfold.main()).openSettings();
  const refused = await openProtect(keyfold, names.create);
  await refused.submit('not the master password');
  await expect(refused.page.getByText('The master password is wrong.')).toBeVisible();
  await refused.cancel();
  await keyfold.gone('protect');
  await expectPart(keyfold, names.create, 'Off');
  await closeSettings(keyfold);
  await turn(keyfold, names.create, 'On');

  const name = uniqueName('Protected');
  const sheet = await keyfold.openAdd();
  await sheet.choose('pingan');
  await sheet.name.fill(name);
  await sheet.fillPair('pingan', fakePair('pingan'));
  await sheet.fill({ 'Master password': 'not the password' });
  await sheet.submit();
  await expect(sheet.page.getByText('The master password is wrong.')).toBeVisible();
  await sheet.fill({ 'Master password': masterPassword });
  await sheet.submit();
  await (await keyfold.reveal()).close();
  await expect((await keyfold.main()).row(name)).toBeVisible();
  await turn(keyfold, names.create, 'Off');
  await addKey(keyfold, 'pingan');
});

test('enabling and disabling ask for a verification where Settings say so', async () => {
  const keyfold = shared();
  const main = await keyfold.main();
  const { name } = await addKey(keyfold, 'alibaba');
  await turn(keyfold, names.status, 'On');
  await main.select(name);
  await main.action('Disable').click();
  await main.dialog.getByRole('button', { name: 'Disable', exact: true }).click();
  await (await keyfold.verify()).submit(masterPassword);
  await expect(main.cell(name, 'status')).toHaveText('Disabled');
  await main.action('Enable').click();
  await (await keyfold.verify()).cancel();
  await keyfold.gone('verify');
  await expect(main.cell(name, 'status')).toHaveText('Disabled');
  await main.action('Enable').click();
  await (await keyfold.verify()).submit(masterPassword);
  await expect(main.cell(name, 'status')).toHaveText('Enabled');
  await turn(keyfold, names.status, 'Off');
});

test('a one-time secret can be viewed again where Settings allow it', async () => {
  const keyfold = shared();
  const main = await keyfold.main();
  const { key, reveal } = await typeKey(keyfold, 'huawei');
  await reveal.close();
  await main.select(key.name);
  await expect.poll(() => main.offered('View Secret')).toBe('no');
  await turn(keyfold, names.revealAgain, 'On');
  await main.action('View Secret').click();
  await (await keyfold.verify()).submit(masterPassword);
  const again = await keyfold.reveal();
  await expect(again.page.getByText(key.secret, { exact: true })).toBeVisible();
  await again.close();
  await turn(keyfold, names.revealAgain, 'Off');
  await expect.poll(() => main.offered('View Secret')).toBe('no');
});

test('with the lock on, who has only the master password can look but not manage', async () => {
  const keyfold = shared();
  const main = await keyfold.main();
  await main.openSettings();
  const lock = await openProtect(keyfold, names.lock);
  await lock.newPassword.fill(administratorPassword);
  await lock.repeatPassword.fill(administratorPassword);
  await lock.submit(masterPassword);
  await keyfold.gone('protect');
  await expectPart(keyfold, names.lock, 'On');

  // A second person unlocks with the master password after a restart.
  await keyfold.relaunch();
  const view = await keyfold.unlock();
  let sheet = await askToDelete(keyfold, 'Free');
  await sheet.submitAdministrator(masterPassword);
  await expect(sheet.page.getByText('The administrator’s password is wrong.')).toBeVisible();
  await sheet.cancel();
  await keyfold.gone('verify');
  await expect(view.dialog).toHaveCount(0);
  await expect(view.row('Free')).toBeVisible();

  // Moving the key to another user needs the administrator's password. Changing only the name is allowed.
  const save = view.dialog.getByRole('button', { name: 'Save', exact: true });
  const user = view.dialog.getByLabel('Subaccount Name');
  await view.action('Edit AccessKey').click();
  await user.fill('ci-runner');
  await save.click();
  await (await keyfold.verify()).cancel();
  await keyfold.gone('verify');
  await user.fill('');
  await save.click();
  await expect(view.said('was saved')).toBeVisible();

  await view.action('Edit AccessKey').click();
  await user.fill('someone-else');
  await save.click();
  sheet = await keyfold.verify();
  await sheet.submitAdministrator(administratorPassword);
  await keyfold.gone('verify');
  await expect(view.property('Subaccount Name')).toHaveText('someone-else');

  // Assigning needs the administrator's password too.
  await view.action('Assign to…').click();
  await view.dialog.getByRole('radio', { name: 'ci-runner' }).check();
  await view.dialog.getByRole('button', { name: 'Assign', exact: true }).click();
  sheet = await keyfold.verify();
  await expect(sheet.dialog).toHaveAccessibleName('Assign AccessKey');
  await sheet.submitAdministrator(administratorPassword);
  await keyfold.gone('verify');
  await expect(view.said('was assigned to “ci-runner”.')).toBeVisible();

  // Viewing needs the owner's verification.
  await view.action('View Secret').click();
  await (await keyfold.verify()).submit(masterPassword);
  await (await keyfold.reveal()).close();

  // Adding a key and turning the lock off need the administrator's password.
  const add = await keyfold.openAdd();
  await expect(add.page.getByText('The access key management lock is on: only its administrator')).toBeVisible();
  await add.cancel();
  await keyfold.gone('add');
  sheet = await askToDelete(keyfold, 'Free');
  await sheet.submitAdministrator(administratorPassword);
  await keyfold.gone('verify');
  await expect(view.row('Free')).toHaveCount(0);
  await view.openSettings();
  const off = await openProtect(keyfold, names.lock);
  await off.submitAdministrator(administratorPassword);
  await keyfold.gone('protect');
  await expectPart(keyfold, names.lock, 'Off');
  await closeSettings(keyfold);
});

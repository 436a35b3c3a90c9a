import { TOTP } from 'otpauth';
import { addKey, askToDelete, chooseLanguage, deleteKey, openProtect, protectionPart, typeKey } from '../support/acts';
import type { Keyfold } from '../support/app';
import { masterPassword, uniqueName } from '../support/fake-keys';
import { expect, test } from '../support/test';
import { AuditView } from '../support/views/audit';

const administratorPassword = 'fake administrator password';

async function closeSettings(keyfold: Keyfold): Promise<void> {
  const { page } = await keyfold.main();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^(Done|完成)$/ })
    .click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

/** Turns one part on or off with the master password. */
async function turn(keyfold: Keyfold, label: string, becomes: 'On' | 'Off'): Promise<void> {
  await (await keyfold.main()).openSettings();
  const sheet = await openProtect(keyfold, label);
  await sheet.submit(masterPassword);
  await keyfold.gone('protect');
  await expect((await protectionPart(keyfold, label)).getByText(becomes, { exact: true })).toBeVisible();
  await closeSettings(keyfold);
}

/** Sets an authenticator app up from the key that the sheet shows; answers the app. */
async function enrol(keyfold: Keyfold): Promise<TOTP> {
  await (await keyfold.main()).openSettings();
  const sheet = await openProtect(keyfold, 'Authenticator app');
  await sheet.submit(masterPassword);
  await expect(sheet.qrCode).toBeVisible();
  const app = new TOTP({ secret: await sheet.key(), algorithm: 'SHA1', digits: 6, period: 30 });
  await sheet.submitCode(app.generate({ timestamp: Date.now() - 3600_000 }));
  await expect(sheet.page.getByText('This code isn’t right.')).toBeVisible();
  await sheet.submitCode(app.generate());
  await keyfold.gone('protect');
  await expect((await protectionPart(keyfold, 'Authenticator app')).getByText('On', { exact: true })).toBeVisible();
  await closeSettings(keyfold);
  return app;
}

test('deleting asks for a verification: not without it, not with a wrong password, but with the right one', async ({
  start,
}) => {
  const keyfold = await start({ vault: true });
  const main = await keyfold.main();
  const { name, accessKeyId } = await addKey(keyfold, 'alibaba');
  let sheet = await askToDelete(keyfold, name);
  await expect(sheet.dialog).toHaveAccessibleName('Delete AccessKey');
  await expect(sheet.page.getByText(name, { exact: true })).toBeVisible();
  await expect(sheet.page.getByText(accessKeyId, { exact: true })).toBeVisible();
  await sheet.cancel();
  await keyfold.gone('verify');
  await expect(main.row(name)).toBeVisible();
  await expect(main.dialog).toHaveCount(0);

  sheet = await askToDelete(keyfold, name);
  await sheet.submit('not the password');
  await expect(sheet.page.getByText('The master password is wrong.')).toBeVisible();
  await expect(main.row(name)).toBeVisible();
  await sheet.submit(masterPassword);
  await keyfold.gone('verify');
  await expect(main.said(`“${name}” was deleted.`)).toBeVisible();
  await expect(main.row(name)).toHaveCount(0);
});

test('wrong passwords are slowed down', async ({ start }) => {
  const keyfold = await start({ vault: true });
  const { name } = await addKey(keyfold, 'huawei');
  const sheet = await askToDelete(keyfold, name);
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    await sheet.submit(`wrong ${attempt}`);
    if (attempt < 5) await expect(sheet.page.getByText('The master password is wrong.')).toBeVisible();
  }
  await expect(sheet.page.getByText(/Too many wrong attempts\. Try again in \d+ s\./)).toBeVisible();
  await expect(sheet.confirm).toBeDisabled();
  await sheet.cancel();
  await expect((await keyfold.main()).row(name)).toBeVisible();
});

test('an authenticator app verifies, each code once, and the master password removes it', async ({ start }) => {
  const keyfold = await start({ vault: true });
  const main = await keyfold.main();
  const [one, two] = [await addKey(keyfold, 'alibaba'), await addKey(keyfold, 'pingan')];
  const app = await enrol(keyfold);

  let sheet = await askToDelete(keyfold, one.name);
  // The code that confirmed the app is used up; the app's next one is taken a little early.
  const code = app.generate({ timestamp: Date.now() + 30_000 });
  await sheet.submitCode(code);
  await keyfold.gone('verify');
  await expect(main.row(one.name)).toHaveCount(0);

  sheet = await askToDelete(keyfold, two.name);
  await sheet.submitCode(code);
  await expect(sheet.page.getByText('This code was used already')).toBeVisible();
  await sheet.page.getByRole('radio', { name: 'Master password' }).check();
  await sheet.submit(masterPassword);
  await keyfold.gone('verify');
  await expect(main.row(two.name)).toHaveCount(0);

  await main.openSettings();
  const remove = await openProtect(keyfold, 'Authenticator app');
  await remove.page.getByRole('radio', { name: 'Master password' }).check();
  await remove.submit(masterPassword);
  await keyfold.gone('protect');
  await expect((await protectionPart(keyfold, 'Authenticator app')).getByText('Off', { exact: true })).toBeVisible();
});

test('adding asks for a verification where Settings say so', async ({ start }) => {
  const keyfold = await start({ vault: true });
  await turn(keyfold, 'Verify before adding', 'On');
  const name = uniqueName('Protected');
  const sheet = await keyfold.openAdd();
  await sheet.choose('pingan');
  await sheet.fill({
    Name: name,
    'Access Key ID': 'FAKEPAprotected00000001',
    'Secret Access Key': 'FAKEsecretFAKEsecret',
  });
  await sheet.submit();
  await expect(sheet.page.getByText('Master password is required.')).toBeVisible();
  await sheet.fill({ 'Master password': 'not the password' });
  await sheet.submit();
  await expect(sheet.page.getByText('The master password is wrong.')).toBeVisible();
  await sheet.fill({ 'Master password': masterPassword });
  await sheet.submit();
  await (await keyfold.reveal()).close();
  await expect((await keyfold.main()).row(name)).toBeVisible();
  await turn(keyfold, 'Verify before adding', 'Off');
  await addKey(keyfold, 'pingan');
});

test('enabling and disabling ask for a verification where Settings say so', async ({ start }) => {
  const keyfold = await start({ vault: true });
  const main = await keyfold.main();
  const { name } = await addKey(keyfold, 'alibaba');
  await turn(keyfold, 'Verify before enabling and disabling', 'On');
  await main.select(name);
  await main.action('Disable').click();
  await main.dialog.getByRole('button', { name: 'Disable' }).click();
  let sheet = await keyfold.verify();
  await expect(sheet.dialog).toHaveAccessibleName('Disable');
  await sheet.submit(masterPassword);
  await expect(main.cell(name, 'status')).toHaveText('Disabled');
  await main.action('Enable').click();
  sheet = await keyfold.verify();
  await expect(sheet.dialog).toHaveAccessibleName('Enable');
  await sheet.cancel();
  await keyfold.gone('verify');
  await expect(main.cell(name, 'status')).toHaveText('Disabled');
  await main.action('Enable').click();
  await (await keyfold.verify()).submit(masterPassword);
  await expect(main.cell(name, 'status')).toHaveText('Enabled');
});

test('with the lock on, who has only the master password can look but not manage', async ({ start }) => {
  const keyfold = await start({ vault: true });
  const main = await keyfold.main();
  const { name } = await addKey(keyfold, 'pingan');
  await main.openSettings();
  const lock = await openProtect(keyfold, 'Access key management lock');
  await expect(lock.page.getByText('This is a rule of Keyfold, not encryption.')).toBeVisible();
  await lock.newPassword.fill('seven77');
  await lock.repeatPassword.fill('seven77');
  await lock.submit(masterPassword);
  await expect(lock.page.getByText('New administrator password needs at least 8 characters.')).toBeVisible();
  await lock.newPassword.fill(administratorPassword);
  await lock.repeatPassword.fill(`${administratorPassword}!`);
  await lock.submit(masterPassword);
  await expect(lock.page.getByText('The two passwords are not the same.')).toBeVisible();
  await lock.repeatPassword.fill(administratorPassword);
  await lock.submit(masterPassword);
  await keyfold.gone('protect');
  await expect(
    (await protectionPart(keyfold, 'Access key management lock')).getByText('On', { exact: true }),
  ).toBeVisible();
  await closeSettings(keyfold);

  // A second person: unlocks with the master password after a restart.
  await keyfold.relaunch();
  await keyfold.unlock();
  const view = await keyfold.main();
  let sheet = await askToDelete(keyfold, name);
  await sheet.submitAdministrator(masterPassword);
  await expect(sheet.page.getByText('The administrator’s password is wrong.')).toBeVisible();
  await sheet.cancel();
  await keyfold.gone('verify');
  await expect(view.dialog).toHaveCount(0);
  await expect(view.row(name)).toBeVisible();

  // To another user: refused; the name alone: allowed.
  await view.action('Edit AccessKey').click();
  await view.dialog.getByLabel('Subaccount Name').fill('someone-else');
  await view.dialog.getByRole('button', { name: 'Save' }).click();
  await (await keyfold.verify()).cancel();
  await keyfold.gone('verify');
  await view.dialog.getByLabel('Subaccount Name').fill('');
  await view.dialog.getByRole('button', { name: 'Save' }).click();
  await expect(view.said('was saved')).toBeVisible();

  // Viewing is the owner's.
  await view.action('View Secret').click();
  await (await keyfold.verify()).submit(masterPassword);
  await (await keyfold.reveal()).close();

  // Adding and turning the lock off are the administrator's.
  const add = await keyfold.openAdd();
  await expect(add.field('Administrator password')).toBeVisible();
  await add.cancel();
  await keyfold.gone('add');
  sheet = await askToDelete(keyfold, name);
  await sheet.submitAdministrator(administratorPassword);
  await keyfold.gone('verify');
  await expect(view.row(name)).toHaveCount(0);
  await view.openSettings();
  const off = await openProtect(keyfold, 'Access key management lock');
  await off.submitAdministrator(administratorPassword);
  await keyfold.gone('protect');
  await expect(
    (await protectionPart(keyfold, 'Access key management lock')).getByText('Off', { exact: true }),
  ).toBeVisible();
});

test('a one-time secret can be viewed again where Settings allow it', async ({ start }) => {
  const keyfold = await start({ vault: true });
  const main = await keyfold.main();
  const { key, reveal } = await typeKey(keyfold, 'huawei');
  await reveal.close();
  await main.select(key.name);
  await expect(main.action('View Secret')).toHaveCount(0);
  await turn(keyfold, 'Show one-time secrets again', 'On');
  await main.action('View Secret').click();
  await (await keyfold.verify()).submit(masterPassword);
  const again = await keyfold.reveal();
  await expect(again.page.getByText(key.secret, { exact: true })).toBeVisible();
  await again.close();
  await turn(keyfold, 'Show one-time secrets again', 'Off');
  await expect(main.action('View Secret')).toHaveCount(0);
});

test('in Chinese: deleting and turning a part on', async ({ start }) => {
  const keyfold = await start({ vault: true });
  const main = await keyfold.main();
  const { name } = await addKey(keyfold, 'alibaba');
  await chooseLanguage(keyfold, 'zh-CN');
  await main.openSettings();
  const protect = await openProtect(keyfold, '启用和禁用前验证');
  await expect(protect.dialog).toHaveAccessibleName('启用和禁用前验证');
  await protect.submit(masterPassword);
  await keyfold.gone('protect');
  await expect((await protectionPart(keyfold, '启用和禁用前验证')).getByText('已开启')).toBeVisible();
  await closeSettings(keyfold);
  const sheet = await askToDelete(keyfold, name);
  await expect(sheet.dialog).toHaveAccessibleName('删除');
  await sheet.submit('not the password');
  await expect(sheet.page.getByText('主密码不正确。')).toBeVisible();
  await sheet.cancel();
  await keyfold.gone('verify');
  await expect(main.dialog).toHaveCount(0);
  await deleteKey(keyfold, name);
});

test('a main view that was taken over gets nothing by calling the vault directly, and the log tells of it', async ({
  start,
}) => {
  const keyfold = await start({ vault: true });
  const main = await keyfold.main();
  await addKey(keyfold, 'alibaba', { name: 'Target' });
  await addKey(keyfold, 'alibaba', { name: 'Bystander' });

  /** Calls an operation as a script in the page would; answers the error's code, or `done`. */
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
    const reply = await client.keys.list({ offset: 0, limit: 10, sort, profile: null, text: '' });
    return Object.fromEntries(reply.value.rows.map((row) => [row.name, row.id]));
  });
  const { Target: target, Bystander: bystander } = ids as Record<string, string>;
  const madeUp = 'A'.repeat(43);

  // Without a ticket, with one that it made up, and with what is no ticket.
  expect(await call('keys.delete', { id: target })).toBe('verification-required');
  expect(await call('keys.delete', { id: target, ticket: madeUp })).toBe('ticket-invalid');
  expect(await call('keys.delete', { id: target, ticket: { toString: 'x' } })).toBe('bad-request');
  expect(await call('keys.setStatus', { id: target, status: 'enabled', confirmed: true })).toBe('bad-request');
  // What isn't its own isn't even there.
  for (const operation of ['protection.verify', 'protection.change', 'reveal.open', 'keys.add', 'session.unlock']) {
    expect(await call(operation, {})).toBe('no such operation');
  }

  // A right ticket, caught on its way: for another key it is refused, and then it is worth nothing for its own either.
  await main.page.evaluate(() => {
    const { on } = Reflect.get(window, 'keyfold') as { on(name: string, listener: (payload: unknown) => void): void };
    on('verified', (payload) => Object.assign(window, { caught: payload }));
  });
  /** The ticket of the last verify sheet, once there is one for this act. */
  const caught = async (purpose: string): Promise<string> => {
    await expect.poll(() => main.page.evaluate(() => Reflect.get(window, 'caught')?.purpose ?? '')).toBe(purpose);
    return main.page.evaluate(() => String(Reflect.get(window, 'caught').ticket));
  };
  await call('window.openSheet', { sheet: 'verify', purpose: 'delete', keyId: target });
  await (await keyfold.verify()).submit(masterPassword);
  await keyfold.gone('verify');
  const ticket = await caught('delete');
  expect(await call('keys.delete', { id: bystander, ticket })).toBe('ticket-invalid');
  expect(await call('keys.delete', { id: target, ticket })).toBe('ticket-invalid');

  // Two at once with one ticket: one of them.
  await call('window.openSheet', { sheet: 'verify', purpose: 'disable', keyId: target });
  await (await keyfold.verify()).submit(masterPassword);
  await keyfold.gone('verify');
  const second = await caught('disable');
  const disable = { id: target, status: 'disabled', ticket: second };
  const both = await Promise.all([call('keys.setStatus', disable), call('keys.setStatus', disable)]);
  expect(both.sort()).toEqual(['done', 'ticket-invalid']);

  expect((await main.names()).sort()).toEqual(['Bystander', 'Target']);
  const log = await AuditView.open(main.page);
  await log.narrow('Outcome', 'Refused');
  await expect(log.rows.filter({ hasText: 'Delete AccessKey' })).toHaveCount(4);
  await expect(log.rows.filter({ hasText: /Delete AccessKey.*Target/ })).toHaveCount(3);
  await expect(log.rows.filter({ hasText: /Disable.*Target/ })).toHaveCount(1);
});

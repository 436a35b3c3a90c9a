import { addKey, askToDelete } from '../support/acts';
import { masterPassword } from '../support/fake-keys';
import { expect, test } from '../support/test';
import { AuditView } from '../support/views/audit';
import { words } from '../support/views/words';

for (const { language, asks, removed } of [
  {
    language: 'en',
    asks: 'Verify that it’s you to delete this key and its secret. This can’t be undone.',
    removed: 'was deleted.',
  },
  { language: 'zh-CN', asks: '删除该密钥及其 Secret 前，请先验证身份。删除后无法恢复。', removed: '已删除。' },
] as const) {
  test(`deleting asks for a verification: not without it, not with a wrong password, but with the right one (${language})`, async ({
    start,
  }) => {
    const keyfold = await start({ vault: true, settings: { language } });
    const main = await keyfold.main();
    const { name, accessKeyId } = await addKey(keyfold, 'alibaba');
    let sheet = await askToDelete(keyfold, name);
    await expect(sheet.dialog).toHaveAccessibleName(words[language].delete);
    await expect(sheet.page.getByText(asks)).toBeVisible();
    await expect(sheet.page.getByText(name, { exact: true })).toBeVisible();
    await expect(sheet.page.getByText(accessKeyId, { exact: true })).toBeVisible();
    await sheet.cancel();
    await keyfold.gone('verify');
    await expect(main.row(name)).toBeVisible();
    await expect(main.dialog).toHaveCount(0);

    sheet = await askToDelete(keyfold, name);
    await sheet.submit('not the password');
    await expect(sheet.page.getByText(words[language].wrongPassword)).toBeVisible();
    await expect(main.row(name)).toBeVisible();
    await sheet.submit(masterPassword);
    await keyfold.gone('verify');
    await expect(main.said(`“${name}”`)).toContainText(removed);
    await expect(main.row(name)).toHaveCount(0);
  });
}

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

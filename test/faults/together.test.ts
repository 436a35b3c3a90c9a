import { expect, test } from 'vitest';
import type { AuditCheck } from '../../common/audit/actions';
import type { View } from '../../common/views';
import { add, auditOf, byPassword, createdVault, get, list, newKey, password, reopened } from '../unit/vault/harness';
import { wrongForm } from './fuzz/replies';

/** Many calls at once, of several views and of none that may. */

test('a hundred calls at once do what a hundred in a row do', async () => {
  const vault = await createdVault();
  const kept = await add(vault, { name: 'Kept' });
  const doomed = await add(vault, { name: 'Doomed' });
  const verify = vault.view('verify');
  const { ticket } = await verify.must<{ ticket: string }>(
    'protection.verify',
    byPassword(doomed.id, undefined, 'delete'),
  );
  const rows = (await auditOf(vault)).total;

  const one = (index: number): [View, string, unknown] => {
    const details = { description: '', accountId: '', identityKind: 'ram-user', identityName: '', endpoint: '' };
    const acts: [View, string, unknown][] = [
      ['add', 'keys.add', newKey({ name: `Key ${index}` })],
      ['main-view', 'keys.edit', { id: kept.id, ...details, name: `Kept, ${index}` }],
      ['main-view', 'keys.setDefault', { id: kept.id }],
      ['main-view', 'keys.cancelDefault', { id: kept.id }],
      ['main-view', 'keys.setStatus', { ids: [kept.id], status: index % 20 < 10 ? 'disabled' : 'enabled' }],
      // The ticket is for one use: one of them deletes.
      ['main-view', 'keys.delete', { ids: [doomed.id], ticket }],
      ['main-view', 'keys.counts', {}],
      ['main-view', 'audit.check', {}],
      ['unlock', 'session.unlock', password()],
      ['reveal', 'keys.counts', {}],
    ];
    return acts[index % acts.length] as [View, string, unknown];
  };
  const replies = await Promise.all(
    Array.from({ length: 100 }, async (_, index) => {
      const [view, operation, input] = one(index);
      return { operation, view, reply: await vault.view(view).call(operation, input) };
    }),
  );

  for (const { reply } of replies) expect(wrongForm(reply)).toBeNull();
  const done = (name: string) => replies.filter(({ operation, reply }) => operation === name && reply.ok).length;
  expect(done('keys.add')).toBe(10);
  expect(done('keys.edit')).toBe(10);
  expect(done('keys.delete')).toBe(1);
  expect(done('session.unlock')).toBe(0);
  expect(replies.filter(({ view, reply }) => view === 'reveal' && reply.ok)).toEqual([]);
  const changes = ['add', 'edit', 'set-default', 'cancel-default', 'enable', 'disable', 'delete'];
  const changed = ['keys.add', 'keys.edit', 'keys.setDefault', 'keys.cancelDefault', 'keys.setStatus', 'keys.delete'];
  const { rows: log } = await auditOf(vault, {}, 500);
  const written = log.slice(0, log.length - rows).filter(({ action, outcome, facts }) => {
    // A default that goes because the key was disabled has a row beside the one of the change.
    return outcome === 'ok' && changes.includes(action) && facts.why === undefined;
  });
  // While the key is disabled it can't become the default. Then there is none to cancel, and what changes nothing has
  // no row.
  const idle = done('keys.cancelDefault') - done('keys.setDefault');
  expect(idle).toBe(5);
  // The key that is deleted is enabled, so it is disabled first, with a row of its own.
  const before = written.filter(({ action, key }) => key?.name === 'Doomed' && action === 'disable');
  expect(before).toHaveLength(1);
  expect(written).toHaveLength(changed.reduce((sum, name) => sum + done(name), before.length - idle));

  const again = await reopened(vault);
  expect((await list(again)).total).toBe(11);
  expect((await get(again, kept.id)).name).toBe('Kept, 91');
  expect(await again.view('main-view').must<AuditCheck>('audit.check')).toMatchObject({ broken: null });
});

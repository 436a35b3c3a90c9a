import { expect, test, vi } from 'vitest';
import { passwordBytes } from '../../../../common/keys/text-bytes';
import { oneAtATime } from '../../../../vault/base/crypto/one-at-a-time';
import { createdVault, fakeClock, newKey, password } from '../harness';
import { exported } from '../transfer/moves';
import { administrator, lock, master } from './acts';

/** How many derivations run now, and the most that ever ran at once. */
const running = vi.hoisted(() => ({ now: 0, most: 0, all: 0 }));

vi.mock('@node-rs/argon2', async (original) => {
  const real = await original<typeof import('@node-rs/argon2')>();
  const counted: typeof real.hashRaw = async (typed, options, signal) => {
    running.now += 1;
    running.all += 1;
    running.most = Math.max(running.most, running.now);
    const light = { ...options, memoryCost: Math.ceil((options?.memoryCost ?? 0) / 64) };
    return real.hashRaw(typed, light, signal).finally(() => {
      running.now -= 1;
    });
  };
  return { ...real, hashRaw: counted };
});

test('F4: however many passwords are sent at once, at whatever doors, one derivation runs', async () => {
  const other = await createdVault();
  other.end();
  const vault = await createdVault({ clock: fakeClock() });
  await vault.view('add').must('keys.add', newKey({ identityKind: 'alibaba-account' }));
  const file = await exported(vault);
  await lock(vault);
  const sealed = vault.view('import');
  vault.openPath = { path: file.path };
  await sealed.must('keyImport.open');
  const foreign = vault.view('import');
  vault.openPath = { path: `${other.folder}/vault.db` };
  await foreign.must('keyImport.open');
  running.most = 0;
  running.all = 0;
  const everywhere = () => [
    vault.view('keyring').call('keyring.beginRecovery', password('not the password')),
    vault.view('export').call('keyExport.save', {
      scope: { kind: 'all' },
      to: { kind: 'csv' },
      proof: { method: 'administrator', password: passwordBytes('not the administrator') },
    }),
    vault
      .view('protect')
      .call('protection.lock', { proof: master(), administrator: passwordBytes('another fake one') }),
    vault
      .view('protect')
      .call('protection.change', { change: { part: 'lock', on: false }, proof: administrator('no') }),
    foreign.call('keyImport.vault', { by: 'password', ...password('not the password') }),
    sealed.call('keyImport.passphrase', { passphrase: passwordBytes('not the passphrase') }),
  ];
  await Promise.all([...everywhere(), ...everywhere()]);
  expect(running.all).toBeGreaterThan(5);
  expect(running.most).toBe(1);
}, 60_000);

test('F4: work that is stopped before its turn doesn’t run, and doesn’t hold up the next', async () => {
  const ran: string[] = [];
  const stop = new AbortController();
  const hold: { letGo(): void } = { letGo: () => undefined };
  const first = oneAtATime(
    () =>
      new Promise<void>((resolve) => {
        ran.push('first');
        hold.letGo = resolve;
      }),
  );
  const second = oneAtATime(async () => void ran.push('second'), stop.signal);
  const third = oneAtATime(async () => void ran.push('third'));
  stop.abort();
  await expect(second).rejects.toMatchObject({ error: { code: 'cancelled' } });
  hold.letGo();
  await Promise.all([first, third]);
  expect(ran).toEqual(['first', 'third']);
  await expect(oneAtATime(async () => void ran.push('late'), stop.signal)).rejects.toThrow('cancelled');
  await expect(oneAtATime(() => Promise.reject(new Error('it failed')))).rejects.toThrow('it failed');
  expect(await oneAtATime(async () => 'after a failure')).toBe('after a failure');
});

import { expect, test } from 'vitest';
import { passwordBytes } from '../../../../common/keys/text-bytes';
import { argon2id } from '../../../../vault/base/crypto/kdf';
import { oneAtATime } from '../../../../vault/base/crypto/one-at-a-time';
import { createdVault, fakeClock, newKey, password, quickCost } from '../harness';
import { exported } from '../transfer/moves';
import { administrator, lock } from './acts';

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
  const everywhere = () => [
    vault.view('keyring').call('keyring.beginRecovery', password('not the password')),
    vault.view('export').call('keyExport.save', {
      scope: { kind: 'all' },
      to: { kind: 'csv' },
      proof: { method: 'password', password: passwordBytes('not the password') },
    }),
    vault
      .view('protect')
      .call('protection.change', { change: { part: 'lock', on: false }, proof: administrator('no') }),
    foreign.call('keyImport.vault', { by: 'password', ...password('not the password') }),
    sealed.call('keyImport.passphrase', { passphrase: passwordBytes('not the passphrase') }),
  ];
  const hold: { letGo(): void } = { letGo: () => undefined };
  const held = oneAtATime(
    () =>
      new Promise<void>((resolve) => {
        hold.letGo = resolve;
      }),
  );
  const said: string[] = [];
  const calls = [...everywhere(), ...everywhere()].map((call) =>
    call.then((reply) => {
      if (!reply.ok) said.push(reply.error.code);
    }),
  );
  // A derivation that didn't wait would be over when these, which begin later and don't wait, are over.
  for (let turn = 0; turn < 4; turn += 1) await argon2id(passwordBytes('any'), Buffer.alloc(16), quickCost);
  const early = [...said];
  hold.letGo();
  await Promise.all([held, ...calls]);
  expect(early).toEqual([]);
  const times = (code: string) => said.filter((one) => one === code).length;
  expect([times('wrong-administrator'), times('wrong-password'), times('wrong-passphrase')]).toEqual([2, 6, 2]);
});

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

import { describe, expect, test } from 'vitest';
import { type AppError, KeyfoldError } from '../../../../common/errors';
import { waitAfter } from '../../../../vault/base/backoff';
import { createAttempts } from '../../../../vault/protection/attempts';
import type { VaultDatabase } from '../../../../vault/store/database/database';
import { add, createdVault, fakeClock, intentOn, reopened, type TestVault } from '../harness';
import { administrator, code, enrol, lock, master, refused, verify } from './acts';

const wrong = { code: 'wrong-password' };
const tryLater = (seconds: number) => ({ code: 'try-later', seconds });

async function fail(vault: TestVault, id: string, times: number): Promise<void> {
  for (let count = 0; count < times; count += 1) {
    expect(await refused(vault, 'delete', id, master('not the password'))).toEqual(wrong);
  }
}

test('the wait begins with the fifth failure at 30 s, doubles, and ends at 15 minutes', () => {
  expect([0, 1, 4, 5, 6, 7, 8, 9, 10, 1000].map((failures) => waitAfter(failures) / 1000)).toEqual([
    0, 0, 0, 30, 60, 120, 240, 480, 900, 900,
  ]);
});

/** A database that keeps no failure: what is counted in memory decides. */
const forgetful = {
  get: () => undefined,
  run: () => ({ changes: 0 }),
  write: <T>(act: () => T) => act(),
} as unknown as VaultDatabase;

test.each([
  [{ code: 'wrong-password' }, true],
  [{ code: 'wrong-code' }, true],
  [{ code: 'code-used' }, true],
  [{ code: 'wrong-administrator' }, true],
  [{ code: 'password-required', keychain: 'missing' }, false],
  [{ code: 'not-found' }, false],
  [{ code: 'secret-damaged' }, false],
  [{ code: 'disk-full' }, false],
] satisfies [AppError, boolean][])('an attempt that ends with %o counts as wrong: %s', async (error, counts) => {
  const attempts = createAttempts(fakeClock(), () => 0);
  const act = () => {
    throw new KeyfoldError(error);
  };
  for (let count = 0; count < 5; count += 1) {
    expect(() => attempts.attemptNow(forgetful, 'code', act)).toThrow(error.code);
    await expect(attempts.attempt(forgetful, 'password', async () => act())).rejects.toThrow(error.code);
  }
  const waits = [attempts.wait(forgetful, 'code'), attempts.wait(forgetful, 'password')];
  expect(waits).toEqual(counts ? [30_000, 30_000] : [0, 0]);
});

describe('wrong master passwords', () => {
  test('are slowed down, the right one too, to the millisecond', async () => {
    const clock = fakeClock();
    const vault = await createdVault({ clock });
    const { id } = await add(vault);
    await fail(vault, id, 5);
    expect(await refused(vault, 'delete', id, master())).toEqual(tryLater(30));
    clock.advance(29_999);
    expect(await refused(vault, 'delete', id, master())).toEqual(tryLater(1));
    clock.advance(1);
    await fail(vault, id, 1);
    expect(await refused(vault, 'reveal', id, master())).toEqual(tryLater(60));
    clock.advance(60_000);
    await verify(vault, 'delete', id, master());
    // The right one ends the count.
    await fail(vault, id, 4);
    await verify(vault, 'delete', id, master());
  });

  test('count wherever the password is given: to show a secret, to change protection', async () => {
    const vault = await createdVault({ clock: fakeClock() });
    const { id } = await add(vault);
    await fail(vault, id, 2);
    expect(await refused(vault, 'reveal', id, master('not the password'))).toEqual(wrong);
    const protect = vault.view('protect');
    expect(await protect.mustFail('protection.enrol', { proof: master('not the password') })).toEqual(wrong);
    const change = { part: 'create', on: true };
    expect(await protect.mustFail('protection.change', { change, proof: master('not the password') })).toEqual(wrong);
    expect(await protect.mustFail('protection.change', { change, proof: master() })).toEqual(tryLater(30));
    expect(await vault.view('verify').must('protection.needs', { effects: ['key.delete'] })).toMatchObject({
      waits: { password: 30, code: 0, administrator: 0 },
    });
  });

  test('sent all at once gain nothing', async () => {
    const vault = await createdVault({ clock: fakeClock() });
    const { id } = await add(vault);
    const sheet = vault.view('verify');
    const replies = await Promise.all(
      Array.from({ length: 12 }, () =>
        sheet.call('protection.verify', { intent: intentOn('delete', id), proof: master('not the password') }),
      ),
    );
    const codes = replies.map((reply) => (reply.ok ? 'ok' : reply.error.code));
    expect(codes).toEqual([...Array(5).fill('wrong-password'), ...Array(7).fill('try-later')]);
  });

  test('are not forgiven by a restart, which goes on where the wait was', async () => {
    const vault = await createdVault({ clock: fakeClock() });
    const { id } = await add(vault);
    await fail(vault, id, 5);
    const soon = await reopened(vault, { clock: fakeClock(), now: vault.now + 10_000 });
    expect(await refused(soon, 'delete', id, master())).toEqual(tryLater(20));
    const later = await reopened(soon, { clock: fakeClock(), now: vault.now + 30_000 });
    await fail(later, id, 1);
    expect(await refused(later, 'delete', id, master())).toEqual(tryLater(60));
  });

  test('a clock that went back makes the wait no longer than it was', async () => {
    const vault = await createdVault({ clock: fakeClock() });
    const { id } = await add(vault);
    await fail(vault, id, 5);
    const clock = fakeClock();
    const back = await reopened(vault, { clock, now: vault.now - 365 * 24 * 3600_000 });
    expect(await refused(back, 'delete', id, master())).toEqual(tryLater(30));
    clock.advance(30_000);
    await verify(back, 'delete', id, master());
  });

  test('setting the clock forward while it runs does not end the wait', async () => {
    const vault = await createdVault({ clock: fakeClock() });
    const { id } = await add(vault);
    await fail(vault, id, 5);
    vault.now += 3600_000;
    expect(await refused(vault, 'delete', id, master())).toEqual(tryLater(30));
  });
});

test('each way is slowed down by itself: wrong codes leave the master password, which always works', async () => {
  const clock = fakeClock();
  const vault = await createdVault({ clock });
  const { id } = await add(vault);
  const app = await enrol(vault);
  vault.now += 30_000;
  const right = app(vault.now);
  const guesses = ['000000', '111111', '222222', '333333', '444444', '555555', '666666', '777777']
    .filter((guess) => ![-30_000, 0, 30_000].some((skew) => app(vault.now + skew) === guess))
    .slice(0, 5);
  for (const guess of guesses) expect(await refused(vault, 'delete', id, code(guess))).toEqual({ code: 'wrong-code' });
  expect(await refused(vault, 'delete', id, code(right))).toEqual(tryLater(30));
  await verify(vault, 'delete', id, master());
  clock.advance(30_000);
  await verify(vault, 'delete', id, code(right));
});

test('a code that was used already is a wrong attempt too', async () => {
  const vault = await createdVault({ clock: fakeClock() });
  const { id } = await add(vault);
  const app = await enrol(vault);
  const used = code(app(vault.now));
  for (let count = 0; count < 5; count += 1) {
    expect(await refused(vault, 'delete', id, used)).toEqual({ code: 'code-used' });
  }
  expect(await refused(vault, 'delete', id, used)).toEqual(tryLater(30));
});

test('wrong administrator passwords are slowed down, across a restart too', async () => {
  const vault = await createdVault({ clock: fakeClock() });
  const { id } = await add(vault);
  await lock(vault);
  for (let count = 0; count < 5; count += 1) {
    expect(await refused(vault, 'delete', id, administrator('not the password'))).toEqual({
      code: 'wrong-administrator',
    });
  }
  expect(await refused(vault, 'delete', id, administrator())).toEqual(tryLater(30));
  const next = await reopened(vault, { clock: fakeClock() });
  expect(await refused(next, 'delete', id, administrator())).toEqual(tryLater(30));
});

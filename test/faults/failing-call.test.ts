import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { add, createdVault, list, reopened } from '../unit/vault/harness';

/** One call to the file system fails, and the next one works: a disk or a share has a bad moment. */

const { calls, failing } = vi.hoisted(() => ({
  calls: ['statSync', 'lstatSync', 'fstatSync', 'openSync', 'readSync', 'closeSync'] as const,
  failing: { call: '', left: 0, struck: 0 },
}));

vi.mock('node:fs', async (original) => {
  const real = await original<typeof import('node:fs')>();
  const once = (name: string, call: (...given: unknown[]) => unknown) =>
    function failOnce(...given: unknown[]) {
      if (failing.call !== name || failing.left === 0) return call(...given);
      failing.left -= 1;
      if (failing.left > 0) return call(...given);
      failing.struck += 1;
      // A descriptor is closed, whatever the call returns.
      if (name === 'closeSync') call(...given);
      throw Object.assign(new Error('i/o error'), { code: 'EIO' });
    };
  const own = Object.fromEntries(
    calls.map((name) => [name, once(name, real[name] as (...given: unknown[]) => unknown)]),
  );
  return { ...real, ...own, default: { ...real, ...own } };
});

test.each(calls)(
  'a %s that fails once makes no open file gone or replaced: what comes after it works',
  async (call) => {
    const vault = await createdVault();
    // The first, second, … call of this name fails, until an addition has fewer of them.
    let refused = 0;
    let added = 0;
    failing.struck = 0;
    for (let at = 1; at <= 12; at += 1) {
      // With another time on them the slots are read again.
      utimesSync(join(vault.folder, 'slots.json'), at, at);
      Object.assign(failing, { call, left: at });
      const reply = await add(vault, { name: `Key ${at}` }).catch((error: unknown) => error);
      const isOver = failing.left > 0;
      Object.assign(failing, { call: '', left: 0 });
      if (reply instanceof Error) refused += 1;
      else added += 1;
      expect(vault.posted.filter(({ kind }) => kind === 'replaced')).toEqual([]);
      if (isOver) break;
    }
    await add(vault, { name: 'After it' });
    expect((await list(vault)).total).toBeGreaterThanOrEqual(added + 1);
    expect(failing.struck).toBeGreaterThan(0);
    expect(refused).toBe(0);
    const next = await reopened(vault);
    expect((await list(next)).total).toBeGreaterThanOrEqual(added + 1);
  },
);

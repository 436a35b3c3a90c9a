import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { KeyfoldError } from '../../../common/errors';
import { failureLine, failureOf, isFailureLine, type OwnCode } from '../../../common/failures';

/** What may be kept of a defect: places in Keyfold's own code, and nothing that was being done. */

const folder = dirname(import.meta.filename);
const own: OwnCode = { folder, has: (file) => existsSync(join(folder, file)) };
const secret = 'FAKE-SECRET-4711-do-not-keep';

/** Every way in which a value may get into an error, each with the secret in it. */
const planted: Readonly<Record<string, () => unknown>> = {
  'a message': () => new Error(secret),
  'a message of several lines': () => new TypeError(`${secret}\n${secret}`),
  'a message that looks like calls': () => new Error(`x\n    at ${secret} (${folder}/failures.test.ts:1:1)\n    at x`),
  'a message that looks like calls in a file that isn’t there': () =>
    new Error(`\n    at f (${folder}/${secret}.ts:1:1)`),
  'a message that was changed later': () =>
    Object.assign(new Error(`x\n    at ${folder}/${secret}.ts:1:2`), { message: 'x' }),
  'a name': () => Object.assign(new Error('x'), { name: secret }),
  'a code': () => Object.assign(new Error('x'), { code: secret }),
  'a code that looks like one of the system': () => Object.assign(new Error('x'), { code: `E${secret}` }),
  'a path': () => Object.assign(new Error('x'), { path: `/${secret}`, code: 'ENOENT', syscall: 'open' }),
  'a cause': () => new Error('x', { cause: new Error(secret) }),
  'a stack of its own': () => Object.assign(new Error('x'), { stack: `${secret}\n    at ${secret}` }),
  'a function’s name': () => {
    const named = { [secret]: () => new Error('x') };
    return named[secret]?.();
  },
  'a thrown text': () => secret,
  'a thrown object': () => ({ secret }),
  'an error of Keyfold with facts': () => new KeyfoldError({ code: 'no-permission', path: `/${secret}` }),
};

for (const [where, make] of Object.entries(planted)) {
  test(`nothing of a secret is kept that is in ${where}`, () => {
    const failure = failureOf('keys.add', make(), own);
    const line = failureLine(0, '0.1.0', 'vault', failure);
    for (const part of [secret, 'FAKE', '4711', 'do-not-keep']) {
      expect(JSON.stringify(failure)).not.toContain(part);
      expect(line).not.toContain(part);
    }
    expect(isFailureLine(line)).toBe(true);
  });
}

test('the kind, the code and the places in our own code are kept', () => {
  const failure = failureOf('keys.add', Object.assign(new RangeError(secret), { code: 'ERR_OUT_OF_RANGE' }), own);
  expect(failure).toMatchObject({ where: 'keys.add', name: 'RangeError', code: 'ERR_OUT_OF_RANGE' });
  expect(failure.places[0]).toMatch(/^failures\.test\.ts:\d+:\d+$/);
  const line = failureLine(Date.UTC(2026, 0, 2), '0.1.0', 'vault', failure);
  expect(line).toMatch(
    /^2026-01-02T00:00:00Z Keyfold 0\.1\.0 vault: keys\.add: RangeError ERR_OUT_OF_RANGE failures\.test\.ts:\d+:\d+/,
  );
});

test('a line that Keyfold did not write is none', () => {
  for (const line of ['', secret, `2026-01-02T00:00:00Z Keyfold 0.1.0 vault: keys.add: ${secret}=${secret}`]) {
    expect(isFailureLine(line)).toBe(false);
  }
});

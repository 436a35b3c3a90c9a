import { describe, expect, test } from 'vitest';
import { cookieOf, displayNumber } from '../../../main/platform/x11-connection';

/** What is read before the X server is asked. The real server and real owners are in `nothing-waits.spec.ts`. */

const field = (text: string | Buffer) => {
  const bytes = Buffer.from(text);
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 0xff]), bytes]);
};

/** One entry of an Xauthority file. */
const entry = (number: string, name: string, data: string) =>
  Buffer.concat([Buffer.from([1, 0]), ...['host', number, name, data].map(field)]);

test.each([
  [':0', 0],
  [':12.1', 12],
  ['unix:3', 3],
  ['localhost:10.0', null],
  ['192.0.2.1:0', null],
  ['tcp/host:0', null],
  ['', null],
  [undefined, null],
])('the display %s', (display, number) => {
  expect(displayNumber(display)).toBe(number);
});

describe('the cookie of a display', () => {
  const name = 'MIT-MAGIC-COOKIE-1';
  const cookie = (file: Buffer, display = 7) => cookieOf(file, display)?.toString('latin1') ?? null;

  test('is that of its own entry, or of one for every display', () => {
    expect(cookie(Buffer.concat([entry('1', name, 'one'), entry('7', name, 'FAKE')]))).toBe('FAKE');
    expect(cookie(entry('', name, 'FAKE'))).toBe('FAKE');
  });

  test('is none if the file has none of this kind, is empty, or ends too early', () => {
    expect(cookie(entry('7', 'XDM-AUTHORIZATION-1', 'FAKE'))).toBeNull();
    expect(cookie(Buffer.alloc(0))).toBeNull();
    const whole = entry('7', name, 'FAKE');
    for (let length = 0; length < whole.length; length += 1) {
      expect(cookie(whole.subarray(0, length))).not.toBe('FAKE');
    }
  });
});

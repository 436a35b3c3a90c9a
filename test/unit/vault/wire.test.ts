import { expect, test } from 'vitest';
import { withOwnBytes } from '../../../vault/base/wire';

test('what is posted takes nothing along of the memory it stood in', () => {
  const pooled = Buffer.from('FAKE');
  expect(pooled.buffer.byteLength).toBeGreaterThan(pooled.byteLength);
  const alone = new Uint8Array([1, 2]);
  const message = { number: 1, none: null, list: [pooled], deep: { alone, text: 'x' } };
  const own = withOwnBytes(message);
  expect(own).toEqual({ ...message, list: [new Uint8Array(pooled)] });
  expect(own.list[0]?.buffer.byteLength).toBe(4);
  // Bytes that stand alone are not copied: each copy of a secret is one more to wipe.
  expect(own.deep.alone).toBe(alone);
});

import { describe, expect, it } from 'vitest';
import { newHandoverKey } from '../../../main/platform/handover';
import { sealFor } from '../../../vault/transfer/handover';

const secret = Buffer.from('FAKE-secret-of-the-handover-测试');

describe('a value handed over for the clipboard', () => {
  it('opens with the key that it was sealed for, once', () => {
    const key = newHandoverKey();
    const handover = sealFor(key.publicKey, secret);
    expect(Buffer.from(key.open(handover) ?? []).equals(secret)).toBe(true);
    expect(key.open(handover)).toBeNull();
  });

  it('stands nowhere in the message, and no two messages are alike', () => {
    const { publicKey } = newHandoverKey();
    const [first, second] = [sealFor(publicKey, secret), sealFor(publicKey, secret)];
    for (const part of Object.values(first)) expect(Buffer.from(part).includes(secret)).toBe(false);
    expect(Buffer.from(first.text).equals(Buffer.from(second.text))).toBe(false);
  });

  it.each(['sender', 'nonce', 'text'] as const)('does not open with another %s', (part) => {
    const key = newHandoverKey();
    const handover = sealFor(key.publicKey, secret);
    const other = sealFor(newHandoverKey().publicKey, secret);
    expect(key.open({ ...handover, [part]: other[part] })).toBeNull();
  });

  it('does not open with another key, nor when it is cut short', () => {
    const key = newHandoverKey();
    const handover = sealFor(key.publicKey, secret);
    expect(newHandoverKey().open(handover)).toBeNull();
    expect(key.open({ ...handover, text: handover.text.subarray(0, 8) })).toBeNull();
  });
});

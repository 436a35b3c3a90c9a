import { randomBytes, randomInt } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createFrameReader, type FromCommand, mostFrame, run } from '../../../../vault/command/frames';
import { askFrame, frameOf } from '../../../support/command/asker';

/** Reads these pieces, and returns what came of them and whether the reader took them all. */
function read(...pieces: Uint8Array[]): { frames: FromCommand[]; good: boolean } {
  const frames: FromCommand[] = [];
  const reader = createFrameReader((frame) => frames.push(frame));
  const good = pieces.every((piece) => reader.push(piece));
  return { frames, good };
}

const asked = { terminals: 5, locale: 'zh_CN.UTF-8', folder: '/home/ada' };

describe('the frames of the command', () => {
  it('are the same in whatever pieces they come', () => {
    const bytes = Buffer.concat([askFrame(['exec', '', 'ü\n'], asked), frameOf(2, Buffer.from('\0/bin/sh'))]);
    const whole = read(bytes);
    expect(whole).toEqual({
      good: true,
      frames: [
        {
          kind: 'ask',
          asking: {
            terminals: { stdin: true, stdout: false, stderr: true },
            ...{ cut: false, locale: 'zh_CN.UTF-8', folder: '/home/ada', args: ['exec', '', 'ü\n'] },
          },
        },
        { kind: 'found', looked: { result: 'found', path: '/bin/sh' } },
      ],
    });
    expect(read(...[...bytes].map((byte) => Uint8Array.of(byte)))).toEqual(whole);
    for (let at = 1; at < bytes.length; at += 1) expect(read(bytes.subarray(0, at), bytes.subarray(at))).toEqual(whole);
  });

  it.each([
    ['no length', Buffer.alloc(4)],
    ['a length above the highest', Buffer.from([0, 1, 0, 1, 1])],
    ['four gigabytes', Buffer.alloc(8, 0xff)],
    ['an unknown kind', frameOf(9, Buffer.alloc(3))],
    ['the kind of an answer', frameOf(6, Buffer.of(0))],
    ['another version', frameOf(1, Buffer.from('\x02\0\0a\0b\0'))],
    ['terminals that there are not', frameOf(1, Buffer.from('\x01\x08\0a\0b\0'))],
    ['no end of the last text', frameOf(1, Buffer.from('\x01\0\0a\0b'))],
    ['no folder', frameOf(1, Buffer.from('\x01\0\0a\0'))],
    ['nothing', frameOf(1, Buffer.alloc(0))],
    ['a result that there is not', frameOf(2, Buffer.from('\x03/bin/sh'))],
    ['a path with a NUL', frameOf(2, Buffer.from('\0/bin/sh\0x'))],
  ])('are refused with %s, and nothing more is read', (_what, bytes) => {
    expect(read(bytes)).toEqual({ good: false, frames: [] });
    expect(read(bytes, askFrame(['list']))).toEqual({ good: false, frames: [] });
  });

  it('take any bytes without failing, and keep no more than one frame', () => {
    for (let round = 0; round < 3000; round += 1) {
      const bytes = Buffer.concat([askFrame(['list']), randomBytes(randomInt(200))]);
      for (let change = randomInt(4); change > 0; change -= 1) bytes[randomInt(bytes.length)] = randomInt(256);
      const at = randomInt(bytes.length);
      read(bytes.subarray(0, at), bytes.subarray(at));
    }
    const { frames, good } = read(frameOf(1, Buffer.alloc(mostFrame - 1, 1)));
    expect({ frames, good }).toEqual({ frames: [], good: false });
  });

  it('read the longest frame in single bytes', () => {
    const bytes = askFrame(['x'.repeat(65_000)]);
    expect(read(...[...bytes].map((byte) => Uint8Array.of(byte))).frames).toHaveLength(1);
  });

  it('give no run that a program could read otherwise', () => {
    expect(run([{ name: 'A' }, { name: 'B', value: Buffer.from('1') }])?.toString('latin1')).toBe(
      '\0\0\0\x07\x05A\0B=1\0',
    );
    expect(run([{ name: 'A', value: Buffer.from('1\0B=2') }])).toBeNull();
    expect(run([{ name: 'A', value: Buffer.alloc(mostFrame, 65) }])).toBeNull();
  });
});

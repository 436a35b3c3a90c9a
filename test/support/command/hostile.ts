import { frame, look, run, says } from './frames';

/** A value that must never be seen where the command itself writes. */
export const secret = 'FAKE-secret-EXAMPLE';

const set = frame(says.run, `A=${secret}\0`);

/**
 * What no vault says, to a command that was called with `exec -- sh -c …`. Each ends it with 70, and before that nothing
 * is printed or run.
 */
export const hostile: readonly (readonly [what: string, frames: readonly Uint8Array[]])[] = [
  ['a length of 0', [Buffer.from([0, 0, 0, 0])]],
  ['a length of 0 with bytes after it', [Buffer.from([0, 0, 0, 0, 2, 65, 65])]],
  ['more than 64 KiB', [Buffer.from([0, 1, 0, 1, 2])]],
  ['the largest number', [Buffer.from([255, 255, 255, 255, 2])]],
  ['text instead of frames', [Buffer.from('HTTP/1.1 200 OK\r\n\r\n')]],
  ['kind 0', [frame(0, 'x')]],
  ['kind 7', [frame(7)]],
  ['kind 255', [frame(255, secret)]],
  ['a look without a number', [frame(says.look)]],
  ['a look with half a number', [frame(says.look, Uint8Array.of(0))]],
  ['a look with more than a number', [frame(says.look, Uint8Array.of(0, 0, 0))]],
  ['a look for an argument that there is not', [look(5)]],
  ['a look for the last number', [look(65535)]],
  ['two looks', [look(2), look(2)]],
  ['a run before a look', [set]],
  ['a run after a look that found nothing', [look(1), set]],
  ['a run without its last NUL', [look(2), frame(says.run, `A=${secret}`)]],
  ['a run with an empty text', [look(2), frame(says.run, '\0')]],
  ['a run with an empty text among others', [look(2), run('A=1', '', 'B=2')]],
  ['a run without a name', [look(2), run(`=${secret}`)]],
  ['an exit without a code', [frame(says.exit)]],
  ['an exit with two codes', [frame(says.exit, Uint8Array.of(0, 0))]],
];

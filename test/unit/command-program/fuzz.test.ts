import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { commandSource, commandWarnings, compilation } from '../../../scripts/command/build.mjs';
import { frame, look, run } from '../../support/command/frames';
import { hostile } from '../../support/command/hostile';
import { Place } from '../../support/command/place';
import { need } from '../../support/need';

/**
 * The command's reader of frames under the address and the undefined-behaviour sanitizer, against a second reader
 * written here. `KEYFOLD_LONG` makes half a million cases instead of two thousand.
 */

const long = process.env.KEYFOLD_LONG === '1';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'keyfold-fuzz-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

/** What the reader must make of a vault's words: the exit code, the bytes of output, the variables (-1: not run). */
function expected(bytes: Buffer): string {
  // As in system-fuzz.h: the five arguments, of which one is not found and one can't be run.
  const found = [true, true, true, false, false];
  let out = 0;
  let program: boolean | null = null;
  for (let at = 0; ; ) {
    if (bytes.length - at < 4) return `75 ${out} -1`;
    const length = bytes.readUInt32BE(at);
    if (length < 1 || length > 65536) return `70 ${out} -1`;
    if (bytes.length - at - 4 < length) return `75 ${out} -1`;
    const kind = bytes[at + 4];
    const content = bytes.subarray(at + 5, at + 4 + length);
    at += 4 + length;
    if (kind === 1 || kind === 3) continue;
    if (kind === 2) out += content.length;
    else if (kind === 4) {
      const answer = content.length === 2 ? found[content.readUInt16BE()] : undefined;
      if (program !== null || answer === undefined) return `70 ${out} -1`;
      program = answer;
    } else if (kind === 5) {
      const texts = content.toString('latin1').split('\0');
      const whole = texts.pop() === '' && texts.every((text) => /^[^=]/s.test(text));
      return program && whole ? `0 ${out} ${texts.length}` : `70 ${out} -1`;
    } else if (kind === 6 && content.length === 1) return `${content[0]} ${out} -1`;
    else return `70 ${out} -1`;
  }
}

const kinds = fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 1, max: 6 }) }, fc.integer({ min: 0, max: 255 }));
const variable = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(fc.stringMatching(/^[A-Z]{1,5}$/), fc.string({ maxLength: 9 })).map(([n, v]) => `${n}=${v}`),
  },
  { weight: 2, arbitrary: fc.stringMatching(/^[A-Z]{1,5}$/) },
  fc.constantFrom('', '=', '=x', 'A='),
);
const content = fc.oneof(
  { weight: 4, arbitrary: fc.uint8Array({ maxLength: 40 }) },
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 6 }).map((index) => Uint8Array.of(0, index)) },
  {
    weight: 4,
    arbitrary: fc.array(variable, { maxLength: 6 }).map((all) => Buffer.from(all.map((each) => `${each}\0`).join(''))),
  },
  { weight: 1, arbitrary: fc.integer({ min: 65_500, max: 65_540 }).map((size) => new Uint8Array(size)) },
);
const frames = fc
  .array(fc.tuple(kinds, content), { maxLength: 6 })
  .map((all) => Buffer.concat(all.map(([kind, bytes]) => frame(kind, bytes))));
/** A proper end, which many cases must reach to prove anything about it. */
const proper = fc
  .tuple(frames, fc.array(variable, { maxLength: 9 }))
  .map(([before, all]) =>
    Buffer.concat([before, frame(4, Uint8Array.of(0, 2)), frame(5, all.map((each) => `${each}\0`).join(''))]),
  );
const changed = fc
  .tuple(fc.oneof(frames, proper), fc.nat(), fc.integer({ min: 0, max: 255 }), fc.nat())
  .map(([bytes, place, value, cut]) => {
    const copy = Buffer.from(bytes);
    if (copy.length > 0) copy[place % copy.length] = value;
    return copy.subarray(0, copy.length === 0 ? 0 : cut % (copy.length + 1));
  });
const cases = fc.oneof(
  frames,
  proper,
  changed,
  fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
);

test('whatever a vault says is read within its bounds, and as the protocol has it', { timeout: 30 * 60_000 }, () => {
  need('compiler', 'sanitizer');
  const program = join(folder(), 'fuzz');
  const sanitizers = ['-g', '-O1', '-fsanitize=address,undefined', '-fno-sanitize-recover=all', '-DKEYFOLD_FUZZ'];
  execFileSync('cc', ['-std=c11', ...sanitizers, '-o', program, commandSource]);
  const kinds = new Set<string>();
  const rounds = long ? 250 : 2;
  for (let round = 0; round < rounds; round++) {
    const seed = 15_000 + round;
    const sample = fc.sample(cases, { numRuns: long ? 2000 : 1000, seed });
    const input = Buffer.concat(
      sample.flatMap((bytes) => {
        const length = Buffer.alloc(4);
        length.writeUInt32BE(bytes.length);
        return [length, bytes];
      }),
    );
    const { status, stdout, stderr } = spawnSync(program, { input, encoding: 'utf8', maxBuffer: 1 << 28 });
    expect([seed, status, stderr.slice(0, 4000)]).toEqual([seed, 0, '']);
    const lines = stdout.trim().split('\n');
    for (const [index, bytes] of sample.entries()) {
      const wanted = expected(bytes);
      if (lines[index] !== wanted) expect([seed, bytes.toString('hex'), lines[index]]).toEqual([seed, '', wanted]);
      kinds.add(wanted.replace(/^(\d+) \d+ /, '$1 '));
    }
  }
  // The cases come to each kind of end.
  for (const end of ['70 -1', '75 -1', '0 0', '0 3']) expect(kinds).toContain(end);
});

test('the whole program makes no mistake with its memory, whatever it is told and wherever it looks', async () => {
  need('compiler', 'sanitizer', 'proc');
  const program = join(folder(), 'keyfold');
  const sanitizers = ['-g', '-O1', '-fsanitize=address,undefined', '-fno-sanitize-recover=all'];
  execFileSync('cc', ['-std=c11', ...sanitizers, '-o', program, commandSource]);
  const place = new Place();
  let frames: readonly Uint8Array[] = [];
  await place.listen(async (caller) => {
    await caller.ask();
    caller.send(...frames);
    while (await caller.next());
  });
  const ends: unknown[] = [];
  const tried = async (args: readonly string[], env: Record<string, string> = {}) => {
    // What is still held at the end goes with the process.
    const end = await place.run(args, { program, env: { ASAN_OPTIONS: 'detect_leaks=0', ...env } });
    expect([args, end.err]).toEqual([args, expect.not.stringMatching(/Sanitizer|runtime error/)]);
    ends.push(end.code);
  };
  for (const [, said] of hostile) {
    frames = said;
    await tried(['exec', '--', 'sh', '-c', 'echo ran']);
  }
  expect(new Set(ends.splice(0))).toEqual(new Set([70]));
  frames = [look(2), run('PATH', 'A=1', 'A', 'B=2', 'HOME=')];
  await tried(['exec', '--', 'sh', '-c', 'exit 7']);
  for (const name of ['', '/', 'nothing', './x', 'x'.repeat(60_000), place.script('odd', '\x7fELF')])
    await tried(['exec', '--', name], { PATH: `::${'y'.repeat(9000)}:/bin` });
  await tried(Array.from({ length: 70_000 }, () => ''));
  await tried(['x'.repeat(100_000)]);
  for (const vault of ['/', '.', '/nowhere', 'x'.repeat(5000), '']) await tried(['--vault', vault, 'list']);
  for (const XDG_RUNTIME_DIR of ['', 'x', '/', `/${'x'.repeat(5000)}`])
    await tried(['list'], { XDG_RUNTIME_DIR, XDG_CONFIG_HOME: `/${'x'.repeat(4090)}`, HOME: `/${'x'.repeat(4090)}` });
  await tried([]);
  expect(new Set(ends)).toEqual(new Set([7, 70, 127, 69, 64]));
});

test('it compiles for Windows without a warning', () => {
  need('windowsCompiler');
  const output = join(folder(), 'keyfold.exe');
  const [compiler, ...args] = compilation(output, 'win32') ?? [];
  execFileSync(compiler ?? '', args);
  expect(readFileSync(output).subarray(0, 2).toString()).toBe('MZ');
});

test('it is hardened: position-independent, with its tables read only, no executable stack, and only libc', () => {
  need('compiler', 'proc');
  const output = join(folder(), 'keyfold');
  const [compiler, ...args] = compilation(output) ?? [];
  execFileSync(compiler ?? '', args);
  const facts = (...flags: string[]) => execFileSync('readelf', ['-W', ...flags, output], { encoding: 'utf8' });
  expect(facts('-h')).toMatch(/Type: +DYN/);
  expect(facts('-l')).toContain('GNU_RELRO');
  expect(facts('-l')).toMatch(/GNU_STACK.* RW +0x/);
  expect(facts('-d')).toMatch(/BIND_NOW|\bNOW\b/);
  expect(facts('-d').match(/\(NEEDED\).*\[(.*)\]/g)).toEqual([expect.stringContaining('[libc.so.6]')]);
  expect(facts('--dyn-syms')).toContain('__stack_chk_fail');
  expect(commandWarnings).toContain('-Werror');
});

import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { builtCommand } from '../../../scripts/lib/paths.mjs';
import { type Ask, exit, look, run } from '../../support/command/frames';
import { type Caller, Place } from '../../support/command/place';
import { need } from '../../support/need';

/** What the command `keyfold` asks with, and which program it becomes. */

let place: Place;
beforeEach(() => {
  need('compiler', 'proc');
  place = new Place();
});

/** Listens, keeps what is asked, and lets the command become the program at this place of its arguments. */
async function become(index: number): Promise<Ask[]> {
  const asks: Ask[] = [];
  await place.listen(async (caller) => {
    asks.push(await caller.ask());
    caller.send(look(index));
    await caller.found();
    caller.end(run());
  });
  return asks;
}

/** Prints its arguments, each with a NUL after it. */
const echo = `#!/bin/sh\nfor each; do printf '%s\\0' "$each"; done\n`;

describe('what it asks', () => {
  const asked = async (args: readonly string[], options = {}): Promise<Ask> => {
    rmSync(place.socket, { force: true });
    let ask: Ask | undefined;
    await place.listen(async (caller) => {
      ask = await caller.ask();
      caller.end(exit(0));
    });
    expect((await place.run(args, options)).code).toBe(0);
    if (!ask) throw new Error('Nothing was asked.');
    return ask;
  };
  const words = ({ args }: Ask) => args.map(String);

  test('version, folder, arguments, and that no stream is a terminal', async () => {
    const cwd = realpathSync(place.folder);
    expect(await asked(['list', '--json'], { cwd })).toEqual({
      version: 1,
      terminals: 0,
      cut: 0,
      locale: 'en_US.UTF-8',
      folder: cwd,
      args: [Buffer.from('list'), Buffer.from('--json')],
    });
  });

  test.for([
    [{ LC_ALL: 'zh_CN', LC_MESSAGES: 'de', LANG: 'fr' }, 'zh_CN'],
    [{ LC_ALL: '', LC_MESSAGES: 'de', LANG: 'fr' }, 'de'],
    [{ LANG: 'fr' }, 'fr'],
    [{ LANG: '' }, ''],
    [{ LANG: 'x'.repeat(65) }, ''],
  ] as const)('the language of %j is %j', async ([env, locale]) => {
    expect((await asked(['list'], { env })).locale).toBe(locale);
  });

  test('a working folder that is gone is empty', async () => {
    const gone = join(place.folder, 'gone');
    mkdirSync(gone);
    const end = await become(0);
    await place.run(['-c', 'rmdir ../gone; exec "$0" nothing', builtCommand], { program: '/bin/sh', cwd: gone });
    expect(end[0]?.folder).toBe('');
  });

  test('a working folder longer than what is left for it is empty, and the rest is whole', async () => {
    need('bash');
    const asks = await become(9);
    const deep = 'd=$(printf %0255d 0); for n in {1..17}; do mkdir "$d"; cd "$d"; done 2>/dev/null';
    await place.run(['-c', `${deep}; exec "$0" list`, builtCommand], { program: 'bash' });
    // Node can't delete what has so long a path.
    execFileSync('rm', ['-rf', join(place.folder, '0'.repeat(255))]);
    expect(asks[0]?.folder).toBe('');
    expect(asks[0]?.args.map(String)).toEqual(['list']);
  });

  test('--vault is taken out, in both of its forms; elsewhere it is an argument', async () => {
    const vault = join(place.folder, 'vault');
    mkdirSync(vault);
    for (const args of [['--vault', vault], [`--vault=${vault}`]]) {
      const end = await place.run([...args, 'list']);
      expect(end.code).toBe(69);
    }
    expect(words(await asked(['list', '--vault', vault]))).toEqual(['list', '--vault', vault]);
    expect(words(await asked(['--vaults', vault]))).toEqual(['--vaults', vault]);
    expect(words(await asked(['--vault']))).toEqual(['--vault']);
    expect(words(await asked(['--peer']))).toEqual(['--peer']);
    expect(words(await asked(['--peer', 'list']))).toEqual(['--peer', 'list']);
    expect(words(await asked(['']))).toEqual(['']);
  });

  test('arguments of exactly 60 KiB are whole; of one byte more, the last one is left out, and that is said', async () => {
    const whole = await asked(['exec', 'x'.repeat(61_440 - 5 - 1)]);
    expect([whole.cut, whole.args.map(({ length }) => length)]).toEqual([0, [4, 61_434]]);
    const cut = await asked(['exec', 'x'.repeat(61_440 - 5), 'y']);
    expect([cut.cut, words(cut)]).toEqual([1, ['exec']]);
    const many = await asked(Array.from({ length: 40_000 }, () => ''));
    expect([many.cut, many.args.length]).toEqual([0, 40_000]);
    const more = await asked(Array.from({ length: 70_000 }, () => ''));
    expect([more.cut, more.args.length]).toEqual([1, 61_440]);
  });
});

describe('which arguments the program gets', () => {
  test('quotes, line feeds, empty ones, none that a shell would read', async () => {
    const args = ["a'b", 'a"b', 'a\nb', '', '$HOME', '`id`', '\\', '*', 'é 一 🔑', '--', '--vault', '\t'];
    await become(2);
    const { out } = await place.run(['exec', '--', place.script('echo', echo), ...args]);
    expect(out.split('\0').slice(0, -1)).toEqual(args);
  });

  test('100 KB, though they were not sent', async () => {
    const large = 'x'.repeat(100_000);
    const asks = await become(2);
    const { out } = await place.run(['exec', '--', place.script('echo', echo), 'a', large, 'b']);
    expect(out.split('\0').slice(0, -1)).toEqual(['a', large, 'b']);
    expect([asks[0]?.cut, asks[0]?.args.length]).toEqual([1, 4]);
  });

  test('bytes that are no UTF-8, in an argument and in a variable', async () => {
    need('bash');
    const asks = await become(2);
    const script = `export ODD=$'\\xff\\xfe'; exec "$0" exec -- ${place.script('od', '#!/bin/sh\nprintf %s "$1$ODD" | od -An -tx1\n')} $'a\\xff\\xc3('`;
    const { out } = await place.run(['-c', script, builtCommand], { program: 'bash' });
    expect(out.trim()).toBe('61 ff c3 28 ff fe');
    expect(asks[0]?.args.at(-1)).toEqual(Buffer.from([0x61, 0xff, 0xc3, 0x28]));
  });
});

describe('which program is found', () => {
  /** Returns what the command answers when it looks for this program. */
  const found = async (
    name: string,
    env: Record<string, string> = {},
    cwd = place.folder,
  ): Promise<[number, string]> => {
    rmSync(place.socket, { force: true });
    let answer: [number, string] = [-1, ''];
    await place.listen(async (caller: Caller) => {
      await caller.ask();
      caller.send(look(2));
      answer = await caller.found();
      caller.end(exit(0));
    });
    await place.run(['exec', '--', name], { env, cwd });
    return answer;
  };

  test('as the system’s own functions find it', async () => {
    const [first, second] = ['first', 'second'].map((name) => join(place.folder, name));
    if (!first || !second) throw new Error('There are two folders.');
    for (const folder of [first, second]) mkdirSync(folder);
    place.script('second/tool', echo);
    place.script('first/only-text', 'text', 0o644);
    place.script('second/only-text', 'text', 0o644);
    place.script('tool', echo);
    mkdirSync(join(first, 'tool'));
    const path = { PATH: `${first}:${second}` };
    // A folder of that name is passed over, and so is a file that can't be run.
    expect(await found('tool', path)).toEqual([0, `${second}/tool`]);
    expect(await found('only-text', path)).toEqual([2, `${first}/only-text`]);
    expect(await found('nothing', path)).toEqual([1, '']);
    expect(await found('', path)).toEqual([1, '']);
    expect(await found('tool', { PATH: `${first}/tool:${second}/tool` })).toEqual([1, '']);
    // An empty entry is the working folder; without any entry, that is all there is.
    for (const PATH of [`:${second}`, `${first}:`, '', `${first}::${second}`])
      expect(await found('tool', { PATH })).toEqual([0, './tool']);
    expect(await found('./tool', path)).toEqual([0, './tool']);
    expect(await found('second/tool', path)).toEqual([0, 'second/tool']);
    expect(await found('first/tool', path)).toEqual([2, 'first/tool']);
    expect(await found('./nothing', path)).toEqual([1, './nothing']);
    expect(await found('x'.repeat(5000), path)).toEqual([1, '']);
    expect(await found('x'.repeat(60_000), path)).toEqual([1, '']);
  });

  test('without PATH, where the system looks then', async () => {
    rmSync(place.socket, { force: true });
    const answers: [number, string][] = [];
    await place.listen(async (caller) => {
      await caller.ask();
      caller.send(look(0));
      answers.push(await caller.found());
      caller.end(exit(0));
    });
    await place.run(['-u', 'PATH', builtCommand, 'sh'], { program: 'env' });
    expect(answers).toEqual([[0, '/bin/sh']]);
  });

  test('in a folder that may not be searched it is found and can’t be run', async () => {
    need('boundByModes');
    const closed = join(place.folder, 'closed');
    mkdirSync(closed);
    place.script('closed/tool', echo);
    chmodSync(closed, 0o600);
    expect(await found('tool', { PATH: closed })).toEqual([2, `${closed}/tool`]);
    chmodSync(closed, 0o700);
  });
});

describe('a program that can’t be run after all', () => {
  const secret = 'FAKE-secret-EXAMPLE';
  /** Lets something happen to the program between its being found and its being run. */
  const runAfter = async (name: string, act: (file: string) => void, code = echo) => {
    const file = place.script(name, code);
    await place.listen(async (caller) => {
      await caller.ask();
      caller.send(look(0));
      await caller.found();
      act(file);
      caller.end(run(`FAKE_SECRET=${secret}`));
    });
    const end = await place.run([file]);
    expect(end.err + end.out).not.toContain(secret);
    return end;
  };

  test('it is gone: 127', async () => {
    expect(await runAfter('gone', (file) => rmSync(file))).toMatchObject({
      code: 127,
      out: '',
      err: expect.stringMatching(/^keyfold: \/.*\/gone: No such file or directory\n$/),
    });
  });

  test('its interpreter is not there: 127', async () => {
    expect(await runAfter('odd', () => undefined, '#!/nowhere/sh\n')).toMatchObject({ code: 127, out: '' });
  });

  test('it may not be executed any more: 126', async () => {
    expect(await runAfter('forbidden', (file) => chmodSync(file, 0o644))).toMatchObject({ code: 126, out: '' });
  });

  test('what is no program for this machine: 126', async () => {
    expect(await runAfter('broken', () => undefined, '\x7fELF')).toMatchObject({ out: '' });
  });

  test('a script without a first line is run by the shell, as execvp does it', async () => {
    const end = await runAfter('plain', () => undefined, 'echo "ran as $0: $(env | grep -c FAKE_SECRET)"\n');
    expect(end).toMatchObject({ code: 0, err: '' });
    expect(end.out).toMatch(/^ran as \/.*\/plain: 1\n$/);
  });
});

describe('no arguments start the application', () => {
  test('the one beside: its exit code, and the variables of who started it', async () => {
    mkdirSync(join(place.folder, 'bin'));
    place.script('keyfold-app', '#!/bin/sh\necho "$# $0 $X"; exit 5\n');
    const end = await place.run(['-c', `cp "$0" bin/keyfold; X=1 exec bin/keyfold`, builtCommand], {
      program: '/bin/sh',
    });
    expect(end).toMatchObject({ code: 5, err: '' });
    expect(end.out).toMatch(/^0 \/.*\/bin\/\.\.\/keyfold-app 1\n$/);
  });

  test('none beside it: it says so', async () => {
    expect(await place.run([])).toMatchObject({ code: 64, out: '', err: expect.stringContaining('npm start') });
    expect((await place.run([], { env: { LANG: 'zh_CN' } })).err).toContain('旁边没有应用程序');
  });
});

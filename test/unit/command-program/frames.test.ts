import { rmSync } from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import { builtCommand } from '../../../scripts/lib/paths.mjs';
import { exit, frame, look, run, says } from '../../support/command/frames';
import { hostile, secret } from '../../support/command/hostile';
import { type Caller, type End, Place } from '../../support/command/place';
import { need } from '../../support/need';
import { until } from '../../support/until';

/** What the vault can say to the command `keyfold`, and what it can't. */

let place: Place;
beforeEach(() => {
  need('compiler', 'proc');
  place = new Place();
});

/** Runs the command against a vault that says this once it was asked. */
async function heard(serve: (caller: Caller) => Promise<void> | void, args: readonly string[] = []): Promise<End> {
  await place.listen(async (caller) => {
    await caller.ask();
    await serve(caller);
  });
  return place.run(args.length > 0 ? args : ['exec', '--', 'sh', '-c', 'echo ran']);
}

const unclear = { code: 70, out: '', err: expect.stringMatching(/^keyfold: Keyfold’s answer can’t be understood/) };
const lost = { code: 75, out: '', err: expect.stringContaining('Keyfold was locked or ended before it had answered') };

describe('what each frame does', () => {
  test('note and fail go to standard error, out to standard output, in their order, and exit ends', async () => {
    const end = await heard((caller) =>
      caller.end(
        frame(says.note, 'a\n'),
        frame(says.out, '一\0'),
        frame(says.fail, 'b\n'),
        frame(says.out),
        frame(says.out, '二'),
        exit(3),
      ),
    );
    expect(end).toEqual({ code: 3, signal: null, out: '一\0二', err: 'a\nb\n' });
  });

  test.for([0, 1, 64, 70, 75, 77, 130, 143, 255])('exit with %i', async (code) => {
    expect(await heard((caller) => caller.end(exit(code)))).toMatchObject({ code, err: '' });
  });

  test('frames that come in pieces, and the largest', async () => {
    const large = 'x'.repeat(65535);
    const bytes = Buffer.concat([frame(says.out, large), frame(says.note, 'n'), exit(0)]);
    await place.listen(async ({ socket }) => {
      for (let at = 0; at < bytes.length; at += at < 12 ? 1 : 9973) {
        const piece = bytes.subarray(at, at + (at < 12 ? 1 : 9973));
        await new Promise((sent) => socket.write(piece, sent));
      }
    });
    expect(await place.run(['list'])).toEqual({ code: 0, signal: null, out: large, err: 'n' });
  });

  test('look finds the program, and run becomes it: its arguments, its exit code, nothing of ours', async () => {
    let found: unknown;
    const end = await heard(
      async (caller) => {
        caller.send(look(2));
        found = await caller.found();
        caller.end(run(`FAKE_SECRET=${secret}`));
      },
      ['exec', '--', 'sh', '-c', 'echo "$0 $1 $FAKE_SECRET"; exit 7', 'zero', 'one'],
    );
    expect(found).toEqual([0, expect.stringMatching(/^\/.*\/sh$/)]);
    expect(end).toEqual({ code: 7, signal: null, out: `zero one ${secret}\n`, err: '' });
  });

  test('run removes before it sets, in the order in which it is told', async () => {
    await place.listen(async (caller) => {
      await caller.ask();
      caller.send(look(1));
      await caller.found();
      caller.end(run('OLD', 'KEPT_NOT', 'NEW=1', 'TWICE=1', 'TWICE=2', 'GONE=1', 'GONE', 'EMPTY=', 'EQ=a=b', 'NEWER'));
    });
    const env = { OLD: 'x', KEPT_NOT: 'x', KEPT: 'k', OLDER: 'o', TWICE: '0', EMPTY: 'full', NE: 'n' };
    const { out, code } = await place.run(['--', 'env'], { env });
    const said = Object.fromEntries(
      out
        .trim()
        .split('\n')
        .map((line) => line.split(/=(.*)/s).slice(0, 2)),
    );
    expect(code).toBe(0);
    expect(out.match(/^TWICE=/gm)).toHaveLength(1);
    expect(said).toEqual({ ...place.env, KEPT: 'k', OLDER: 'o', NE: 'n', NEW: '1', TWICE: '2', EMPTY: '', EQ: 'a=b' });
  });

  test('a variable that stands twice in the environment is removed twice', async () => {
    need('python');
    await place.listen(async (caller) => {
      await caller.ask();
      caller.send(look(1));
      await caller.found();
      caller.end(run('TOKEN'));
    });
    const double = `import ctypes, os
libc = ctypes.CDLL(None)
env = [b'TOKEN=${secret}', *[k + b'=' + v for k, v in os.environb.items()], b'TOKEN=${secret}', b'TOKENS=t']
arguments = [b'keyfold', b'--', b'env']
array = lambda items: (ctypes.c_char_p * (len(items) + 1))(*items, None)
libc.execve(os.environb[b'COMMAND'], array(arguments), array(env))`;
    const end = await place.run(['-c', double], { program: 'python3', env: { COMMAND: builtCommand } });
    expect(end.out).toContain('TOKENS=t');
    expect(end.out).not.toContain(secret);
  });

  test('a hundred thousand bytes of output come whole, to a reader that begins late', async () => {
    const pieces = Array.from({ length: 20 }, (_, index) => String(index % 10).repeat(65_000));
    const end = await heard((caller) => caller.end(...pieces.map((piece) => frame(says.out, piece)), exit(0)));
    expect(end.out).toBe(pieces.join(''));
  });
});

const program = ['exec', '--', 'sh'];

describe('what no vault says ends with 70, and nothing is printed or run', () => {
  test.for(hostile)('%s', async ([, frames]) => {
    const end = await heard(
      async (caller) => {
        caller.send(...frames);
        // The answers to looks are taken, so that nothing ends for another reason.
        while (await caller.next());
      },
      [...program, '-c', 'echo ran'],
    );
    expect(end).toMatchObject(unclear);
    expect(end.err).not.toContain(secret);
  });

  test('in Chinese', async () => {
    await place.listen((caller) => caller.end(frame(9)));
    for (const env of [{ LC_ALL: 'zh_CN.UTF-8' }, { LANG: 'zh_TW' }, { LC_MESSAGES: 'zh' }])
      expect((await place.run(['list'], { env })).err).toBe(
        'keyfold: 无法理解 Keyfold 的答复。命令与应用程序的版本可能不同。\n',
      );
  });
});

describe('a vault that ends', () => {
  test('at each byte of what it says: 75, no standard output, and nothing is run', async () => {
    const words = Buffer.concat([frame(says.note, 'n'), look(2), run(`A=${secret}`)]);
    let cut = 0;
    await place.listen(async (caller) => {
      await caller.ask();
      caller.end(words.subarray(0, cut));
    });
    for (; cut < words.length; cut++) {
      const end = await place.run([...program, '-c', 'echo ran']);
      expect([cut, end]).toMatchObject([cut, lost]);
      expect(end.err).not.toContain(secret);
    }
    expect(await place.run([...program, '-c', 'echo ran'])).toMatchObject({ code: 0, out: 'ran\n', err: 'n' });
  });

  test('at once, in good order, and in the middle of the question', async () => {
    for (const serve of [
      ({ socket }: Caller) => void socket.destroy(),
      ({ socket }: Caller) => void socket.end(),
      ({ socket }: Caller) => void socket.once('data', () => socket.destroy()),
    ]) {
      await place.listen(serve);
      expect(await place.run(['list', 'x'.repeat(60_000)])).toMatchObject(lost);
      rmSync(place.socket, { force: true });
    }
  });

  test('a refusal that comes before the question was read is heard', async () => {
    await place.listen(({ socket }) => {
      socket.pause();
      socket.end(Buffer.concat([frame(says.fail, 'too many\n'), exit(77)]));
    });
    expect(await place.run(['list', 'x'.repeat(60_000)])).toMatchObject({ code: 77, err: 'too many\n' });
  });

  test('half a frame of output is not written', async () => {
    const end = await heard((caller) => caller.end(frame(says.out, secret).subarray(0, 20)));
    expect(end).toMatchObject(lost);
  });
});

describe('standard output that takes nothing', () => {
  test.for(['>/dev/full', '>&-', '<&- >&- 2>&-'])('%s: 74, and it does not go to the vault', async (where) => {
    need('shell', 'devices');
    let more: unknown = 'nothing yet';
    const serve = async (caller: Caller) => {
      await caller.ask();
      caller.send(frame(says.out, secret), exit(0));
      more = await caller.next();
    };
    await place.listen(serve);
    const end = await place.run(['-c', `"$0" env ${where}`, builtCommand], { program: '/bin/sh' });
    expect(end.code).toBe(74);
    expect(end.err).not.toContain(secret);
    await until('the connection ends', () => more !== 'nothing yet');
    expect(more).toBeNull();
  });

  test('a pipe that nobody reads ends it by its signal, as any program', async () => {
    need('bash');
    await place.listen((caller) =>
      caller.end(...Array.from({ length: 20 }, () => frame(says.out, 'x'.repeat(60_000)))),
    );
    const script = `"$0" env | head -c 1 >/dev/null; echo "\${PIPESTATUS[0]}"`;
    expect((await place.run(['-c', script, builtCommand], { program: 'bash' })).out).toBe('141\n');
  });
});

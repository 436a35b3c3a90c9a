import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { builtCommand } from '../../../scripts/lib/paths.mjs';
import { exit, frame, look, readAsk, run, says } from '../../support/command/frames';
import { type Caller, Place } from '../../support/command/place';
import { need } from '../../support/need';
import { until } from '../../support/until';

/**
 * The command `keyfold` becomes the program (`execve`), so terminal, signals, job control and exit codes are the
 * program's own affair; and the same command says who is at the other end of a connection.
 */

let place: Place;
beforeEach(() => {
  need('compiler', 'proc');
  place = new Place();
});

/** Answers every question by letting the command become what stands after `exec --`. */
const become = async (caller: Caller) => {
  await caller.ask();
  caller.send(look(2));
  await caller.found();
  caller.end(run('FAKE_SET=1'));
};

const terminal = resolve(import.meta.dirname, '../../support/command/terminal.py');

/** Plays a conversation with a shell on a terminal, and returns all that was on the terminal. */
async function onTerminal(...steps: ['see' | 'type' | 'size', string][]): Promise<string> {
  const end = await place.run([terminal, JSON.stringify(steps)], {
    program: 'python3',
    env: { KEYFOLD: builtCommand, PS1: '> ', TERM: 'dumb', HISTFILE: '' },
  });
  expect(end.code, end.out + end.err).toBe(0);
  return end.out;
}

describe('on a terminal', () => {
  beforeEach(() => need('python', 'bash'));
  // What is typed is on the terminal too, so what a program prints is written in two pieces there.
  const waits = `sh -c 'echo rea""dy; exec sleep 1000'`;

  test.for([0, 1, 130, 143])('a program that ends with %i: so does the shell’s line', async (code) => {
    await place.listen(become);
    await onTerminal(['type', `"$KEYFOLD" exec -- sh -c 'exit ${code}'; echo en""d $?\n`], ['see', `end ${code}`]);
  });

  test('Ctrl-C reaches the program: 130', async () => {
    await place.listen(become);
    await onTerminal(
      ['type', `"$KEYFOLD" exec -- ${waits}; echo en""d $?\n`],
      ['see', 'ready'],
      ['type', '\x03'],
      ['type', 'echo en""d $?\n'],
      ['see', 'end 130'],
    );
  });

  test('Ctrl-Z stops the program, and fg goes on with it', async () => {
    await place.listen(become);
    await onTerminal(
      ['type', `"$KEYFOLD" exec -- sh -c 'echo rea""dy; read line; echo "go""t $line"; exit 9'\n`],
      ['see', 'ready'],
      ['type', '\x1a'],
      ['see', 'Stopped'],
      ['type', 'fg\n'],
      ['see', 'KEYFOLD'],
      ['type', 'word\n'],
      ['see', 'got word'],
      ['type', 'echo en""d $?\n'],
      ['see', 'end 9'],
    );
  });

  test('in the background it is a job as any other', async () => {
    await place.listen(become);
    await onTerminal(
      ['type', `"$KEYFOLD" exec -- ${waits} &\n`],
      ['see', 'ready'],
      ['type', 'kill -TERM %1; wait %1; echo en""d $?\n'],
      ['see', 'end 143'],
    );
  });

  test('the program has the terminal’s size, and hears of another one', async () => {
    await place.listen(become);
    const program = place.script(
      'sized',
      `trap 'echo si""zed $(stty size); exit 4' WINCH\necho rea""dy $(stty size)\nwhile :; do read -r _; done\n`,
    );
    await onTerminal(
      ['size', '33 77'],
      ['type', `"$KEYFOLD" exec -- bash ${program}; echo en""d $?\n`],
      ['see', 'ready 33 77'],
      ['size', '44 101'],
      ['type', '\n'],
      ['see', 'sized 44 101'],
      ['see', 'end 4'],
    );
  });

  test('while it waits for the answer: Ctrl-C ends it, and the vault sees that; Ctrl-Z and fg keep the question', async () => {
    let ended = 0;
    const mayAnswer = join(place.folder, 'may-answer');
    await place.listen(async (caller) => {
      await caller.ask();
      caller.send(frame(says.note, 'waiting\n'));
      if (ended === 1) {
        await until('it may answer', () => existsSync(mayAnswer));
        caller.send(frame(says.out, 'answered\n'), exit(0));
      }
      await caller.next();
      ended += 1;
    });
    await onTerminal(
      ['type', '"$KEYFOLD" env\n'],
      ['see', 'waiting'],
      ['type', '\x03'],
      ['type', 'echo en""d $?\n'],
      ['see', 'end 130'],
    );
    await until('the vault sees it', () => ended === 1);
    await onTerminal(
      ['type', '"$KEYFOLD" env\n'],
      ['see', 'waiting'],
      ['type', '\x1a'],
      ['see', 'Stopped'],
      ['type', `touch ${mayAnswer}; fg\n`],
      ['see', 'answered'],
      ['type', 'echo en""d $?\n'],
      ['see', 'end 0'],
    );
  });

  test('the streams that are terminals are said, and the program has the same terminal', async () => {
    const terminals: number[] = [];
    await place.listen(async (caller) => {
      const asked = await caller.next();
      terminals.push(readAsk(asked?.content ?? Buffer.alloc(0)).terminals);
      caller.send(look(2));
      await caller.found();
      caller.end(run());
    });
    await onTerminal(
      ['type', '"$KEYFOLD" exec -- tty; echo en""d $?\n'],
      ['see', '/dev/pts/'],
      ['see', 'end 0'],
      [
        'type',
        '"$KEYFOLD" exec -- true </dev/null; "$KEYFOLD" exec -- true | cat; "$KEYFOLD" exec -- true 2>&-; echo en""d\n',
      ],
      ['see', 'end'],
    );
    expect(terminals).toEqual([7, 6, 5, 3]);
  });
});

describe('without a terminal', () => {
  test.for(['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGKILL'] as const)(
    '%s to its process is one to the program',
    async (signal) => {
      await place.listen(become);
      const started = place.start(['exec', '--', 'sh', '-c', 'echo $$; exec sleep 1000']);
      // It is the same process: no parent is left between.
      await until('the program runs', () => started.out() === `${started.child.pid}\n`);
      started.child.kill(signal);
      expect(await started.ended).toMatchObject({ code: null, signal });
    },
  );

  test('the program inherits what the command was given and nothing of the command: descriptors, signals', async () => {
    need('bash');
    await place.listen(become);
    const look =
      'ls -l /proc/self/fd | sed "s/.* \\([0-9]* ->\\)/\\1/" | grep -v "/proc/"; grep -E "^Sig[^Q]|^Shd" /proc/self/status';
    const script = place.script('look', `#!/bin/bash\n${look}\n`);
    const through = await place.run(
      ['-c', `exec 7</dev/zero; trap "" USR1 PIPE; exec "$0" exec -- ${script}`, builtCommand],
      {
        program: 'bash',
      },
    );
    const direct = await place.run(['-c', `exec 7</dev/zero; trap "" USR1 PIPE; exec ${script}`, builtCommand], {
      program: 'bash',
    });
    const shape = (text: string) => text.replace(/:\[\d+\]/g, ':[n]');
    expect(shape(through.out)).toBe(shape(direct.out));
    expect(through.out).toContain('/dev/zero');
  });

  test('after it has become the program, nothing of the command is in the process', async () => {
    await place.listen(become);
    const { child, ended, out } = place.start(['exec', '--', 'sh', '-c', 'echo; exec sleep 1000']);
    await until(
      'the program runs',
      () => out() !== '' && readFileSync(`/proc/${child.pid}/comm`, 'utf8') === 'sleep\n',
    );
    expect(readFileSync(`/proc/${child.pid}/maps`, 'utf8')).not.toContain('keyfold');
    child.kill();
    await ended;
  });
});

describe('who is at the other end', () => {
  const startOf = (pid: number) =>
    readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')[19];

  /** Lets the command list the processes of each connection as the vault does: it gets it as its descriptor 3. */
  async function listenForPeers(): Promise<string[][]> {
    const peers: string[][] = [];
    await place.listenRaw(async (socket) => {
      const child = spawn(builtCommand, ['--peer'], { stdio: ['ignore', 'pipe', 'inherit', socket] });
      let text = '';
      child.stdout?.setEncoding('latin1').on('data', (more) => {
        text += more;
      });
      await new Promise((resolve) => child.once('close', resolve));
      peers.splice(
        0,
        peers.length,
        ...text
          .split('\n')
          .slice(0, -1)
          .map((line) => line.split('\t')),
      );
      socket.end(exit(0));
    });
    return peers;
  }

  test('the process, its parents, when they began, whose they are, their files and their command lines', async () => {
    const folder = join(place.folder, 'a b\tc');
    mkdirSync(folder);
    const peers = await listenForPeers();
    const script = `"$0" exec 'tab	line
back\\slash é' ''; echo $$`;
    const end = await place.run(['-c', script, builtCommand], { program: '/bin/sh', cwd: folder });
    const shell = end.out.trim();
    const [first, second, third] = peers;
    const user = String(process.getuid?.());
    const escaped = 'exec\\x00tab\\tline\\nback\\\\slash \\xc3\\xa9\\x00';
    expect(first).toEqual([
      expect.stringMatching(/^\d+$/),
      expect.stringMatching(/^\d+$/),
      user,
      'keyfold',
      realpathSync(builtCommand),
      `${builtCommand}\\x00${escaped}`,
    ]);
    expect(second?.slice(0, 5)).toEqual([shell, expect.any(String), user, 'sh', realpathSync('/bin/sh')]);
    expect(third?.slice(0, 2)).toEqual([String(process.pid), startOf(process.pid)]);
    expect(peers.length).toBeLessThanOrEqual(16);
    for (const line of peers) expect(line).toHaveLength(6);
  });

  test('a name with brackets and a long command line', async () => {
    const peers = await listenForPeers();
    const odd = `') R 1 (x`;
    await place.run(['-c', 'cp "$0" "$1"; exec "$1" "$2"', builtCommand, join(place.folder, odd), 'x'.repeat(5000)], {
      program: '/bin/sh',
    });
    expect(peers[0]?.[3]).toBe(odd);
    // 1,023 bytes, of which the one between the two arguments is written as \\x00.
    expect(peers[0]?.[5]).toHaveLength(1026);
    expect(peers[1]?.[0]).toBe(String(process.pid));
  });

  test('more than sixteen are cut', async () => {
    const peers = await listenForPeers();
    const script = '[ "$1" = 0 ] && { "$2" list; exit; }; sh "$0" $(($1 - 1)) "$2"; exit';
    await place.run([place.script('deep', script), '20', builtCommand], { program: '/bin/sh' });
    expect(peers).toHaveLength(16);
    expect(peers[1]?.[3]).toBe('sh');
  });
});

import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { providers } from '../../../common/providers';
import { builtCommand, commandFolder, root } from '../../../scripts/lib/paths.mjs';
import { shells, subcommands } from '../../../vault/command/request';
import { en } from '../../../vault/command/words/en';
import { zhCN } from '../../../vault/command/words/zh-CN';
import { exit, frame, says } from '../../support/command/frames';
import { Place } from '../../support/command/place';
import { need } from '../../support/need';

/** The manual and the completions of the command `keyfold`: they know what the vault knows, and they work. */

const files = [
  'keyfold.1',
  'keyfold.zh_CN.1',
  'completions/keyfold.bash',
  'completions/_keyfold',
  'completions/keyfold.fish',
  'completions/keyfold.ps1',
];

/** The words of a file, without what troff needs between them. */
const wordsOf = (name: string) =>
  new Set(
    readFileSync(join(commandFolder, name), 'utf8')
      .replaceAll('\\', '')
      .split(/[^\w-]+/),
  );

/** All options that the help names. */
const options = new Set([...JSON.stringify(en.help).matchAll(/--[a-z]+/g)].map(([option]) => option));

test.for(files)('%s names every command, option, provider and shell, and no other option', (name) => {
  const words = wordsOf(name);
  // fish has an option's name without its dashes.
  const dashed = (option: string) => (name.endsWith('.fish') ? option.slice(2) : option);
  expect(options.size).toBeGreaterThan(9);
  const known = [...subcommands, ...[...options].map(dashed), ...providers.map(({ id }) => id), ...shells];
  expect(known.filter((word) => !words.has(word))).toEqual([]);
  const others = [...words].filter((word) => /^--[a-z]/.test(word) && !options.has(word));
  expect(others.filter((word) => !(name.endsWith('.fish') || ['--version', '--help'].includes(word)))).toEqual([]);
});

test.for(['keyfold.1', 'keyfold.zh_CN.1'])('%s has each exit code of the command, and man reads it', (name) => {
  const codes = readFileSync(join(commandFolder, 'protocol.h'), 'utf8').matchAll(/KF_END_\w+ (\d+)/g);
  const words = wordsOf(name);
  expect([...codes].map(([, code]) => code).filter((code) => !words.has(code ?? ''))).toEqual([]);
});

test('the terminal says in Chinese what the window says', () => {
  const window = ['keys', 'errors', 'allow'].map((name) =>
    readFileSync(join(root, `renderer/i18n/zh-CN/${name}.ts`), 'utf8'),
  );
  const terminal = [zhCN.help.all, JSON.stringify(zhCN), readFileSync(join(commandFolder, 'keyfold.zh_CN.1'), 'utf8')];
  for (const word of ['云平台', 'Secret', '保险库']) {
    expect(window.join(''), word).toContain(word);
    expect(terminal.join(''), word).toContain(word);
  }
  for (const other of ['云服务商', '私密信息', '密钥库']) expect(terminal.join(''), other).not.toContain(other);
});

describe('completion', () => {
  let place: Place;
  /** The arguments with which the vault was asked. */
  let asked: string[];
  beforeEach(async () => {
    need('compiler', 'proc');
    place = new Place();
    asked = [];
    const bin = join(place.folder, 'bin');
    mkdirSync(bin);
    symlinkSync(builtCommand, join(bin, 'keyfold'));
    place.env.PATH = `${bin}:${place.env.PATH}`;
    await place.listen(async (caller) => {
      const words = (await caller.ask()).args.map(String);
      asked.push(words.join(' '));
      const listed = words.includes('--names') ? 'deploy\nde mo $HOME\n测试\n' : 'FAKE\nEXAM\n';
      caller.end(frame(says.out, listed), exit(0));
    });
  });

  /** What bash offers for the last of these words. */
  async function inBash(...words: string[]): Promise<string[]> {
    const script = `. "$0"; COMP_WORDS=(keyfold "$@"); COMP_CWORD=$#; _keyfold; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { out, err } = await place.run(
      ['--norc', '-c', script, join(commandFolder, 'completions/keyfold.bash'), ...words],
      {
        program: 'bash',
      },
    );
    expect(err).toBe('');
    return out.split('\n').filter(Boolean);
  }

  /** What fish offers for the end of this line. */
  async function inFish(line: string): Promise<string[]> {
    const script = `source "${join(commandFolder, 'completions/keyfold.fish')}"; complete -C "$argv[1]"`;
    const { out } = await place.run(['--no-config', '-c', script, line], { program: 'fish' });
    return out.split('\n').flatMap((each) => each.split('\t')[0] || []);
  }

  test('in bash', async () => {
    need('bash');
    expect(await inBash('ex')).toEqual(['exec', 'external']);
    expect(await inBash('exec', '--')).toEqual(['--key', '--provider', '--only', '--', '--help']);
    expect(await inBash('exec', '--provider', 'p')).toEqual(['private-alibaba', 'pingan']);
    expect(await inBash('env', '--shell', '')).toEqual(['sh', 'fish', 'powershell', 'cmd']);
    expect(await inBash('list', '--j')).toEqual(['--json']);
    expect(asked).toEqual([]);
    // What a name has in it means nothing to the shell.
    expect(await inBash('exec', '--key', 'de')).toEqual(['deploy', 'de\\ mo\\ \\$HOME']);
    expect(await inBash('exec', '--key', 'de\\ ')).toEqual(['de\\ mo\\ \\$HOME']);
    expect(await inBash('external', '--key', '测')).toHaveLength(1);
    expect(await inBash('exec', '--key', 'FA')).toEqual(['FAKE']);
    expect(new Set(asked)).toEqual(new Set(['list --names --quiet', 'list --ids --quiet']));
    expect(await inBash('exec', '--key', 'deploy', '--', 'setpri')).toContain('setpriv');
    expect(await inBash('--vault', place.runtime, 'exec', '--key', 'de')).toEqual([]);
  });

  test('in fish', async () => {
    need('fish');
    expect(await inFish('keyfold ex')).toEqual(['exec', 'external']);
    expect(await inFish('keyfold exec --provider p')).toEqual(['pingan', 'private-alibaba']);
    expect(asked).toEqual([]);
    expect((await inFish('keyfold exec --key de')).sort()).toEqual(['de mo $HOME', 'deploy']);
    expect(new Set(asked)).toEqual(new Set(['list --names --quiet', 'list --ids --quiet']));
    expect(await inFish('keyfold exec --key deploy -- setpri')).toContain('setpriv');
    expect(await inFish('keyfold list --j')).toEqual(['--json']);
  });

  test('in zsh', async () => {
    need('zsh', 'python', 'bash');
    const steps: ['see' | 'type', string][] = [
      ['type', `PS1='zs''h> ' zsh -f -i\n`],
      ['see', 'zsh> '],
      [
        'type',
        `fpath=(${join(commandFolder, 'completions')} $fpath); autoload -U compinit; compinit -u -D; echo rea""dy\n`,
      ],
      ['see', 'ready'],
      ['see', 'zsh> '],
      ['type', 'keyfold stat\t\n'],
      ['see', 'EXAM'],
      ['see', 'zsh> '],
      ['type', 'keyfold exec --provider hua\t -- true\n'],
      ['see', 'EXAM'],
      ['see', 'zsh> '],
      ['type', 'keyfold exec --key dep\t -- true\n'],
      ['see', 'EXAM'],
      ['see', 'zsh> '],
      ['type', 'echo e""nd\n'],
      ['see', 'end'],
    ];
    const terminal = join(root, 'test/support/command/terminal.py');
    const env = { TERM: 'dumb', PS1: '> ', HISTFILE: '' };
    const { code, out, err } = await place.run([terminal, JSON.stringify(steps)], { program: 'python3', env });
    expect(code, out + err).toBe(0);
    expect(asked).toEqual([
      'status',
      'exec --provider huawei -- true',
      'list --names --quiet',
      'list --ids --quiet',
      'exec --key deploy -- true',
    ]);
  });

  test('in zsh it is read without a fault', () => {
    need('zsh');
    execFileSync('zsh', ['-n', join(commandFolder, 'completions/_keyfold')]);
  });

  test.for(['keyfold.1', 'keyfold.zh_CN.1'])('man shows %s without a warning', (name) => {
    need('man');
    const flags = ['-l', '--warnings=mac,tab,el,number,missing,input,escape,font'];
    const environment = { ...process.env, LC_ALL: 'C.UTF-8', MANWIDTH: '100' };
    const shown = execFileSync('sh', ['-c', 'man "$@" 2>&1', 'sh', ...flags, join(commandFolder, name)], {
      env: environment,
    });
    expect(shown.toString()).toMatch(/keyfold exec --provider alibaba -- terraform plan/);
    expect(shown.toString()).not.toMatch(/warning|error/);
  });
});

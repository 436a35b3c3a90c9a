import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startScript } from '../../../scripts/lib/paths.mjs';
import { need } from '../../support/need';
import { until } from '../../support/until';

/**
 * The script that starts Keyfold on Linux, with programs that end as Chromium does. `no-start.spec.ts` has it with
 * Chromium itself, in a namespace where the kernel refuses.
 */

let folder = '';
let program: string;

/** Writes a program of the shell. */
function script(name: string, code: string): string {
  const file = join(folder, name);
  writeFileSync(file, `#!/bin/sh\n${code}\n`);
  chmodSync(file, 0o755);
  return file;
}

/** A setting of the kernel. */
function sysctl(name: string, value: string): void {
  const file = join(folder, 'root/proc/sys', name);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, `${value}\n`);
}

beforeEach(() => {
  need('shell');
  folder = mkdtempSync(join(tmpdir(), 'keyfold-start-'));
  mkdirSync(join(folder, 'bin'));
  // The tests may be run by root, and on a system that allows or refuses.
  script('bin/id', 'echo 1000');
  script('bin/unshare', 'exit 0');
  script('bin/xset', 'exit 0');
  script('bin/zenity', `printf '%s' "$*" > ${join(folder, 'window')}`);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface End {
  code: number | null;
  said: string;
  /** What the window said; empty if there was none. */
  shown: string;
}

function begin(
  args: readonly string[],
  environment: Record<string, string>,
): { child: ChildProcess; end: Promise<End> } {
  const child = spawn('/bin/sh', [startScript, join(folder, 'root'), program, ...args], {
    env: {
      PATH: `${join(folder, 'bin')}:${process.env.PATH ?? ''}`,
      LANG: 'en_US.UTF-8',
      DISPLAY: ':9',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const window = join(folder, 'window');
  const end = new Promise<End>((resolve) =>
    child.once('close', (code) =>
      resolve({ code, said, shown: existsSync(window) ? readFileSync(window, 'utf8') : '' }),
    ),
  );
  return { child, end };
}

/** Runs a program that ends like this, and returns how the start ended. */
function endOf(code: string, environment: Record<string, string> = {}, args: readonly string[] = []): Promise<End> {
  program = script('keyfold-bin', code);
  return begin(args, environment).end;
}

const fatal = 'kill -TRAP $$';

describe('what keeps its own end', () => {
  test.for(['0', '2', '10', '12', '15', '1'])('an end with code %s', async (code) => {
    expect(await endOf(`exit ${code}`)).toEqual({ code: Number(code), said: '', shown: '' });
  });

  test('a program that somebody kills', async () => {
    const { code, said, shown } = await endOf('kill -KILL $$');
    expect([code, shown]).toEqual([137, '']);
    // The shell itself may say that it was killed.
    expect(said).not.toContain('keyfold:');
  });

  test('the arguments and the standard input of the program', async () => {
    const { code } = await endOf(`[ "$1 $2" = '--a b c' ] && [ $# = 2 ] || exit 3`, {}, ['--a', 'b c']);
    expect(code).toBe(0);
  });

  test.for(['SIGTERM', 'SIGHUP', 'SIGINT'] as const)(
    '%s goes on to the program, whose end is awaited',
    async (signal) => {
      const ready = join(folder, 'ready');
      const listens = `process.on('${signal}', () => setImmediate(() => process.exit(7)));`;
      const lives = `setInterval(() => {}, 1000); require('node:fs').writeFileSync('${ready}', '');`;
      program = script('keyfold-bin', `exec "${process.execPath}" -e "${listens}${lives}"`);
      const { child, end } = begin([], {});
      await until('the program runs', () => existsSync(ready));
      child.kill(signal);
      expect(await end).toEqual({ code: 7, said: '', shown: '' });
    },
  );
});

describe('a sandbox that the system refuses', () => {
  test('by AppArmor: the profile of this very program', async () => {
    sysctl('kernel/apparmor_restrict_unprivileged_userns', '1');
    const { code, said, shown } = await endOf(fatal);
    expect(code).toBe(14);
    expect(said).toContain('keyfold: Keyfold can’t start: this system doesn’t let it make the sandbox');
    expect(said).toContain(`profile keyfold "${program}" flags=(unconfined) {\n  userns,\n}`);
    expect(shown).toContain('/etc/apparmor.d/keyfold');
    const chinese = await endOf(fatal, { LANG: 'zh_CN.UTF-8' });
    expect(chinese.said).toContain('keyfold: Keyfold 无法启动：系统不允许它为页面创建沙箱');
    expect(chinese.shown).toContain('仅为 Keyfold 放行');
  });

  test.for(['user/max_user_namespaces', 'kernel/unprivileged_userns_clone'])(
    'by %s: Chromium’s helper',
    async (name) => {
      sysctl(name, '0');
      const { code, said } = await endOf(fatal);
      expect(code).toBe(14);
      expect(said).toContain(
        `sudo chown root:root '${folder}/chrome-sandbox' && sudo chmod 4755 '${folder}/chrome-sandbox'`,
      );
      expect((await endOf(fatal, { LANGUAGE: 'zh_CN' })).said).toContain('sudo chmod 4755');
    },
  );

  test('for another reason, which only a try shows', async () => {
    script('bin/unshare', 'exit 1');
    expect(await endOf(fatal)).toMatchObject({ code: 14 });
  });

  test('not: where Chromium’s helper is as it must be, or the kernel allows it, the end has another cause', async () => {
    expect(await endOf(fatal)).toMatchObject({ code: 15 });
    sysctl('user/max_user_namespaces', '0');
    writeFileSync(join(folder, 'chrome-sandbox'), '');
    script('bin/stat', 'echo 0');
    chmodSync(join(folder, 'chrome-sandbox'), 0o4755);
    expect(await endOf(fatal)).toMatchObject({ code: 15 });
  });

  test('never keeps a start from being tried', async () => {
    sysctl('kernel/apparmor_restrict_unprivileged_userns', '1');
    sysctl('user/max_user_namespaces', '0');
    expect(await endOf('exit 0')).toEqual({ code: 0, said: '', shown: '' });
  });

  test('root, which Chromium gives none', async () => {
    script('bin/id', 'echo 0');
    const { code, said } = await endOf(fatal);
    expect(code).toBe(14);
    expect(said).toContain('Keyfold can’t start as root');
  });
});

describe('other ends without a word', () => {
  test('a screen that refuses the connection, without a window', async () => {
    script('bin/xset', 'exit 1');
    expect(await endOf('kill -SEGV $$')).toEqual({
      code: 12,
      said: expect.stringContaining('the screen at DISPLAY=:9 refuses the connection'),
      shown: '',
    });
    expect((await endOf('kill -SEGV $$', { LANG: 'zh_CN.UTF-8' })).said).toContain('屏幕拒绝连接');
  });

  test.for(['ILL', 'TRAP', 'ABRT', 'BUS', 'FPE', 'SEGV', 'SYS'])('a crash by SIG%s', async (signal) => {
    const { code, said, shown } = await endOf(`kill -${signal} $$`);
    expect(code).toBe(15);
    expect(said).toMatch(/Keyfold ended unexpectedly \(signal \d+\)\. The vault file stays whole/);
    expect(shown).toContain('Keyfold ended unexpectedly');
    expect((await endOf(`kill -${signal} $$`, { LANG: 'zh_CN.UTF-8' })).said).toContain('Keyfold 意外结束');
  });

  test('a program that the system can’t run', async () => {
    program = join(folder, 'is-not-there');
    const { code, said } = await begin([], {}).end;
    expect(code).toBe(15);
    expect(said).toContain(`this system can’t run ${program} (code 127)`);
  });

  test.for([
    ['kdialog', '--title Keyfold --error Keyfold ended'],
    ['xmessage', '-center -title Keyfold Keyfold ended'],
    ['notify-send', 'Keyfold Keyfold ended'],
  ])('said by %s where there is nothing better', async ([name = '', words = '']) => {
    rmSync(join(folder, 'bin/zenity'));
    const tools = ['cat', 'dirname', 'sh', 'stat'].map((tool) => `ln -s "$(command -v ${tool})" ${folder}/bin/${tool}`);
    await new Promise((resolve) => spawn('/bin/sh', ['-c', tools.join('\n')]).once('close', resolve));
    script(`bin/${name}`, `printf '%s' "$*" > ${join(folder, 'window')}`);
    expect((await endOf('kill -SEGV $$', { PATH: join(folder, 'bin') })).shown).toContain(words);
  });
});

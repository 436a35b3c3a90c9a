import { describe, expect, it, vi } from 'vitest';
import { refusedSwitch } from '../../../main/platform/switches';

vi.mock('electron', () => ({ app: { commandLine: { appendSwitch: () => null } } }));

const start = (args: string[], more: { platform?: NodeJS.Platform; root?: boolean } = {}) =>
  refusedSwitch({ args, platform: 'linux', root: false, ...more });

describe('the switches of a start', () => {
  it.each([
    '--remote-debugging-port=9222',
    '--remote-debugging-port',
    '--remote-debugging-pipe',
    '--remote-debugging-address=0.0.0.0',
    '--remote-allow-origins=*',
    '--inspect',
    '--inspect=0',
    '--inspect-brk',
    '--inspect-brk-node',
    '--inspect-port=1',
    '--js-flags=--expose-gc',
    '--require=/tmp/x.cjs',
    '-r',
    '--import=/tmp/x.mjs',
    '--app=/tmp/x',
    '--user-data-dir=/tmp/x',
    '--disk-cache-dir=/tmp/x',
    '--crash-dumps-dir=/tmp/x',
    '--load-extension=/tmp/x',
    '--no-sandbox',
    '--disable-setuid-sandbox',
    '--disable-seccomp-filter-sandbox',
    '--disable-namespace-sandbox',
    '--disable-gpu-sandbox',
    '--single-process',
    '--in-process-gpu',
    '--no-zygote',
    '--disable-web-security',
    '--disable-site-isolation-trials',
    '--allow-running-insecure-content',
    '--allow-file-access-from-files',
    '--unsafely-treat-insecure-origin-as-secure=http://x',
    '--ignore-certificate-errors',
    '--enable-features=x',
    '--disable-features=x',
    '--enable-blink-features=x',
    '--disable-blink-features=x',
    '--enable-experimental-web-platform-features',
    '--proxy-server=x:1',
    '--proxy-pac-url=http://x',
    '--host-rules=MAP * x',
    '--host-resolver-rules=MAP * x',
    '--log-net-log=/tmp/x',
    '--net-log=/tmp/x',
    '--ssl-key-log-file=/tmp/x',
    '--enable-logging',
    '--log-file=/tmp/x',
    '--vmodule=*=9',
    '--trace-startup',
    '--enable-tracing',
    '--enable-automation',
    '--auto-open-devtools-for-tabs',
    '--use-fake-ui-for-media-stream',
    '--auto-select-desktop-capture-source=x',
    '--force-webrtc-ip-handling-policy=default',
    '--renderer-cmd-prefix=gdb',
    '--utility-cmd-prefix=gdb',
    '--gpu-launcher=gdb',
    '--browser-subprocess-path=/tmp/x',
    '--type=renderer',
    '-remote-debugging-port=9222',
    '--REMOTE-DEBUGGING-PORT=9222',
    ' --inspect',
    '--',
    '-',
    '--anything-of-tomorrow',
  ])('refuses %s', (argument) => {
    expect(start([argument])).not.toBeNull();
    expect(start(['--lang=en', 'file', argument])).not.toBeNull();
    expect(start([argument], { platform: 'win32' })).not.toBeNull();
    expect(start([argument], { platform: 'darwin' })).not.toBeNull();
  });

  it('names the switch without its value, which could be anything', () => {
    expect(start(['--log-file=/home/someone/secret'])).toBe('log-file');
  });

  it('accepts what is about looks, screen and keyring', () => {
    expect(
      start([
        '--ozone-platform=wayland',
        '--ozone-platform-hint=auto',
        '--password-store=kwallet6',
        '--force-device-scale-factor=2',
        '--lang=zh-CN',
        '--disable-gpu',
        '--force-renderer-accessibility',
        'a-word',
        '',
      ]),
    ).toBeNull();
  });

  it('lets root alone go without the sandbox', () => {
    expect(start(['--no-sandbox'], { root: true })).toBeNull();
    expect(start(['--no-sandbox', '--inspect'], { root: true })).toBe('inspect');
  });

  it('reads a slash as Windows does, and only there', () => {
    expect(start(['/remote-debugging-port=1'], { platform: 'win32' })).toBe('remote-debugging-port');
    expect(start(['/home/someone/file'])).toBeNull();
  });

  it('knows the process number that macOS passes on', () => {
    expect(start(['-psn_0_12345'], { platform: 'darwin' })).toBeNull();
    expect(start(['-psn_0_12345'])).toBe('psn_0_12345');
  });
});

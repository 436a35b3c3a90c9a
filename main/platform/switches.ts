import { app } from 'electron';

/**
 * Command-line switches that let another program look into Keyfold or change what it is. No fuse covers them; measured:
 * with `--remote-debugging-port` the text of a page can be read even where DevTools are off.
 */
const dangerous = [
  'allow-file-access-from-files',
  'auth-server-whitelist',
  'disable-web-security',
  'enable-blink-features',
  'enable-features',
  'enable-logging',
  'host-rules',
  'ignore-certificate-errors',
  'inspect',
  'inspect-brk',
  'inspect-brk-node',
  'inspect-port',
  'inspect-publish-uid',
  'js-flags',
  'load-extension',
  'log-file',
  'log-net-log',
  'net-log',
  'proxy-bypass-list',
  'proxy-pac-url',
  'proxy-server',
  'remote-allow-origins',
  'remote-debugging-address',
  'remote-debugging-pipe',
  'remote-debugging-port',
  'renderer-cmd-prefix',
  'ssl-key-log-file',
  'user-data-dir',
  'utility-cmd-prefix',
] as const;

/**
 * The first dangerous switch that this start was given, or `null`. Checked in the installed application only: the
 * tests' driver starts unpackaged builds with debugging switches.
 */
export function dangerousSwitch(): string | null {
  if (!app.isPackaged) return null;
  if (process.getuid?.() !== 0 && app.commandLine.hasSwitch('no-sandbox')) return 'no-sandbox';
  return dangerous.find((name) => app.commandLine.hasSwitch(name)) ?? null;
}

/** Keeps Chromium's own services from asking the network anything; must run before `ready`. */
export function quietNetwork(): void {
  for (const name of [
    'disable-background-networking',
    'disable-component-update',
    'disable-domain-reliability',
    'no-pings',
  ]) {
    app.commandLine.appendSwitch(name);
  }
  // Not in development, where the pages come from a server on this machine.
  if (!import.meta.env.DEV) app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
}

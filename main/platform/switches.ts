import { app } from 'electron';

/**
 * The command-line switches with which an installed Keyfold starts: the look, the screen and the choice of a keyring.
 * Chromium and Node have some two thousand others. Some of them open a debugging port (measured: with
 * `--remote-debugging-port` the text of a page can be read even if DevTools are off, and no fuse covers it), load code,
 * weaken the sandbox, write logs, or move the user's folder to a place where the lock on a running instance doesn't
 * work. Every switch that is not named here is refused.
 */
const harmless: readonly string[] = [
  'disable-dev-shm-usage',
  'disable-gpu',
  'disable-gpu-compositing',
  'enable-wayland-ime',
  'force-color-provider',
  'force-device-scale-factor',
  'force-high-contrast',
  'force-renderer-accessibility',
  'gtk-version',
  'lang',
  'ozone-platform',
  'ozone-platform-hint',
  'password-store',
  'use-angle',
  'use-gl',
  'wayland-text-input-version',
];

export interface Start {
  /** The command line, without the program's own path. */
  args: readonly string[];
  platform: NodeJS.Platform;
  /** It is run by the superuser of a Unix system, for whom Chromium's sandbox doesn't work. */
  root: boolean;
}

/** Returns the first switch of a start that an installed Keyfold refuses, without its dashes and value; or `null`. */
export function refusedSwitch({ args, platform, root }: Start): string | null {
  // Chromium accepts switches in any place, with one dash or two, and on Windows also with a slash.
  const prefix = platform === 'win32' ? /^(?:--?|\/)/ : /^--?/;
  for (const argument of args) {
    const name = argument.trim();
    if (!prefix.test(name)) continue;
    const bare = name.replace(prefix, '').split('=', 1)[0]?.toLowerCase() ?? '';
    // macOS adds the process number if a program is started from the Finder.
    if (platform === 'darwin' && bare.startsWith('psn_')) continue;
    if (bare === 'no-sandbox' && root) continue;
    if (!harmless.includes(bare)) return bare;
  }
  return null;
}

/**
 * Returns the switch for which this start must stop, or `null`. Nothing is refused if Keyfold runs from its sources
 * (`electron .`), as in tests, whose driver starts it with debugging switches. `app.isPackaged` is not used for this:
 * it depends on the name of the program's file, which anybody who starts it can choose.
 */
export function dangerousSwitch(): string | null {
  if (process.defaultApp) return null;
  return refusedSwitch({
    args: process.argv.slice(1),
    platform: process.platform,
    root: process.getuid?.() === 0,
  });
}

/** Keeps Chromium's own services from using the network. It must run before `ready`. */
export function quietNetwork(): void {
  for (const name of [
    'disable-background-networking',
    'disable-component-update',
    'disable-domain-reliability',
    'no-pings',
  ]) {
    app.commandLine.appendSwitch(name);
  }
  // To hide addresses, WebRTC would join the multicast group of mDNS. Our policy keeps addresses from it anyway.
  app.commandLine.appendSwitch('disable-features', 'WebRtcHideLocalIpsWithMdns');
  // Development is left out, since its pages come from a server on this machine.
  if (!import.meta.env.DEV) app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
}

import { app } from 'electron';

/**
 * The command-line switches that an installed Keyfold starts with: the look, the screen and the choice of a keyring.
 * Chromium and Node know some two thousand others, among them such that open a debugging port (measured: with
 * `--remote-debugging-port` the text of a page can be read even where DevTools are off; no fuse covers it), load code,
 * weaken the sandbox, write logs, or put the user's folder elsewhere, where the lock on a running instance does not
 * hold. Whatever is not named here is refused.
 */
const harmless: readonly string[] = [
  'disable-dev-shm-usage',
  'disable-gpu',
  'disable-gpu-compositing',
  'enable-wayland-ime',
  'force-color-profile',
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
  /** The command line without the program's own path. */
  args: readonly string[];
  platform: NodeJS.Platform;
  /** Run by the superuser of a Unix system, for whom Chromium's sandbox doesn't work. */
  root: boolean;
}

/** The first switch of a start that an installed Keyfold refuses, without its dashes and value, or `null`. */
export function refusedSwitch({ args, platform, root }: Start): string | null {
  // Chromium reads switches in any place, with one dash or two; on Windows with a slash too.
  const prefix = platform === 'win32' ? /^(?:--?|\/)/ : /^--?/;
  for (const argument of args) {
    const name = argument.trim();
    if (!prefix.test(name)) continue;
    const bare = name.replace(prefix, '').split('=', 1)[0]?.toLowerCase() ?? '';
    // macOS gives a program that is started from the Finder its process's number.
    if (platform === 'darwin' && bare.startsWith('psn_')) continue;
    if (bare === 'no-sandbox' && root) continue;
    if (!harmless.includes(bare)) return bare;
  }
  return null;
}

/**
 * The switch for which this start must stop, or `null`. Only where Keyfold runs from its sources (`electron .`, and so
 * in tests, whose driver starts it with debugging switches) nothing is refused. Not `app.isPackaged`: that goes by the
 * name of the program's file, which whoever starts it can choose.
 */
export function dangerousSwitch(): string | null {
  if (process.defaultApp) return null;
  return refusedSwitch({
    args: process.argv.slice(1),
    platform: process.platform,
    root: process.getuid?.() === 0,
  });
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
  // WebRTC would join the multicast group of mDNS to hide addresses that our policy keeps from it anyway.
  app.commandLine.appendSwitch('disable-features', 'WebRtcHideLocalIpsWithMdns');
  // Not in development, where the pages come from a server on this machine.
  if (!import.meta.env.DEV) app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
}

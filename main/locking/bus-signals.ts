/** What the tools that listen on the D-Bus print, line by line, and which of it means that the screen is locked. */

/** Calls with whole lines, whatever pieces they come in. A line that never ends is dropped. */
export function lineReader(onLine: (line: string) => void): (piece: string) => void {
  let rest = '';
  return (piece) => {
    const lines = (rest + piece).split('\n');
    rest = (lines.pop() ?? '').slice(-10_000);
    for (const line of lines) onLine(line);
  };
}

/** The rules for `dbus-monitor`: nothing but these signals is ever seen. */
export const screenLockRules = [
  "type='signal',member='ActiveChanged'",
  "type='signal',interface='org.ukui.ScreenSaver',member='lock'",
] as const;

/**
 * Reads `dbus-monitor`. The desktops' screen savers (org.freedesktop, org.gnome, org.cinnamon, org.mate, org.xfce)
 * announce that they cover the screen with `ActiveChanged` and the value true; UKUI has a signal of its own.
 */
export function screenLockReader(onLocked: () => void): (line: string) => void {
  let awaitsValue = false;
  return (line) => {
    if (/^\S/.test(line)) {
      awaitsValue = /^signal .*interface=[\w.]+\.ScreenSaver; member=ActiveChanged$/.test(line);
      if (/^signal .*interface=org\.ukui\.ScreenSaver; member=lock$/.test(line)) onLocked();
    } else if (awaitsValue) {
      awaitsValue = false;
      if (/^\s+boolean true$/.test(line)) onLocked();
    }
  };
}

/**
 * Reads `gdbus monitor` on this session's object of logind: told to lock, locked as the desktop says, or no longer the
 * one on the screen because the user was switched.
 */
export function sessionReader(onLocked: () => void): (line: string) => void {
  return (line) => {
    const told = /^\/\S+: org\.freedesktop\.login1\.Session\.Lock \(\)/.test(line);
    const changed =
      /^\/\S+: org\.freedesktop\.DBus\.Properties\.PropertiesChanged \('org\.freedesktop\.login1\.Session', (.*)$/.exec(
        line,
      );
    if (told || /'LockedHint': <true>|'Active': <false>/.test(changed?.[1] ?? '')) onLocked();
  };
}

/** The object path of the user's graphical session in what `gdbus call` answered, or `null`. */
export function sessionPath(answer: string): string | null {
  return /objectpath '(\/org\/freedesktop\/login1\/session\/\w+)'/.exec(answer)?.[1] ?? null;
}

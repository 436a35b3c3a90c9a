/** Reads what the tools that listen on the D-Bus print, line by line, and finds out when the screen is locked. */

/**
 * Returns a function that takes pieces of text and calls `onLine` with each whole line. A line that never ends is
 * dropped after 10,000 characters.
 */
export function lineReader(onLine: (line: string) => void): (piece: string) => void {
  let rest = '';
  return (piece) => {
    const lines = (rest + piece).split('\n');
    rest = (lines.pop() ?? '').slice(-10_000);
    for (const line of lines) onLine(line);
  };
}

/** The rules for `dbus-monitor`. It prints only the signals that match them. */
export const screenLockRules = [
  "type='signal',member='ActiveChanged'",
  "type='signal',interface='org.ukui.ScreenSaver',member='lock'",
] as const;

/**
 * Returns a reader for the lines of `dbus-monitor`. When the desktops' screen savers (org.freedesktop, org.gnome,
 * org.cinnamon, org.mate, org.xfce) cover the screen, they announce `ActiveChanged` with the value true. UKUI has a
 * signal of its own.
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
 * Returns a reader for the lines of `gdbus monitor` on this session's object of logind. It reports a lock if logind
 * tells the session to lock, if the desktop says that it is locked, or if the session is no longer on the screen
 * because the user was switched.
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

/** Returns the object path of the user's graphical session from the output of `gdbus call`, or `null`. */
export function sessionPath(answer: string): string | null {
  return /objectpath '(\/org\/freedesktop\/login1\/session\/\w+)'/.exec(answer)?.[1] ?? null;
}

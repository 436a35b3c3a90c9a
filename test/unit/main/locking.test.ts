import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lineReader, screenLockReader, sessionPath, sessionReader } from '../../../main/locking/bus-signals';
import { type IdleDeadline, idleDeadline } from '../../../main/locking/idle-deadline';

describe('the time without input', () => {
  let wall = 0;
  let monotonic = 0;
  let minutes: number | null = 5;
  let idle: IdleDeadline;
  const onIdle = vi.fn();

  beforeEach(() => {
    wall = 1_800_000_000_000;
    monotonic = 5000;
    minutes = 5;
    onIdle.mockClear();
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    idle = idleDeadline({ minutes: () => minutes, onIdle, wall: () => wall, monotonic: () => monotonic });
  });
  afterEach(() => {
    idle.stop();
    vi.useRealTimers();
  });

  const pass = (milliseconds: number) => {
    wall += milliseconds;
    monotonic += milliseconds;
  };

  it('runs out when it is over, to the millisecond, and is looked at without being asked', () => {
    pass(5 * 60_000 - 1);
    vi.advanceTimersByTime(1000);
    expect(onIdle).not.toHaveBeenCalled();
    pass(1);
    vi.advanceTimersByTime(1000);
    expect(onIdle).toHaveBeenCalledOnce();
  });

  it('starts anew with each input', () => {
    pass(4 * 60_000);
    idle.touch();
    pass(4 * 60_000);
    idle.check();
    expect(onIdle).not.toHaveBeenCalled();
  });

  it('counts a sleep during which the monotonic clock stood still', () => {
    wall += 8 * 3_600_000;
    idle.check();
    expect(onIdle).toHaveBeenCalledOnce();
  });

  it('is not made longer by a clock that was set back', () => {
    wall -= 86_400_000;
    pass(5 * 60_000);
    idle.check();
    expect(onIdle).toHaveBeenCalledOnce();
  });

  it('never runs out where that was chosen, and follows the setting at once', () => {
    minutes = null;
    pass(10 * 3_600_000);
    idle.check();
    expect(onIdle).not.toHaveBeenCalled();
    minutes = 1;
    idle.check();
    expect(onIdle).toHaveBeenCalledOnce();
  });

  it('looks no more once it was stopped', () => {
    idle.stop();
    pass(3_600_000);
    vi.advanceTimersByTime(10_000);
    expect(onIdle).not.toHaveBeenCalled();
  });
});

describe('what is heard on the D-Bus', () => {
  const onLocked = vi.fn();
  beforeEach(() => onLocked.mockClear());

  /** As `dbus-monitor` 1.14 prints it. */
  const signal = (name: string, member: string) =>
    `signal time=1795561547.375535 sender=:1.7 -> destination=(null destination) serial=12 path=/${name.replaceAll('.', '/')}; interface=${name}; member=${member}`;

  it.each(['org.freedesktop.ScreenSaver', 'org.gnome.ScreenSaver', 'org.cinnamon.ScreenSaver', 'org.mate.ScreenSaver'])(
    '%s: the screen is covered',
    (name) => {
      const read = lineReader(screenLockReader(onLocked));
      const text = `${signal(name, 'ActiveChanged')}\n   boolean false\n${signal(name, 'ActiveChanged')}\n   boolean tr`;
      read(text);
      expect(onLocked).not.toHaveBeenCalled();
      read('ue\n');
      expect(onLocked).toHaveBeenCalledOnce();
    },
  );

  it('UKUI has a signal of its own', () => {
    screenLockReader(onLocked)(signal('org.ukui.ScreenSaver', 'lock'));
    expect(onLocked).toHaveBeenCalledOnce();
  });

  it.each([
    [signal('org.example.Player', 'ActiveChanged'), '   boolean true'],
    [signal('org.gnome.ScreenSaver', 'WakeUpScreen'), '   boolean true'],
    ['   boolean true', ''],
    ['method call time=1 interface=org.gnome.ScreenSaver; member=ActiveChanged', '   boolean true'],
  ])('anything else means nothing: %s', (first, second) => {
    const read = screenLockReader(onLocked);
    read(first);
    read(second);
    expect(onLocked).not.toHaveBeenCalled();
  });

  const session = '/org/freedesktop/login1/session/_32';
  const changed = (what: string) =>
    `${session}: org.freedesktop.DBus.Properties.PropertiesChanged ('org.freedesktop.login1.Session', {${what}}, @as [])`;

  it.each([
    `${session}: org.freedesktop.login1.Session.Lock ()`,
    changed("'LockedHint': <true>"),
    changed("'IdleHint': <false>, 'Active': <false>"),
  ])('logind: %s', (line) => {
    sessionReader(onLocked)(line);
    expect(onLocked).toHaveBeenCalledOnce();
  });

  it.each([
    `${session}: org.freedesktop.login1.Session.Unlock ()`,
    changed("'LockedHint': <false>"),
    changed("'Active': <true>"),
    'The name org.freedesktop.login1 is owned by :1.3',
    `${session}: org.example.Other.Lock ('org.freedesktop.login1.Session.Lock ()',)`,
  ])('logind, which means nothing: %s', (line) => {
    sessionReader(onLocked)(line);
    expect(onLocked).not.toHaveBeenCalled();
  });

  it('finds the session in the answer of logind, and nothing in another', () => {
    expect(sessionPath(`(<('2', objectpath '${session}')>,)\n`)).toBe(session);
    expect(sessionPath("(<('', objectpath '/')>,)\n")).toBeNull();
    expect(sessionPath('')).toBeNull();
  });

  it('a line without an end takes no more room than it may', () => {
    const read = lineReader(onLocked);
    for (let i = 0; i < 100; i += 1) read('x'.repeat(10_000));
    read('\n');
    expect(onLocked.mock.calls[0]?.[0].length).toBeLessThanOrEqual(10_001);
  });
});

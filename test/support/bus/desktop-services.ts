import { until } from '../until';
import { type Answer, Bus } from './bus';

/** The two services of a desktop that a program speaks to outside of its window. Each records what it was asked. */

/** A message as the desktop was told to show it. */
export interface ShownMessage {
  program: string;
  title: string;
  text: string;
  /** Pairs of an action and its words. */
  actions: string[];
}

/**
 * Plays the desktop's service for messages. From the call `hangsAt` on it takes every call and never answers, until
 * `goOn` is called.
 */
export async function playMessageService({ hangsAt = '', markup = true } = {}) {
  let last = 0;
  let hangs = false;
  /** Answers that are held back. */
  const held: (() => void)[] = [];
  const answerTo = (member: string): Answer => {
    switch (member) {
      case 'GetCapabilities':
        return { signature: 'as', values: [['actions', 'body', ...(markup ? ['body-markup'] : [])]] };
      case 'GetServerInformation':
        return { signature: 'ssss', values: ['probe', 'keyfold-tests', '1', '1.2'] };
      case 'Notify':
        last += 1;
        return { signature: 'u', values: [last] };
      default:
        return { signature: '', values: [] };
    }
  };
  const bus = await Bus.serve('org.freedesktop.Notifications', ({ member }, later) => {
    hangs ||= member === hangsAt;
    if (!hangs) return answerTo(member);
    held.push(() => later(answerTo(member)));
    return null;
  });
  const asked = (member: string) => bus.calls.filter((call) => call.member === member);
  return {
    asked,
    /** Waits until anything was asked. */
    reached: () => until('the desktop was asked something', () => bus.calls.length > 0),
    /** Waits for the message of this number, from 1. */
    async shown(number = 1): Promise<ShownMessage> {
      const call = await until(
        () => `the desktop was told ${number} messages; it was asked ${bus.told}`,
        () => asked('Notify')[number - 1],
      );
      const [program, , , title, text, actions] = call.body as [string, number, string, string, string, string[]];
      return { program, title, text, actions };
    },
    /** A person presses the message of this number. */
    press(number: number): void {
      const name = 'org.freedesktop.Notifications';
      bus.signal('/org/freedesktop/Notifications', name, 'ActionInvoked', 'us', [number, 'default']);
    },
    /** Answers what it was asked, and from now on all at once. */
    goOn(): void {
      [hangs, hangsAt] = [false, 'nothing'];
      for (const answer of held.splice(0)) answer();
    },
    close: () => bus.close(),
  };
}

/** Plays a desktop's tray. */
export async function playTray() {
  const watcher = 'org.kde.StatusNotifierWatcher';
  const bus = await Bus.serve(watcher, ({ member, body }) => {
    if (member !== 'Get') return { signature: '', values: [] };
    const value = body[1] === 'ProtocolVersion' ? { type: 'i', value: 0 } : { type: 'b', value: true };
    return { signature: 'v', values: [value] };
  });
  const properties = 'org.freedesktop.DBus.Properties';
  const menu = 'com.canonical.dbusmenu';
  /** The connection and the menu's path of the icon that was registered last. */
  const icon = () =>
    until(
      () => `there is an icon in the tray; it was asked ${bus.told}`,
      async () => {
        const call = bus.calls.findLast(({ member }) => member === 'RegisterStatusNotifierItem');
        if (!call) return null;
        const [path] = await bus.call(call.sender, '/StatusNotifierItem', properties, 'Get', 'ss', [
          'org.kde.StatusNotifierItem',
          'Menu',
        ]);
        return typeof path === 'string' ? { owner: call.sender, path } : null;
      },
    );
  const items = async () => {
    const { owner, path } = await icon();
    const [, root] = await bus.call(owner, path, menu, 'GetLayout', 'iias', [0, -1, []]);
    const [, , below = []] = (root ?? []) as [number?, unknown?, [number, Map<string, unknown>, unknown[]][]?];
    return below
      .filter(([, facts]) => facts.get('type') !== 'separator')
      .map(([id, facts]) => ({ id, label: String(facts.get('label')), enabled: facts.get('enabled') !== false }));
  };
  return {
    /** The menu's lines. Those that can't be chosen stand in parentheses. */
    async lines(): Promise<string[]> {
      return (await items()).map(({ label, enabled }) => (enabled ? label : `(${label})`));
    },
    /** Chooses a line of the menu. */
    async choose(label: string): Promise<void> {
      const item = (await items()).find((candidate) => candidate.label === label);
      const { owner, path } = await icon();
      void bus.call(owner, path, menu, 'Event', 'isvu', [item?.id ?? -1, 'clicked', { type: 'i', value: 0 }, 0]);
    },
    close: () => bus.close(),
  };
}

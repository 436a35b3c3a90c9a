import { beforeEach, describe, expect, it, vi } from 'vitest';
import { textSizeAfter, textSizes } from '../../../common/text-size';
import { trayIsThere } from '../../../main/platform/linux-desktop';
import { need } from '../../support/need';

/** Messages as they stand on the desktop, and what the icon shows. */
const standing = new Set<{ title: string; pressed: () => void }>();
const badges: number[] = [];
/** Connections to the desktop that were not ended. */
let open = 0;

vi.mock('electron', () => {
  const app = { setBadgeCount: (count: number) => badges.push(count) };
  return { Notification: class {}, Tray: class {}, Menu: {}, nativeImage: {}, app };
});
vi.mock('../../../resources/icon.png?asset', () => ({ default: 'icon.png' }));
vi.mock('../../../main/platform/clipboard', () => ({
  clipboardState: () => ({ clearsAt: null, stays: false }),
  clearIfOurs: async () => undefined,
}));
/** The answer of the desktop, which a test can hold back. */
let answers: (() => void)[] = [];
vi.mock('../../../main/platform/linux-messages', () => ({
  connectToMessages: () =>
    new Promise((resolve) =>
      answers.push(() => {
        open += 1;
        const own = new Set<{ title: string; pressed: () => void }>();
        resolve({
          markup: true,
          show(message: { title: string; pressed: () => void }) {
            own.add(message);
            standing.add(message);
          },
          end() {
            open -= 1;
            for (const message of own) standing.delete(message);
          },
        });
      }),
    ),
}));
const { messageOf } = await import('../../../main/outside/messages');
const { drawCount } = await import('../../../main/outside/badge');
const { trayItems } = await import('../../../main/outside/tray');
const { createOutside } = await import('../../../main/outside/outside');

/** What Keyfold says outside of its window, where no such desktop runs: on answers that were recorded. */

describe('a desktop’s answers, as gdbus prints them', () => {
  it('say whether there is a tray', () => {
    expect(trayIsThere('(<true>,)\n')).toBe(true);
    expect(trayIsThere('(<false>,)\n')).toBe(false);
    expect(trayIsThere('')).toBe(false);
  });
});

describe('a message', () => {
  const plain = { markup: false };
  it('names one key in its title, several in its text, and says how many there are', () => {
    expect(messageOf({ what: 'due', keys: 1, names: ['deploy-bot'] }, 'en', plain)).toEqual({
      title: '“deploy-bot” is due for rotation',
      body: 'Replace this access key in Keyfold.',
    });
    expect(messageOf({ what: 'ending', keys: 5, names: ['a', 'b', 'c'] }, 'en', plain)).toEqual({
      title: '5 temporary access keys end within ten minutes',
      body: 'a, b, c…',
    });
    expect(messageOf({ what: 'due', keys: 2, names: ['甲', '乙'] }, 'zh-CN', plain)).toEqual({
      title: '2 个密钥需要轮换',
      body: '甲、乙',
    });
  });

  it('is no markup whatever a key is called, and one line', () => {
    const names = ['<img src="file:///x">&', 'line\nend\u202egnp', 'x'.repeat(255)];
    const { body } = messageOf({ what: 'due', keys: 3, names }, 'en', { markup: true });
    expect(body).toBe(`&lt;img src="file:///x"&gt;&amp;, line end gnp, ${'x'.repeat(59)}…`);
    // A name that looks like a place of the sentence stays a name.
    expect(messageOf({ what: 'due', keys: 1, names: ['{number} $& {names}'] }, 'en', plain).title).toBe(
      '“{number} $& {names}” is due for rotation',
    );
  });
});

it('the count on the icon is drawn for each number, and a plus for more than nine', () => {
  const drawn = Array.from({ length: 12 }, (_, count) => drawCount(count).toString('base64'));
  expect(new Set(drawn.slice(1, 11)).size).toBe(10);
  expect(drawn[10]).toBe(drawn[11]);
  expect(drawCount(3)).toHaveLength(16 * 16 * 4);
});

it('the tray’s menu offers what can be done now', () => {
  const act = () => undefined;
  const items = (unlocked: boolean, copied: boolean) =>
    trayItems({
      language: () => 'en',
      unlocked: () => unlocked,
      copied: () => copied,
      wanted: () => true,
      lock: act,
      clearClipboard: act,
      show: act,
      quit: act,
    })
      .filter(({ type }) => type !== 'separator')
      .map(({ label, enabled = true }) => (enabled ? label : `(${label})`));
  expect(items(true, true)).toEqual(['(Unlocked)', 'Lock Now', 'Clear the Clipboard', 'Show Keyfold', 'Quit Keyfold']);
  expect(items(false, false)).toEqual([
    '(Locked)',
    '(Lock Now)',
    '(Clear the Clipboard)',
    'Show Keyfold',
    'Quit Keyfold',
  ]);
});

it('the text size has steps with two ends', () => {
  expect(textSizes.map((size) => textSizeAfter(size, 'larger'))).toEqual([90, 100, 110, 125, 150, 175, 200, 200]);
  expect(textSizes.map((size) => textSizeAfter(size, 'smaller'))).toEqual([80, 80, 90, 100, 110, 125, 150, 175]);
  expect(textSizes.map((size) => textSizeAfter(size, 'usual'))).toEqual(textSizes.map(() => 100));
});

describe('what is said outside of the window', () => {
  let unlocked = true;
  let notifications = true;
  const shown = vi.fn();
  const act = () => undefined;
  const outside = createOutside({
    window: () => {
      throw new Error('only Windows needs it');
    },
    settings: () => ({ notifications, tray: false }),
    language: () => 'en',
    unlocked: () => unlocked,
    lock: act,
    show: shown,
  });
  const found = { due: 2, news: [{ what: 'ending', keys: 1, names: ['build-bot'] }] } as const;
  const tell = () =>
    outside.attention({ due: found.due, news: found.news.map((one) => ({ ...one, names: ['build-bot'] })) });
  /** The desktop answers what it was asked. */
  const answer = async () => {
    for (const go of answers.splice(0)) go();
    await new Promise((resolve) => setImmediate(resolve));
  };
  const titles = () => [...standing].map(({ title }) => title);

  beforeEach(() => {
    // Elsewhere Electron shows the messages.
    need('proc');
    outside.update();
    open = 0;
    [unlocked, notifications] = [true, true];
    standing.clear();
    badges.length = 0;
    answers = [];
    shown.mockClear();
  });

  it('is a message and a count while the vault is open, and nothing after the lock', async () => {
    tell();
    await answer();
    expect(titles()).toEqual(['“build-bot” ends within ten minutes']);
    expect(badges).toEqual([2]);
    for (const { pressed } of standing) pressed();
    expect(shown).toHaveBeenCalledOnce();
    standing.clear();
    tell();
    await answer();
    unlocked = false;
    outside.update();
    expect(badges).toEqual([2, 0]);
    await answer();
    expect(titles()).toEqual([]);
    for (const { pressed } of standing) pressed();
    expect(shown).toHaveBeenCalledOnce();
  });

  it('is nothing if the lock comes while the desktop is asked', async () => {
    tell();
    unlocked = false;
    outside.update();
    await answer();
    expect([titles(), open]).toEqual([[], 0]);
    // What the vault process had sent before it was ended comes too late.
    tell();
    await answer();
    expect([titles(), badges.at(-1)]).toEqual([[], 0]);
  });

  it('is said over one connection, also if two things come at once, and none is left after the lock', async () => {
    tell();
    tell();
    await answer();
    expect([titles().length, open]).toEqual([2, 1]);
    unlocked = false;
    outside.update();
    expect([titles(), open]).toEqual([[], 0]);
  });

  it('is nothing if the person has turned it off, at once', async () => {
    tell();
    await answer();
    notifications = false;
    outside.update();
    await answer();
    expect([titles(), badges.at(-1)]).toEqual([[], 0]);
    tell();
    expect(answers).toEqual([]);
  });
});

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

/** main/platform/clipboard.ts over a pretended clipboard of either form: when it clears what, and when it must not. */

const platform = process.platform;
let texts: { clipboard: string; selection: string };
let written: Record<string, string>[];
/** Whether the program that has the clipboard answers. */
let answers: boolean;
/** Whether the system does what `clear` asks for. */
let obeys: boolean;

/** One of the places where a copied text stands. */
const place = (name: 'clipboard' | 'selection') => ({
  readText: () => texts[name],
  clear: () => {
    if (obeys) texts[name] = '';
  },
});

/** Up to Electron 43: one object for both places, told apart by an argument. */
const former = () => ({
  ClipboardItem: undefined,
  clipboard: {
    readText: (where?: 'selection') => texts[where ?? 'clipboard'],
    clear: (where?: 'selection') => {
      if (obeys) texts[where ?? 'clipboard'] = '';
    },
    writeText: (text: string) => {
      texts = { clipboard: text, selection: process.platform === 'linux' ? text : texts.selection };
      return Promise.resolve();
    },
  },
});

/** From Electron 44 on. */
const present = () => ({
  clipboard: {
    ...place('clipboard'),
    readText: () => Promise.resolve(texts.clipboard),
    selection: place('selection'),
    write: ([item]: { formats: Record<string, string> }[]) => {
      const text = item?.formats['text/plain'] ?? '';
      written.push(item?.formats ?? {});
      texts = { clipboard: text, selection: process.platform === 'linux' ? text : texts.selection };
      return Promise.resolve();
    },
  },
  ClipboardItem: class {
    constructor(readonly formats: Record<string, string>) {}
  },
});

async function adapter(form: 'former' | 'present' = 'former', system = 'linux') {
  Object.defineProperty(process, 'platform', { value: system });
  vi.resetModules();
  vi.doMock('../../../main/platform/x11-selection', () => ({ selectionsAnswer: async () => answers }));
  vi.doMock('electron', () => (form === 'former' ? former() : present()));
  const clipboard = await import('../../../main/platform/clipboard');
  const changed = vi.fn();
  const settings = { seconds: 30, focused: true };
  clipboard.followClipboard({ seconds: () => settings.seconds, focused: () => settings.focused, changed });
  return { ...clipboard, changed, settings, clearsAt: () => clipboard.clipboardState().clearsAt };
}

const bytes = (text: string) => new TextEncoder().encode(text);
/** Time goes by, and what it brought about is done. */
const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000);

beforeEach(() => {
  texts = { clipboard: '', selection: '' };
  written = [];
  answers = true;
  obeys = true;
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  Object.defineProperty(process, 'platform', { value: platform });
  vi.doUnmock('electron');
});

describe.each(['former', 'present'] as const)('the %s form of the clipboard', (form) => {
  test('a copied value is cleared after its time, to the second, from both places, and its bytes are wiped', async () => {
    const clipboard = await adapter(form);
    const given = bytes('FAKE-one');
    expect(await clipboard.copyForAWhile(given)).toEqual({ seconds: 30 });
    expect(given.every((byte) => byte === 0)).toBe(true);
    expect(texts).toEqual({ clipboard: 'FAKE-one', selection: 'FAKE-one' });
    expect(clipboard.clearsAt()).toBe(Date.now() + 30_000);
    await pass(29);
    expect(texts.clipboard).toBe('FAKE-one');
    await pass(1);
    expect(texts).toEqual({ clipboard: '', selection: '' });
    expect(clipboard.clearsAt()).toBeNull();
    expect(clipboard.changed).toHaveBeenCalledTimes(2);
  });

  test('a second value has its own whole time: the timer of the one before is none of its', async () => {
    const clipboard = await adapter(form);
    await clipboard.copyForAWhile(bytes('FAKE-one'));
    await pass(20);
    clipboard.settings.seconds = 60;
    await clipboard.copyForAWhile(bytes('FAKE-two'));
    await pass(59);
    expect(texts).toEqual({ clipboard: 'FAKE-two', selection: 'FAKE-two' });
    await pass(1);
    expect(texts).toEqual({ clipboard: '', selection: '' });
  });

  test('cleared by hand, nothing later is cleared by its timer', async () => {
    const clipboard = await adapter(form);
    await clipboard.copyForAWhile(bytes('FAKE-one'));
    await clipboard.clearIfOurs();
    expect(texts).toEqual({ clipboard: '', selection: '' });
    await pass(10);
    await clipboard.copyForAWhile(bytes('FAKE-one'));
    await pass(29);
    expect(texts.clipboard).toBe('FAKE-one');
  });

  test('what another program put there since stays, in the place where it is', async () => {
    const clipboard = await adapter(form);
    await clipboard.copyForAWhile(bytes('FAKE-one'));
    texts.clipboard = 'of another program';
    await clipboard.clearIfOurs();
    expect(texts).toEqual({ clipboard: 'of another program', selection: '' });
    await clipboard.copyForAWhile(bytes('FAKE-two'));
    texts.selection = 'marked elsewhere';
    await pass(30);
    expect(texts).toEqual({ clipboard: '', selection: 'marked elsewhere' });
  });

  test('what the system does not clear is said, and tried again at the focus', async () => {
    const clipboard = await adapter(form);
    await clipboard.copyForAWhile(bytes('FAKE-one'));
    obeys = false;
    await pass(30);
    expect(clipboard.clipboardState()).toEqual({ clearsAt: null, stays: true });
    obeys = true;
    clipboard.windowFocused();
    await pass(0);
    expect(texts).toEqual({ clipboard: '', selection: '' });
    expect(clipboard.clipboardState()).toEqual({ clearsAt: null, stays: false });
  });

  test('under Wayland a window without the focus never says that it is cleared; with it, it looks again', async () => {
    vi.stubEnv('WAYLAND_DISPLAY', 'wayland-0');
    const clipboard = await adapter(form);
    await clipboard.copyForAWhile(bytes('FAKE-one'));
    clipboard.settings.focused = false;
    await pass(30);
    expect(clipboard.clipboardState().stays).toBe(true);
    clipboard.settings.focused = true;
    clipboard.windowFocused();
    await pass(0);
    expect(clipboard.clipboardState().stays).toBe(false);
    vi.unstubAllEnvs();
  });

  test('a program that does not answer is not waited for: the value stays, and it is tried again after a while', async () => {
    const clipboard = await adapter(form);
    await clipboard.copyForAWhile(bytes('FAKE-one'));
    answers = false;
    await pass(30);
    expect(clipboard.clipboardState()).toEqual({ clearsAt: null, stays: true });
    expect(texts.clipboard).toBe('FAKE-one');
    answers = true;
    await pass(10);
    expect(texts).toEqual({ clipboard: '', selection: '' });
    expect(clipboard.clipboardState().stays).toBe(false);
  });

  test('where Keyfold put nothing, nothing is read or cleared', async () => {
    const clipboard = await adapter(form);
    texts = { clipboard: 'of another program', selection: '' };
    await clipboard.clearIfOurs();
    expect(texts.clipboard).toBe('of another program');
    expect(clipboard.changed).not.toHaveBeenCalled();
  });
});

test.each([
  ['linux', 'electron application/osclipboard;format="x-kde-passwordManagerHint"', 'secret'],
  ['darwin', 'electron application/osclipboard;format="org.nspasteboard.ConcealedType"', '1'],
  ['win32', 'electron application/osclipboard;format="ExcludeClipboardContentFromMonitorProcessing"', '1'],
])('on %s a copied value carries the mark by which histories leave it out', async (system, format, mark) => {
  const clipboard = await adapter('present', system);
  expect(clipboard.concealsCopies).toBe(true);
  await clipboard.copyForAWhile(bytes('FAKE-one'));
  expect(written).toEqual([{ 'text/plain': 'FAKE-one', [format]: mark }]);
  expect((await adapter('former', system)).concealsCopies).toBe(false);
});

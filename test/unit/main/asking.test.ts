import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { SheetName } from '../../../common/views';
import { createAsking } from '../../../main/asking';

/** When the sheet for the requests of programs opens, and when it doesn't. */

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function set({ unlocked = true }: { unlocked?: boolean } = {}) {
  const done: string[] = [];
  const state = { sheet: null as SheetName | null, unlocked, now: 0, focused: false };
  const window = {
    isDestroyed: () => false,
    isFocused: () => state.focused,
    isMinimized: () => false,
    showInactive: () => done.push('shown'),
    moveTop: () => undefined,
    flashFrame: () => undefined,
    once: () => undefined,
  };
  const stage = {
    window,
    get sheet() {
      return state.sheet;
    },
    openSheet: ({ sheet }: { sheet: SheetName }) => {
      state.sheet = sheet;
      done.push(`opened ${sheet}`);
    },
    closeSheet: () => {
      done.push(`closed ${state.sheet}`);
      state.sheet = null;
    },
  };
  const asking = createAsking({
    stage: () => stage as never,
    unlocked: () => state.unlocked,
    now: () => state.now,
  });
  const pass = (milliseconds: number) => {
    state.now += milliseconds;
    vi.advanceTimersByTime(milliseconds);
  };
  return { asking, state, done, pass };
}

test('opens the sheet over the list, brings the window up, and closes it when nobody asks any more', () => {
  const { asking, done, pass } = set();
  asking.heard('allow');
  pass(0);
  expect(done).toEqual(['shown', 'opened allow', 'shown']);
  asking.heard('none');
  expect(done.at(-1)).toBe('closed allow');
});

test('waits for the end of another sheet and never closes it', () => {
  const { asking, state, done, pass } = set();
  state.sheet = 'add';
  asking.heard('allow');
  pass(60_000);
  asking.heard('none');
  expect(state.sheet).toBe('add');
  asking.heard('allow');
  state.sheet = null;
  asking.changed();
  pass(0);
  expect(done.at(-2)).toBe('opened allow');
});

test('waits until nothing is typed for a second, however long that takes', () => {
  const { asking, state, pass } = set();
  asking.pressed();
  asking.heard('allow');
  for (let key = 0; key < 20; key += 1) {
    pass(900);
    asking.pressed();
  }
  expect(state.sheet).toBeNull();
  pass(1000);
  expect(state.sheet).toBe('allow');
});

test('opens nothing over the lock screen, but brings it up; and asks when the vault is open', () => {
  const { asking, state, done, pass } = set({ unlocked: false });
  state.sheet = 'unlock';
  asking.heard('unlock');
  pass(5000);
  expect(done).toEqual(['shown']);
  state.unlocked = true;
  asking.heard('allow');
  state.sheet = null;
  asking.changed();
  pass(0);
  expect(state.sheet).toBe('allow');
});

test('takes the keyboard from nothing: a window that has it is left alone', () => {
  const { asking, state, done } = set();
  state.focused = true;
  asking.heard('allow');
  expect(done).toEqual([]);
});

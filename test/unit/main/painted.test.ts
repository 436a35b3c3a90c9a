import { EventEmitter } from 'node:events';
import type { WebContents } from 'electron';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { oncePainted } from '../../../main/windows/painted';

/**
 * What the first picture doesn't need waits for it, and comes also if there is never a picture: without it there would
 * be no vault process behind the lock screen.
 */

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function watchedPage() {
  const page = Object.assign(new EventEmitter(), { ipc: new EventEmitter(), gone: false });
  const then = vi.fn();
  oncePainted({ ...page, once: page.once.bind(page), isDestroyed: () => page.gone } as unknown as WebContents, then);
  return { page, then };
}

test('a page that is painted is told once, and not before', () => {
  const { page, then } = watchedPage();
  page.emit('did-finish-load');
  expect(then).not.toHaveBeenCalled();
  page.ipc.emit('keyfold:painted');
  expect(then).toHaveBeenCalledOnce();
  page.ipc.emit('keyfold:painted');
  vi.runAllTimers();
  expect(then).toHaveBeenCalledOnce();
});

test('a page that nobody can see counts as painted some time after it has loaded', () => {
  const { page, then } = watchedPage();
  vi.advanceTimersByTime(60_000);
  expect(then).not.toHaveBeenCalled();
  page.emit('did-finish-load');
  vi.runAllTimers();
  expect(then).toHaveBeenCalledOnce();
});

test('nothing happens for a page that is gone', () => {
  const { page, then } = watchedPage();
  page.emit('did-finish-load');
  page.gone = true;
  vi.runAllTimers();
  expect(then).not.toHaveBeenCalled();
});

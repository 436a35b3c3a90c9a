import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Loss } from '../../../common/closing';
import { createClosing } from '../../../main/closing';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A window in which this would be lost. */
function closingWith(first: Loss | null) {
  let loss = first;
  const ask = vi.fn();
  const end = vi.fn();
  const closing = createClosing({ loss: () => loss, ask });
  return { ask, end, closing, mayEnd: () => closing.mayEnd(end), lose: (what: Loss | null) => (loss = what) };
}

test('ends at once if nothing would be lost', () => {
  const { ask, mayEnd } = closingWith(null);
  expect(mayEnd()).toBe(true);
  expect(ask).not.toHaveBeenCalled();
});

test('asks, and ends only after Close Anyway; then it asks nobody again', () => {
  const { ask, closing, end, mayEnd } = closingWith('secret');
  expect(mayEnd()).toBe(false);
  expect(ask).toHaveBeenCalledTimes(1);
  closing.answer('asked');
  vi.advanceTimersByTime(3_600_000);
  expect(end).not.toHaveBeenCalled();
  closing.answer('leave');
  expect(end).toHaveBeenCalledTimes(1);
  // The end itself closes the window and quits, which comes here once more.
  expect(mayEnd()).toBe(true);
  expect(ask).toHaveBeenCalledTimes(1);
});

test('stays open after Keep Open, and asks again the next time', () => {
  const { ask, closing, end, mayEnd } = closingWith('showing');
  mayEnd();
  closing.answer('asked');
  closing.answer('stay');
  // An answer to no question does nothing.
  closing.answer('leave');
  expect(end).not.toHaveBeenCalled();
  expect(mayEnd()).toBe(false);
  expect(ask).toHaveBeenCalledTimes(2);
});

test('a view that hangs keeps nothing open', () => {
  const { end, mayEnd } = closingWith('text');
  mayEnd();
  vi.advanceTimersByTime(19_999);
  expect(end).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(end).toHaveBeenCalledTimes(1);
});

test('a lock that comes during the question takes it away: a later answer ends nothing', () => {
  const { closing, end, lose, mayEnd } = closingWith('secret');
  mayEnd();
  lose(null);
  closing.changed();
  closing.answer('leave');
  vi.advanceTimersByTime(60_000);
  expect(end).not.toHaveBeenCalled();
});

test('a view that comes or goes leaves a question as it is while something would be lost', () => {
  const { closing, end, mayEnd } = closingWith('text');
  mayEnd();
  closing.changed();
  closing.answer('leave');
  expect(end).toHaveBeenCalledTimes(1);
});

test('asks nobody when the system ends the application', () => {
  const { ask, closing, mayEnd } = closingWith('running');
  closing.stopAsking();
  expect(mayEnd()).toBe(true);
  expect(ask).not.toHaveBeenCalled();
});

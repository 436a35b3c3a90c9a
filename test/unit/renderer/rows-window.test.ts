import { describe, expect, it } from 'vitest';
import type { Reply } from '../../../common/errors';
import {
  createRowsWindow,
  indexOfRow,
  pagesBetween,
  type RowsPage,
  type RowsState,
  rowIn,
  windowSize,
} from '../../../renderer/rows-window';
import { fakeKeys } from '../../support/fake-client';

describe('pages', () => {
  it('are those that hold the rows in view', () => {
    expect(pagesBetween(0, 0)).toEqual([0]);
    expect(pagesBetween(windowSize - 1, windowSize)).toEqual([0, 1]);
    expect(pagesBetween(-5, 3 * windowSize)).toEqual([0, 1, 2, 3]);
  });

  it('give a row by its place and a place by its key', () => {
    const rows = fakeKeys(3);
    const pages = new Map([[2, rows]]);
    expect(rowIn(pages, 2 * windowSize + 1)).toBe(rows[1]);
    expect(rowIn(pages, 1)).toBeUndefined();
    expect(indexOfRow(pages, rows[2]?.id ?? '')).toBe(2 * windowSize + 2);
    expect(indexOfRow(pages, 'none')).toBe(-1);
  });
});

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

/** A list of numbers that answers when the test says so. Each answer says which list it is of. */
function setUp(total = 1000) {
  let state: RowsState<string> = { total: null, pages: new Map(), problem: null };
  let list = 'first';
  const held: { offset: number; answer: (reply?: Reply<RowsPage<string>>) => Promise<void> }[] = [];
  const rows = createRowsWindow<string>({
    get: () => state,
    set: (change) => {
      state = { ...state, ...change };
    },
    ask: (offset, limit) =>
      new Promise((resolve) => {
        const length = Math.max(0, Math.min(limit, total - offset));
        const value = { total, rows: Array.from({ length }, (_, at) => `${list} ${offset + at}`) };
        held.push({
          offset,
          async answer(reply = { ok: true, value }) {
            resolve(reply);
            await settled();
          },
        });
      }),
  });
  const asked = () => held.map(({ offset }) => offset);
  return {
    rows,
    held,
    asked,
    state: () => state,
    other: () => {
      list = 'other';
    },
  };
}

describe('a window on a long list', () => {
  it('reads all of what is in view together, and shows it together', async () => {
    const { rows, held, asked, state } = setUp();
    void rows.begin();
    await held[0]?.answer();
    rows.want(90, 110);
    await held[1]?.answer();
    const again = rows.reload();
    expect(asked().slice(2)).toEqual([0, 100]);
    const before = state().pages;
    await held[3]?.answer();
    expect(state().pages).toBe(before);
    await held[2]?.answer();
    expect(await again).toBe(true);
    expect([...state().pages.keys()]).toEqual([0, 1]);
  });

  it('does not mix the rows of two questions', async () => {
    const { rows, held, asked, state, other } = setUp();
    void rows.begin();
    await held[0]?.answer();
    other();
    void rows.begin();
    // Scrolled while the answer is under way: read once that is there.
    rows.want(200, 220);
    expect(asked()).toEqual([0, 0]);
    await held[1]?.answer();
    expect(asked()).toEqual([0, 0, 200]);
    await held[2]?.answer();
    expect([rowIn(state().pages, 0), rowIn(state().pages, 200)]).toEqual(['other 0', 'other 200']);
  });

  it('says why, keeps the rows it has, and goes on with the next answer', async () => {
    const { rows, held, state } = setUp();
    void rows.begin();
    await held[0]?.answer();
    const failed = rows.reload();
    await held[1]?.answer({ ok: false, error: { code: 'internal' } });
    expect(await failed).toBe(false);
    expect(state().problem).toEqual({ code: 'internal' });
    expect(rowIn(state().pages, 5)).toBe('first 5');
    rows.want(100, 120);
    await held[2]?.answer();
    expect(state().problem).toBeNull();
    expect(rowIn(state().pages, 100)).toBe('first 100');
  });

  it('answers nothing for rows of a list that another question has replaced', async () => {
    const { rows, held } = setUp();
    const read = rows.read(300, 10);
    void rows.begin();
    await held[0]?.answer();
    expect(await read).toBeNull();
  });
});

import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { Keyfold } from '../support/app';
import { mainProcess } from '../support/sweep';
import { without } from '../support/systems';
import { expect, sharedKeyfold, test } from '../support/test';
import { until } from '../support/until';

/** Keyfold is open for weeks: nothing in it may grow with each lock and each sheet. */

const shared = sharedKeyfold();

/** Locks and sheets in each half of the test. */
const rounds = 10;

/** MiB that main may grow by in the second half. It was 12 when each view had a session of its own for ever. */
const mostGrowth = 5;

/** Returns the memory that only this process has, in MiB. */
function ownMemory(pid: number): number {
  test.skip(...without('proc'));
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  return Number(/^Private_Dirty:\s+(\d+)/m.exec(rollup)?.[1]) / 1024;
}

/** One round: a sheet is opened and closed, Keyfold is locked and unlocked. */
async function round(keyfold: Keyfold): Promise<void> {
  const add = await keyfold.openAdd();
  await add.cancel();
  await keyfold.gone('add');
  await keyfold.lock();
  await keyfold.unlock();
}

test('over many locks and sheets, neither the sessions nor main’s memory grow', async () => {
  test.slow();
  const keyfold = shared();
  const pid = mainProcess(keyfold);
  const sessionsMade = () => keyfold.app.evaluate(() => Reflect.get(globalThis, 'sessionsMade') as number);
  await keyfold.app.evaluate(({ app }) => {
    Object.assign(globalThis, { sessionsMade: 0 });
    app.on('session-created', () => {
      Object.assign(globalThis, { sessionsMade: (Reflect.get(globalThis, 'sessionsMade') as number) + 1 });
    });
  });
  // In the first half the caches fill, which the second half finds full.
  for (let done = 0; done < rounds; done += 1) await round(keyfold);
  const [madeBefore, memoryBefore] = [await sessionsMade(), ownMemory(pid)];
  for (let done = 0; done < rounds; done += 1) await round(keyfold);
  const grown = ownMemory(pid) - memoryBefore;
  expect(grown).toBeLessThan(mostGrowth);
  // A few more than the views have been in use at one time, since a process may take its time to end.
  expect(madeBefore).toBeLessThan(12);
  expect((await sessionsMade()) - madeBefore).toBeLessThan(3);
});

/** Leaves something in every store that a page has. */
const leave = (page: Page) =>
  page.evaluate(async () => {
    localStorage.setItem('left', 'FAKE');
    await new Promise<void>((resolve, reject) => {
      const asked = indexedDB.open('left', 1);
      asked.onsuccess = () => resolve();
      asked.onerror = () => reject(asked.error);
    });
  });

/** Returns what a page finds in those stores. */
const found = (page: Page) =>
  page.evaluate(async () => ({
    local: localStorage.length,
    databases: (await indexedDB.databases()).length,
  }));

test('a page finds nothing of the page that had its session before', async () => {
  const keyfold = shared();
  const first = await keyfold.openAdd();
  await leave(first.page);
  expect(await found(first.page)).toEqual({ local: 1, databases: 1 });
  const id = (page: Page) =>
    keyfold.app.evaluate(({ webContents }, url) => {
      const contents = webContents.getAllWebContents().find((candidate) => candidate.getURL() === url);
      const known = (Reflect.get(globalThis, 'sessionsSeen') ?? []) as unknown[];
      Object.assign(globalThis, { sessionsSeen: known });
      if (contents && !known.includes(contents.session)) known.push(contents.session);
      return contents ? known.indexOf(contents.session) : null;
    }, page.url());
  const before = await id(first.page);
  await first.cancel();
  await keyfold.gone('add');
  await until('a page has the same session again', async () => {
    const next = await keyfold.openAdd();
    expect(await found(next.page)).toEqual({ local: 0, databases: 0 });
    const again = (await id(next.page)) === before;
    await next.cancel();
    await keyfold.gone('add');
    return again;
  });
});

import { expect, test } from 'vitest';
import { endsSoon } from '../../../common/attention';
import { fakeTemporary } from '../../support/fake-keys';
import { add, createdVault, fakeClock, type TestVault } from './harness';

/** What the vault tells main to say outside of the window. */

const day = 86_400_000;
const told = ({ attention }: TestVault) => attention;
const news = ({ attention }: TestVault) => attention.flatMap((one) => one.news);

async function timedVault() {
  const time = fakeClock();
  const vault = await createdVault({ time });
  const pass = (milliseconds: number) => {
    vault.now += milliseconds;
    time.advance(milliseconds);
  };
  return { vault, pass };
}

const temporary = (vault: TestVault, life: number, name: string) =>
  add(vault, { provider: 'huawei', credential: 'temporary', expiresAt: vault.now + life, name, ...fakeTemporary() });

test('a key that becomes due is told once, at its moment, by its name only', async () => {
  const { vault, pass } = await timedVault();
  const { id } = await add(vault, { name: 'deploy-bot' });
  await vault.view('main-view').must('rotation.setDays', { id, days: 1 });
  const added = vault.now;
  pass(1500);
  expect(told(vault)).toEqual([{ due: 0, news: [] }]);
  pass(day - 1501);
  expect(news(vault)).toEqual([]);
  expect(vault.now).toBe(added + day - 1);
  pass(1);
  expect(told(vault).at(-1)).toEqual({ due: 1, news: [{ what: 'due', keys: 1, names: ['deploy-bot'] }] });
  pass(3 * day);
  expect(news(vault)).toHaveLength(1);
});

test('keys that were due when the vault was opened are counted, and are no news', async () => {
  const { vault, pass } = await timedVault();
  for (const name of ['a', 'b']) await add(vault, { name });
  vault.now += 100 * day;
  pass(1500);
  expect(told(vault)).toEqual([{ due: 2, news: [] }]);
});

test('many keys at once are one piece of news, with the first names and the number', async () => {
  const { vault, pass } = await timedVault();
  for (const name of ['a', 'b', 'c', 'd', 'e']) await add(vault, { name });
  pass(1500);
  pass(90 * day);
  expect(news(vault)).toEqual([{ what: 'due', keys: 5, names: ['a', 'b', 'c'] }]);
});

test('a temporary key is told ten minutes before its end, once, and not if it has ended or is disabled', async () => {
  const { vault, pass } = await timedVault();
  pass(1500);
  await temporary(vault, 60 * 60_000, 'hourly');
  const off = await temporary(vault, 60 * 60_000, 'off');
  await vault.view('main-view').must('keys.setStatus', { ids: [off.id], status: 'disabled' });
  await temporary(vault, endsSoon / 2, 'short');
  pass(300);
  expect(news(vault)).toEqual([{ what: 'ending', keys: 1, names: ['short'] }]);
  pass(60 * 60_000 - endsSoon - 301);
  expect(news(vault)).toHaveLength(1);
  pass(1);
  expect(news(vault).slice(1)).toEqual([{ what: 'ending', keys: 1, names: ['hourly'] }]);
  pass(2 * endsSoon);
  expect(news(vault)).toHaveLength(2);
});

test('no id, no AccessKey ID and no secret is in it, and a change is followed by the count', async () => {
  const { vault, pass } = await timedVault();
  const { id } = await add(vault, { name: 'named' });
  pass(1500);
  await vault.view('main-view').must('rotation.setDays', { id, days: 1 });
  pass(2 * day);
  expect(told(vault).at(-1)?.due).toBe(1);
  await vault.view('main-view').must('keys.setStatus', { ids: [id], status: 'disabled' });
  pass(300);
  expect(told(vault).at(-1)).toEqual({ due: 0, news: [] });
  expect(JSON.stringify(told(vault))).not.toContain(id);
  expect(JSON.stringify(told(vault))).not.toMatch(/LTAI|FAKE|AKIA/);
});

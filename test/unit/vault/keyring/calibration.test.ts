import { expect, test } from 'vitest';
import { kdfBounds } from '../../../../vault/base/crypto/kdf';
import { fixedCosts, measuredCosts } from '../../../../vault/store/slots/calibration';
import { quickCost } from '../harness';

const gibibyte = 1024 ** 3;
const mebibytes = (number: number) => number * 1024;
const base = { memoryKiB: mebibytes(256), passes: 3, lanes: 4 };

test('a new password begins at 256 MiB, or at 64 MiB on a machine with less than 2 GiB', () => {
  expect(measuredCosts(2 * gibibyte).first).toEqual(base);
  expect(measuredCosts(2 * gibibyte - 1).first).toEqual({ ...base, memoryKiB: mebibytes(64) });
});

test('half a second and more is enough, whatever the machine', () => {
  for (const milliseconds of [500, 750, 1000, 20_000]) {
    expect(measuredCosts(64 * gibibyte).better(base, milliseconds)).toBeNull();
  }
});

test.each([
  // Twice as much fits: memory first.
  [32, 375, { ...base, memoryKiB: mebibytes(512) }],
  [32, 150, { ...base, memoryKiB: mebibytes(1024) }],
  // What memory can't take up, passes do.
  [32, 300, { ...base, memoryKiB: mebibytes(512) }],
  [32, 499, { ...base, passes: 4 }],
  [32, 125, { ...base, memoryKiB: mebibytes(1024), passes: 4 }],
  [32, 50, { ...base, memoryKiB: mebibytes(1024), passes: 11 }],
  // No more than an eighth of the machine's memory.
  [4, 150, { ...base, memoryKiB: mebibytes(512), passes: 7 }],
  [2, 150, { ...base, passes: 15 }],
])('with %i GiB, what took %i ms is raised to half a second to one', (memory, milliseconds, expected) => {
  const better = measuredCosts(memory * gibibyte).better(base, milliseconds);
  expect(better).toEqual(expected);
  const work = (cost: typeof base) => cost.memoryKiB * cost.passes;
  const foreseen = (milliseconds * work(better ?? base)) / work(base);
  expect(foreseen).toBeGreaterThanOrEqual(500);
  expect(foreseen).toBeLessThanOrEqual(1000);
});

test('nothing is ever lowered, and no bound is passed', () => {
  const high = { memoryKiB: kdfBounds.memoryKiB.most, passes: kdfBounds.passes.most, lanes: 16 };
  for (const memory of [1, 2, 64]) {
    for (const cost of [base, quickCost, high, { ...base, memoryKiB: mebibytes(2048), passes: 9 }]) {
      for (const milliseconds of [0, 1, 100, 499]) {
        const better = measuredCosts(memory * gibibyte).better(cost, milliseconds);
        if (!better) continue;
        expect(better.memoryKiB).toBeGreaterThanOrEqual(cost.memoryKiB);
        expect(better.passes).toBeGreaterThanOrEqual(cost.passes);
        expect(better.lanes).toBe(cost.lanes);
        expect(better.memoryKiB).toBeLessThanOrEqual(kdfBounds.memoryKiB.most);
        expect(better.passes).toBeLessThanOrEqual(kdfBounds.passes.most);
      }
    }
  }
  expect(measuredCosts(64 * gibibyte).better(high, 1)).toBeNull();
});

test('a fixed cost stays what it is', () => {
  expect(fixedCosts(quickCost).first).toEqual(quickCost);
  expect(fixedCosts(quickCost).better(quickCost, 1)).toBeNull();
});

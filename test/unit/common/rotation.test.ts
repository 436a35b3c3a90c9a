import { expect, test } from 'vitest';
import { rotationPeriod } from '../../../common/rotation';

test('a key is due by its provider’s days, its own, or never', () => {
  expect(rotationPeriod('alibaba', null)).toEqual({ warnDays: 75, dueDays: 90 });
  expect(rotationPeriod('alibaba', 0)).toBeNull();
  expect(rotationPeriod('huawei', 90)).toEqual({ warnDays: 75, dueDays: 90 });
  expect(rotationPeriod('huawei', 3650)).toEqual({ warnDays: 3635, dueDays: 3650 });
  expect(rotationPeriod('huawei', 30)).toEqual({ warnDays: 25, dueDays: 30 });
  expect(rotationPeriod('huawei', 1)).toEqual({ warnDays: 1, dueDays: 1 });
});

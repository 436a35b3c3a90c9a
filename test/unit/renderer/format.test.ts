import { describe, expect, it } from 'vitest';
import { daysBetween, formatDays, formatDistance, formatNumber, formatToday } from '../../../renderer/i18n/format';

const day = 86_400_000;

describe('ages', () => {
  it('count whole days and never less than none', () => {
    expect(daysBetween(0, day - 1)).toBe(0);
    expect(daysBetween(0, day)).toBe(1);
    expect(daysBetween(day, 0)).toBe(0);
  });

  it('are said in the words of the language', () => {
    expect(formatDays('en', 1)).toBe('1 day');
    expect(formatDays('en', 1200)).toBe('1,200 days');
    expect(formatDays('zh-CN', 3)).toMatch(/^3\s?天$/);
    expect(formatToday('en')).toBe('Today');
    expect(formatToday('zh-CN')).toBe('今天');
  });
});

describe('distances', () => {
  it.each([
    [30_000, 'in 30 seconds'],
    [-5 * 60_000, '5 minutes ago'],
    [3 * 3_600_000, 'in 3 hours'],
    [-2 * day, '2 days ago'],
  ])('of %d ms are “%s”', (distance, words) => {
    expect(formatDistance('en', distance, 0)).toBe(words);
  });
});

describe('numbers', () => {
  it('are grouped', () => {
    expect(formatNumber('en', 10_000)).toBe('10,000');
  });
});

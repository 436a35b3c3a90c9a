import { describe, expect, it, vi } from 'vitest';

vi.mock('electron', () => ({ screen: {} }));
const { boundsFrom, boundsWithin, leastSize } = await import('../../../main/windows/placement');

const area = (width: number, height: number, x = 0, y = 0) => ({ x, y, width, height });

/** What is kept free for a title bar, which the system adds around the window's own size. */
const tight = leastSize([area(800, 500)]);
const frame = { width: 800 - tight.width, height: 500 - tight.height };

/** Screens that people have: what is left of them after panels, at their scale. */
const screens = {
  'scale 2 on 1600×1000': area(800, 500),
  'scale 1.5 on 1600×1000': area(1066, 666),
  netbook: area(1024, 560, 0, 40),
  usual: area(1920, 1040),
  'a second one to the left': area(1280, 984, -1280, 40),
};

describe('the window is never larger than the work area', () => {
  for (const [name, workArea] of Object.entries(screens)) {
    it(`at first and at its least: ${name}`, () => {
      const first = boundsFrom(null, workArea);
      expect(first.width + frame.width).toBeLessThanOrEqual(workArea.width);
      expect(first.height + frame.height).toBeLessThanOrEqual(workArea.height);
      const least = leastSize([workArea]);
      expect(least.width).toBeLessThanOrEqual(first.width);
      expect(least.height).toBeLessThanOrEqual(first.height);
    });

    it(`where it was remembered from a larger screen: ${name}`, () => {
      const kept = boundsFrom(area(1900, 1000, workArea.x + 30, workArea.y + 30), workArea);
      expect(kept).toEqual({
        x: workArea.x + Math.max(0, Math.min(30, workArea.width - 1900 - frame.width)),
        y: workArea.y + Math.max(0, Math.min(30, workArea.height - 1000 - frame.height)),
        width: Math.min(1900, workArea.width - frame.width),
        height: Math.min(1000, workArea.height - frame.height),
      });
    });
  }

  it('on the smallest of several screens too, since a person can move it there', () => {
    expect(leastSize([area(1920, 1040), area(800, 500)])).toEqual(tight);
    expect(frame.height).toBeLessThan(60);
    expect(leastSize([area(1920, 1040), area(2560, 1400)])).toEqual({ width: 900, height: 600 });
  });

  it('when its screen is gone or becomes smaller: it moves, and shrinks only if it has to', () => {
    expect(boundsWithin(area(1000, 700, 2000, 100), area(1920, 1040))).toEqual(area(1000, 700, 920 - frame.width, 100));
    expect(boundsWithin(area(1200, 760, 100, 100), area(1024, 600))).toEqual(
      area(1024 - frame.width, 600 - frame.height, 0, 0),
    );
    expect(boundsWithin(area(1000, 700, -50, -20), area(1920, 1040))).toEqual(area(1000, 700, 0, 0));
  });
});

it('a place that no screen shows any more is forgotten, its size is not', () => {
  const kept = boundsFrom(area(1000, 700, 5000, 100), area(1920, 1040));
  expect(kept).toEqual({ width: 1000, height: 700 });
});

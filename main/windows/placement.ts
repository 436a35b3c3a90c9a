import { type BaseWindow, screen } from 'electron';
import type { Placement } from '../platform/settings';

/** All sizes are in device-independent pixels. */
interface Size {
  width: number;
  height: number;
}

const initial: Size = { width: 1200, height: 760 };

/** The least size at which every part of the interface stands beside the others. On a smaller screen some give way. */
const comfortable: Size = { width: 900, height: 600 };

/**
 * What the system draws around the window, and counts neither in its size nor in the work area: the title bar. Nobody
 * tells its height before the window is on the screen; this is more than any usual one.
 */
const frame: Size = process.platform === 'linux' ? { width: 4, height: 40 } : { width: 0, height: 0 };

/** Returns the largest size of a window that is all in this work area. */
function largestIn(workArea: Size): Size {
  return {
    width: Math.max(1, workArea.width - frame.width),
    height: Math.max(1, workArea.height - frame.height),
  };
}

const smaller = (one: Size, other: Size): Size => ({
  width: Math.min(one.width, other.width),
  height: Math.min(one.height, other.height),
});

/** Returns the least size of the window, which fits into the work area of each of these displays. */
export function leastSize(workAreas: readonly Size[]): Size {
  return workAreas.map(largestIn).reduce(smaller, comfortable);
}

/** Returns these bounds moved and shrunk so that the whole window with its frame is in the work area. */
export function boundsWithin(bounds: Electron.Rectangle, workArea: Electron.Rectangle): Electron.Rectangle {
  const { width, height } = smaller(bounds, largestIn(workArea));
  const within = (value: number, start: number, end: number) => Math.max(start, Math.min(value, end));
  return {
    x: within(bounds.x, workArea.x, workArea.x + workArea.width - width - frame.width),
    y: within(bounds.y, workArea.y, workArea.y + workArea.height - height - frame.height),
    width,
    height,
  };
}

/**
 * Returns the bounds for a new window: its last place if that is still on a screen, else only a size, with which
 * Electron puts it in the middle.
 */
export function boundsFrom(
  remembered: Electron.Rectangle | null,
  workArea: Electron.Rectangle,
): Partial<Electron.Rectangle> & Size {
  if (!remembered) return smaller(initial, largestIn(workArea));
  const visible =
    remembered.x < workArea.x + workArea.width - 50 &&
    remembered.x + remembered.width > workArea.x + 50 &&
    remembered.y >= workArea.y - 20 &&
    remembered.y < workArea.y + workArea.height - 50;
  if (visible) return boundsWithin(remembered, workArea);
  return smaller(remembered, largestIn(workArea));
}

/** Returns the bounds and the least size for the one window, for the screens that are there now. */
export function firstBounds(placement: Placement | null): Electron.BaseWindowConstructorOptions {
  const display = placement ? screen.getDisplayMatching(placement) : screen.getPrimaryDisplay();
  const least = leastSize(screen.getAllDisplays().map(({ workArea }) => workArea));
  const bounds = boundsFrom(placement, display.workArea);
  return {
    ...bounds,
    width: Math.max(bounds.width, least.width),
    height: Math.max(bounds.height, least.height),
    minWidth: least.width,
    minHeight: least.height,
  };
}

/**
 * Keeps the window inside the screens that are there: when one is taken away, or becomes smaller, the window moves or
 * shrinks into the work area that is nearest, and its least size follows.
 */
export function keepOnScreen(window: BaseWindow): void {
  const follow = () => {
    if (window.isDestroyed()) return;
    const least = leastSize(screen.getAllDisplays().map(({ workArea }) => workArea));
    window.setMinimumSize(least.width, least.height);
    // The system itself fits these, also to another screen. Their normal bounds are looked at when they end.
    if (window.isMaximized() || window.isFullScreen() || window.isMinimized()) return;
    const bounds = window.getBounds();
    const fitting = boundsWithin(bounds, screen.getDisplayMatching(bounds).workArea);
    const same = (['x', 'y', 'width', 'height'] as const).every((side) => bounds[side] === fitting[side]);
    if (!same) window.setBounds(fitting);
  };
  screen.on('display-removed', follow);
  screen.on('display-added', follow);
  screen.on('display-metrics-changed', follow);
  for (const end of ['unmaximize', 'restore', 'leave-full-screen'] as const) window.on(end as 'restore', follow);
  window.once('closed', () => {
    screen.off('display-removed', follow);
    screen.off('display-added', follow);
    screen.off('display-metrics-changed', follow);
  });
}

/** Returns the window's present place, to be remembered. */
export function placementOf(window: BaseWindow): Placement {
  return { ...window.getNormalBounds(), maximized: window.isMaximized() };
}

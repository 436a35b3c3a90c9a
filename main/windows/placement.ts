import { type BaseWindow, screen } from 'electron';
import type { Placement } from '../platform/settings';

const initial = { width: 1200, height: 760 };

/** The least size at which every part of the interface can be used. */
export const minimumSize = { width: 900, height: 600 };

/**
 * Returns the bounds for the window: its last place if that is still on a screen, else only a size, with which Electron
 * puts it in the middle.
 */
export function boundsFrom(remembered: Placement | null): Partial<Electron.Rectangle> {
  if (!remembered) return initial;
  const { workArea } = screen.getDisplayMatching(remembered);
  const visible =
    remembered.x < workArea.x + workArea.width - 50 &&
    remembered.x + remembered.width > workArea.x + 50 &&
    remembered.y >= workArea.y - 20 &&
    remembered.y < workArea.y + workArea.height - 50;
  const size = {
    width: Math.max(minimumSize.width, Math.min(remembered.width, workArea.width)),
    height: Math.max(minimumSize.height, Math.min(remembered.height, workArea.height)),
  };
  return visible ? { x: remembered.x, y: remembered.y, ...size } : size;
}

/** Returns the window's present place, to be remembered. */
export function placementOf(window: BaseWindow): Placement {
  return { ...window.getNormalBounds(), maximized: window.isMaximized() };
}

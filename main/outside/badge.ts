import { app, type BaseWindow, nativeImage } from 'electron';

/** The count on the application's icon, where the system has one. */

/** Three by five dots for each figure, and for the sign of more. Each row is a number of three bits. */
const figures: Readonly<Record<string, readonly number[]>> = {
  '1': [2, 6, 2, 2, 7],
  '2': [7, 1, 7, 4, 7],
  '3': [7, 1, 7, 1, 7],
  '4': [5, 5, 7, 1, 1],
  '5': [7, 4, 7, 1, 7],
  '6': [7, 4, 7, 5, 7],
  '7': [7, 1, 2, 2, 2],
  '8': [7, 5, 7, 5, 7],
  '9': [7, 5, 7, 1, 7],
  '+': [0, 2, 7, 2, 0],
};

const side = 16;

/** Draws a round mark with one figure, or with a plus for more than nine: 16 by 16 pixels of blue, green, red, alpha. */
export function drawCount(count: number): Buffer {
  const pixels = Buffer.alloc(side * side * 4);
  const rows = figures[count > 9 ? '+' : String(count)] ?? [];
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      if ((x - 7.5) ** 2 + (y - 7.5) ** 2 > 60) continue;
      // Each dot of a figure is two pixels wide and two high.
      const [column, row] = [Math.floor((x - 5) / 2), Math.floor((y - 3) / 2)];
      const lit = column >= 0 && column < 3 && ((rows[row] ?? 0) >> (2 - column)) & 1;
      pixels.set(lit ? [255, 255, 255, 255] : [0x2f, 0x32, 0xc8, 255], (y * side + x) * 4);
    }
  }
  return pixels;
}

/** Shows the count on the icon; 0 takes it away. `description` says it to a screen reader. */
export function showCount(windowOf: () => BaseWindow, count: number, description: string): void {
  if (process.platform !== 'win32') {
    // On Linux only Unity and the docks that follow it show it.
    app.setBadgeCount(count);
    return;
  }
  const window = windowOf();
  if (window.isDestroyed()) return;
  const image = count === 0 ? null : nativeImage.createFromBitmap(drawCount(count), { width: side, height: side });
  window.setOverlayIcon(image, count === 0 ? '' : description);
}

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Keyfold } from '../support/app';
import { expect, test } from '../support/desktop';
import { Home } from '../support/home';
import { without } from '../support/systems';
import { until } from '../support/until';

/** The window and the screens that people have: it is never larger than what is left of a screen. */

const execute = promisify(execFile);
const xrandr = (...args: string[]) => execute('xrandr', args);

/** The window's place, its least size, and the work area, in device-independent pixels. */
const placed = (keyfold: Keyfold) =>
  keyfold.app.evaluate(({ BaseWindow, screen }) => {
    const [window] = BaseWindow.getAllWindows();
    const { workArea } = screen.getPrimaryDisplay();
    const [leastWidth = 0, leastHeight = 0] = window?.getMinimumSize() ?? [];
    return { ...(window?.getBounds() ?? { x: 0, y: 0, width: 0, height: 0 }), leastWidth, leastHeight, workArea };
  });

const fits = ({ x, y, width, height, leastWidth, leastHeight, workArea }: Awaited<ReturnType<typeof placed>>) =>
  x >= workArea.x &&
  y >= workArea.y &&
  x + width <= workArea.x + workArea.width &&
  y + height <= workArea.y + workArea.height &&
  leastWidth <= workArea.width &&
  leastHeight <= workArea.height;

async function fitsSoon(keyfold: Keyfold): Promise<void> {
  let last = '';
  await until(
    () => `the window fits: ${last}`,
    async () => {
      const now = await placed(keyfold);
      last = JSON.stringify(now);
      return fits(now);
    },
  );
}

for (const scale of ['1.5', '2']) {
  test(`at scale ${scale} the window is all on the screen, and the end of a form too`, async ({ desktop, start }) => {
    const args = [`--force-device-scale-factor=${scale}`];
    const keyfold = await start({ vault: true, args });
    await desktop.activate('Keyfold');
    await fitsSoon(keyfold);
    const sheet = await keyfold.openAdd();
    const save = sheet.save;
    await expect(save).toBeInViewport({ ratio: 1 });
  });
}

test('a window that was remembered from a larger screen is all on this one', async ({ desktop, start }) => {
  const home = new Home();
  home.writeSettings({ language: 'en', placement: { x: 300, y: 200, width: 1500, height: 950, maximized: false } });
  const keyfold = await start({ home, args: ['--force-device-scale-factor=2'] });
  await desktop.activate('Keyfold');
  await fitsSoon(keyfold);
  await expect((await keyfold.create()).button).toBeInViewport({ ratio: 1 });
  await keyfold.quit();
  home.remove();
});

test('when the screen becomes smaller the window goes along, and its least size does', async ({ desktop, start }) => {
  test.skip(...without('xrandr'));
  const keyfold = await start({ vault: true });
  await desktop.activate('Keyfold');
  await fitsSoon(keyfold);
  // What `cvt 1024 600` prints; an X server without a monitor takes any numbers.
  await xrandr('--newmode', 'small', '49', '1024', '1072', '1168', '1312', '600', '603', '613', '624');
  const output = /^(\S+) connected/m.exec((await xrandr()).stdout)?.[1] ?? 'screen';
  await xrandr('--addmode', output, 'small');
  try {
    await xrandr('--output', output, '--mode', 'small');
    await until('the screen is small', async () => (await placed(keyfold)).workArea.width <= 1024);
    await fitsSoon(keyfold);
    const sheet = await keyfold.openAdd();
    await expect(sheet.save).toBeInViewport({ ratio: 1 });
  } finally {
    await xrandr('--output', output, '--mode', '1600x1000');
    await xrandr('--delmode', output, 'small');
    await xrandr('--rmmode', 'small');
  }
});

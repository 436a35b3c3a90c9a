import { writeFileSync } from 'node:fs';

/** @typedef {import('./application.mjs').Application} Application */

/**
 * A picture of the whole window. Every view draws for itself, so the views' pictures are laid over each other, the
 * lowest first, as the window does it.
 * @param {Application} application
 * @param {string} file
 */
export async function takePicture(application, file) {
  await settled(application);
  const png = await application.electron.evaluate(async ({ BaseWindow, nativeImage }) => {
    const [window] = BaseWindow.getAllWindows();
    const views = /** @type {import('electron').WebContentsView[]} */ (window?.contentView.children ?? []);
    const drawn = () => Promise.all(views.map((view) => view.webContents.capturePage()));
    const sizes = (/** @type {Electron.NativeImage[]} */ images) =>
      new Set(images.map((image) => Object.values(image.getSize()).join()));
    let layers = await drawn();
    // A view that has only just come has drawn nothing yet, or not at its full size.
    for (let again = 0; again < 100 && (sizes(layers).size !== 1 || layers[0]?.isEmpty()); again += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      layers = await drawn();
    }
    const [lowest, ...upper] = layers;
    if (!lowest || lowest.isEmpty()) throw new Error('The window shows nothing.');
    const { width, height } = lowest.getSize();
    const pixels = lowest.toBitmap();
    for (const layer of upper) {
      const above = layer.toBitmap();
      if (above.length !== pixels.length) throw new Error('The views differ in size.');
      // Four bytes a pixel, the last one opacity; colours are multiplied by it already.
      for (let at = 0; at < pixels.length; at += 4) {
        const through = 255 - (above[at + 3] ?? 255);
        for (let part = at; part < at + 4; part += 1) {
          pixels[part] = Math.min(255, (above[part] ?? 0) + Math.round(((pixels[part] ?? 0) * through) / 255));
        }
      }
    }
    return nativeImage.createFromBitmap(pixels, { width, height }).toPNG().toString('base64');
  });
  writeFileSync(file, Buffer.from(png, 'base64'));
}

/**
 * Waits until every view shows what it is to show: fonts there, what moves once at its end, two frames painted.
 * @param {Application} application
 */
async function settled(application) {
  const pages = application.electron.windows().filter((page) => !page.isClosed());
  await Promise.all(
    pages.map((page) =>
      page.evaluate(async () => {
        await document.fonts.ready;
        const once = document
          .getAnimations()
          .filter((animation) => Number.isFinite(animation.effect?.getComputedTiming().endTime));
        await Promise.allSettled(once.map((animation) => animation.finished));
        await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)));
      }),
    ),
  );
}

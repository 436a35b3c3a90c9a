/**
 * Resolves when the present document has been painted on a visible page. It waits for two frames: the second begins
 * only when the first is painted. On a hidden page it waits until the page is visible.
 */
export async function painted(): Promise<void> {
  if (document.visibilityState !== 'visible') {
    await new Promise<void>((resolve) => {
      const look = () => {
        if (document.visibilityState !== 'visible') return;
        document.removeEventListener('visibilitychange', look);
        resolve();
      };
      document.addEventListener('visibilitychange', look);
    });
  }
  await new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
}

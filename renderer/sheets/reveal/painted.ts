/**
 * Answers once what stands in the document now has been painted on a visible page: the frame after the next one begins
 * only when the next one is done, and a hidden page has no frames that anyone saw.
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

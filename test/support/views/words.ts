/** A text as a pattern that matches it literally. */
export function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Waits for a click's answer where the page may be gone before it comes. */
export async function evenIfGone(act: Promise<unknown>): Promise<void> {
  try {
    await act;
  } catch (thrown) {
    if (!(thrown instanceof Error) || !/closed|crashed|detached/i.test(thrown.message)) throw thrown;
  }
}

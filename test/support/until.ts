import { setTimeout as pause } from 'node:timers/promises';

/**
 * Looks again and again until there is something, and returns it. If that never comes, the error says what it waited
 * for.
 */
export async function until<T>(
  what: string | (() => string),
  look: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  milliseconds = 15_000,
): Promise<T> {
  const deadline = performance.now() + milliseconds;
  for (;;) {
    const found = await look();
    if (found !== null && found !== undefined && found !== false) return found;
    if (performance.now() > deadline)
      throw new Error(`Waited in vain until ${typeof what === 'string' ? what : what()}.`);
    await pause(25);
  }
}

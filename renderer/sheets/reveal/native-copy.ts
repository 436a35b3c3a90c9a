const ways = ['copy', 'cut', 'contextmenu', 'dragstart', 'selectstart'] as const;

/**
 * Selecting and copying by the browser leave copies of a secret in memory that nothing removes, and a clipboard that
 * nothing clears. The Copy buttons go through the clipboard adapter instead.
 */
export function forbidNativeCopy(target: Document): void {
  for (const way of ways) target.addEventListener(way, (event) => event.preventDefault());
}

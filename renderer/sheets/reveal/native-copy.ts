const ways = ['copy', 'cut', 'contextmenu', 'dragstart', 'selectstart'] as const;

/**
 * Forbids selecting and copying by the browser in this document. They would leave copies of a secret in memory that
 * nothing removes, and a clipboard that nothing clears. The Copy buttons use the clipboard adapter instead.
 */
export function forbidNativeCopy(target: Document): void {
  for (const way of ways) target.addEventListener(way, (event) => event.preventDefault());
}

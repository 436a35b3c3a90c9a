/**
 * Writes to main's log (standard error). No other code of main does that. Messages are fixed words and codes. Values
 * from a person, a file or another process are never part of them, because any of them may hold a secret.
 */
export function log(message: string): void {
  process.stderr.write(`keyfold: ${message}\n`);
}

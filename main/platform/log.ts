/**
 * The one place where main writes to its log (standard error). Messages are fixed words and codes; values that came
 * from a person, a file or another process are never put into them, because any of them may hold a secret.
 */
export function log(message: string): void {
  process.stderr.write(`keyfold: ${message}\n`);
}

let keep: (where: string, error: unknown) => void = () => undefined;

/** Sets who is told of each failure as well. */
export function keepFailures(by: (where: string, error: unknown) => void): void {
  keep = by;
}

/**
 * Writes one line on stderr for what should never happen. It has only the error's name and, if there is one, its system
 * code. A message may quote a path, a value or a statement, and so may contain data.
 */
export function reportFailure(where: string, error: unknown): void {
  keep(where, error);
  const name = error instanceof Error ? error.name : typeof error;
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
  process.stderr.write(`keyfold vault: ${where}: ${name}${code}\n`);
}

import fc from 'fast-check';

/**
 * Runs a property and throws its own failure, with what repeats it. fast-check would print the whole counterexample,
 * which here may be megabytes, or deeper than its printer goes.
 */
export async function holds<Values>(
  property: fc.IAsyncProperty<Values>,
  { seed, numRuns }: { seed: number; numRuns: number },
): Promise<void> {
  const { failed, counterexamplePath, errorInstance } = await fc.check(property, { seed, numRuns, endOnFailure: true });
  if (!failed) return;
  const failure = errorInstance instanceof Error ? errorInstance : new Error(String(errorInstance));
  failure.message = `seed ${seed}, path ${counterexamplePath}: ${failure.message}`;
  throw failure;
}

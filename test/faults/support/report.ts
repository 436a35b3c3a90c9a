import { appendFileSync, mkdirSync } from 'node:fs';
import { resolve } from 'node:path';

const folder = resolve('out', 'faults');

export interface Figures {
  what: string;
  points: number;
  violations: readonly string[];
  /** How often the native module ended a child by itself. */
  aborts: number;
  /** How often each outcome was seen. */
  outcomes?: Readonly<Record<string, number>>;
}

/** Says what a sweep found, and adds it to the figures from which docs/faults.md is written. */
export function report({ what, points, violations, aborts, outcomes = {} }: Figures): void {
  const seen = Object.entries(outcomes)
    .sort(([, one], [, other]) => other - one)
    .map(([name, count]) => `${name} ${count}`);
  const figures = [`${points} points`, `${violations.length} violations`, `${aborts} aborts`, ...seen];
  console.log(`${what}: ${figures.join(', ')}`);
  mkdirSync(folder, { recursive: true });
  const line = { what, points, violations: violations.length, aborts, outcomes };
  appendFileSync(resolve(folder, 'figures.jsonl'), `${JSON.stringify(line)}\n`);
}

/** How often each of these occurs. */
export function countedBy(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import { createInterface } from 'node:readline';
import { afterAll, inject, onTestFinished } from 'vitest';
import { scratchFolder } from '../../support/scratch';

/** The program that the children run; `bundle.ts` makes it. */
export const childEntry = inject('childEntry');

/** Whether the sweeps run that take minutes (`npm run test:long`). */
export const long = process.env.KEYFOLD_LONG === '1';

/** Children at once; the test itself waits. */
export const together = 2;

/** A child that says nothing for so long hangs, which is a finding. Generous: machines are busy. */
const patience = 180_000;

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  /** The lines of JSON that it said. */
  said: unknown[];
  errors: string;
}

export interface RunOptions {
  /** What to run before it, such as strace with its arguments. */
  under?: string[];
  uid?: number;
  input?: string;
}

/** Runs the child to its end. */
export function runChild(args: string[], { under = [], uid, input = '' }: RunOptions = {}): Promise<Ended> {
  const [command = '', ...rest] = [...under, process.execPath, childEntry, ...args];
  const child = spawn(command, rest, {
    stdio: ['pipe', 'pipe', 'pipe'],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  return new Promise((resolve, reject) => {
    let out = '';
    let errors = '';
    const limit = setTimeout(() => child.kill('SIGKILL'), patience);
    child.once('error', reject);
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors += text;
    });
    child.once('close', (code, signal) => {
      clearTimeout(limit);
      // A line that a kill cut is none.
      const lines = out.split('\n').slice(0, -1);
      resolve({ code, signal, said: lines.map((line) => JSON.parse(line) as unknown), errors });
    });
  });
}

/** What came of each task: what the child said, or `null` where the child died of it. */
export interface Batch<Result> {
  results: (Result | null)[];
  /** How often a child ended by itself; the native module was seen to. */
  aborts: number;
}

/**
 * Makes one child do many tasks, one in each line. If the child dies in a task, the next child goes on with the task
 * after it.
 */
export async function inBatch<Result>(args: string[], tasks: readonly unknown[]): Promise<Batch<Result>> {
  const results: (Result | null)[] = [];
  let aborts = 0;
  let fruitless = 0;
  while (results.length < tasks.length) {
    const before = results.length;
    await talk(args, tasks.slice(before), (result) => results.push(result as Result));
    fruitless = results.length === before ? fruitless + 1 : 0;
    if (fruitless > 2) throw new Error(`the child does not come up: ${args.join(' ')}`);
    if (results.length < tasks.length) {
      results.push(null);
      aborts += 1;
    }
  }
  return { results, aborts };
}

function talk(args: string[], tasks: readonly unknown[], take: (result: unknown) => void): Promise<void> {
  const child = spawn(process.execPath, [childEntry, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    let limit = setTimeout(() => child.kill('SIGKILL'), patience);
    child.once('error', reject);
    child.stdin.on('error', () => undefined);
    child.stdin.end(tasks.map((task) => `${JSON.stringify(task)}\n`).join(''));
    createInterface({ input: child.stdout }).on('line', (line) => {
      clearTimeout(limit);
      limit = setTimeout(() => child.kill('SIGKILL'), patience);
      take(JSON.parse(line));
    });
    child.once('close', () => {
      clearTimeout(limit);
      resolve();
    });
  });
}

/** Runs them all, so many at a time, in order. */
export async function pooled<T, R>(items: readonly T[], act: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const queue = [...items.entries()];
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) results[next[0]] = await act(next[1]);
  };
  await Promise.all(Array.from({ length: together }, worker));
  return results;
}

/** A folder for one test. */
export function workFolder(): string {
  const folder = scratchFolder('keyfold-faults');
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A folder for all tests of the group that asks. */
export function sharedFolder(): string {
  const folder = scratchFolder('keyfold-faults');
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** How many points a long run takes of each sweep, where it is not to take all: `KEYFOLD_POINTS`. */
const mostPoints = Number(process.env.KEYFOLD_POINTS ?? Number.POSITIVE_INFINITY);

/** So many of them, evenly spread; all of them in the long run. */
export function sample<T>(items: readonly T[], short: number): T[] {
  const count = long ? mostPoints : short;
  if (items.length <= count) return [...items];
  const stride = items.length / count;
  return Array.from({ length: count }, (_, index) => items[Math.floor(index * stride)] as T);
}

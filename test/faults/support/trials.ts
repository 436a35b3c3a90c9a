import * as fs from 'node:fs';
import { join } from 'node:path';
import type { Act } from '../child/act';
import { type ActName, acts } from '../child/acts';
import { type Inspection, noVault, type VaultState } from '../child/inspect';
import type { Said } from '../child/perform';
import { Beginnings } from './beginnings';
import { type Batch, inBatch, pooled, runChild } from './children';
import { type Fault, type Point, pointsOf, runWithFault, touchedBy } from './strace';

/** One act, run undisturbed and looked at closely: what it must leave behind, and where it can be cut. */
export interface Rehearsal {
  act: ActName;
  /** The state before, and after each acknowledged change. */
  states: VaultState[];
  points: Point[];
  /** The names that the act touches in the folder. */
  names: string[];
}

export interface Trial {
  point: Point;
  fault: Fault;
  /** The changes that the child acknowledged. */
  acknowledged: number;
  /** Refusals that it was told. */
  refusals: string[];
  /** The child came to its end. */
  ended: boolean;
  /** A change was refused, and was there all the same. */
  inSpite: boolean;
  problems: string[];
}

export interface Tried {
  trials: Trial[];
  /** How often a child that looked at what was left ended by itself. */
  aborts: number;
}

/** Runs whose leftovers are looked at together. */
const atATime = 24;

/** The folders of one test file. */
export class Stage {
  private last = 0;
  private readonly beginnings: Beginnings;

  constructor(private readonly work: string) {
    this.beginnings = new Beginnings(work);
  }

  /** A fresh folder for one run of this act, alone in a folder of its own. */
  private async fresh(act: ActName): Promise<{ own: string; folder: string; marker: string }> {
    this.last += 1;
    const own = join(this.work, String(this.last));
    const folder = join(own, 'vault');
    fs.mkdirSync(own);
    await this.beginnings.put(act, folder);
    return { own, folder, marker: join(own, 'begun') };
  }

  async rehearse(act: ActName): Promise<Rehearsal> {
    const closely = await this.fresh(act);
    const snapshots = join(closely.own, 'snapshots');
    fs.mkdirSync(snapshots);
    const calls = this.callsOf(act);
    const ended = await runChild(['act', closely.folder, act, closely.marker, snapshots]);
    const said = ended.said as Said[];
    const complete = said.some((line) => 'ended' in line) && !said.some((line) => 'refused' in line || 'stuck' in line);
    if (!complete) throw new Error(`${act} does not work undisturbed: ${JSON.stringify(said)} ${ended.errors}`);
    const changes = said.filter((line) => 'acknowledged' in line).length;
    const folders = Array.from({ length: changes + 1 }, (_, index) => join(snapshots, String(index)));
    const { results } = await inBatch<Inspection>(['inspect'], folders);
    const states = results.map((result, index) => {
      if (!result || result.problems.length > 0) {
        throw new Error(`${act}, undisturbed, at ${index}: ${result?.problems.join() ?? 'the child died'}`);
      }
      return result.state;
    });
    fs.rmSync(closely.own, { recursive: true });
    return { act, states, ...(await calls) };
  }

  /** The names that the act touches, and the calls by which it does. */
  private async callsOf(act: ActName): Promise<Pick<Rehearsal, 'names' | 'points'>> {
    const looked = await this.fresh(act);
    const { names } = await touchedBy(
      looked.folder,
      ['act', looked.folder, act, looked.marker],
      join(looked.own, 'log'),
    );
    const { folder, marker, own } = await this.fresh(act);
    const points = await pointsOf(folder, names, marker, ['act', folder, act, marker], join(own, 'log'));
    for (const done of [looked.own, own]) fs.rmSync(done, { recursive: true });
    return { names, points };
  }

  /** Runs the act once for each point with that fault and has a fresh child look at what is left. */
  async try(rehearsal: Rehearsal, points: readonly Point[], fault: Fault): Promise<Tried> {
    const all: Tried = { trials: [], aborts: 0 };
    // Some at a time: what a run leaves behind is gone before the next ones begin.
    for (let from = 0; from < points.length; from += atATime) {
      const { trials, aborts } = await this.trySome(rehearsal, points.slice(from, from + atATime), fault);
      all.trials.push(...trials);
      all.aborts += aborts;
    }
    return all;
  }

  private async trySome({ act, names, states }: Rehearsal, points: readonly Point[], fault: Fault): Promise<Tried> {
    const runs = await pooled(points, async (point) => {
      const { folder, marker, own } = await this.fresh(act);
      const refused = join(own, 'refused');
      const args = ['act', folder, act, marker, '', refused];
      const ended = await runWithFault(folder, names, marker, args, point, fault);
      return { point, folder, refused, own, ended, said: ended.said as Said[] };
    });
    const looked = await inspected(runs.map(({ folder }) => folder));
    const refusedRuns = runs.filter(({ refused }) => fs.existsSync(refused));
    const atRefusal = await inspected(refusedRuns.map(({ refused }) => refused));
    const trials = runs.map(({ point, said, ended, own }, index) => {
      const acknowledged = said.filter((line) => 'acknowledged' in line).length;
      const complete = said.some((line) => 'ended' in line);
      const problems = [...(looked.results[index]?.problems ?? [])];
      const state = looked.results[index]?.state;
      const allowed = expected(states, acknowledged, complete);
      if (state && !isOneOf(act, state, allowed)) {
        problems.push(`after ${acknowledged} acknowledged changes: ${difference(state, allowed[0] ?? state)}`);
      }
      // What was acknowledged before the refusal is there; what was refused is there whole or not at all.
      const there = atRefusal.results[refusedRuns.findIndex((run) => run.own === own)];
      const before = said.findIndex((line) => 'refused' in line);
      const done = said.slice(0, Math.max(0, before)).filter((line) => 'acknowledged' in line).length;
      const [former = noVault, latter = former] = states.slice(done);
      if (there && !isOneOf(act, there.state, [former, latter])) {
        problems.push(`when it was refused: ${difference(there.state, former)}`);
      }
      problems.push(...(there?.problems ?? []).map((problem) => `when it was refused: ${problem}`));
      const changes = JSON.stringify(former) !== JSON.stringify(latter);
      const inSpite = changes && !!there && isOneOf(act, there.state, [latter]);
      for (const line of said) if ('stuck' in line) problems.push(`does not go on after the fault: ${line.stuck}`);
      // The app is locked then, and the next unlock finds what stands on the disk.
      const gaveUp = said.some((line) => 'gaveUp' in line);
      if (fault !== 'signal=KILL' && !complete && !gaveUp)
        problems.push(`ended: ${ended.signal ?? ended.code} ${ended.errors}`);
      fs.rmSync(own, { recursive: true, force: true });
      const refusals = said.flatMap((line) => ('refused' in line ? [line.refused] : []));
      return { point, fault, acknowledged, refusals, ended: complete, inSpite, problems };
    });
    return { trials, aborts: looked.aborts + atRefusal.aborts };
  }
}

/** Has two fresh children look at the folders, half of them each. */
async function inspected(folders: readonly string[]): Promise<Batch<Inspection>> {
  const middle = Math.ceil(folders.length / 2);
  const halves = await pooled([folders.slice(0, middle), folders.slice(middle)], (half) =>
    inBatch<Inspection>(['inspect'], half),
  );
  return {
    results: halves.flatMap(({ results }) => results),
    aborts: halves.reduce((sum, { aborts }) => sum + aborts, 0),
  };
}

/** An act that was cut may have done the change that it did not come to acknowledge; one that ended has done it all. */
function expected(states: readonly VaultState[], acknowledged: number, complete: boolean): readonly VaultState[] {
  return complete ? states.slice(-1) : states.slice(acknowledged, acknowledged + 2);
}

/** One of them, but for the backups: one that is made on the way to a change may be there before the change is. */
function isOneOf(act: ActName, state: VaultState, allowed: readonly VaultState[]): boolean {
  const [former, latter] = [allowed[0], allowed.at(-1)].map((one) => one?.backups ?? []) as [string[], string[]];
  const backups = contains(state.backups, former) && contains(latter, state.backups);
  const hands = (acts[act] as Act).hands === true;
  const same = (one: VaultState) => {
    const keys = hands ? state.keys.map((key, index) => asTaken(key, one.keys[index])) : state.keys;
    return JSON.stringify({ ...one, backups: [] }) === JSON.stringify({ ...state, keys, backups: [] });
  };
  const isPart = (acts[act] as Act).inParts === true && isPartOf(state, allowed[0], allowed.at(-1));
  return backups && (isPart || allowed.some(same));
}

/** The keys and rows of the former state, and the first of those that the latter has besides: as many keys as rows. */
function isPartOf(state: VaultState, former = noVault, latter = noVault): boolean {
  const begins = (whole: readonly unknown[], part: readonly unknown[]) =>
    JSON.stringify(whole.slice(0, part.length)) === JSON.stringify(part);
  const added = state.keys.length - former.keys.length;
  return (
    begins(latter.keys, state.keys) &&
    begins(latter.log, state.log) &&
    begins(state.keys, former.keys) &&
    begins(state.log, former.log) &&
    state.log.length - former.log.length === added
  );
}

/** A key that is `taken` on its way from the one state to the other, as it would be at either end. */
function asTaken(key: object, wanted: object | undefined): object {
  const isTaken = 'reveal' in key && key.reveal === 'taken';
  return isTaken && wanted && 'reveal' in wanted ? { ...key, reveal: wanted.reveal } : key;
}

const contains = (whole: readonly string[], part: readonly string[]) => part.every((one) => whole.includes(one));

/** The parts of a state that are not as they were to be. */
const difference = (state: VaultState, wanted: VaultState): string =>
  (Object.keys(state) as (keyof VaultState)[])
    .filter((part) => JSON.stringify(state[part]) !== JSON.stringify(wanted[part]))
    .map((part) => `${part} is ${JSON.stringify(state[part])}, not ${JSON.stringify(wanted[part])}`)
    .join('; ');

/** Each problem with where it was found, for a test to expect none of. */
export const violationsIn = (act: ActName, trials: readonly Trial[]): string[] =>
  trials.flatMap(({ point, fault, problems }) =>
    problems.map((problem) => `${act}, ${fault} at ${point.syscall} ${point.n}: ${problem}`),
  );

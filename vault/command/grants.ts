import { randomUUID } from 'node:crypto';
import { type AllowedFor, type CommandUse, type GrantRow, grantMinutes } from '../../common/command/allow';
import type { Clock } from '../base/clock';
import { endStanding, type Standing } from '../protection/standing';
import { toldOf } from './asked';
import { type Chain, isSame, type Process } from './peers';

/** What a person allowed for longer than once: one key (or the list) for one process and what it starts. */
export interface Grant {
  readonly id: string;
  readonly use: CommandUse;
  /** `null` for a list. */
  readonly key: { id: string; name: string } | null;
  readonly process: Process;
  /** What was verified when it was given; `null` for a list, which needs nothing. */
  readonly standing: Standing | null;
  /** Milliseconds since the epoch; `until` is `null` if it ends when the vault is locked. */
  readonly since: number;
  readonly until: number | null;
  /** When it ends on the clock that nobody can set. */
  readonly ends: number | null;
  uses: number;
}

export interface Grants {
  give(given: Pick<Grant, 'use' | 'key' | 'process' | 'standing' | 'ends'>): void;
  /** Returns the grant for this use of this key by a process whose chain this is, if one counts. */
  find(use: CommandUse, keyId: string | null, chain: Chain): Grant | null;
  /** Returns whether it counts still. */
  counts(grant: Grant): boolean;
  used(grant: Grant): void;
  rows(): readonly GrantRow[];
  /** Ends one, or all. One that isn't there has ended already. */
  end(id: string | null): void;
  /** Ends those whose key this refuses. */
  keepOnly(isUsable: (keyId: string) => boolean): void;
}

/** Returns when a grant ends on the clock; `null`: when the vault is locked. */
export const endOf = (lasts: Exclude<AllowedFor, 'once'>, clock: Clock): number | null =>
  lasts === 'minutes' ? clock.now() + grantMinutes * 60_000 : null;

export interface GrantsNeeds {
  clock: Clock;
  /** Milliseconds since the epoch. */
  now(): number;
  isAlive(process: Process): boolean;
  changed(): void;
}

/** Milliseconds between the looks at whether the processes are there still. */
const looksEvery = 5000;

export function createGrants({ clock, now, isAlive, changed }: GrantsNeeds): Grants {
  const grants = new Map<string, Grant>();
  let stopTimer: (() => void) | null = null;

  const drop = (gone: (grant: Grant) => boolean): void => {
    let dropped = false;
    for (const grant of [...grants.values()]) {
      if (!gone(grant)) continue;
      if (grant.standing) endStanding(grant.standing);
      grants.delete(grant.id);
      dropped = true;
    }
    if (dropped) changed();
  };
  const isOver = ({ ends, process }: Grant) => (ends !== null && clock.now() >= ends) || !isAlive(process);
  const watch = (): void => {
    stopTimer?.();
    stopTimer = null;
    drop(isOver);
    if (grants.size > 0) stopTimer = clock.after(looksEvery, watch);
  };

  return {
    give(given) {
      const { use, key, process, ends } = given;
      // The later answer counts, if the same was allowed before.
      drop((one) => one.use === use && one.key?.id === key?.id && isSame(one.process, process));
      const since = now();
      const until = ends === null ? null : since + Math.max(0, ends - clock.now());
      const grant = { ...given, id: randomUUID(), since, until, uses: 0 };
      grants.set(grant.id, grant);
      changed();
      watch();
    },
    find(use, keyId, chain) {
      drop(isOver);
      const fits = (grant: Grant) =>
        grant.use === use &&
        (grant.key?.id ?? null) === keyId &&
        chain.some((process) => isSame(process, grant.process));
      return [...grants.values()].find(fits) ?? null;
    },
    counts: (grant) => grants.get(grant.id) === grant && !isOver(grant),
    used(grant) {
      grant.uses += 1;
      changed();
    },
    rows() {
      drop(isOver);
      return [...grants.values()].map(({ id, use, key, process, since, until, uses }) => ({
        ...{ id, use, key, since, until, uses },
        process: toldOf(process),
      }));
    },
    end: (id) => drop((grant) => id === null || grant.id === id),
    keepOnly: (isUsable) => drop(({ key }) => key !== null && !isUsable(key.id)),
  };
}

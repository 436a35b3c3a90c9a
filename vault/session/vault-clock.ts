import { type ClockProblem, type ClockState, clockJump, clockTolerance } from '../../common/clock';
import type { VaultDatabase } from '../store/database/database';

/**
 * The system's clock against what the vault has seen of it. A laptop without internet may wake in the past or in the
 * future. What has expired stays expired, because the later of clock and memory decides; nothing is deleted or disabled
 * because of a clock.
 */
export interface VaultClock {
  /** Looks at the clock. */
  look(): ClockState;
  /** What decides expiry: {@link ClockState.now} of a look now. */
  now(): number;
  /** Writes the latest time seen into the database; to be called inside a `write`. */
  keep(): void;
  /** Up to when {@link keep} has nothing to write: the time that is kept, or the latest seen where that isn't to be kept. */
  kept(): number;
  /** Takes the system's clock as right, even where that is a step back; inside a `write`. Answers the two times. */
  accept(): { from: number; to: number };
}

export interface ClockNeeds {
  database: VaultDatabase;
  /** The system's clock: milliseconds since the epoch. */
  system(): number;
  /** Milliseconds from some fixed moment, by a clock that no one can set. */
  monotonic(): number;
}

export function createVaultClock({ database, system, monotonic }: ClockNeeds): VaultClock {
  let kept = database.get<{ seen: number }>('SELECT latest_seen AS seen FROM meta')?.seen ?? 0;
  let seen = kept;
  let jumped: number | null = null;
  let last: { system: number; monotonic: number } | null = null;

  const look = (): ClockState => {
    const at = { system: system(), monotonic: monotonic() };
    if (last) {
      const jump = at.system - last.system - (at.monotonic - last.monotonic);
      if (Math.abs(jump) > clockJump) jumped = jump;
    }
    last = at;
    seen = Math.max(seen, at.system);
    const by = seen - at.system;
    let problem: ClockProblem | null = null;
    if (by > clockTolerance) problem = { kind: 'behind', by };
    else if (jumped !== null) problem = { kind: 'jumped', by: jumped };
    return { now: seen, system: at.system, problem };
  };

  /** A step forward may be the mistake: until it is accepted or outlives a lock, it is not kept. */
  const trusted = () => jumped === null || jumped < 0;

  return {
    look,
    now: () => look().now,
    keep() {
      look();
      if (!trusted() || seen <= kept) return;
      database.run('UPDATE meta SET latest_seen = ?', seen);
      kept = seen;
    },
    kept: () => (trusted() ? kept : seen),
    accept() {
      const { now, system: right } = look();
      database.run('UPDATE meta SET latest_seen = ?', right);
      kept = right;
      seen = right;
      jumped = null;
      return { from: now, to: right };
    },
  };
}

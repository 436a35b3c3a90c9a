import { type ClockProblem, type ClockState, clockJump, clockTolerance } from '../../common/clock';
import type { VaultDatabase } from '../store/database/database';

/**
 * Compares the system's clock with what the vault has seen of it. A laptop without internet may wake up in the past or
 * in the future. What has expired stays expired, because the later of the clock and the stored time decides. Nothing is
 * disabled because of a clock, and deleted keys leave the recycle bin only while the clock looks right.
 */
export interface VaultClock {
  /** Looks at the clock. */
  look(): ClockState;
  /** Looks at the clock and returns the time that decides expiry: {@link ClockState.now}. */
  now(): number;
  /** Stores the latest time seen in the database. Must be called inside a `write`. */
  keep(): void;
  /**
   * Returns the time up to which {@link keep} has nothing to write. That is the stored time, or the latest time seen if
   * that must not be stored.
   */
  kept(): number;
  /**
   * Accepts the system's clock as right, even if it is a step back. Must be called inside a `write`. Returns the two
   * times.
   */
  accept(): { from: number; to: number };
}

export interface ClockNeeds {
  database: VaultDatabase;
  /** Returns the system's time in milliseconds since the epoch. */
  system(): number;
  /** Returns milliseconds from some fixed moment, by a clock that nobody can set. */
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

  /** A step forward may be a mistake. It is not stored until a person accepts it or the vault was locked. */
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

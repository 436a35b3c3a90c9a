import { type BackupState, lastBackup } from '../../../../common/backups';
import type { AppError } from '../../../../common/errors';
import type { CareKind } from '../../../../common/keys/filter';
import type { Overview } from '../../../../common/overview';

/** Decides which tiles the overview has, and in which order. */

const day = 86_400_000;

/** In milliseconds. A vault whose last backup is older needs one. */
const backupTooOld = 7 * day;
/** In minutes. Whoever lets Keyfold stand open for longer is told. */
const lockTooLate = 30;

/** What of backups needs care, and why. `at` is in milliseconds since the epoch. */
export type BackupTrouble =
  | { why: 'failed'; error: AppError }
  | { why: 'second-failed'; error: AppError }
  | { why: 'old' | 'read-only' | 'second-old'; at: number };

/** `now`: somebody should look today. `soon`: within days. `tidy`: when there is time. */
export type Urgency = 'now' | 'soon' | 'tidy';

export type TileId = CareKind | 'recovery' | 'backup' | 'lock' | 'originals' | 'plain';

export interface Tile {
  id: TileId;
  urgency: Urgency;
  tone: 'danger' | 'warning' | 'plain';
  /** `null`: it says that something is so, and counts nothing. */
  count: number | null;
}

export interface TileFacts {
  overview: Overview;
  /** How many files in plain text there are, as far as the vault knows. */
  plainFiles: number;
  /** Whether there is a recovery key; `null`: not known. */
  recoveryKey: boolean | null;
  backup: BackupTrouble | null;
  /** Minutes until Keyfold locks by itself; `null`: never; `undefined`: not known. */
  lockAfter: number | null | undefined;
}

/** The tiles in the order in which they stand. */
const order: readonly Omit<Tile, 'count'>[] = [
  { id: 'leaked', urgency: 'now', tone: 'danger' },
  { id: 'overdue', urgency: 'now', tone: 'warning' },
  { id: 'expiring', urgency: 'now', tone: 'warning' },
  { id: 'expired', urgency: 'now', tone: 'warning' },
  { id: 'backup', urgency: 'now', tone: 'warning' },
  { id: 'recovery', urgency: 'now', tone: 'warning' },
  { id: 'soon', urgency: 'soon', tone: 'plain' },
  { id: 'rotating', urgency: 'soon', tone: 'plain' },
  { id: 'pending', urgency: 'soon', tone: 'plain' },
  { id: 'root', urgency: 'soon', tone: 'plain' },
  { id: 'two-active', urgency: 'tidy', tone: 'plain' },
  { id: 'unused', urgency: 'tidy', tone: 'plain' },
  { id: 'unassigned', urgency: 'tidy', tone: 'plain' },
  { id: 'full', urgency: 'tidy', tone: 'plain' },
  { id: 'plain', urgency: 'tidy', tone: 'plain' },
  { id: 'originals', urgency: 'tidy', tone: 'plain' },
  { id: 'lock', urgency: 'tidy', tone: 'plain' },
];

/** Returns the tiles that have something to say. In a vault without keys nothing needs care yet. */
export function tilesFor({ overview, plainFiles, recoveryKey, backup, lockAfter }: TileFacts): Tile[] {
  const { keys, counts, rotations, originals } = overview;
  const countOf = (id: TileId): number | null | false => {
    switch (id) {
      case 'recovery':
        return recoveryKey === false && keys > 0 ? null : false;
      case 'backup':
        return backup ? null : false;
      case 'lock':
        return lockAfter === null || (lockAfter !== undefined && lockAfter > lockTooLate) ? null : false;
      case 'rotating':
        return rotations || false;
      case 'originals':
        return originals || false;
      case 'plain':
        return plainFiles || false;
      default:
        return counts[id] || false;
    }
  };
  return order.flatMap((tile) => {
    const count = countOf(tile.id);
    return count === false ? [] : [{ ...tile, count }];
  });
}

/**
 * Returns what of the backups needs care, or `null`. A vault that has none yet gets its first at the next unlock.
 * `now` is the vault's time in milliseconds since the epoch.
 */
export function backupTrouble(state: BackupState | null, readOnly: boolean, now: number): BackupTrouble | null {
  if (!state) return null;
  const { failed, second } = state;
  if (failed) return { why: 'failed', error: failed.error };
  const last = lastBackup(state.backups);
  if (last && now - last.at > backupTooOld) return { why: readOnly ? 'read-only' : 'old', at: last.at };
  if (second?.failed) return { why: 'second-failed', error: second.failed.error };
  if (second?.copied && now - second.copied > backupTooOld) return { why: 'second-old', at: second.copied };
  return null;
}

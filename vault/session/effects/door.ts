import type { AuditLog } from '../../audit/log';
import type { VaultDatabase } from '../../store/database/database';
import type { OpenVault } from '../open-vault';
import type { VaultClock } from '../vault-clock';

/**
 * What writes into an open vault. `change` and `leave` come through here, and the vault's own bookkeeping, which no
 * person asks for: the files that may import this one stand in scripts/lint-zones.mjs.
 */
export interface Door {
  readonly database: VaultDatabase;
  readonly audit: AuditLog;
  readonly clock: VaultClock;
}

const doors = new WeakMap<OpenVault, Door>();

/** Called once for each vault that is opened. */
export function makeDoor(vault: OpenVault, door: Door): void {
  doors.set(vault, door);
}

export function doorOf(vault: OpenVault): Door {
  const door = doors.get(vault);
  if (!door) throw new Error('no door');
  return door;
}

import type { Replaced } from '../../common/replaced';
import type { Clock } from '../base/clock';
import type { Control } from '../base/control';
import type { OpenedFolder } from '../store/folder';
import { type Backups, createBackups } from './backups';
import { doorOf, makeDoor } from './effects/door';
import { watchFiles } from './file-watch';
import { createGenerationWatch, type GenerationWatch, type GenerationWatchNeeds } from './generation-watch';
import type { Ledger, LedgerNeeds } from './ledger';
import type { OpenVault } from './open-vault';

/** An open vault and what works on it as long as it is open. */
export interface VaultParts {
  readonly vault: OpenVault;
  readonly ledger: Ledger;
  readonly backups: Backups;
  /** Checks if this is the vault that was here last. */
  readonly generation: GenerationWatch;
  /** Ends the looks at the open files. */
  endLooks(): void;
}

export interface PartsNeeds {
  control: Control;
  /** Milliseconds since the epoch. */
  now(): number;
  time: Clock;
  ledger(opened: OpenedFolder, how: LedgerNeeds['how'], onQuiet: () => void): Ledger;
  onBackups(): void;
  onStepBack: GenerationWatchNeeds['onStepBack'];
  /** Called in a turn of its own when the open files were found replaced. */
  onReplaced(found: Replaced): void;
}

/** Puts together the parts of an open vault. Each part begins its own work after the first rows are shown. */
export function openParts(opened: OpenedFolder, how: LedgerNeeds['how'], needs: PartsNeeds): VaultParts {
  const { paths, slots, database, keys, migrated } = opened;
  const { control, now, time } = needs;
  const ledger = needs.ledger(opened, how, () => void generation.begin().then(() => backups.begin()));
  const vault: OpenVault = {
    paths,
    id: slots.vaultId,
    key: keys.vaultKey,
    database,
    ledger,
    slots,
    keychain: 'not-sealed',
    sealing: Promise.resolve(),
  };
  makeDoor(vault, { database, audit: ledger.audit, clock: ledger.clock });
  const generation = createGenerationWatch({
    database,
    slots: () => vault.slots,
    vaultKey: keys.vaultKey,
    audit: ledger.audit,
    how,
    control,
    now,
    time,
    onStepBack: needs.onStepBack,
  });
  const fresh = how === 'vault-created' || how === null;
  const backups = createBackups({
    vault: () => vault,
    now,
    fresh,
    migrated,
    control,
    time,
    onChanged: needs.onBackups,
  });
  const endLooks = watchFiles(database.files, time, needs.onReplaced);
  return { vault, ledger, backups, generation, endLooks };
}

/** Closes the database and wipes the vault key. */
export function closeVault({ vault, generation, endLooks }: VaultParts): void {
  endLooks();
  generation.end();
  doorOf(vault).database.close();
  vault.key.fill(0);
}

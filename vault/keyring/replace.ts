import type { AuditAction } from '../../common/audit/actions';
import { record } from '../audit/recorder';
import type { OpenVault } from '../session';
import { writeSlots } from './slots-file';
import type { Slots } from './slots-format';

/**
 * Replaces the slots of an open vault, file and memory, and writes it into the log: both or neither. What a replaced slot
 * had opens nothing any more, from no file. `change` gets the slots as they are then. Errors: those of the file system
 * and of the database; nothing has changed then.
 */
export function replaceSlots(vault: OpenVault, action: AuditAction, change: (slots: Slots) => Slots): void {
  const former = vault.slots;
  vault.ledger.audit.settle();
  try {
    vault.database.write(() => {
      record(vault, action, null);
      writeFor(vault, change(vault.slots));
    });
  } catch (error) {
    // The log's row was undone; so is what it would have told of.
    if (vault.slots !== former) writeFor(vault, { ...former, generation: vault.slots.generation + 1 });
    throw error;
  }
}

/** The same without a row in the log, for what changes nothing that a person would ask about. */
export function writeFor(vault: OpenVault, slots: Slots): void {
  writeSlots(vault.paths.slots, slots, 'replace-all');
  vault.slots = slots;
}

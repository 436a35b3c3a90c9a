import type { AuditAction } from '../../common/audit/actions';
import { record } from '../audit/recorder';
import { expectSlots, noteSlots } from '../generation/slots-hash';
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
  const next = change(former);
  // A transaction of its own: it must be on the disk before the file is.
  expectSlots(vault.database, next);
  try {
    vault.database.write(() => {
      record(vault, action, null);
      place(vault, next);
    });
  } catch (error) {
    // The log's row was undone; so is what it would have told of.
    if (vault.slots !== former) writeFile(vault, { ...former, generation: vault.slots.generation + 1 });
    throw error;
  }
}

type Mode = 'replace' | 'replace-all';

/** The same without a row in the log, for what changes nothing that a person would ask about. */
export function writeFor(vault: OpenVault, slots: Slots, mode: Mode = 'replace-all'): void {
  expectSlots(vault.database, slots);
  place(vault, slots, mode);
}

function place(vault: OpenVault, slots: Slots, mode: Mode = 'replace-all'): void {
  writeFile(vault, slots, mode);
  noteSlots(vault.database, slots);
}

function writeFile(vault: OpenVault, slots: Slots, mode: Mode = 'replace-all'): void {
  writeSlots(vault.paths.slots, slots, mode);
  vault.slots = slots;
}

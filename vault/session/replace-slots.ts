import * as fs from 'node:fs';
import { effects } from '../../common/effects';
import type { FileSystem } from '../base/files/atomic-write';
import { reportFailure } from '../base/report-failure';
import { writeOpenSlots } from '../store/slots/open-slots';
import type { Slots } from '../store/slots/slots-format';
import { expectSlots, findSlots, noteSlots } from '../store/slots/slots-hash';
import { change } from './effects/change';
import { doorOf } from './effects/door';
import { type Passed, planPassed } from './effects/passed';
import type { OpenVault } from './open-vault';

/**
 * Replaces the slots of an open vault, in the file and in memory, and logs it: both or neither. What a replaced slot
 * had opens nothing any more, in no file. The plan has one effect. `replaced` gets the slots as they are then. Errors: those of the file system
 * and of the database. After an error nothing has changed.
 */
export function replaceSlots(
  vault: OpenVault,
  passed: Passed,
  replaced: (slots: Slots) => Slots,
  system: FileSystem = fs,
): void {
  const former = vault.slots;
  const [planned] = planPassed(passed).effects;
  if (!planned) throw new Error('empty plan');
  vault.ledger.settle();
  const next = replaced(former);
  // This is a transaction of its own, because it must be on the disk before the file is.
  expectSlots(doorOf(vault).database, next, effects[planned.effect].action);
  let placing = false;
  try {
    change(vault, passed, () => {
      placing = true;
      place(vault, next, 'replace-all', system);
      return undefined;
    });
  } catch (error) {
    // SQLite may report an error for a transaction that is already written, if only the last sync of its journal
    // failed. If a power cut then undoes the transaction, the slots are in their file, and the note says that the log
    // still needs the row. So the act counts as done.
    if (placing && isDone(vault, next)) return;
    // The log's row was undone. So the change of the file is undone too, even if only the last sync of the file failed.
    if (placing) putBack(vault, former, system);
    throw error;
  }
}

function isDone(vault: OpenVault, next: Slots): boolean {
  try {
    return vault.slots === next && findSlots(vault.database, next).are === 'noted';
  } catch {
    return false;
  }
}

/**
 * Puts the former slots back, byte for byte as they were. Never throws: the error to report is the one that made this
 * necessary.
 */
function putBack(vault: OpenVault, former: Slots, system: FileSystem): void {
  try {
    writeFile(vault, former, 'replace-all', system);
  } catch (error) {
    reportFailure('slots', error);
  }
}

type Mode = 'replace' | 'replace-all';

/** The same without a row in the log, for a change that a person would not ask about. */
export function writeFor(vault: OpenVault, slots: Slots, mode: Mode = 'replace-all'): void {
  // The log may still have to write a row because of the present note. This must be done before the new note replaces
  // it.
  vault.ledger.settle();
  expectSlots(doorOf(vault).database, slots);
  place(vault, slots, mode, fs);
}

function place(vault: OpenVault, slots: Slots, mode: Mode, system: FileSystem): void {
  writeFile(vault, slots, mode, system);
  noteSlots(doorOf(vault).database, slots);
}

function writeFile(vault: OpenVault, slots: Slots, mode: Mode, system: FileSystem): void {
  writeOpenSlots(vault.database, vault.paths.slots, slots, mode, system);
  vault.slots = slots;
}

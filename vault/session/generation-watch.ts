import type { AuditAction } from '../../common/audit/actions';
import type { StepBack } from '../../common/generation';
import type { AuditLog } from '../audit/log';
import type { Clock } from '../base/clock';
import type { Control } from '../base/control';
import { reportFailure } from '../base/report-failure';
import type { VaultDatabase, Writer } from '../store/database/database';
import { acceptedMark, type KeptMark, markKey, readMark, writeMark } from '../store/mark';
import type { Slots } from '../store/slots/slots-format';
import { findSlots, noteSlots } from '../store/slots/slots-hash';
import { createMarkKeeper, readKeptMark } from './mark-keeper';

/** Checks if the vault is the one that was here last, and remembers how far it has come. */
export interface GenerationWatch {
  /**
   * Called after the first rows: compares, reports what it finds, and from then on keeps the mark up to date. Never
   * rejects.
   */
  begin(): Promise<void>;
  /** Returns a step back that nobody has accepted yet. */
  stepBack(): StepBack | null;
  /** A person accepts the step back: it is not told any more. Must be called inside a `write`. */
  accept(writer: Writer): void;
  /** Called when that is on the disk. */
  accepted(): void;
  /**
   * Called while the vault gets new keys. No mark is kept any more. Returns the mark that is kept, so that the new
   * database can say that it takes its place.
   */
  hold(): Promise<KeptMark>;
  /** The vault got no new keys, and marks are kept again. */
  release(): void;
  /** Ends the watch. Nothing works afterwards. */
  end(): void;
}

export interface GenerationWatchNeeds {
  database: VaultDatabase;
  /** Returns the slots as they are in the file now. */
  slots(): Slots;
  vaultKey: Uint8Array;
  audit: AuditLog;
  /** The action that the log will report for this opening anyway. */
  how: AuditAction | null;
  control: Control;
  /** Milliseconds since the epoch. */
  now(): number;
  time: Clock;
  onStepBack(found: StepBack | null): void;
}

export function createGenerationWatch(needs: GenerationWatchNeeds): GenerationWatch {
  const { database, slots, vaultKey, audit, how, control, now, time, onStepBack } = needs;
  const { vaultId } = slots();
  const key = markKey(vaultKey, vaultId);
  const generation = () => database.get<{ g: number }>('SELECT generation AS g FROM meta')?.g ?? 0;
  // Both are read before this process writes anything into the vault.
  const openedAt = generation();
  const slotsAtOpen = findSlots(database, slots());
  const mark = () => writeMark(key, { vaultId, generation: generation(), at: now() });
  const keeper = createMarkKeeper({ mark, control, time });
  let ended = false;
  /** Whether the kept mark was read. One that was not stays as it is, until it can be compared. */
  let isRead = true;

  const found = (part: StepBack['part'], seen: number): void => {
    audit.settle();
    database.write(() => {
      database.run('UPDATE meta SET step_back = ?, step_back_seen = ?', part, seen);
      audit.append({ action: 'older-copy', facts: { copy: part, ...(seen > 0 ? { from: seen } : {}) } });
    });
  };

  /** Returns whether the kept mark could be read. */
  const compare = async (): Promise<boolean> => {
    const kept = await readKeptMark(control);
    if (ended) return false;
    if (kept instanceof Uint8Array) {
      const read = readMark(key, vaultId, kept);
      if (read && !isAccepted(database, kept) && !(read.ours && read.mark.generation <= openedAt)) {
        found('vault', read.mark.at);
        return true;
      }
    }
    if (slotsAtOpen.are === 'others') found('slots', 0);
    return kept !== 'unread';
  };

  const takeSlots = (): void => {
    const untold = slotsAtOpen.untold === how ? null : slotsAtOpen.untold;
    if (untold === null && findSlots(database, slots()).are === 'noted') return;
    audit.settle();
    database.write(() => {
      noteSlots(database, slots());
      if (untold !== null) audit.append({ action: untold });
    });
  };

  const stepBack = (): StepBack | null => {
    const stored = database.get<{ part: StepBack['part'] | null; seen: number }>(
      'SELECT step_back AS part, step_back_seen AS seen FROM meta',
    );
    return stored?.part ? { part: stored.part, seen: stored.seen > 0 ? stored.seen : null } : null;
  };

  return {
    async begin() {
      // Nothing can be noted in a file that can only be read.
      if (database.readOnly) return;
      try {
        isRead = await compare();
        if (ended) return;
        // What was found is logged by now, so the present slots are accepted as the state to continue from.
        takeSlots();
        if (!isRead) await keeper.hold();
        database.onWritten(keeper.keepSoon);
        await keeper.keep();
        const found = ended ? null : stepBack();
        if (found) onStepBack(found);
      } catch (error) {
        if (!ended) reportFailure('generation', error);
      }
    },
    stepBack,
    accept(writer) {
      writer.runOne('UPDATE meta SET step_back = NULL, step_back_seen = 0');
    },
    accepted: () => onStepBack(null),
    async hold() {
      await keeper.hold();
      return readKeptMark(control);
    },
    release() {
      if (isRead) keeper.release();
    },
    end() {
      ended = true;
      keeper.end();
      key.fill(0);
    },
  };
}

/**
 * Returns whether the vault is behind this mark on purpose. If the mark could not be read when that was decided, this
 * one is accepted, and no other afterwards.
 */
function isAccepted(database: VaultDatabase, kept: Uint8Array): boolean {
  const accepted = database.get<{ mark: Buffer | null }>('SELECT accepted_mark AS mark FROM meta')?.mark;
  const hash = acceptedMark(kept);
  if (accepted?.byteLength === 0) {
    database.write(() => database.run('UPDATE meta SET accepted_mark = ?', hash));
    return true;
  }
  return hash !== null && accepted?.equals(hash) === true;
}

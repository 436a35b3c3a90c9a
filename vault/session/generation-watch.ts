import type { AuditAction } from '../../common/audit/actions';
import type { StepBack } from '../../common/generation';
import type { AuditLog } from '../audit/log';
import type { Clock } from '../base/clock';
import type { Control } from '../base/control';
import { reportFailure } from '../base/report-failure';
import type { VaultDatabase } from '../store/database/database';
import { markHash, markKey, readMark, writeMark } from '../store/mark';
import type { Slots } from '../store/slots/slots-format';
import { findSlots, noteSlots } from '../store/slots/slots-hash';
import { createMarkKeeper } from './mark-keeper';

/** Looks whether the vault is the one that was here last, and remembers how far it has come. */
export interface GenerationWatch {
  /** After the first rows: compares, says what it finds, and from then on keeps the mark in step. Never rejects. */
  begin(): Promise<void>;
  /** A step back that nobody has said to be right yet. */
  stepBack(): StepBack | null;
  /** A person says that it is right. */
  accept(): void;
  /**
   * While the vault gets new keys: no mark is kept, and the one that stands is answered, so that the new database can say
   * that it takes its place.
   */
  hold(): Promise<Uint8Array | null>;
  /** It got none; everything goes on. */
  release(): void;
  /** Nothing works after it. */
  end(): void;
}

export interface GenerationWatchNeeds {
  database: VaultDatabase;
  /** As they stand in the file now. */
  slots(): Slots;
  vaultKey: Uint8Array;
  audit: AuditLog;
  /** What the log is about to tell of this opening, by itself. */
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
  // Both before anything is written into it by this process.
  const openedAt = generation();
  const slotsAtOpen = findSlots(database, slots());
  const mark = () => writeMark(key, { vaultId, generation: generation(), at: now() });
  const keeper = createMarkKeeper({ mark, control, time });
  let ended = false;

  const found = (part: StepBack['part'], seen: number): void => {
    audit.settle();
    database.write(() => {
      database.run('UPDATE meta SET step_back = ?, step_back_seen = ?', part, seen);
      audit.append({ action: 'older-copy', facts: { copy: part, ...(seen > 0 ? { from: seen } : {}) } });
    });
  };

  const compare = async (): Promise<void> => {
    const kept = (await control.ask('readMark', {}))?.mark ?? null;
    if (ended) return;
    const read = kept && readMark(key, vaultId, kept);
    if (kept && read && !(read.ours && read.mark.generation <= openedAt)) {
      const accepted = database.get<{ mark: Buffer | null }>('SELECT accepted_mark AS mark FROM meta')?.mark;
      if (!accepted?.equals(markHash(kept))) return found('vault', read.mark.at);
    }
    if (slotsAtOpen.are === 'others') found('slots', 0);
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
      try {
        await compare();
        if (ended) return;
        // What was found is written down by now, so what stands here is taken as the state to go on from.
        takeSlots();
        database.onWritten(keeper.keepSoon);
        await keeper.keep();
        const found = ended ? null : stepBack();
        if (found) onStepBack(found);
      } catch (error) {
        if (!ended) reportFailure('generation', error);
      }
    },
    stepBack,
    accept() {
      const from = stepBack();
      if (!from) return;
      audit.settle();
      database.write(() => {
        database.run('UPDATE meta SET step_back = NULL, step_back_seen = 0');
        audit.append({ action: 'older-copy-accepted', facts: { copy: from.part } });
      });
      onStepBack(null);
    },
    async hold() {
      await keeper.hold();
      return (await control.ask('readMark', {}))?.mark ?? null;
    },
    release: keeper.release,
    end() {
      ended = true;
      keeper.end();
      key.fill(0);
    },
  };
}

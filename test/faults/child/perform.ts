import * as fs from 'node:fs';
import { type Act, type Acting, idIn, settle } from './act';
import { type ChildVault, password, RefusedCall } from './vault';

/**
 * A line of what a child says: a change that was acknowledged, the code of a refusal, or that the vault process ended
 * itself, after which the app is locked.
 */
export type Said =
  | { acknowledged: number }
  | { refused: string }
  | { stuck: string }
  | { gaveUp: true }
  | { ended: true };

export interface Performance {
  folder: string;
  vault: ChildVault;
  say(line: Said): void;
  /** Opened when the act itself begins, so that the system calls before it can be told. */
  marker: string;
  /** Where the folder is copied to before the act and after each acknowledged change; left out: it is not. */
  snapshots?: string;
  /** Where the folder is copied to when a change was refused, before it is tried again; left out: it is not. */
  refused?: string;
}

export async function perform(
  act: Act,
  { folder, vault, say, marker, snapshots, refused }: Performance,
): Promise<void> {
  let done = 0;
  const snapshot = () => {
    if (snapshots !== undefined && fs.existsSync(folder))
      fs.cpSync(folder, `${snapshots}/${done}`, { recursive: true });
  };
  act.prepare?.(folder);
  if (act.locked !== true) {
    await vault.must('unlock', 'session.unlock', password());
    await settle(vault);
  }
  snapshot();
  const step: Acting['step'] = async (change, already) => {
    try {
      await change();
    } catch (error) {
      if (!(error instanceof RefusedCall)) throw error;
      say({ refused: error.error.code });
      if (refused !== undefined && fs.existsSync(folder)) fs.cpSync(folder, refused, { recursive: true });
      await change().catch((again: unknown) => {
        if (!(again instanceof RefusedCall) || again.error.code !== already) throw again;
      });
    }
    done += 1;
    say({ acknowledged: done });
    snapshot();
  };
  const patient: Acting['patient'] = {
    async must(view, operation, input) {
      try {
        return await vault.must(view, operation, input);
      } catch (error) {
        if (!(error instanceof RefusedCall)) throw error;
        say({ refused: error.error.code });
        return vault.must(view, operation, input);
      }
    },
  };
  fs.closeSync(fs.openSync(marker, 'w'));
  try {
    await act.run({ folder, vault, patient, step, idOf: (name) => idIn(patient, name) });
  } catch (error) {
    if (!(error instanceof RefusedCall)) throw error;
    say({ stuck: error.message });
  }
  vault.end();
  say({ ended: true });
}

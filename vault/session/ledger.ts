import type { AuditAction, AuditCheck, AuditReason } from '../../common/audit/actions';
import type { ClockState } from '../../common/clock';
import type { ErrorCode } from '../../common/errors';
import { type Attempt, forgetAttempts, readAttempts } from '../audit/attempts';
import { chainKey } from '../audit/chain';
import { checkChain } from '../audit/check';
import { type AuditLog, createAuditLog, readHead } from '../audit/log';
import type { Clock } from '../base/clock';
import { reportFailure } from '../base/report-failure';
import type { VaultDatabase } from '../store/database/database';
import { createClockWatch } from './clock-watch';
import { createVaultClock, type VaultClock } from './vault-clock';

/** What an open vault has besides its keys: the log and the clock, and the checks from time to time. */
export interface Ledger {
  readonly audit: AuditLog;
  readonly clock: VaultClock;
  /** The local user's name, as the log has it. */
  readonly actor: string;
  /** Writes down the opening, if that has not been done yet. */
  settle(): void;
  /** Checks the whole chain of the log. */
  check(): Promise<AuditCheck>;
  /** Returns what the last check found, or `null` before the first check. */
  checked(): AuditCheck | null;
  /**
   * Begins what comes after the first rows of the list, so that it doesn't delay them: logs the unlocking, looks at the
   * clock, checks the chain. It is done once. Later calls do nothing.
   */
  begin(): void;
  /** Logs that the vault is closed properly. Nothing works afterwards. */
  end(): void;
  /** Another ledger takes over. Nothing is written, and nothing works afterwards. */
  leave(): void;
}

export interface LedgerNeeds {
  database: VaultDatabase;
  /** The vault key. It is not wiped here. */
  vaultKey: Uint8Array;
  vaultId: string;
  folder: string;
  /** How the vault was opened. `null`: it was open before, and continues under new keys. */
  how: Extract<AuditAction, 'vault-created' | 'unlock' | 'recovered'> | null;
  /** The local user's name. */
  actor: string;
  /** Milliseconds since the epoch. */
  now(): number;
  /** A clock that nobody can set, with timers. */
  time: Clock;
  /** Called when the check after an unlock has found a break. */
  onBroken(check: AuditCheck): void;
  /** Called when the clock's state has changed. */
  onClock(state: ClockState): void;
  /** Called when a default key has expired, or keys have left the recycle bin. */
  onKeysChanged(): void;
  /**
   * Called once, when the rows are shown, and the log is written and checked. Then there is time for work that nobody
   * waits for.
   */
  onQuiet?(): void;
}

/** In milliseconds. If nobody asks for the list, the log begins after this time. */
const beginAfter = 2000;

const reasons: Record<Attempt['what'], { action: AuditAction; why?: AuditReason }> = {
  'unlock-failed': { action: 'unlock-failed' },
  'recovery-failed': { action: 'recovery-failed' },
  locked: { action: 'lock', why: 'locked' },
  'vault-ended': { action: 'lock', why: 'vault-ended' },
  'vault-replaced': { action: 'lock', why: 'vault-replaced' },
};

const codes: Partial<Record<Attempt['what'], ErrorCode>> = {
  'unlock-failed': 'wrong-password',
  'recovery-failed': 'wrong-recovery-key',
};

/** Opens the log and the clock of a vault that has just been opened. */
export function openLedger(needs: LedgerNeeds): Ledger {
  const { database, vaultKey, vaultId, actor, now, time } = needs;
  const key = chainKey(vaultKey, vaultId);
  const clock = createVaultClock({ database, system: now, monotonic: time.now });
  const audit = createAuditLog({ database, key, actor, now, beside: clock.keep });
  let checked: AuditCheck | null = null;
  let begun = false;
  let ended = false;

  audit.before(() => writeOpening(audit, needs));
  const watch = createClockWatch({ ...needs, audit, clock });

  /** What can only be read takes no row. */
  const settle = () => {
    if (!database.readOnly) audit.settle();
  };

  const check = async (): Promise<AuditCheck> => {
    settle();
    checked = await checkChain(database, key, now);
    return checked;
  };

  const begin = () => {
    if (begun || ended) return;
    begun = true;
    stopTimer();
    try {
      settle();
    } catch (error) {
      reportFailure('audit', error);
    }
    watch.begin();
    check()
      .then(
        (found) => {
          if (found.broken && !ended) needs.onBroken(found);
        },
        // If the vault was closed meanwhile, an error is no failure.
        (error) => ended || reportFailure('audit check', error),
      )
      .finally(() => ended || needs.onQuiet?.());
  };
  const stopTimer = time.after(beginAfter, begin);

  const leave = () => {
    stopTimer();
    watch.end();
    ended = true;
    key.fill(0);
  };

  return {
    audit,
    clock,
    actor,
    settle,
    check,
    checked: () => checked,
    begin,
    leave,
    end() {
      if (ended) return;
      if (database.readOnly) return leave();
      try {
        audit.settle();
        audit.append({ action: 'lock', facts: { why: 'quit' } });
      } catch (error) {
        reportFailure('audit', error);
      }
      leave();
    },
  };
}

/**
 * Logs what comes before the first row of this opening: what happened while the vault was closed, and the opening
 * itself.
 */
function writeOpening(audit: AuditLog, { database, folder, how }: LedgerNeeds): void {
  const { attempts, dropped } = readAttempts(folder);
  database.write(() => {
    if (readHead(database).number === 0) audit.append({ action: 'log-started' });
    for (const { at, what } of attempts) {
      const { action, why } = reasons[what];
      // A crash between the transaction and the removal of the file must not double them.
      if (database.get('SELECT 1 FROM audit WHERE at = ? AND action = ?', at, action)) continue;
      const code = codes[what];
      audit.append({ action, at, ...(code ? { outcome: 'refused', code } : {}), ...(why ? { facts: { why } } : {}) });
    }
    if (how !== null) audit.append({ action: how, ...(dropped > 0 ? { facts: { unrecorded: dropped } } : {}) });
  });
  try {
    forgetAttempts(folder);
  } catch (error) {
    reportFailure('attempts', error);
  }
}

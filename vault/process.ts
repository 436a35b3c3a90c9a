import { join } from 'node:path';
import { type Events, events } from '../common/contract';
import type { FromMain, FromVault, ToView } from '../common/control';
import type { View } from '../common/views';
import { localUser } from './audit/actor';
import { type Attempt, noteQuietly } from './audit/attempts';
import { createRefusals } from './audit/recorder';
import type { Caller, Emit } from './base/caller';
import { type Clock, monotonicClock } from './base/clock';
import { createControl } from './base/control';
import { costForNewPassword, type KdfCost } from './base/crypto/kdf';
import { fileError } from './base/files/file-errors';
import { logFailure } from './base/log';
import { withOwnBytes } from './base/wire';
import { createGate } from './gate';
import { createHandlers } from './operations';
import { createAttempts } from './protection/attempts';
import { createEnrolments, resealAuthenticator } from './protection/authenticator';
import { createRecoveries } from './protection/recoveries';
import { createReveals } from './protection/reveal';
import { createTickets } from './protection/tickets';
import { createVerification } from './protection/verification';
import { openLedger } from './session/ledger';
import { createSession } from './session/session';
import { databaseError } from './store/database/database-errors';
import { fixedCosts, type KdfCosts, measuredCosts } from './store/slots/calibration';
import { createImports } from './transfer/imports';
import { clearCopies } from './transfer/other-vault';

/** One end of a view's port. */
export interface ViewPort {
  post(message: ToView): void;
  onMessage(listener: (message: unknown) => void): void;
  onClose(listener: () => void): void;
}

export interface ProcessNeeds {
  /** The vault's folder. */
  folder: string;
  /** Sends to main. */
  post(message: FromVault): void;
  /** Ends this process because it can't go on. */
  giveUp?(): void;
  /** Milliseconds since the epoch. */
  now?(): number;
  /** For tickets, and for the waits after wrong attempts. */
  clock?: Clock;
  /** For looks at the system's clock. */
  time?: Clock;
  /** The local user's name, for the log. */
  actor?: string;
  /** One cost for every new password, the master's and the administrator's, for tests; else what suits the machine. */
  cost?: KdfCost;
  /** What master passwords cost, for tests of just that. */
  costs?: KdfCosts;
}

export interface VaultProcess {
  connect(view: View, port: ViewPort): void;
  answer(message: Extract<FromMain, { kind: 'answer' }>): void;
  /** The vault was closed before this process was forked; the log will tell of it. */
  noteClosed(noted: Attempt): void;
  /** Closes the database; nothing works after it. */
  end(): void;
}

/** The vault process without its messaging: everything that stands behind the ports, put together. */
export function startVault({
  folder,
  now = Date.now,
  giveUp = () => process.exit(1),
  clock = monotonicClock,
  time = monotonicClock,
  actor = localUser(),
  cost,
  costs = cost ? fixedCosts(cost) : measuredCosts(),
  ...needs
}: ProcessNeeds): VaultProcess {
  try {
    clearCopies(folder);
  } catch (error) {
    // Encrypted as the vault is, and the next start tries again.
    logFailure('import leftover', error);
  }
  const post = (message: FromVault): void => needs.post(withOwnBytes(message));
  const ports = new Map<Caller, ViewPort>();
  const emit: Emit = (name, payload) => {
    const receivers: readonly View[] = events[name].views;
    for (const [{ view }, port] of ports) if (receivers.includes(view)) port.post({ kind: 'event', name, payload });
  };
  const control = createControl(post);
  const onUnlocked = () => {
    post({ kind: 'unlocked' });
    emit('unlocked', null satisfies Events['unlocked']['payload']);
  };
  const session = createSession({
    folder,
    control,
    now,
    actor,
    time,
    giveUp,
    onUnlocked,
    onBackups: () => emit('backupsChanged', null),
    onStepBack: (found) => emit('stepBack', found),
    ledger: ({ database, keys, slots }, how, onQuiet) =>
      openLedger({
        onQuiet,
        database,
        vaultKey: keys.vaultKey,
        vaultId: slots.vaultId,
        folder,
        how,
        actor,
        now,
        time,
        onBroken: (check) => emit('auditBroken', check),
        onClock: (state) => emit('clockChanged', state),
        onDefaultsDropped: () => emit('keysChanged', { id: null }),
      }),
    clock,
    costs,
    resealAuthenticator,
  });
  const refusals = createRefusals(time.now);
  const reveals = createReveals<Caller>();
  const enrolments = createEnrolments<Caller>();
  const recoveries = createRecoveries<Caller>();
  const imports = createImports<Caller>();
  const tickets = createTickets(clock);
  const verification = createVerification({
    vault: session.vault,
    control,
    tickets,
    attempts: createAttempts(clock, now),
    now,
  });
  const gate = createGate({
    handlers: createHandlers({
      session,
      tickets,
      verification,
      reveals,
      enrolments,
      recoveries,
      imports,
      clock,
      costs,
      control,
      emit,
      folder,
      now,
      cost: cost ?? costForNewPassword(),
    }),
    isUnlocked: () => session.state() === 'unlocked',
    refused: (call) => {
      if (session.state() === 'unlocked') refusals(session.vault(), call);
    },
    translate: (error) => databaseError(error, join(folder, 'vault.db')) ?? fileError(error),
  });

  return {
    connect(view, port) {
      const caller: Caller = { view };
      ports.set(caller, port);
      port.onClose(() => {
        ports.delete(caller);
        reveals.close(caller);
        enrolments.close(caller);
        recoveries.close(caller);
        imports.close(caller);
      });
      port.onMessage((message) => {
        gate(caller, message).then(
          (reply) => {
            if (reply && ports.has(caller)) port.post(withOwnBytes(reply));
          },
          (error) => logFailure('reply', error),
        );
      });
    },
    answer: control.answer,
    noteClosed: (noted) => noteQuietly(folder, noted),
    end: session.end,
  };
}

import { join } from 'node:path';
import { type Events, events } from '../common/contract';
import type { FromMain, FromVault, ToView } from '../common/control';
import type { Language } from '../common/languages';
import type { Rescue } from '../common/replaced';
import { fileError } from '../common/system-errors';
import type { View } from '../common/views';
import { localUser } from './audit/actor';
import { type Attempt, noteQuietly } from './audit/attempts';
import { createRefusals } from './audit/record';
import type { Caller, Emit } from './base/caller';
import { type Clock, monotonicClock } from './base/clock';
import { type Control, createControl } from './base/control';
import { costForNewPassword, type KdfCost } from './base/crypto/kdf';
import { createPortLife } from './base/port-life';
import { createQueue, type Queue } from './base/queue';
import { reportFailure } from './base/report-failure';
import { withOwnBytes } from './base/wire';
import { type CommandGiven, openCommand } from './command/open';
import type { AsksWho } from './command/peers';
import { createGate, type Gate, type GateNeeds } from './gate';
import { createHandlers, type HandlerNeeds } from './operations';
import { createRescues } from './operations/rescue';
import { createAttempts } from './protection/attempts';
import { resealAuthenticator } from './protection/authenticator';
import { createTickets } from './protection/tickets';
import { createVerification, type Verification } from './protection/verification';
import { createAttentionWatch } from './session/attention-watch';
import { doorOf } from './session/effects/door';
import { openLedger } from './session/ledger';
import { createSession, type Session } from './session/session';
import { databaseError } from './store/database/database-errors';
import { fixedCosts, type KdfCosts, measuredCosts } from './store/slots/calibration';
import { clearCopies } from './transfer/other-vault';
import { createRunning } from './transfer/turns';

/** One end of a view's port. */
export interface ViewPort {
  post(message: ToView): void;
  onMessage(listener: (message: unknown) => void): void;
  onClose(listener: () => void): void;
}

export interface ProcessNeeds {
  /** The vault's folder. */
  folder: string;
  /** The vault comes from elsewhere and was never opened here. */
  foreign?: boolean;
  /** Its folder isn't Keyfold's own, so another machine may have it open. */
  shared?: boolean;
  /** Sends to main. */
  post(message: FromVault): void;
  /** Ends this process because it can't go on. */
  giveUp?(): void;
  /** Milliseconds since the epoch. */
  now?(): number;
  /** Times tickets, and the waits after wrong attempts. */
  clock?: Clock;
  /** Times the looks at the system's clock, and how long the keychain may take. */
  time?: Clock;
  /** The local user's name, for the log. */
  actor?: string;
  /** The command by which programs ask. By default there is none. */
  command?: CommandGiven;
  /** The environment of this process. */
  environment?: Readonly<Record<string, string | undefined>>;
  /** For tests: how it is found out which program asks. */
  asksWho?: AsksWho;
  /**
   * For tests: one cost for every new password, the master password and the administrator's. By default the cost suits
   * the machine.
   */
  cost?: KdfCost;
  /** What master passwords cost, for tests of only that. */
  costs?: KdfCosts;
}

export interface VaultProcess {
  connect(view: View, port: ViewPort): void;
  answer(message: Extract<FromMain, { kind: 'answer' }>): void;
  /** The vault was closed before this process was forked. The log will report it. */
  noteClosed(noted: Attempt): void;
  /** Takes what an earlier process had open when the vault's files were replaced. */
  take(rescue: Rescue): void;
  /** The person chose another language. */
  speak(language: Language): void;
  /** Closes the database. Nothing works afterwards. */
  end(): void;
}

/** What {@link startVault} was given, with defaults for what it wasn't given. */
interface Parts extends Required<Omit<ProcessNeeds, 'cost' | 'asksWho'>> {
  cost: KdfCost | undefined;
  asksWho: AsksWho | undefined;
}

/** Puts together everything behind the ports: the vault process without its messaging. */
export function startVault(needs: ProcessNeeds): VaultProcess {
  const parts = withDefaults(needs);
  const { folder, post } = parts;
  try {
    clearCopies(folder);
  } catch (error) {
    // The leftover is encrypted as the vault is, and the next start tries again.
    reportFailure('import leftover', error);
  }
  const ports = new Map<Caller, ViewPort>();
  const attention = createAttentionWatch({
    vault: () => (session.state() === 'unlocked' ? session.vault() : null),
    time: parts.time,
    tell: (found) => post({ kind: 'attention', attention: found }),
  });
  const emit: Emit = (name, payload) => {
    if (name === 'unlocked') {
      attention.begin();
      command.unlocked();
    } else if (name === 'keysChanged') {
      attention.lookSoon();
      command.keysChanged();
    }
    const receivers: readonly View[] = events[name].views;
    for (const [{ view }, port] of ports) if (receivers.includes(view)) port.post({ kind: 'event', name, payload });
  };
  const control = createControl(post, parts.time);
  const rescues = createRescues(folder);
  const session = sessionOf(parts, control, emit, (rescue) => {
    attention.end();
    rescues.take(rescue);
  });
  const life = createPortLife<Caller>();
  const running = createRunning(life, (progress) => emit('transferProgress', progress));
  const serially = createQueue();
  const { handlers, verification } = handlersOf(parts, session, { life, running, control, emit, rescues });
  const command = commandOf(parts, session, { verification, control, serially, emit });
  const gate = gateOf(parts, session, {
    handlers: { ...handlers, ...command.handlers },
    serially,
    arrived: running.arrive,
  });

  return {
    connect(view, port) {
      const caller: Caller = { view };
      ports.set(caller, port);
      port.onClose(() => {
        ports.delete(caller);
        life.end(caller);
      });
      port.onMessage((message) => {
        gate(caller, message).then(
          (reply) => {
            if (reply && ports.has(caller)) port.post(withOwnBytes(reply));
          },
          (error) => reportFailure('reply', error),
        );
      });
    },
    answer: control.answer,
    noteClosed: (noted) => noteQuietly(folder, noted),
    take: rescues.take,
    speak: command.speak,
    end() {
      command.end();
      session.end();
      rescues.end();
    },
  };
}

/** No program can ask. */
const noCommand: CommandGiven = { program: '', userData: '', language: 'en', version: '' };

function withDefaults({
  now = Date.now,
  giveUp = () => process.exit(1),
  clock = monotonicClock,
  time = monotonicClock,
  actor = localUser(),
  foreign = false,
  shared = false,
  command = noCommand,
  environment = process.env,
  cost,
  costs = cost ? fixedCosts(cost) : measuredCosts(),
  ...needs
}: ProcessNeeds): Parts {
  const post = (message: FromVault): void => needs.post(withOwnBytes(message));
  const { asksWho } = needs;
  return {
    ...needs,
    foreign,
    shared,
    post,
    now,
    giveUp,
    clock,
    time,
    actor,
    command,
    environment,
    asksWho,
    cost,
    costs,
  };
}

/** Makes the session. It tells main and the views what happens to the vault. */
function sessionOf(
  { post, ...parts }: Parts,
  control: Control,
  emit: Emit,
  replaced: (rescue: Rescue) => void,
): Session {
  const { folder, now, actor, time } = parts;
  return createSession({
    ...parts,
    control,
    onUnlocked() {
      post({ kind: 'unlocked' });
      emit('unlocked', null satisfies Events['unlocked']['payload']);
    },
    onReplaced(rescue) {
      replaced(rescue);
      post({ kind: 'replaced', rescue });
    },
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
        onKeysChanged: () => emit('keysChanged', { id: null }),
      }),
    resealAuthenticator,
  });
}

function handlersOf(
  { clock, costs, folder, now, cost }: Parts,
  session: Session,
  around: Pick<HandlerNeeds, 'life' | 'running' | 'control' | 'emit' | 'rescues'>,
): { handlers: ReturnType<typeof createHandlers>; verification: Verification } {
  const { control } = around;
  const tickets = createTickets(clock);
  const attempts = createAttempts(clock, now);
  const verification = createVerification({ vault: session.vault, control, tickets, attempts, now });
  const own = { ...around, session, tickets, verification, clock, costs, folder, now };
  return { handlers: createHandlers({ ...own, cost: cost ?? costForNewPassword() }), verification };
}

/** Opens the desk for programs, and its socket. */
function commandOf(
  { command, environment, folder, clock, now, post, asksWho }: Parts,
  session: Session,
  own: { verification: Verification; control: Control; serially: Queue; emit: Emit },
) {
  return openCommand({ ...own, given: command, environment, folder, clock, now, post, asksWho, session });
}

/** Makes the gate in front of the handlers. It writes refusals into the log while the vault is open. */
function gateOf(
  { folder, time }: Parts,
  session: Session,
  own: Pick<GateNeeds, 'handlers' | 'serially' | 'arrived'>,
): Gate {
  const refusals = createRefusals(time.now);
  const isUnlocked = () => session.state() === 'unlocked';
  return createGate({
    ...own,
    isUnlocked,
    isRenewing: session.renewing,
    refused: (call) => {
      // A vault that can only be read takes no row.
      if (isUnlocked() && !session.vault().database.readOnly) refusals(doorOf(session.vault()), call);
    },
    translate: (error) => databaseError(error, join(folder, 'vault.db')) ?? fileError(error, folder),
  });
}

import type { Handlers } from '../../common/contract/derived';
import type { Caller, Emit } from '../base/caller';
import type { Clock } from '../base/clock';
import type { Control } from '../base/control';
import type { PortLife } from '../base/port-life';
import { createEnrolments } from '../protection/authenticator';
import { createRecoveries } from '../protection/recoveries';
import { createReveals } from '../protection/reveal';
import type { Tickets } from '../protection/tickets';
import type { Verification } from '../protection/verification';
import type { Session } from '../session/session';
import type { KdfCosts } from '../store/slots/calibration';
import { createImports } from '../transfer/imports';
import type { Running } from '../transfer/turns';
import { accountHandlers } from './accounts';
import { auditHandlers } from './audit';
import { backupHandlers } from './backups';
import { clockHandlers } from './clock';
import { elsewhereHandlers } from './elsewhere';
import { generationHandlers } from './generation';
import { exportHandlers } from './key-export';
import { importHandlers } from './key-import';
import { toolHandlers } from './key-use';
import { keyringHandlers } from './keyring';
import { keysHandlers } from './keys';
import { originalHandlers } from './originals';
import { overviewHandlers } from './overview';
import { type ProtectionNeeds, protectionHandlers } from './protection';
import { rekeyHandlers } from './rekey';
import { type Rescues, rescueHandlers } from './rescue';
import { revealHandlers } from './reveal';
import { rotationHandlers } from './rotation';
import { sessionHandlers } from './session';
import { temporaryHandlers } from './temporary';

export interface HandlerNeeds {
  session: Session;
  tickets: Tickets;
  verification: Verification;
  /** Keeps everything that ends with a caller's port. */
  life: PortLife<Caller>;
  /** The long acts, which their views can stop. */
  running: Running<Caller>;
  clock: Clock;
  /** How much a master password costs to check. */
  costs: KdfCosts;
  /** The cost of a new administrator's password. */
  cost: ProtectionNeeds['cost'];
  control: Control;
  emit: Emit;
  /** The vault's folder. */
  folder: string;
  rescues: Rescues;
  /** Milliseconds since the epoch. */
  now(): number;
}

/** Returns the handlers of all operations of the vault's side. Afterwards the gate wipes the bytes in their inputs. */
export function createHandlers(needs: HandlerNeeds): Handlers<'vault', Caller> {
  const { session, emit, life, running } = needs;
  const changed = (id: string | null): null => {
    emit('keysChanged', { id });
    return null;
  };
  const open = { ...needs, vault: session.vault, changed: () => changed(null) };
  return {
    session: sessionHandlers(session),
    elsewhere: elsewhereHandlers(needs),
    keys: keysHandlers({ ...needs, changed }),
    accounts: accountHandlers(open),
    keyring: keyringHandlers({ ...open, recoveries: createRecoveries(life) }),
    protection: protectionHandlers({ ...open, enrolments: createEnrolments(life) }),
    keyExport: exportHandlers({ ...open, running }),
    keyImport: importHandlers({ ...open, backups: session.backups, imports: createImports(life, running), running }),
    originals: originalHandlers(open),
    keyUse: toolHandlers(open),
    reveal: revealHandlers({ ...needs, changed, reveals: createReveals(life, needs.clock) }),
    audit: auditHandlers(open),
    backups: backupHandlers(needs),
    generation: generationHandlers(needs),
    rekey: rekeyHandlers(needs),
    rescue: rescueHandlers(needs),
    clock: clockHandlers(open),
    overview: overviewHandlers(open),
    rotation: rotationHandlers(open),
    temporary: temporaryHandlers(open),
  };
}

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
import { createArrivals } from './arrivals';
import { auditHandlers } from './audit';
import { backupHandlers } from './backups';
import { binHandlers, createDeletions } from './bin';
import { clockHandlers } from './clock';
import { elsewhereHandlers } from './elsewhere';
import { generationHandlers } from './generation';
import { givenHandlers } from './given';
import { exportHandlers } from './key-export';
import { importHandlers } from './key-import';
import { toolHandlers } from './key-use';
import { keyringHandlers } from './keyring';
import { keysHandlers } from './keys';
import { viewHandlers } from './named-views';
import { originalHandlers } from './originals';
import { overviewHandlers } from './overview';
import { type ProtectionNeeds, protectionHandlers } from './protection';
import { rekeyHandlers } from './rekey';
import { type Rescues, rescueHandlers } from './rescue';
import { revealHandlers } from './reveal';
import { rotationHandlers } from './rotation';
import { sessionHandlers } from './session';
import { tagHandlers } from './tags';
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

/**
 * Returns the handlers of the vault's side, without those for the command `keyfold`. Afterwards the gate wipes the bytes
 * in their inputs.
 */
export function createHandlers(needs: HandlerNeeds): Omit<Handlers<'vault', Caller>, 'allow' | 'command'> {
  const { session, emit, life, running } = needs;
  const changed = (id: string | null): null => {
    emit('keysChanged', { id });
    return null;
  };
  const tagsChanged = (): null => {
    emit('tagsChanged', null);
    return null;
  };
  const viewsChanged = (): null => {
    emit('viewsChanged', null);
    return null;
  };
  const open = { ...needs, vault: session.vault, changed: () => changed(null) };
  const arrivals = createArrivals(emit);
  const deletions = createDeletions(open);
  return {
    session: sessionHandlers(session),
    elsewhere: elsewhereHandlers(needs),
    keys: keysHandlers({ ...needs, changed, deletions, imported: arrivals.last }),
    bin: binHandlers(open, deletions),
    tags: tagHandlers({ ...open, tagsChanged }),
    views: viewHandlers({ ...open, viewsChanged }),
    accounts: accountHandlers(open),
    keyring: keyringHandlers({ ...open, recoveries: createRecoveries(life) }),
    protection: protectionHandlers({ ...open, enrolments: createEnrolments(life) }),
    keyExport: exportHandlers({ ...open, running }),
    given: givenHandlers(open),
    keyImport: importHandlers({
      ...open,
      backups: session.backups,
      imports: createImports(life, running),
      running,
      arrived: arrivals.arrived,
    }),
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
    rotation: rotationHandlers({ ...open, imported: arrivals.last }),
    temporary: temporaryHandlers({ ...open, deletions }),
  };
}

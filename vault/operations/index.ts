import type { Handlers } from '../../common/contract/derived';
import type { Caller, Emit } from '../base/caller';
import type { Clock } from '../base/clock';
import type { Control } from '../base/control';
import type { Recoveries } from '../protection/recoveries';
import type { Reveals } from '../protection/reveal';
import type { Tickets } from '../protection/tickets';
import type { Verification } from '../protection/verification';
import type { Session } from '../session/session';
import type { KdfCosts } from '../store/slots/calibration';
import type { Imports } from '../transfer/imports';
import { accountHandlers } from './accounts';
import { auditHandlers } from './audit';
import { backupHandlers } from './backups';
import { clockHandlers } from './clock';
import { generationHandlers } from './generation';
import { exportHandlers } from './key-export';
import { importHandlers } from './key-import';
import { toolHandlers } from './key-use';
import { keyringHandlers } from './keyring';
import { keysHandlers } from './keys';
import { originalHandlers } from './originals';
import { type ProtectionNeeds, protectionHandlers } from './protection';
import { rekeyHandlers } from './rekey';
import { revealHandlers } from './reveal';
import { rotationHandlers } from './rotation';
import { sessionHandlers } from './session';
import { temporaryHandlers } from './temporary';

export interface HandlerNeeds {
  session: Session;
  tickets: Tickets;
  verification: Verification;
  reveals: Reveals<Caller>;
  enrolments: ProtectionNeeds['enrolments'];
  recoveries: Recoveries<Caller>;
  imports: Imports<Caller>;
  clock: Clock;
  /** What master passwords cost. */
  costs: KdfCosts;
  /** The cost of a new administrator's password. */
  cost: ProtectionNeeds['cost'];
  control: Control;
  emit: Emit;
  /** The vault's folder. */
  folder: string;
  /** Milliseconds since the epoch. */
  now(): number;
}

/** Every operation of the vault's side, tied to what does it. Bytes in an input are wiped by the gate afterwards. */
export function createHandlers(needs: HandlerNeeds): Handlers<'vault', Caller> {
  const { session, emit } = needs;
  const changed = (id: string | null): null => {
    emit('keysChanged', { id });
    return null;
  };
  const open = { ...needs, vault: session.vault, changed: () => changed(null) };
  return {
    session: sessionHandlers(session),
    keys: keysHandlers({ ...needs, changed }),
    accounts: accountHandlers(open),
    keyring: keyringHandlers(open),
    protection: protectionHandlers(open),
    keyExport: exportHandlers(open),
    keyImport: importHandlers({ ...open, backups: session.backups }),
    originals: originalHandlers(open),
    keyUse: toolHandlers(open),
    reveal: revealHandlers({ ...needs, changed }),
    audit: auditHandlers(open),
    backups: backupHandlers(needs),
    generation: generationHandlers(session),
    rekey: rekeyHandlers(needs),
    clock: clockHandlers(open),
    rotation: rotationHandlers(open),
    temporary: temporaryHandlers(open),
  };
}

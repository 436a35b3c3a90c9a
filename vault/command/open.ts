import type { CommandState } from '../../common/command/allow';
import type { FromVault } from '../../common/control';
import type { Language } from '../../common/languages';
import type { Emit } from '../base/caller';
import type { Clock } from '../base/clock';
import type { Control } from '../base/control';
import type { Queue } from '../base/queue';
import type { Verification } from '../protection/verification';
import type { Session } from '../session/session';
import { createReception } from './connection';
import { createDesk } from './desk';
import { createGrants } from './grants';
import { commandHandlers } from './handlers';
import { type AsksWho, createAsksWho, isAlive } from './peers';
import type { PlaceNeeds } from './place';
import type { PlainMeant } from './request';
import { createRoom } from './room';
import { listen } from './socket';
import type { CommandWords } from './words';

/** What main says of the command `keyfold`. */
export interface CommandGiven {
  /** The path of its file; empty: there is none, so no program can ask. */
  program: string;
  /** Keyfold's own folder. */
  userData: string;
  language: Language;
  /** Keyfold's version. */
  version: string;
}

interface CommandNeeds {
  given: CommandGiven;
  folder: string;
  environment: PlaceNeeds['environment'];
  session: Session;
  verification: Verification;
  control: Control;
  clock: Clock;
  now(): number;
  serially: Queue;
  post(message: FromVault): void;
  emit: Emit;
  /** For tests: how it is found out who asks. */
  asksWho?: AsksWho | undefined;
}

/** Opens the desk, and the socket to it. Neither needs an open vault. */
export function openCommand(needs: CommandNeeds) {
  const { given, session, clock, post, emit } = needs;
  let { language } = given;
  const isUnlocked = () => session.state() === 'unlocked';
  const grants = createGrants({ ...needs, isAlive, changed: () => emit('grantsChanged', null) });
  const room = createRoom({ isUnlocked, clock, post, emit });
  const desk = createDesk({ ...needs, vault: session.vault, isRenewing: session.renewing, isUnlocked, grants, room });

  const plain = (meant: PlainMeant, words: CommandWords): { text: string; after?: () => void } => {
    switch (meant.use) {
      case 'help':
        return { text: words.help[meant.about ?? 'all'] };
      case 'version':
        return { text: `Keyfold ${given.version}\n` };
      case 'status': {
        const state = isUnlocked() ? 'unlocked' : 'locked';
        return { text: meant.json ? `${JSON.stringify({ state })}\n` : `${words.state[state]}\n` };
      }
      case 'lock':
        return isUnlocked()
          ? { text: `${words.lockedNow}\n`, after: () => post({ kind: 'lock' }) }
          : { text: `${words.lockedAlready}\n` };
    }
  };
  const { program, userData } = given;
  const asksWho = needs.asksWho ?? createAsksWho(program, clock);
  const receive = createReception({ clock, asksWho, language: () => language, onCustomer: desk.come, plain });
  const place = { folder: needs.folder, userData, environment: needs.environment };
  const listening = program === '' ? null : listen({ ...place, clock, onConnection: receive });
  const state = (): { state: CommandState; program: string | null } => ({
    state: listening?.state() ?? 'no-program',
    program: program === '' ? null : program,
  });

  return {
    handlers: commandHandlers(desk, state),
    unlocked: desk.unlocked,
    keysChanged: desk.keysChanged,
    speak(chosen: Language): void {
      language = chosen;
    },
    end: () => listening?.end(),
  };
}

import type { AllowAsk, AllowedFor, CommandState, GrantRow, WaitingAsk } from '../../common/command/allow';
import { fail } from '../../common/errors';
import type { Proof } from '../../common/protection';

/** A person's answer to the request that the sheet shows. */
export interface Answer {
  id: string;
  lasts: AllowedFor;
  /** The place in the chain of the process that a grant is for. */
  process: number;
  proof?: Proof | undefined;
}

/** Where programs ask for keys, and a person answers. */
export interface Desk {
  asked(): AllowAsk | null;
  allow(answer: Answer): Promise<null>;
  refuse(id: string): null;
  state(): { state: CommandState; program: string | null };
  grants(): readonly GrantRow[];
  endGrant(id: string | null): null;
  waiting(): WaitingAsk;
}

/** A desk to which no program can come. */
export function closedDesk(program: string | null): Desk {
  return {
    asked: () => null,
    allow: async () => fail('not-found', {}),
    refuse: () => fail('not-found', {}),
    state: () => ({ state: 'no-program', program }),
    grants: () => [],
    endGrant: () => null,
    waiting: () => null,
  };
}

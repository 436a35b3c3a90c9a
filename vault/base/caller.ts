import type { Events } from '../../common/contract';
import type { View } from '../../common/views';

/** What the gate knows of a caller. There is one for each port, and it lasts as long as the port. */
export interface Caller {
  readonly view: View;
}

export type Emit = <N extends keyof Events>(name: N, payload: Events[N]['payload']) => void;

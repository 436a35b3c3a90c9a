import type { Events } from '../../common/contract';
import type { View } from '../../common/views';

/** What the gate knows of who calls: one for each port, as long as the port lasts. */
export interface Caller {
  readonly view: View;
}

export type Emit = <N extends keyof Events>(name: N, payload: Events[N]['payload']) => void;

import type { Clock } from '../base/clock';
import { isSame, type Process } from './peers';

/** Who was refused just now. For a while they are refused again, and nobody is asked. */
export interface RefusedLately {
  /** `null`: it isn't known who asks. All of those count as one. */
  note(asker: Process | null): void;
  was(asker: Process | null): boolean;
}

/** How long that lasts, in milliseconds. */
const staysRefused = 30_000;

export function createRefusedLately(clock: Clock): RefusedLately {
  let refused: { asker: Process | null; until: number }[] = [];
  const is = (one: Process | null, other: Process | null) =>
    one === null || other === null ? one === other : isSame(one, other);
  return {
    note(asker) {
      refused = refused.filter(({ until }) => until > clock.now());
      refused.push({ asker, until: clock.now() + staysRefused });
    },
    was: (asker) => refused.some((one) => one.until > clock.now() && is(one.asker, asker)),
  };
}

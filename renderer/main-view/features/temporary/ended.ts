import { lookAgain } from '../notices/clock';
import { overview } from '../overview/store';

/** Call this when a temporary key expires while it is shown. */
export function noteEnd(): void {
  lookAgain();
  overview.changed();
}

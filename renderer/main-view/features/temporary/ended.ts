import { lookAgain } from '../notices/clock';
import { due } from '../rotation/store';

/** Call this when a temporary key expires while it is shown. */
export function noteEnd(): void {
  lookAgain();
  void due.count();
}

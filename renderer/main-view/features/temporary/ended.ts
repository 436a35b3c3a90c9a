import { lookAgain } from '../notices/clock';
import { due } from '../rotation/store';

/** A temporary key has just expired before the person's eyes. */
export function noteEnd(): void {
  lookAgain();
  void due.count();
}

import type { CaptureChoice } from '../../common/settings';
import type { SheetName } from '../../common/views';

/** What is on the window now. */
interface Shown {
  /** The vault is open. */
  unlocked: boolean;
  /** The sheet on the stage, or `null`. */
  sheet: SheetName | null;
}

/**
 * Returns whether the system is asked to keep the window out of screenshots and screen sharing. Every sheet over an
 * open vault shows a secret or takes one. The lock screen is never kept out: whoever works over a remote desktop would
 * see only black, and could neither unlock nor turn this off.
 */
export function keptOut(choice: CaptureChoice, { unlocked, sheet }: Shown): boolean {
  if (choice === 'shown' || !unlocked) return false;
  return choice === 'window' || sheet !== null;
}

import type { AppError } from '../../../../common/errors';
import type { KeySelection, SelectionFacts } from '../../../../common/keys/selection';

/** The acts on many keys that are asked about in a dialog of their own. */
export type BulkAct =
  | 'enable'
  | 'disable'
  | 'delete'
  | 'default'
  | 'not-default'
  | 'rotate'
  | 'leaked'
  | 'period'
  | 'dates'
  | 'tag';

/** What a dialog on many keys is given. */
export interface BulkProps {
  selection: KeySelection;
  /** How many the list says that these are. */
  count: number;
  /** What the vault says of them; `null` until it has. */
  facts: SelectionFacts | null;
  /** Why the vault couldn't say it. */
  problem: AppError | null;
}

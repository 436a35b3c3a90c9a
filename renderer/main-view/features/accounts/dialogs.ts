import type { KeyRow } from '../../../../common/keys/access-key';
import type { ProviderId } from '../../../../common/providers';

/** What was typed in the fields when Keyfold locked. */
type Typed = Record<string, string>;

/**
 * The dialogs of this feature, as the code that opens them names them. They name ids and not nodes, so that each dialog
 * shows the present data when it opens.
 */
export type AccountsDialog =
  /** Adds an account of this provider, or edits one; `rows` are assigned next, to an identity in it. */
  | { dialog: 'account'; provider: ProviderId; account?: number; rows?: readonly KeyRow[]; typed?: Typed }
  /** Adds an identity to an account, or edits one; `rows` are assigned next. */
  | { dialog: 'identity'; account: number; identity?: number; rows?: readonly KeyRow[]; typed?: Typed }
  | { dialog: 'remove-account'; account: number }
  | { dialog: 'remove-identity'; identity: number }
  | { dialog: 'assign'; rows: readonly KeyRow[]; identity?: number };

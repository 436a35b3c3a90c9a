import type { KeyScope } from '../accounts/account';
import type { StoredProviderId } from '../providers/provider';
import type { KeyFilter } from './filter';

/** What the list is narrowed to. */
export interface Narrowed {
  provider: StoredProviderId | null;
  scope: KeyScope | null;
  text: string;
  filter?: KeyFilter | undefined;
}

/**
 * The keys that an act is for: some, or all that match a question to the vault, but for some. It is answered when the
 * plan is made.
 */
export type KeySelection = { kind: 'keys'; ids: string[] } | { kind: 'list'; narrowed: Narrowed; except: string[] };

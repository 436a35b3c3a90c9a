import type { Overview, PlainFile } from '../overview';
import { type, vaultOperation } from './operation';
import { nothing } from './schemas';

/** What the vault says about itself at a glance. */
export const overview = {
  /** Returns the counts of what needs care, the look ahead and the ages. All go by the vault's time. */
  get: vaultOperation({ views: ['main-view'], kind: 'reads', input: nothing }, type<Overview>()),
  /**
   * Returns the files in which keys were written in plain text, as the log has it, and that are still there. A file
   * that can't be looked at in time counts as still there.
   */
  plainFiles: vaultOperation({ views: ['main-view'], kind: 'reads', input: nothing }, type<PlainFile[]>()),
};

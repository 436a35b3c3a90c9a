import type { KeySort } from './access-key';
import { type FieldIssue, freeText } from './fields';
import type { Narrowed } from './selection';

/** A column of a view, as the page knows it. The vault only keeps it. */
export interface ViewColumn {
  column: string;
  /** In CSS pixels; 0: as wide as usual. */
  width: number;
}

/** What a named view shows. */
export interface ViewShown {
  narrowed: Narrowed;
  sort: KeySort;
  /** The columns in their order; empty: the usual ones. */
  columns: ViewColumn[];
}

/** What the list is narrowed to, kept under a name. */
export interface NamedView {
  id: number;
  name: string;
  /** `null`: only a later Keyfold knows what it shows. */
  shown: ViewShown | null;
}

/** Most characters of the name of a view, most views of a vault, and most columns of a view. */
export const viewLimits = { name: 64, views: 50, columns: 40 } as const;

/** Returns what is wrong with the name of a view. */
export function checkView(name: string): FieldIssue[] {
  return [...freeText('view', name, viewLimits.name, true)];
}

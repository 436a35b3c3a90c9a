import { viewShown } from '../../common/contract/named-views';
import { fail } from '../../common/errors';
import { errorsOf } from '../../common/keys/fields';
import { checkView, type NamedView, type ViewShown, viewLimits } from '../../common/keys/named-views';
import { tidy } from '../../common/keys/text';
import type { Reader, Writer } from '../store/database/database';
import { fold } from '../store/database/sort-names';
import { freshId } from './accounts/identities';

/** Named views of the list. The functions that write must be called inside a `write`. */

interface StoredView {
  id: number;
  name: string;
  shown: string;
}

const select = 'SELECT id, name, shown FROM named_view';

/** Returns what a stored view shows; `null` if only a later Keyfold knows it. */
function shownIn(stored: string): ViewShown | null {
  const read = viewShown.safeParse(JSON.parse(stored));
  return read.success ? read.data : null;
}

/** Returns every named view in its order. */
export function listViews(database: Reader): NamedView[] {
  return database
    .all<StoredView>(`${select} ORDER BY place, id`)
    .map(({ shown, ...view }) => ({ ...view, shown: shownIn(shown) }));
}

/** Returns the name of a view. Errors: `view-gone`. */
export function viewName(database: Reader, id: number): string {
  return find(database, id).name;
}

const find = (database: Reader, id: number): StoredView =>
  database.get<StoredView>(`${select} WHERE id = ?`, id) ?? fail('view-gone', {});

/**
 * Makes a view (`id` is `null`), which comes last, or changes one. Returns its id, and whether anything is different
 * now. Errors: `invalid-fields`, `view-taken`, `view-gone`, `too-many-views`.
 */
export function saveView(
  database: Writer,
  id: number | null,
  typed: { name: string; shown: ViewShown },
): { view: number; changed: boolean } {
  const issues = errorsOf(checkView(typed.name));
  if (issues.length > 0) fail('invalid-fields', { issues });
  const former = id === null ? null : find(database, id);
  const [name, shown] = [tidy(typed.name), JSON.stringify(typed.shown)];
  const same = database.get<StoredView>(`${select} WHERE name_folded = ?`, fold(name));
  if (same && same.id !== id) fail('view-taken', { name: same.name });
  if (former) {
    const changed = former.name !== name || former.shown !== shown;
    const change = 'UPDATE named_view SET name = ?, name_folded = ?, shown = ? WHERE id = ?';
    if (changed) database.runOne(change, name, fold(name), shown, former.id);
    return { view: former.id, changed };
  }
  const { views, last } = database.get<{ views: number; last: number }>(
    'SELECT count(*) AS views, coalesce(max(place), 0) AS last FROM named_view',
  ) ?? { views: 0, last: 0 };
  if (views >= viewLimits.views) fail('too-many-views', { limit: viewLimits.views });
  const view = freshId();
  const make = 'INSERT INTO named_view (id, name, name_folded, place, shown) VALUES (?, ?, ?, ?, ?)';
  database.runOne(make, view, name, fold(name), last + 1, shown);
  return { view, changed: true };
}

/** Errors: `view-gone`. */
export function removeView(database: Writer, id: number): void {
  find(database, id);
  database.runOne('DELETE FROM named_view WHERE id = ?', id);
}

/**
 * Puts the views into this order; those that are left out come after them. Returns whether it is another order. Errors:
 * `view-gone`.
 */
export function orderViews(database: Writer, first: readonly number[]): boolean {
  for (const id of first) find(database, id);
  const before = database.all<{ id: number }>('SELECT id FROM named_view ORDER BY place, id').map(({ id }) => id);
  const after = [...new Set([...first, ...before])];
  for (const [place, id] of after.entries())
    database.runOne('UPDATE named_view SET place = ? WHERE id = ?', place + 1, id);
  return after.some((id, place) => id !== before[place]);
}

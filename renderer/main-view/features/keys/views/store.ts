import { create } from 'zustand';
import { type ColumnId, columnIds } from '../../../../../common/keys/columns';
import type { NamedView, ViewShown } from '../../../../../common/keys/named-views';
import { toast } from '../../../../design/toast';
import { translator } from '../../../../i18n';
import { isolate } from '../../../../i18n/words';
import { client } from '../../../client';
import { reported } from '../../../report';
import { focusOn, gridId, showPage } from '../../../ui';
import { keys } from '../store';
import { leaveColumnsOfView, showColumnsOfView, useColumns } from '../store/columns';
import { everyKey, questionOf } from '../store/state';

interface ViewsState {
  views: readonly NamedView[];
  /** The view that the list shows, until it is asked for something else. */
  shown: number | null;
}

/** The named views of the vault. */
export const useViews = create<ViewsState>(() => ({ views: [], shown: null }));

/** Reads the views. */
export async function loadViews(): Promise<void> {
  const reply = await reported(client.views.list({}));
  if (reply) useViews.setState({ views: reply.value });
}

/** What the list shows now, for a view to keep. */
export function presentView(): ViewShown {
  const state = keys.store.getState();
  const { shown, widths } = useColumns.getState();
  return {
    narrowed: questionOf(state),
    sort: state.sort,
    columns: (shown ?? []).map((column) => ({ column, width: widths[column] ?? 0 })),
  };
}

/** Shows what a view shows: its keys in its order, with its columns. */
export async function showView({ id, shown }: NamedView): Promise<void> {
  if (shown === null) return;
  const { narrowed, sort, columns } = shown;
  const known = columns.flatMap(({ column, width }) => {
    const found = columnIds.find((name) => name === column);
    return found ? [[found, width] as const] : [];
  });
  showColumnsOfView({
    shown: known.length > 0 ? known.map(([name]) => name) : null,
    widths: Object.fromEntries(known.filter(([, width]) => width > 0)) as Partial<Record<ColumnId, number>>,
  });
  showPage('keys');
  useViews.setState({ shown: id });
  await keys.show({ ...everyKey, ...narrowed, filter: narrowed.filter ?? {} }, sort);
  focusOn(gridId);
}

/** Marks a view as shown that keeps what the list shows now. Its columns are the view's from now on. */
export function beInView(id: number): void {
  const { shown, widths } = useColumns.getState();
  showColumnsOfView({ shown, widths });
  useViews.setState({ shown: id });
}

/** Goes from a view to another part of the vault, which has the person's own columns. */
export function leaveView(): void {
  useViews.setState({ shown: null });
  leaveColumnsOfView();
}

/** Stops marking a view as shown when the list is asked for something else. It is called once. */
export function followViews(): void {
  keys.store.subscribe((now, before) => {
    const { views, shown } = useViews.getState();
    if (shown === null || (now.answered === before.answered && now.sort === before.sort)) return;
    const view = views.find(({ id }) => id === shown)?.shown;
    const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
    const asked = view && { ...everyKey, ...view.narrowed };
    if (!asked || !same(asked, questionOf(now)) || !same(view.sort, now.sort)) useViews.setState({ shown: null });
  });
}

/** Sets a view to what the list shows now. */
export async function updateView({ id, name }: NamedView): Promise<void> {
  if (!(await reported(client.views.save({ view: id, name, shown: presentView() })))) return;
  beInView(id);
  toast('good', translator()('filter:views.updated', { name: isolate(name) }));
}

/** Removes a view. The keys that it shows stay as they are. */
export async function removeView({ id, name }: NamedView): Promise<void> {
  if (!(await reported(client.views.remove({ view: id })))) return;
  toast('good', translator()('filter:views.removed', { name: isolate(name) }));
}

/** Moves a view by one place. */
export async function moveView({ id }: NamedView, by: -1 | 1): Promise<void> {
  const ids = useViews.getState().views.map((view) => view.id);
  const at = ids.indexOf(id);
  const to = at + by;
  if (to < 0 || to >= ids.length) return;
  ids.splice(at, 1);
  ids.splice(to, 0, id);
  await reported(client.views.reorder({ views: ids }));
}

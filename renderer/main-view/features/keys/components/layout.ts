import type { ColumnId, ListColumns } from '../../../../../common/keys/columns';

/** Pixels of each column but the name, which grows. */
const usualWidths: Readonly<Record<Exclude<ColumnId, 'name'>, number>> = {
  accessKeyId: 178,
  provider: 132,
  account: 132,
  user: 100,
  type: 84,
  status: 84,
  default: 62,
  age: 76,
  created: 96,
  used: 96,
  due: 104,
  expires: 104,
  tags: 132,
};

/** Pixels of the name: the least there is, and what it has before a column that can be missed gets room. */
const nameWidths = { tight: 100, least: 130, first: 220 };

/** Pixels of the check box, the menu, the gaps, and the space at the sides with a scroll bar. */
const sizes = { check: 18, menu: 28, gap: 10, sides: 34 };

/** The columns in their order, if nobody has chosen. */
const usualOrder: readonly ColumnId[] = [
  'name',
  'accessKeyId',
  'account',
  'user',
  'type',
  'tags',
  'status',
  'default',
  'age',
];
/** The columns that a list has at its narrowest, and which come next, the most important first. */
const always: readonly ColumnId[] = ['name', 'status'];
const next: readonly ColumnId[] = ['age', 'default'];
const then: readonly ColumnId[] = ['accessKeyId', 'tags', 'user', 'account', 'type'];

interface Layout {
  columns: readonly ColumnId[];
  /** The value of `grid-template-columns`. */
  template: string;
  /** Pixels that a row needs. If the list is narrower, it scrolls sideways. */
  least: number;
}

/** Returns as how wide a column is shown, in pixels; the name: how wide at least. */
export function widthOf(id: ColumnId, { widths }: ListColumns): number {
  return widths[id] ?? (id === 'name' ? nameWidths.least : usualWidths[id]);
}

/**
 * Returns which columns the list shows in that width, in pixels, and how wide they are. Columns that a person chose are
 * all shown. Else those are left out that would take the name's room. `tagged`: the vault has tags.
 */
export function layoutOf(width: number, chosen: ListColumns, tagged: boolean): Layout {
  const least = (ids: readonly ColumnId[], name: number) =>
    ids.reduce((sum, id) => sum + (id === 'name' ? name : widthOf(id, chosen)) + sizes.gap, 0) +
    sizes.check +
    sizes.gap +
    sizes.menu +
    sizes.sides;
  const layout = (ids: readonly ColumnId[], name: number): Layout => ({
    columns: ids,
    template: [
      `${sizes.check}px`,
      ...ids.map((id) => (id === 'name' ? `minmax(${name}px, 1fr)` : `${widthOf(id, chosen)}px`)),
      `${sizes.menu}px`,
    ].join(' '),
    least: least(ids, name),
  });
  const name = widthOf('name', chosen);
  if (chosen.shown) return layout(chosen.shown, name);
  let shown = always;
  for (const id of next) if (least([...shown, id], name) <= width) shown = [...shown, id];
  // The name gets its room before columns that the properties of the key have too.
  const roomy = Math.max(name, nameWidths.first);
  for (const id of then) {
    if (id === 'tags' && !tagged) continue;
    if (least([...shown, id], roomy) > width) break;
    shown = [...shown, id];
  }
  const inOrder = usualOrder.filter((id) => shown.includes(id));
  return layout(inOrder, least(inOrder, name) <= width ? name : nameWidths.tight);
}

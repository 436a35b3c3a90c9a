import type { ColumnId } from '../../../../../common/keys/columns';
import { gridId } from '../../../ui';
import { useTags } from '../../tags/store';
import { useColumns } from '../store/columns';
import { layoutOf } from './layout';

/** Returns the columns that the list shows at this moment. */
export function columnsShown(): readonly ColumnId[] {
  const width = document.getElementById(gridId)?.clientWidth ?? window.innerWidth;
  return layoutOf(width, useColumns.getState(), useTags.getState().tags.size > 0).columns;
}

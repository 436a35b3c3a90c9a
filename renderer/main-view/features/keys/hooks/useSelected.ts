import type { KeyDetail, KeyRow } from '../../../../../common/keys/access-key';
import { indexOfRow, rowIn } from '../../../../rows-window';
import { useKeys } from '../store';

/** Returns the selected key, or `null`. Its row is there at once; the rest of the detail follows. */
export function useSelected(): { row: KeyRow; detail: KeyDetail | null } | null {
  const id = useKeys((state) => state.selectedId);
  const detail = useKeys((state) => state.detail);
  const pages = useKeys((state) => state.pages);
  if (id === null) return null;
  if (detail?.id === id) return { row: detail, detail };
  const row = rowIn(pages, indexOfRow(pages, id));
  return row ? { row, detail: null } : null;
}

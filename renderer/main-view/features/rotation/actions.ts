import type { KeyRow } from '../../../../common/keys/access-key';
import type { KeySelection } from '../../../../common/keys/selection';
import { openDialog, showPage } from '../../ui';
import { begin } from './acts';
import { board } from './board';

/** Shows the rotation of a key. That begins nothing. */
export function rotate(row: Pick<KeyRow, 'id'>): void {
  openDialog({ kind: 'rotation', id: row.id });
}

/** Begins the rotation of the keys of a selection, and shows them on the board. */
export async function rotateAll(selection: KeySelection): Promise<void> {
  if (!(await begin(selection))) return;
  await board.show('started');
  showPage('rotation');
}

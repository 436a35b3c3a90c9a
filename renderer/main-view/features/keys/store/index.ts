import { useStore } from 'zustand';
import { toast } from '../../../../design/toast';
import { translator } from '../../../../i18n';
import { errorWords } from '../../../../i18n/words';
import { client } from '../../../client';
import { createKeys } from './keys';
import { mostMarked } from './marking';
import type { KeysState } from './state';

/** The one list of the main view. */
export const keys = createKeys(
  client.keys,
  (error) => toast('danger', errorWords(translator(), error)),
  () => toast('info', translator()('accounts:selection.most', { number: mostMarked })),
);

/** Returns a part of the list's state. The component renders again when that part changes. */
export function useKeys<Part>(part: (state: KeysState) => Part): Part {
  return useStore(keys.store, part);
}

import { mostPlanned } from '../../../../common/intents';
import type { KeyRow } from '../../../../common/keys/access-key';
import { toast } from '../../../design/toast';
import { language, translator } from '../../../i18n';
import { formatNumber } from '../../../i18n/format';
import { client } from '../../client';
import { reported } from '../../report';
import { keys } from '../keys/store';
import { countChosen, questionOf } from '../keys/store/state';

/** Most rows that the vault returns in one window of the list. */
const mostRead = 500;

/**
 * Returns the rows of the chosen keys, for a dialog that needs to know each of them. Those that only a question names
 * are read. If that fails or they are too many for one plan, it says so and returns `null`.
 */
export async function chosenRows(): Promise<readonly KeyRow[] | null> {
  const state = keys.store.getState();
  const { all, marked, sort } = state;
  if (!all) return [...marked.values()];
  const count = countChosen(state);
  if (count > mostPlanned) {
    const number = (value: number) => formatNumber(language(), value);
    toast('danger', translator()('bulk:tooMany', { limit: number(mostPlanned), number: number(count) }));
    return null;
  }
  const found = new Map<string, KeyRow>();
  for (let offset = 0, total = 1; offset < total; offset += mostRead) {
    const page = await reported(client.keys.list({ ...questionOf(state), sort, offset, limit: mostRead }));
    if (!page) return null;
    total = page.value.total;
    for (const row of page.value.rows) if (!all.except.has(row.id)) found.set(row.id, row);
  }
  return [...found.values()];
}

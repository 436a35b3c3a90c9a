import type { KeyRow } from '../../../../common/keys/access-key';
import { client } from '../../client';
import { reported } from '../../report';
import { goToKey } from './go-to-key';
import { keys } from './store';

/** Most rows that the vault returns at once. */
const mostRead = 500;

/** Returns what the last import added; `null` if that can't be read. */
async function importedRows(): Promise<KeyRow[] | null> {
  const rows: KeyRow[] = [];
  for (let offset = 0, total = 1; offset < total; offset += mostRead) {
    const reply = await reported(client.keys.imported({ offset, limit: mostRead }));
    if (!reply) return null;
    total = reply.value.total;
    rows.push(...reply.value.rows);
  }
  return rows;
}

/**
 * Goes to the first key that the last import added, as {@link goToKey} does. All that it added are chosen, so that they
 * can be given tags, dates or an owner at once.
 */
export async function showImported(): Promise<void> {
  const rows = await importedRows();
  const [first] = rows ?? [];
  if (!rows || !first) return;
  await goToKey(first.id);
  if (rows.length > 1) keys.markThese(rows);
}

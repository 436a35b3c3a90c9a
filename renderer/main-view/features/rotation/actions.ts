import type { KeyRow } from '../../../../common/keys/access-key';
import { client } from '../../client';
import { reported } from '../../report';
import { openDialog, showPage } from '../../ui';
import { keys } from '../keys/store';
import { due } from './store';

/** Returns the id of the rotation under way that a key is part of, or `null`. */
export function rotationWith(keyId: string): string | null {
  const open = due.store.getState().summary?.open ?? [];
  return open.find(({ oldKey, newKey }) => oldKey?.id === keyId || newKey?.id === keyId)?.id ?? null;
}

/** Begins the rotation of a key, or opens the one that is under way. */
export async function rotate(row: KeyRow): Promise<void> {
  const open = rotationWith(row.id);
  if (open !== null) return openDialog({ kind: 'rotation', id: open });
  const started = await reported(client.rotation.start({ id: row.id }));
  if (started) openDialog({ kind: 'rotation', id: started.value.rotation });
}

/** Shows a key in the list of all keys. */
export async function showKey(id: string): Promise<void> {
  showPage('keys');
  await keys.showProvider(null);
  keys.select(id);
}

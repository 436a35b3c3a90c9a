import type { KeyRow } from '../../../../common/keys/access-key';
import { client } from '../../client';
import { reported } from '../../report';
import { openDialog } from '../../ui';
import { useRotations } from './store';

/** Returns the id of the rotation under way that a key is part of, or `null`. */
export function rotationWith(keyId: string): string | null {
  const { open } = useRotations.getState();
  return open.find(({ oldKey, newKey }) => oldKey?.id === keyId || newKey?.id === keyId)?.id ?? null;
}

/** Begins the rotation of a key, or opens the one that is under way. */
export async function rotate(row: KeyRow): Promise<void> {
  const open = rotationWith(row.id);
  if (open !== null) return openDialog({ kind: 'rotation', id: open });
  const started = await reported(client.rotation.start({ id: row.id }));
  if (started) openDialog({ kind: 'rotation', id: started.value.rotation });
}

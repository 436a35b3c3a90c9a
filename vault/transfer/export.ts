import type { Encrypter } from 'age-encryption';
import { profileIds } from '../../common/providers';
import type { ExportScope } from '../../common/transfer/export';
import type { VaultDatabase } from '../database/database';
import { openStored, wipePlain } from '../keys/add';
import { findKey } from '../keys/repository';
import type { OpenVault } from '../session';
import { exportFrame, keyJson } from './export-format';
import { keysPerTurn, type Turns } from './turns';

/** The ids of the keys of a scope, in the order in which they were added; ids that are gone are left out. */
export function idsIn(database: VaultDatabase, scope: ExportScope): string[] {
  const ids = (condition: string, ...values: (string | number)[]) =>
    database
      .all<{ id: string }>(`SELECT id FROM access_key k ${condition} ORDER BY number`, ...values)
      .map(({ id }) => id);
  switch (scope.kind) {
    case 'all':
      return ids('');
    case 'profile':
      return ids('WHERE profile = ?', scope.profile);
    case 'account':
      return ids('WHERE identity IN (SELECT id FROM identity WHERE account = ?)', scope.id);
    case 'keys': {
      const wanted = new Set(scope.ids);
      return ids('').filter((id) => wanted.has(id));
    }
  }
}

/**
 * The encrypted file of these keys. The secret key stays the caller's. `now`: since the epoch. Errors: `not-found` (one was
 * deleted meanwhile), `secret-damaged`, `cancelled`.
 */
export async function exportFile(
  vault: OpenVault,
  secretKey: Uint8Array,
  ids: readonly string[],
  encrypter: Encrypter,
  now: number,
  turns: Turns,
): Promise<Buffer> {
  const { start, between, end } = exportFrame(now);
  const parts: Buffer[] = [Buffer.from(start, 'utf8')];
  try {
    for (const [index, id] of ids.entries()) {
      if (index % keysPerTurn === 0) await turns.next(index, ids.length);
      const stored = findKey(vault.database, id);
      const plain = openStored(vault, secretKey, id, stored.accessKeyId);
      parts.push(Buffer.from(`${index === 0 ? '' : between}${keyJson(stored, plain)}`, 'utf8'));
      wipePlain(plain);
    }
    parts.push(Buffer.from(end, 'utf8'));
    const json = Buffer.concat(parts);
    try {
      const file = await encrypter.encrypt(json);
      await turns.next(ids.length, ids.length);
      return Buffer.from(file.buffer, file.byteOffset, file.byteLength);
    } finally {
      json.fill(0);
    }
  } finally {
    for (const part of parts) part.fill(0);
  }
}

/** A name for the file: nothing of a key, an account or a person stands in it. */
export function exportFileName(scope: ExportScope, now: number): string {
  const day = new Date(now).toISOString().slice(0, 10);
  const profile = scope.kind === 'profile' ? profileIds.find((id) => id === scope.profile) : undefined;
  return `keyfold-export${profile ? `-${profile}` : ''}-${day}.age`;
}

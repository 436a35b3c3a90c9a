import { passwordBytes } from '../../common/keys/text-bytes';
import type { Writer } from '../../vault/store/database/database';
import { wipeKeys } from '../../vault/store/slots/slots';
import { masterPassword } from './fake-keys';
import { openFolder } from './open-folder';

/** What a key becomes that only a later Keyfold knows. What is left out stays as it is. */
export interface LaterKey {
  /** The present name of the key. */
  name: string;
  provider?: string;
  identityKind?: string;
  keyType?: string;
}

/** Changes keys of a closed vault into such as only a later Keyfold writes, with the rules that it stores for them. */
export async function plantLater(folder: string, keys: readonly LaterKey[]): Promise<void> {
  const opened = await openFolder(folder, passwordBytes(masterPassword));
  try {
    opened.database.write((writer) => {
      for (const [index, key] of keys.entries()) plant(writer, key, 7_000_001 + index);
    });
  } finally {
    opened.database.close();
    wipeKeys(opened.keys);
  }
}

interface Row {
  provider: string;
  kind: string;
  keyType: string;
  accountId: string;
  user: string;
}

function plant(writer: Writer, { name, ...later }: LaterKey, id: number): void {
  const found = writer.get<Row>(
    `SELECT k.profile AS provider, i.kind, k.key_type AS keyType, a.root_account_id AS accountId, i.name AS user
     FROM access_key k JOIN identity i ON i.id = k.identity JOIN account a ON a.id = i.account WHERE k.name = ?`,
    name,
  );
  if (!found) throw new Error(`no key ${name}`);
  const provider = later.provider ?? found.provider;
  const kind = later.identityKind ?? found.kind;
  writer.run('INSERT OR IGNORE INTO identity_rule VALUES (?, ?, 1, 3, 1, 1)', provider, kind);
  const find = 'SELECT id FROM account WHERE profile = ? AND root_account_id = ?';
  const account = writer.get<{ id: number }>(find, provider, found.accountId)?.id ?? id;
  writer.run(
    'INSERT OR IGNORE INTO account (id, profile, root_account_id) VALUES (?, ?, ?)',
    account,
    provider,
    found.accountId,
  );
  writer.run(
    'INSERT INTO identity (id, account, profile, kind, name) VALUES (?, ?, ?, ?, ?)',
    id,
    account,
    provider,
    kind,
    `${found.user} later`,
  );
  writer.run(
    'UPDATE access_key SET identity = ?, profile = ?, key_type = ? WHERE name = ?',
    id,
    provider,
    later.keyType ?? found.keyType,
    name,
  );
}

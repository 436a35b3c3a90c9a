import { fail } from '../../../common/errors';
import { lastArchive, resealArchives } from '../../audit/archives';
import { auditColumns, chainKey, headSeal, rowMac, type StoredAuditRow } from '../../audit/chain';
import { checkChain } from '../../audit/check';
import { brokenHead, createAuditLog } from '../../audit/log';
import { sameBytes } from '../../base/crypto/same-bytes';
import { checkOriginals, resealOriginals } from '../../keys/originals';
import { openValue, sealValue } from '../../keys/sealed';
import type { VaultDatabase, Writer } from '../../store/database/database';
import { openDatabase, rekeyDatabase } from '../../store/database/open';
import type { VaultKeys } from '../../store/slots/slots';
import type { Slots } from '../../store/slots/slots-format';
import { noteSlots } from '../../store/slots/slots-hash';

/**
 * Gives a copy of the vault's database new keys. Every secret is sealed anew, the log is chained anew, every page is
 * encrypted anew, and everything is read back. The vault itself is not touched.
 *
 * The log's rows stay as they are. Their macs are made anew, because they were made with the former key, which must be
 * worth nothing afterwards. If the chain was broken, it stays broken at the same row.
 */

export interface Rebuild {
  /** A copy of the database that nothing else uses. */
  file: string;
  slots: { former: Slots; next: Slots };
  former: VaultKeys;
  next: VaultKeys;
  /** What the database stores of the mark that was made with the former key; `null` if there is none. */
  mark: Buffer | null;
  /**
   * Seals the authenticator app's key under the next vault key. It is called inside a transaction. Errors:
   * `secret-damaged`.
   */
  resealAuthenticator(database: Writer, vaultId: string, former: Buffer, next: Buffer): void;
  /** The local user's name, for the log. */
  actor: string;
  /** Milliseconds since the epoch. */
  now: number;
}

/** Errors: `secret-damaged` if a secret doesn't open with the former key, `vault-damaged`, those of SQLite. */
export async function rebuildDatabase(rebuild: Rebuild): Promise<void> {
  const { file, slots, former, next, now } = rebuild;
  const { vaultId } = slots.former;
  const chains = { former: chainKey(former.vaultKey, vaultId), next: chainKey(next.vaultKey, vaultId) };
  try {
    const copy = openDatabase(file, former.vaultKey, vaultId);
    try {
      const { broken } = await checkChain(copy, chains.former, () => now);
      copy.write(() => rewrite(copy, rebuild, chains, broken?.row ?? null));
    } finally {
      copy.close();
    }
    rekeyDatabase(file, former.vaultKey, next.vaultKey);
    await check(rebuild, chains.next);
  } finally {
    chains.former.fill(0);
    chains.next.fill(0);
  }
}

function rewrite(
  database: VaultDatabase,
  rebuild: Rebuild,
  chains: { former: Buffer; next: Buffer },
  broken: number | null,
): void {
  const { slots, former, next, mark, actor, now } = rebuild;
  eachSecret(database, slots.former.vaultId, (sealed, place, table) => {
    const plain = openValue(former.secretKey, sealed, place);
    try {
      const again = sealValue(next.secretKey, plain, place);
      const back = openValue(next.secretKey, again, place);
      const same = sameBytes(back, plain);
      back.fill(0);
      if (!same) fail('secret-damaged', {});
      database.run(`UPDATE ${table} SET ${place.field} = ? WHERE id = ?`, again, place.keyId);
    } finally {
      plain.fill(0);
    }
  });
  resealOriginals(database, slots.former.vaultId, former.secretKey, next.secretKey);
  rebuild.resealAuthenticator(database, slots.former.vaultId, former.vaultKey, next.vaultKey);
  resealArchives(database, chains.former, chains.next);
  chainAnew(database, chains.next, broken);
  database.run('UPDATE meta SET accepted_mark = ?', mark);
  noteSlots(database, slots.next);
  const audit = createAuditLog({ database, key: chains.next, actor, now: () => now });
  const keys = database.get<{ keys: number }>('SELECT count(*) AS keys FROM access_key')?.keys ?? 0;
  audit.append({ action: 'rekey', facts: { count: keys, ...(broken === null ? {} : { row: broken }) } });
}

/** The tables that have sealed secrets: keys, and deleted keys. */
const sealedTables = ['access_key', 'binned_key'] as const;
type SealedTable = (typeof sealedTables)[number];

/** Calls the act for every sealed secret and token. */
function eachSecret(
  database: VaultDatabase,
  vaultId: string,
  visit: (sealed: Buffer, place: Parameters<typeof sealValue>[2], table: SealedTable) => void,
): void {
  for (const table of sealedTables) eachSecretIn(database, vaultId, table, visit);
}

function eachSecretIn(
  database: VaultDatabase,
  vaultId: string,
  table: SealedTable,
  visit: (sealed: Buffer, place: Parameters<typeof sealValue>[2], table: SealedTable) => void,
): void {
  const keys = database.all<{ id: string; accessKeyId: string; secret: Buffer; token: Buffer | null }>(
    `SELECT id, access_key_id AS accessKeyId, secret, token FROM ${table}`,
  );
  for (const { id, accessKeyId, secret, token } of keys) {
    const place = { vaultId, keyId: id, accessKeyId };
    visit(secret, { ...place, field: 'secret' }, table);
    if (token !== null) visit(token, { ...place, field: 'token' }, table);
  }
}

/** Makes every mac of the log anew. From a break on, the rows are chained to a value that no check accepts. */
function chainAnew(database: VaultDatabase, key: Buffer, broken: number | null): void {
  const guard = database.get<{ sql: string }>("SELECT sql FROM sqlite_schema WHERE name = 'audit_is_not_updated'");
  if (!guard) throw new Error('no guard');
  database.run('DROP TRIGGER audit_is_not_updated');
  const rows = database.all<StoredAuditRow>(`SELECT ${auditColumns} FROM audit ORDER BY number`);
  // The archives stay as they are, and the log is chained to the last of them as before.
  let mac = lastArchive(database)?.mac ?? null;
  for (const row of rows) {
    mac = rowMac(key, row, row.number === broken ? brokenHead : mac);
    database.run('UPDATE audit SET mac = ? WHERE number = ?', mac, row.number);
  }
  database.run(guard.sql);
  const last = rows.at(-1)?.number ?? lastArchive(database)?.last ?? 0;
  // If the break is after the last row, the head gets a seal that no check accepts. So what is chained to it fails the
  // check too.
  const seal = mac && (broken !== null && broken > last ? Buffer.alloc(32) : headSeal(key, last, mac));
  database.run('UPDATE meta SET audit_number = ?, audit_mac = ?, audit_seal = ?', last, mac, seal);
}

/** Opens the database as an unlock would, and checks everything in it. */
async function check({ file, slots, next, now }: Rebuild, chain: Buffer): Promise<void> {
  const { vaultId } = slots.next;
  const database = openDatabase(file, next.vaultKey, vaultId);
  try {
    const whole = database.all<Record<string, unknown>>('PRAGMA integrity_check');
    if (whole.length !== 1 || Object.values(whole[0] ?? {})[0] !== 'ok')
      fail('vault-damaged', { file, part: 'database' });
    eachSecret(database, vaultId, (sealed, place) => openValue(next.secretKey, sealed, place).fill(0));
    checkOriginals(database, vaultId, next.secretKey);
    const told = database.get<{ row: number | null }>(
      "SELECT json_extract(detail, '$.row') AS row FROM audit WHERE action = 'rekey' ORDER BY number DESC LIMIT 1",
    );
    const { broken } = await checkChain(database, chain, () => now);
    if ((broken === null) !== (told?.row === null)) fail('vault-damaged', { file, part: 'database' });
  } finally {
    database.close();
  }
}

import type { IdentityName } from '../../common/accounts/account';
import { fail } from '../../common/errors';
import { type CredentialKind, isKnownProvider, needsNewer, type ProviderId } from '../../common/providers';
import type { Reader, Value, Writer } from '../store/database/database';
import { accountKeys, identityKeys } from '../store/database/sort-names';
import { refuseWithoutRoom, saidByRules } from './accounts/room';
import { keptColumns } from './bin';
import { holderOf } from './repository';
import { type RevealRule, stricterRule } from './reveal-rule';
import type { Searched } from './search';
import { indexed, noteAdded } from './search-index';

/**
 * Brings deleted keys back out of the recycle bin, with every rule that holds for a new key. Functions that write must
 * be called inside a `write`.
 */

interface Binned {
  number: number;
  id: string;
  provider: ProviderId;
  accessKeyId: string;
  credential: CredentialKind;
  keyType: string;
  name: string;
  description: string;
  isDefault: 0 | 1;
  revealRule: RevealRule;
  account: number;
  accountId: string;
  accountAlias: string;
  accountKept: 0 | 1;
  accountTags: string;
  identity: number;
  identityKind: string;
  identityName: string;
  identityRemark: string;
  identityAccess: string;
  identityCredential: string;
  identityApi: string;
  identityKept: 0 | 1;
}

const columns = `number, id, profile AS provider, access_key_id AS accessKeyId, credential, key_type AS keyType, name,
  description, is_default AS isDefault, reveal_rule AS revealRule, account, root_account_id AS accountId,
  account_alias AS accountAlias, account_kept AS accountKept, account_tags AS accountTags, identity,
  identity_kind AS identityKind, identity_name AS identityName, identity_remark AS identityRemark,
  identity_access AS identityAccess, identity_credential AS identityCredential, identity_api AS identityApi,
  identity_kept AS identityKept`;

/** Errors: `not-found`. */
function findBinned(reader: Reader, id: string): Binned {
  return reader.get<Binned>(`SELECT ${columns} FROM binned_key WHERE id = ?`, id) ?? fail('not-found', {});
}

interface Place {
  account: number | null;
  identity: number | null;
  /** The identity as it is called now, or was if it is gone. */
  who: IdentityName;
}

/** Returns where a key would go: its account and identity if they are there, also under new names. */
function placeOf(reader: Reader, key: Binned): Place {
  const { provider } = key;
  const named = `SELECT i.id AS identity, a.id AS account, a.root_account_id AS accountId, i.kind AS identityKind,
    i.name AS identityName FROM identity i JOIN account a ON a.id = i.account WHERE a.profile = ?`;
  type Found = { identity: number; account: number } & Omit<IdentityName, 'provider'>;
  const placed = ({ identity, account, ...who }: Found): Place => ({ identity, account, who: { provider, ...who } });
  const same = reader.get<Found>(`${named} AND i.id = ?`, provider, key.identity);
  if (same) return placed(same);
  const holder = `SELECT id, root_account_id AS accountId FROM account WHERE profile = ?`;
  type Account = { id: number; accountId: string };
  const account =
    reader.get<Account>(`${holder} AND id = ?`, provider, key.account) ??
    reader.get<Account>(`${holder} AND root_account_id = ?`, provider, key.accountId);
  const { identityKind, identityName } = key;
  const namesake =
    account &&
    reader.get<Found>(
      `${named} AND a.id = ? AND i.kind = ? AND i.name = ?`,
      provider,
      account.id,
      identityKind,
      identityName,
    );
  if (namesake) return placed(namesake);
  const accountId = account?.accountId ?? key.accountId;
  return { account: account?.id ?? null, identity: null, who: { provider, accountId, identityKind, identityName } };
}

/** Returns the row of the key's identity. Makes the identity and its account again if they are gone. */
function identityFor(writer: Writer, key: Binned, place: Place): number {
  if (place.identity !== null) return place.identity;
  if (place.account === null) {
    const { sorted, searched } = accountKeys({ alias: key.accountAlias, accountId: key.accountId });
    writer.runOne(
      `INSERT INTO account (id, profile, root_account_id, alias, sorted, searched, kept)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
      key.account,
      key.provider,
      key.accountId,
      key.accountAlias,
      sorted,
      searched,
      key.accountKept,
    );
    writer.run(
      'INSERT INTO account_tag (account, tag) SELECT ?, id FROM tag WHERE name_folded IN (SELECT value FROM json_each(?))',
      key.account,
      key.accountTags,
    );
  }
  const values: Value[] = [
    key.identity,
    place.account ?? key.account,
    key.provider,
    key.identityKind,
    key.identityName,
  ];
  const { sorted, searched } = identityKeys({ name: key.identityName, remark: key.identityRemark });
  writer.runOne(
    `INSERT INTO identity (id, account, profile, kind, name, remark, sorted, searched, access_type, credential,
       api_credential, kept)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...values,
    key.identityRemark,
    sorted,
    searched,
    key.identityAccess,
    key.identityCredential,
    key.identityApi,
    key.identityKept,
  );
  return key.identity;
}

/** Errors: `access-key-id-taken` with the name of the key that has it. */
function refuseTaken(reader: Reader, { provider, accessKeyId }: Binned): void {
  const holder = holderOf(reader, provider, accessKeyId);
  if (holder) fail('access-key-id-taken', { name: holder.name });
}

/**
 * Says before a verification what would refuse the restore of these keys. Errors: `not-found`, `access-key-id-taken`,
 * `quota-full`, `key-not-allowed`.
 */
export function checkRestore(reader: Reader, ids: readonly string[]): void {
  const wanted = new Map<string, { who: IdentityName; credential: CredentialKind; more: number }>();
  for (const id of ids) {
    const key = findBinned(reader, id);
    refuseTaken(reader, key);
    const { who } = placeOf(reader, key);
    const place = JSON.stringify([...Object.values(who), key.credential]);
    const known = wanted.get(place) ?? { who, credential: key.credential, more: 0 };
    wanted.set(place, { ...known, more: known.more + 1 });
  }
  for (const { who, credential, more } of wanted.values()) refuseWithoutRoom(reader, who, credential, more);
}

/**
 * Brings a key back, with its tags. It is no default, unless it is one of a later Keyfold, which is brought back as it
 * was. Errors: those of {@link checkRestore}.
 */
export function restoreBinned(writer: Writer, id: string): void {
  const key = findBinned(writer, id);
  refuseTaken(writer, key);
  const place = placeOf(writer, key);
  const isLater = needsNewer({ ...place.who, keyType: key.keyType });
  const has = writer.get('SELECT 1 AS one FROM access_key WHERE profile = ? AND is_default = 1', key.provider);
  const rule = isKnownProvider(key.provider) && !isLater ? stricterRule(key, place.who.identityKind) : key.revealRule;
  const others = keptColumns.filter((column) => column !== 'is_default' && column !== 'reveal_rule');
  const named: Searched = { ...key, accountId: place.who.accountId, identityName: place.who.identityName };
  const searched = indexed(named);
  const number = saidByRules(writer, place.who, [key.credential], () =>
    Number(
      writer.runOne(
        `INSERT INTO access_key (identity, is_default, reveal_rule, letters, ${others.join(', ')})
         SELECT ?, ?, ?, ?, ${others.join(', ')} FROM binned_key WHERE id = ?`,
        identityFor(writer, key, place),
        isLater && key.isDefault === 1 && !has ? 1 : 0,
        rule,
        searched.letters,
        id,
      ),
    ),
  );
  // For a new key, a trigger takes its time of creation.
  const since =
    'UPDATE access_key SET active_since = (SELECT active_since FROM binned_key WHERE id = ?) WHERE number = ?';
  writer.runOne(since, id, number);
  writer.run('INSERT INTO key_tag (key, tag) SELECT ?, tag FROM binned_tag WHERE key = ?', number, key.number);
  noteAdded(writer, number, [searched]);
  writer.runOne('DELETE FROM binned_key WHERE id = ?', id);
}

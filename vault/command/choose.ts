import { fail } from '../../common/errors';
import { tidy } from '../../common/keys/text';
import { needsNewer } from '../../common/providers';
import type { ProviderId, StoredProviderId } from '../../common/providers/provider';
import { keyTables } from '../keys/list';
import type { Reader } from '../store/database/database';
import type { Which } from './request';

/** Finds the key that a command line means. */

/** A key that can be given to programs. */
export interface Chosen {
  id: string;
  name: string;
  accessKeyId: string;
  provider: ProviderId;
  identityKind: string;
  credential: 'long-term' | 'temporary';
  /** In milliseconds since the epoch; `null`: never. */
  expiresAt: number | null;
}

/** What is told of a key before anybody allowed anything: no more than what tells it apart. */
export interface Candidate {
  name: string;
  accessKeyId: string;
  provider: StoredProviderId;
}

export type Choice =
  | { key: Chosen }
  | { trouble: 'not-found' | 'no-default' | 'disabled' | 'expired' | 'needs-newer' }
  | { trouble: 'ambiguous' | 'which-provider'; candidates: readonly Candidate[]; more: number };

interface Row extends Omit<Chosen, 'provider'> {
  provider: StoredProviderId;
  keyType: string;
  status: 'enabled' | 'disabled';
}

const select = `SELECT k.id, k.name, k.access_key_id AS accessKeyId, k.profile AS provider, i.kind AS identityKind,
  k.key_type AS keyType, k.credential, k.status, k.expires_at AS expiresAt FROM ${keyTables}`;
const order = 'ORDER BY k.profile, k.name_folded, k.id';

/** Fewest characters of an AccessKey ID's end, so that nobody tries them all. */
const fewestOfEnd = 4;
/** The most keys that are named if a command line could mean several. */
const mostNamed = 10;

/** Returns the key that is meant. `now` in milliseconds since the epoch. */
export function choose(database: Reader, { key, provider }: Which, now: number): Choice {
  return key === null ? byDefault(database, provider, now) : byName(database, key, provider, now);
}

function byDefault(database: Reader, provider: ProviderId | null, now: number): Choice {
  const where = provider === null ? '' : 'AND k.profile = ?';
  const rows = database.all<Row>(
    `${select} WHERE k.is_default = 1 ${where} ${order}`,
    ...(provider === null ? [] : [provider]),
  );
  if (rows.length === 0) return { trouble: 'no-default' };
  return oneOf(rows, 'which-provider', now);
}

function byName(database: Reader, key: string, provider: ProviderId | null, now: number): Choice {
  const wanted = tidy(key);
  const find = (condition: string, ...values: string[]) =>
    database.all<Row>(
      `${select} WHERE ${condition} ${provider === null ? '' : 'AND k.profile = ?'} ${order}`,
      ...[...values, ...(provider === null ? [] : [provider])],
    );
  const ways = [
    () => find('k.access_key_id = ?', wanted),
    () => find('k.name = ?', wanted),
    () => ([...wanted].length < fewestOfEnd ? [] : find('substr(k.access_key_id, -length(?)) = ?', wanted, wanted)),
  ];
  for (const way of ways) {
    const rows = way();
    if (rows.length > 0) return oneOf(rows, 'ambiguous', now);
  }
  return { trouble: 'not-found' };
}

/** Chooses among keys that are meant. One that can't be used isn't, if another one is meant too. */
function oneOf(rows: readonly Row[], several: 'ambiguous' | 'which-provider', now: number): Choice {
  const usable = rows.filter((row) => troubleOf(row, now) === null);
  const [only] = usable;
  if (usable.length > 1) {
    const named = usable
      .slice(0, mostNamed)
      .map(({ name, accessKeyId, provider }) => ({ name, accessKeyId, provider }));
    return { trouble: several, candidates: named, more: usable.length - named.length };
  }
  const [first] = rows;
  if (only) return { key: chosen(only) };
  return { trouble: (first && troubleOf(first, now)) ?? 'not-found' };
}

function troubleOf({ status, expiresAt, ...row }: Row, now: number): 'disabled' | 'expired' | 'needs-newer' | null {
  if (needsNewer(row)) return 'needs-newer';
  if (status !== 'enabled') return 'disabled';
  return expiresAt !== null && expiresAt <= now ? 'expired' : null;
}

const chosen = ({ keyType: _, status: __, provider, ...row }: Row): Chosen => ({
  ...row,
  provider: provider as ProviderId,
});

/** Returns the key with this id as it is now. Errors: `not-found`, `not-enabled`, `key-expired`, `needs-newer`. */
export function usableNow(database: Reader, id: string, now: number): Chosen {
  const row = database.get<Row>(`${select} WHERE k.id = ?`, id) ?? fail('not-found', {});
  const trouble = troubleOf(row, now);
  if (trouble === 'needs-newer') return fail('needs-newer', {});
  if (trouble === 'disabled') return fail('not-enabled', {});
  if (trouble === 'expired') return fail('key-expired', {});
  return chosen(row);
}

import { fail, KeyfoldError } from '../../common/errors';
import { errorsOf } from '../../common/keys/fields';
import { checkTag, type Tag, type TagColour, type TagUse, tagLimits } from '../../common/keys/tags';
import { tidy } from '../../common/keys/text';
import type { Reader, Writer } from '../store/database/database';
import { fold } from '../store/database/sort-names';
import { freshId } from './accounts/identities';
import { skeletonOf } from './twins';

/** Tags of keys and accounts. The functions that write must be called inside a `write`. */

// It sorts names in both scripts, the same on every system.
const collator = new Intl.Collator('zh-CN', { numeric: true });

/** Returns every tag, sorted by name. */
function allTags(database: Reader): Tag[] {
  return database
    .all<Tag>('SELECT id, name, colour FROM tag')
    .sort((one, other) => collator.compare(one.name, other.name) || one.id - other.id);
}

/** Returns every tag with what has it, sorted by name. */
export function tagUses(database: Reader): TagUse[] {
  const keys = new Map(
    database
      .all<{ tag: number; keys: number }>('SELECT tag, count(*) AS keys FROM key_tag GROUP BY tag')
      .map((row) => [row.tag, row.keys]),
  );
  const accounts = new Map(
    database
      .all<{ tag: number; accounts: string }>(
        'SELECT tag, json_group_array(account ORDER BY account) AS accounts FROM account_tag GROUP BY tag',
      )
      .map((row) => [row.tag, JSON.parse(row.accounts) as number[]]),
  );
  return allTags(database).map((tag) => ({
    ...tag,
    keys: keys.get(tag.id) ?? 0,
    accounts: accounts.get(tag.id) ?? [],
  }));
}

/** Returns the tag with this id. Errors: `tag-gone`. */
export function findTag(database: Reader, id: number): Tag {
  return database.get<Tag>('SELECT id, name, colour FROM tag WHERE id = ?', id) ?? fail('tag-gone', {});
}

/** Returns whether a person could take one name for the other. Case and width don't count. */
function looksSame(one: string, other: string): boolean {
  const [first, second] = [fold(one), fold(other)];
  return first === second || skeletonOf(one) === skeletonOf(other) || skeletonOf(first) === skeletonOf(second);
}

/**
 * Makes a tag (`id` is `null`) or changes one, and returns its id. Errors: `invalid-fields`, `tag-taken`, `tag-gone`,
 * `too-many-tags`.
 */
export function saveTag(database: Writer, id: number | null, typed: { name: string; colour: TagColour }): number {
  const issues = errorsOf(checkTag(typed.name));
  if (issues.length > 0) fail('invalid-fields', { issues });
  if (id !== null) findTag(database, id);
  const name = tidy(typed.name);
  const tags = allTags(database);
  const same = tags.find((tag) => tag.id !== id && looksSame(tag.name, name));
  if (same) fail('tag-taken', { name: same.name });
  if (id === null) {
    if (tags.length >= tagLimits.tags) fail('too-many-tags', { limit: tagLimits.tags });
    // The id of a removed tag is not used again: a view may still name it.
    const made = freshId();
    const make = 'INSERT INTO tag (id, name, name_folded, colour) VALUES (?, ?, ?, ?)';
    database.runOne(make, made, name, fold(name), typed.colour);
    return made;
  }
  const change = 'UPDATE tag SET name = ?, name_folded = ?, colour = ? WHERE id = ?';
  database.runOne(change, name, fold(name), typed.colour, id);
  return id;
}

/** Removes a tag, also from what has it. Returns how many keys had it. Errors: `tag-gone`. */
export function removeTag(database: Writer, id: number): number {
  findTag(database, id);
  const count = database.get<{ keys: number }>('SELECT count(*) AS keys FROM key_tag WHERE tag = ?', id);
  database.runOne('DELETE FROM tag WHERE id = ?', id);
  return count?.keys ?? 0;
}

/** The condition on `access_key k` for keys to which this change of tags does something, and its values. */
export function changedBy(add: readonly number[], remove: readonly number[]): { sql: string; values: string[] } {
  return {
    sql: `((SELECT count(*) FROM key_tag t WHERE t.key = k.number AND t.tag IN (SELECT value FROM json_each(?)))
        < (SELECT count(DISTINCT value) FROM json_each(?))
      OR EXISTS (SELECT 1 FROM key_tag t WHERE t.key = k.number AND t.tag IN (SELECT value FROM json_each(?))))`,
    values: [JSON.stringify(add), JSON.stringify(add), JSON.stringify(remove)],
  };
}

/** Gives each of these keys some tags and takes others from it. Tags that are not there are an error of the caller. */
export function changeTags(
  database: Writer,
  ids: readonly string[],
  add: readonly number[],
  remove: readonly number[],
): void {
  const [listed, added, removed] = [JSON.stringify(ids), JSON.stringify(add), JSON.stringify(remove)];
  const numbers = 'SELECT number FROM access_key WHERE id IN (SELECT value FROM json_each(?))';
  database.run(
    `DELETE FROM key_tag WHERE key IN (${numbers}) AND tag IN (SELECT value FROM json_each(?))`,
    listed,
    removed,
  );
  database.run(
    `INSERT OR IGNORE INTO key_tag (key, tag)
     SELECT k.number, t.value FROM access_key k JOIN json_each(?) t WHERE k.id IN (SELECT value FROM json_each(?))`,
    added,
    listed,
  );
}

/** Gives an account these tags and no others. Errors: `tag-gone`. */
export function setAccountTags(database: Writer, account: number, tags: readonly number[]): void {
  for (const tag of tags) findTag(database, tag);
  database.run('DELETE FROM account_tag WHERE account = ?', account);
  for (const tag of new Set(tags)) {
    database.runOne('INSERT INTO account_tag (account, tag) VALUES (?, ?)', account, tag);
  }
}

/** Returns the names of an account's tags, sorted. */
export function tagsOfAccount(database: Reader, account: number): string[] {
  const find = 'SELECT t.name FROM account_tag a JOIN tag t ON t.id = a.tag WHERE a.account = ?';
  return database
    .all<{ name: string }>(find, account)
    .map(({ name }) => name)
    .sort(collator.compare);
}

/** Returns the names of the tags of a key, sorted. Those of its account are not among them. */
export function tagsOf(database: Reader, id: string): string[] {
  return tagsOfKeys(database, [id]).get(id) ?? [];
}

/** The same for several keys. A key without tags is left out. */
export function tagsOfKeys(database: Reader, ids: readonly string[]): ReadonlyMap<string, string[]> {
  const rows = database.all<{ id: string; names: string }>(
    `SELECT k.id, json_group_array(t.name) AS names
     FROM access_key k JOIN key_tag kt ON kt.key = k.number JOIN tag t ON t.id = kt.tag
     WHERE k.id IN (SELECT value FROM json_each(?)) GROUP BY k.number`,
    JSON.stringify(ids),
  );
  return new Map(rows.map((row) => [row.id, (JSON.parse(row.names) as string[]).sort(collator.compare)]));
}

/**
 * Returns the id of the tag of this name. If there is none of the same letters, whatever their case and width, it is
 * made. A name that only looks like another one is made too: it comes from a file, and no person can choose
 * another. Errors: `invalid-fields`, `too-many-tags`.
 */
function tagNamed(database: Writer, { name: typed, colour }: NamedTag): number {
  const name = tidy(typed);
  const find = 'SELECT id FROM tag WHERE name_folded = ?';
  const found = database.get<{ id: number }>(find, fold(name));
  if (found) return found.id;
  const issues = errorsOf(checkTag(name));
  if (issues.length > 0) fail('invalid-fields', { issues });
  const tags = database.get<{ tags: number }>('SELECT count(*) AS tags FROM tag')?.tags ?? 0;
  if (tags >= tagLimits.tags) fail('too-many-tags', { limit: tagLimits.tags });
  const make = 'INSERT INTO tag (id, name, name_folded, colour) VALUES (?, ?, ?, ?)';
  const id = freshId();
  database.runOne(make, id, name, fold(name), colour);
  return id;
}

/** A tag as it goes from one vault to another: by its name. */
type NamedTag = Pick<Tag, 'name' | 'colour'>;

/** Returns the tags of a key, sorted by name, for an export. */
export function namedTagsOf(database: Reader, id: string): NamedTag[] {
  return database.all<NamedTag>(
    `SELECT t.name, t.colour FROM access_key k JOIN key_tag kt ON kt.key = k.number JOIN tag t ON t.id = kt.tag
     WHERE k.id = ? ORDER BY t.name_folded`,
    id,
  );
}

/**
 * Gives a key these tags too, for an import. Tags that the vault doesn't have are made. One with a name that can't be a
 * tag's is left out, and so is one for which the vault has no room: no key is refused for that.
 */
export function giveTags(database: Writer, id: string, tags: readonly NamedTag[]): void {
  for (const tag of tags) {
    try {
      changeTags(database, [id], [tagNamed(database, tag)], []);
    } catch (error) {
      if (!(error instanceof KeyfoldError)) throw error;
    }
  }
}

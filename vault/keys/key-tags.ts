import { type Tag, tagColours, tagLimits } from '../../common/keys/tags';
import { hasHidden, tidy } from '../../common/keys/text';
import type { Reader, Writer } from '../store/database/database';
import { fold } from './search';

/** Tags of keys, as they go from one vault to another: by their names. */

type NamedTag = Pick<Tag, 'name' | 'colour'>;

/** Returns the tags of a key, by name. */
export function tagsOfKey(database: Reader, id: string): NamedTag[] {
  return database.all<NamedTag>(
    `SELECT t.name, t.colour FROM access_key k JOIN key_tag kt ON kt.key = k.number JOIN tag t ON t.id = kt.tag
     WHERE k.id = ? ORDER BY t.name_folded`,
    id,
  );
}

/**
 * Gives a key these tags too, and makes those that the vault doesn't have. A name that can't be one is left out, and so
 * is one for which the vault has no room. Must be called inside a `write`.
 */
export function giveTags(database: Writer, id: string, tags: readonly NamedTag[]): void {
  for (const tag of tags) {
    const row = tagRow(database, { ...tag, name: tidy(tag.name) });
    if (row === null) continue;
    const give = 'INSERT OR IGNORE INTO key_tag (key, tag) SELECT number, ? FROM access_key WHERE id = ?';
    database.run(give, row, id);
  }
}

function tagRow(database: Writer, { name, colour }: NamedTag): number | null {
  const known = database.get<{ id: number }>('SELECT id FROM tag WHERE name_folded = ?', fold(name));
  if (known) return known.id;
  const count = database.get<{ tags: number }>('SELECT count(*) AS tags FROM tag')?.tags ?? 0;
  if (name === '' || name.length > tagLimits.name || hasHidden(name) || count >= tagLimits.tags) return null;
  const own = tagColours.find((one) => one === colour) ?? 'grey';
  return Number(database.runOne('INSERT INTO tag (name, name_folded, colour) VALUES (?, ?, ?)', name, fold(name), own));
}

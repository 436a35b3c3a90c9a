import { fieldLimits } from '../../../common/keys/fields';
import type { Language } from '../../../common/languages';
import { formerName } from '../../../common/rotation';
import type { Reader, Writer } from '../../store/database/database';
import { fold } from '../../store/database/sort-names';
import { findKey, type StoredKey, updateDetails, updateRotationDays } from '../repository';

/**
 * What the new key of a rotation gets from the old one when applications are switched over: its name, and its
 * description, rotation period and tags if the new key has none of its own. The old key gets a name that says so.
 */

/** A value before switching and after it. */
type Change<Value> = readonly [before: Value, after: Value];

/** What switching changes of both keys; what is left out stays. It is stored, so that it can be undone. */
export interface Carried {
  oldName?: Change<string>;
  newName?: Change<string>;
  description?: Change<string>;
  days?: Change<number | null>;
  /** The ids of the tags that the new key gets. */
  tags?: readonly number[];
}

/** Returns what was stored of a switch. A rotation of an earlier version has nothing. */
export function readCarried(stored: string | null): Carried {
  return stored === null ? {} : (JSON.parse(stored) as Carried);
}

const place = ({ provider, accountId }: StoredKey, name: string) => JSON.stringify([provider, accountId, fold(name)]);

/**
 * Plans what is carried over in several rotations, one after the other. No old key gets a name that another key of its
 * account has. `language`: that of the word which the old keys' names get; `null`: names stay.
 */
export function carrying(
  database: Reader,
  language: Language | null,
): (old: StoredKey, successor: StoredKey) => Carried {
  const given = new Set<string>();
  return (old, successor) => {
    const carried: Carried = {};
    if (language !== null) {
      const isTaken = (name: string) => given.has(place(old, name)) || hasName(database, old, name);
      const former = formerName(old.name, language, fieldLimits.name, isTaken);
      given.add(place(old, former));
      carried.oldName = [old.name, former];
      if (successor.name !== old.name) carried.newName = [successor.name, old.name];
    }
    if (successor.description === '' && old.description !== '') carried.description = ['', old.description];
    if (successor.rotationDays === null && old.rotationDays !== null) carried.days = [null, old.rotationDays];
    const tags = old.tags.filter((tag) => !successor.tags.includes(tag));
    if (tags.length > 0) carried.tags = tags;
    return carried;
  };
}

function hasName(database: Reader, { provider, accountId }: StoredKey, name: string): boolean {
  const find = `SELECT 1 FROM access_key k JOIN identity i ON i.id = k.identity JOIN account a ON a.id = i.account
    WHERE k.name_folded = ? AND k.profile = ? AND a.root_account_id = ?`;
  return database.get(find, fold(name), provider, accountId) !== undefined;
}

/** Returns what undoes it. What was changed again since then stays. */
export function undoing(
  { oldName, newName, description, days, tags }: Carried,
  old: StoredKey,
  successor: StoredKey,
): Carried {
  const back: Carried = {};
  if (oldName && old.name === oldName[1]) back.oldName = [oldName[1], oldName[0]];
  if (newName && successor.name === newName[1]) back.newName = [newName[1], newName[0]];
  if (description && successor.description === description[1]) back.description = [description[1], description[0]];
  if (days && successor.rotationDays === days[1]) back.days = [days[1], days[0]];
  if (tags) back.tags = tags.filter((tag) => successor.tags.includes(tag));
  return back;
}

/** Gives the old key its other name. */
export function renameOld(database: Writer, id: string, { oldName }: Carried, now: number): void {
  if (oldName) updateDetails(database, { ...findKey(database, id), name: oldName[1] }, now);
}

/** Gives the new key its name and description. */
export function describeNew(database: Writer, id: string, { newName, description }: Carried, now: number): void {
  const key = findKey(database, id);
  const [name, text] = [newName?.[1] ?? key.name, description?.[1] ?? key.description];
  updateDetails(database, { ...key, name, description: text }, now);
}

/** Sets the period of the new key. */
export function setPeriod(database: Writer, id: string, { days }: Carried): void {
  if (days) updateRotationDays(database, id, days[1]);
}

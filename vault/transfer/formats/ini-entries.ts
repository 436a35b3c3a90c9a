import type { Entry } from './format';
import { type IniItem, iniValue, parseIni } from './ini';
import { applyEdits, withoutLines } from './text-edit';

/** The names that an INI format has for the parts of a key, in lower case. */
export interface IniNames {
  accessKeyId: readonly string[];
  secret: readonly string[];
  token: readonly string[];
}

export interface NamedSection {
  name: string;
  items: readonly IniItem[];
}

/**
 * Joins sections of one name, in the order in which they first occur. What comes before the first header is in none.
 */
export function sectionsOf(text: string): NamedSection[] {
  const byName = new Map<string, IniItem[]>();
  for (const { name, items } of parseIni(text)) {
    if (name === '') continue;
    const own = byName.get(name);
    if (!own) byName.set(name, [...items]);
    else for (const item of items) own.push(item);
  }
  return [...byName].map(([name, items]) => ({ name, items }));
}

/** Returns whether a section has any of these keys. */
export function mentions({ items }: NamedSection, keys: readonly string[]): boolean {
  return items.some(({ key }) => keys.includes(key));
}

/** Returns the settings of a section by their names; one that isn't there is empty. No such section: none. */
export function settingsOf(text: string, name: string, keys: readonly string[]): ReadonlyMap<string, string> {
  const section = sectionsOf(text).find((one) => one.name === name);
  return new Map(section ? keys.map((key) => [key, iniValue(section.items, [key])]) : []);
}

/** Returns the pair in a section, and the text without it. */
export function sectionEntry(text: string, section: NamedSection, names: IniNames, provider: Entry['provider']): Entry {
  const all = [...names.accessKeyId, ...names.secret, ...names.token];
  const own = section.items.filter(({ key }) => all.includes(key));
  return {
    place: section.name,
    provider,
    accessKeyId: iniValue(section.items, names.accessKeyId),
    secret: iniValue(section.items, names.secret),
    token: iniValue(section.items, names.token),
    without: () =>
      own.some(({ doubtful }) => doubtful) ? null : applyEdits(text, withoutLines(own.map(({ line }) => line))),
  };
}

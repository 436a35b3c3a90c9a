import type { Entry } from './format';
import { type IniItem, iniValue, parseIni } from './ini';
import { applyEdits, withoutLines } from './text-edit';

/** What an INI format calls the parts of a key, lower-case. */
export interface IniNames {
  accessKeyId: readonly string[];
  secret: readonly string[];
  token: readonly string[];
}

export interface NamedSection {
  name: string;
  items: readonly IniItem[];
}

/** Sections of one name as one, in the order in which they first occur. What stands before the first header is in none. */
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

/** Whether a section has any of these keys. */
export function mentions({ items }: NamedSection, keys: readonly string[]): boolean {
  return items.some(({ key }) => keys.includes(key));
}

/** The pair in a section, and the text without it. */
export function sectionEntry(text: string, section: NamedSection, names: IniNames, provider: Entry['provider']): Entry {
  const all = [...names.accessKeyId, ...names.secret, ...names.token];
  return {
    place: section.name,
    provider,
    accessKeyId: iniValue(section.items, names.accessKeyId),
    secret: iniValue(section.items, names.secret),
    token: iniValue(section.items, names.token),
    without: () =>
      applyEdits(text, withoutLines(section.items.filter(({ key }) => all.includes(key)).map(({ line }) => line))),
  };
}

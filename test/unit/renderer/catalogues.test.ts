import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const folder = new URL('../../../renderer/i18n/', import.meta.url);
const namespaces = readdirSync(new URL('en/', folder)).map((file) => file.replace(/\.ts$/, ''));

type Tree = { [key: string]: string | Tree };

/** Every text by its path; plural forms under one path. */
function texts(tree: Tree, prefix = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    const path = `${prefix}${key}`;
    if (typeof value === 'string') found.set(path.replace(/_(one|other)$/, ''), value);
    else for (const [inner, text] of texts(value, `${path}.`)) found.set(inner, text);
  }
  return found;
}

const values = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();

async function catalogue(language: string, namespace: string): Promise<Map<string, string>> {
  const module: Record<string, Tree> = await import(new URL(`${language}/${namespace}.ts`, folder).pathname);
  const tree = module[namespace];
  if (!tree) throw new Error(`${language}/${namespace}.ts doesn't export ${namespace}`);
  return texts(tree);
}

describe.each(namespaces)('the catalogue %s', (namespace) => {
  it('has the same texts in both languages, with the same values in them', async () => {
    const english = await catalogue('en', namespace);
    const chinese = await catalogue('zh-CN', namespace);
    expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [path, text] of english) {
      expect(text.trim(), path).not.toBe('');
      expect(values(chinese.get(path) ?? ''), path).toEqual(values(text));
    }
  });

  it('has no Latin punctuation between Chinese characters', async () => {
    for (const [path, text] of await catalogue('zh-CN', namespace)) {
      expect(text, path).not.toMatch(/[\u4e00-\u9fff][,;:?!]|[\u4e00-\u9fff]\.(?:\s|$)/);
    }
  });
});

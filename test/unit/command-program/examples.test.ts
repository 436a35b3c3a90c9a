import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { variableSetIds, variableSets } from '../../../common/transfer/variables';
import { commandFolder, root } from '../../../scripts/lib/paths.mjs';
import { meaningOf } from '../../../vault/command/request';
import { commandWords } from '../../../vault/command/words';

/** Every command line of `keyfold` that stands in a document or in a help is one that the command takes. */

const inRoot = (name: string) => readFileSync(join(root, name), 'utf8');
const manual = (name: string) => readFileSync(join(commandFolder, name), 'utf8').replaceAll('\\-', '-');

/** All texts of a catalogue; what makes a text of a word gets one. */
const textsOf = (words: unknown): string =>
  typeof words === 'string'
    ? words
    : typeof words === 'function'
      ? String(words('exec', 'exec', 'exec'))
      : typeof words === 'object' && words !== null
        ? Object.values(words).map(textsOf).join('\n')
        : '';

const texts: Readonly<Record<string, string>> = {
  'README.md': inRoot('README.md'),
  'guide.md': inRoot('docs/guide.md'),
  'guide.zh-CN.md': inRoot('docs/guide.zh-CN.md'),
  'keyfold.1': manual('keyfold.1'),
  'keyfold.zh_CN.1': manual('keyfold.zh_CN.1'),
  'help in English': textsOf(commandWords.en),
  'help in Chinese': textsOf(commandWords['zh-CN']),
};

/** The words of a command line as a shell has them, up to what ends it there: a pipe, a bracket, a remark, a quote. */
function wordsAt(text: string): string[] {
  const words: string[] = [];
  let [word, begun, quote] = ['', false, ''];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    if (quote !== '') {
      if (sign === quote) quote = '';
      else word += sign;
    } else if (sign === '\\' && text[at + 1] === '\n') at += 1;
    else if (sign === "'" || (sign === '"' && !begun)) [quote, begun] = [sign, true];
    else if (/[\s`|;)"”“，。：]/.test(sign) || (sign === '#' && !begun)) {
      if (begun) words.push(word);
      [word, begun] = ['', false];
      if (sign !== ' ') break;
    } else [word, begun] = [word + sign, true];
  }
  if (begun) words.push(word);
  return words;
}

/** Forms, with names for what the person puts there, are no command lines. */
const isForm = (line: string) =>
  /^keyfold (?:\w+ )*(?:\[|[A-Z]|命令|--vault [A-Z文]|--key KEY|--key 密钥|env --shell SHELL)/.test(line);

/** The command lines in a text, in their order. */
function linesIn(text: string): string[][] {
  const starts = [...text.matchAll(/\bkeyfold (?=(?:exec|external|env|list|lock|status|help|version)\b)/g)];
  return starts
    .map(({ index }) => text.slice(index))
    .filter((line) => !isForm(line))
    .map((line) => wordsAt(line).slice(1));
}

test.for(Object.entries(texts))('%s', ([, text]) => {
  const lines = linesIn(text);
  expect(lines.length).toBeGreaterThan(0);
  // A line that only names an operation is one, too.
  const bare = (args: readonly string[]) => args.length === 1 && ['exec', 'env'].includes(args[0] ?? '');
  const wrong = lines.filter((args) => !bare(args) && 'fault' in meaningOf(args, false));
  expect(wrong).toEqual([]);
});

describe('both languages have the same ones', () => {
  test.for([
    ['guide.md', 'guide.zh-CN.md'],
    ['keyfold.1', 'keyfold.zh_CN.1'],
    ['help in English', 'help in Chinese'],
  ] as const)('%s and %s', ([one, other]) => {
    const lines = linesIn(texts[one] ?? '');
    expect(lines.length).toBeGreaterThan(3);
    expect(linesIn(texts[other] ?? '')).toEqual(lines);
  });

  test('and each variable in them is one that the command sets', () => {
    const known: string[] = variableSetIds.flatMap((id) => Object.values(variableSets[id]));
    const named = Object.values(texts).flatMap((text) =>
      linesIn(text).flatMap((args) => [...args.join(' ').matchAll(/\$\{?(\w+)/g)].map(([, name]) => name ?? '')),
    );
    expect(named.length).toBeGreaterThan(4);
    expect(named.filter((name) => !known.includes(name))).toEqual([]);
  });
});

test('the guide has each tool that was asked for, in both languages', () => {
  for (const guide of [texts['guide.md'], texts['guide.zh-CN.md']]) {
    const programs = linesIn(guide ?? '').map((args) => args.slice(args.indexOf('--') + 1).join(' '));
    for (const tool of ['terraform', 'aliyun', 'ossutil', 'ansible-playbook']) {
      expect(
        programs.filter((line) => line.startsWith(tool)),
        tool,
      ).not.toEqual([]);
    }
    expect(programs.filter((line) => line.startsWith('sh -c hcloud'))).toHaveLength(1);
    expect(guide).toContain('```make\n');
  }
});

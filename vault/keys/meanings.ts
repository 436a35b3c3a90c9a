import type { KeyFilter } from '../../common/keys/filter';
import { providers } from '../../common/providers';
import { fold } from '../store/database/sort-names';

/**
 * Words that say more than the text of a key: names of providers, kinds and states. A search for such a word also finds
 * the keys that it describes, in both languages, whatever language the interface has.
 */

/** What some words stand for. */
interface Meaning {
  words: readonly string[];
  filter: KeyFilter;
}

/** Fewest letters of a beginning that stands for its word. A Chinese word has few characters, and each says more. */
const fewest = { letters: 4, characters: 2 } as const;
const chinese = /\p{Script=Han}/u;

/** Words of names that would stand for keys of almost every provider. */
const common: ReadonlySet<string> = new Set(['cloud', 'account', 'user', 'private', '用户', '账号', '阿里云账号']);

/** Returns the words of names, folded. A name of several words is one without its blanks too. */
function wordsOf(names: readonly string[]): string[] {
  const folded = names.map(fold);
  const parts = folded.flatMap((name) => name.split(/[\s-]+/));
  const whole = folded.map((name) => name.replace(/[\s-]+/g, ''));
  return [...new Set([...parts, ...whole])].filter((word) => !common.has(word));
}

const ofProviders: readonly Meaning[] = providers.map(({ id, name, aliases }) => ({
  words: wordsOf([...Object.values(name), ...aliases]),
  filter: { providers: [id] },
}));

const ofIdentities: readonly Meaning[] = providers.flatMap(({ id, identities }) =>
  identities.map(({ kind, label }) => ({
    words: wordsOf(Object.values(label)),
    filter: { providers: [id], identityKinds: [kind] },
  })),
);

const ofStates: readonly Meaning[] = [
  { words: ['enabled', '启用', '已启用'], filter: { status: 'enabled' } },
  { words: ['disabled', '禁用', '已禁用', '停用', '已停用'], filter: { status: 'disabled' } },
  { words: ['temporary', '临时', '临时密钥', '临时凭证'], filter: { credential: 'temporary' } },
  { words: ['long-term', 'permanent', '长期', '永久'], filter: { credential: 'long-term' } },
  { words: ['default', '默认'], filter: { isDefault: true } },
  { words: ['root', 'master', '主账号', '根账号', '根用户', '主账户'], filter: { root: true } },
  { words: ['expired', '过期', '已过期'], filter: { care: 'expired' } },
  { words: ['expiring', '即将过期'], filter: { care: 'expiring' } },
  { words: ['overdue', '到期', '已到期', '逾期'], filter: { care: 'overdue' } },
  { words: ['leaked', '泄露', '已泄露', '泄漏'], filter: { care: 'leaked' } },
  { words: ['unused', '未使用', '闲置'], filter: { care: 'unused' } },
  { words: ['unassigned', '未分配'], filter: { care: 'unassigned' } },
  { words: ['rotating', '轮换', '轮换中'], filter: { care: 'rotating' } },
];

const meanings: readonly Meaning[] = [...ofProviders, ...ofIdentities, ...ofStates];

/** Returns what a folded word of a search stands for besides its text: filters of which a key must meet one. */
function meaningsOf(word: string): KeyFilter[] {
  const enough = [...word].length >= (chinese.test(word) ? fewest.characters : fewest.letters);
  const isSaid = (said: string) => said === word || (enough && said.startsWith(word));
  return meanings.filter(({ words }) => words.some(isSaid)).map(({ filter }) => filter);
}

/** Words of a search that are one name, or one word. */
export interface SearchTerm {
  words: readonly string[];
  /** What they stand for besides the text: filters of which a key must meet one. */
  means: KeyFilter[];
}

/** Most words of a name. */
const mostWords = 4;

/** Returns the terms of a search. Words that make up the name of something are one term: `Ping An Cloud`. */
export function termsOf(words: readonly string[]): SearchTerm[] {
  const terms: SearchTerm[] = [];
  for (let at = 0; at < words.length; at += terms.at(-1)?.words.length ?? 1) {
    const runs = Array.from({ length: mostWords }, (_, more) => words.slice(at, at + mostWords - more));
    const name = runs.find((run) => run.length > 1 && meanings.some((one) => one.words.includes(run.join(''))));
    const run = name ?? words.slice(at, at + 1);
    terms.push({ words: run, means: meaningsOf(run.join('')) });
  }
  return terms;
}

import { showHidden } from '../../common/keys/text';
import type { Language } from '../../common/languages';
import { providerOf } from '../../common/providers';
import type { StoredProviderId } from '../../common/providers/provider';
import { keyTables } from '../keys/list';
import type { Reader } from '../store/database/database';
import type { Choice, Chosen } from './choose';
import { type CommandWords, commandWords } from './words';

/** The keys as `keyfold list` prints them: never a secret, and of the AccessKey ID only the end. */

interface Listed {
  name: string;
  provider: StoredProviderId;
  account: string;
  accessKeyId: string;
  isDefault: boolean;
  state: 'enabled' | 'disabled' | 'expired';
}

/** Returns an AccessKey ID of which only the last four characters can be read. */
const masked = (accessKeyId: string): string => `…${showHidden(accessKeyId.slice(-4))}`;

const select = `SELECT k.name, k.profile AS provider, a.root_account_id AS account, k.access_key_id AS accessKeyId,
  k.is_default AS isDefault, CASE WHEN k.status <> 'enabled' THEN 'disabled'
    WHEN k.expires_at IS NOT NULL AND k.expires_at <= ? THEN 'expired' ELSE 'enabled' END AS state
  FROM ${keyTables} ORDER BY k.profile, k.name_folded, k.id`;

function listed(database: Reader, now: number): Listed[] {
  const rows = database.all<Omit<Listed, 'isDefault'> & { isDefault: 0 | 1 }>(select, now);
  return rows.map((row) => ({ ...row, accessKeyId: masked(row.accessKeyId), isDefault: row.isDefault === 1 }));
}

/** `now` in milliseconds since the epoch. */
export function listText(
  database: Reader,
  form: 'table' | 'json' | 'names' | 'ids',
  { language, now, terminal }: { language: Language; now: number; terminal: boolean },
): string {
  const keys = listed(database, now);
  if (form === 'json') return `${plainJson(keys)}\n`;
  if (form === 'names') return linesOf([...new Set(keys.map(({ name }) => showHidden(name)))]);
  if (form === 'ids') return linesOf([...new Set(keys.map(({ accessKeyId }) => accessKeyId.slice(1)))]);
  const words = commandWords[language].list;
  const rows = keys.map(({ name, provider, account, accessKeyId, isDefault, state }) => [
    showHidden(name),
    showHidden(providerOf(provider).name[language]),
    showHidden(account),
    accessKeyId,
    [...(isDefault ? [words.default] : []), ...(state === 'enabled' ? [] : [words[state]])].join(', '),
  ]);
  // Programs that read it get no columns that move with the names.
  return terminal ? table([[...words.columns], ...rows]) : linesOf(rows.map((row) => row.join('\t')));
}

const linesOf = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('');

/** JSON of signs that a terminal only shows: all others stand in it by their numbers. */
function plainJson(keys: readonly Listed[]): string {
  const text = JSON.stringify(keys, null, 2);
  return text.replace(/[^\n\x20-\x7e]/gu, (sign) =>
    showHidden(sign) === sign
      ? sign
      : [...Array(sign.length).keys()].map((at) => escaped(sign.charCodeAt(at))).join(''),
  );
}

const escaped = (unit: number) => `\\u${unit.toString(16).padStart(4, '0')}`;

/** Chinese, Japanese and Korean signs are as wide as two letters. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{ExtPict}/u;
const widthOf = (text: string) =>
  [...text].reduce((sum, sign) => sum + (/\p{M}|\u200d/u.test(sign) ? 0 : wide.test(sign) ? 2 : 1), 0);

function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    rows.reduce((most, row) => Math.max(most, widthOf(row[column] ?? '')), 0),
  );
  const padded = (text: string, column: number) => text + ' '.repeat((widths[column] ?? 0) - widthOf(text));
  return linesOf(rows.map((row) => row.map(padded).join('  ').trimEnd()));
}

/** Returns why no key is given, with the keys that could be meant. */
export function troubleText(
  choice: Exclude<Choice, { key: Chosen }>,
  { language, words }: { language: Language; words: CommandWords },
): string {
  const text = words.key[choice.trouble];
  if (!('candidates' in choice)) return text;
  // Nobody has allowed anything yet, and names of keys aren't needed here.
  if (choice.trouble === 'which-provider') {
    return [text, ...new Set(choice.candidates.map(({ provider }) => `  ${provider}`))].join('\n');
  }
  const named = choice.candidates.map(({ name, accessKeyId, provider }) =>
    [`  ${showHidden(name)}`, showHidden(providerOf(provider).name[language]), masked(accessKeyId)].join('  '),
  );
  return [text, ...named, ...(choice.more > 0 ? [words.key.more(choice.more)] : [])].join('\n');
}

import type { SkippedEntry } from '../../../common/transfer/import';
import { ownerOf } from '../table/shapes';
import type { Entry, Format } from './format';
import { itemsOfLines, type LineItem } from './line-items';
import { isMarkup, itemsOfMarkup } from './markup-items';
import { entryOfPair, isFilled, isWhole } from './pair-entry';
import { splitName } from './pair-names';
import { hasIdShape, isWorthAWord } from './pair-provider';
import { type NamedPair, pairsAmong } from './pairs-among';
import { applyEdits, type Edit } from './text-edit';

/**
 * Lines of a name and a value, of any program: rclone, s3cmd, MaxCompute, SLS, certbot, acme.sh, s3fs, Java properties,
 * Hadoop, systemd, fish, `setx`, code, notes. It is only read and cleaned. Cleaning leaves the names there, with nothing
 * behind them.
 */
export const lines: Format = {
  id: 'lines',
  fileName:
    /\.(?:properties|fish|service)$|(?:^|\/)(?:rclone\.conf|\.s3cfg|odps_config\.ini|\.aliyunlogcli|\.osscredentials|\.?passwd-(?:s3fs|ossfs))$/,
  fits: (text) => pairsIn(text).some(({ pair }) => isWhole(pair)),
  scan: (text) => pairsIn(text).map((found) => entryOf(text, found)),
};

/** Most IDs that are told of. */
const mostStrays = 100;

/**
 * Returns the AccessKey IDs that stand anywhere in a text of no known kind, as entries without a key. Only IDs that can
 * be nothing else are told of.
 */
export function straysIn(text: string): SkippedEntry[] {
  const found = new Set<string>();
  for (const [word] of text.matchAll(/(?<![A-Za-z0-9.])[A-Za-z0-9.]{14,64}(?![A-Za-z0-9])/g)) {
    if (ownerOf(word) !== null) found.add(word);
    if (found.size === mostStrays) break;
  }
  return [...found].map((place) => ({ place, why: 'incomplete' }));
}

interface Found {
  pair: NamedPair<LineItem>;
  section: string;
}

/** Returns the pairs of a text, and halves that are worth a word, in their order. */
function pairsIn(text: string): Found[] {
  const items = isMarkup(text) ? itemsOfMarkup(text) : itemsOfLines(text);
  return blocksOf(items).flatMap((block) => {
    const section = block[0]?.section ?? '';
    return pairsAmong(block, hasIdShape, [section])
      .filter((pair) => isFilled(pair) && isWorthAWord(pair, [...pair.all.map(({ name }) => name), section]))
      .map((pair) => ({ pair, section }));
  });
}

/**
 * Returns the items that stand together. Outside of sections, a name that comes again with another value begins a new
 * key: people note one below the other.
 */
function blocksOf(items: readonly LineItem[]): LineItem[][] {
  const blocks: LineItem[][] = [];
  let number: number | null = null;
  let own: LineItem[] = [];
  let seen = new Map<string, string | null>();
  for (const item of items) {
    const isPart = ['accessKeyId', 'either', 'secret'].includes(splitName(item.name)?.part ?? '');
    const before = seen.get(item.name);
    const again = item.section === '' && isPart && before !== undefined && before !== '' && before !== item.value;
    if (item.block !== number || again) {
      own = [];
      blocks.push(own);
      seen = new Map();
      number = item.block;
    }
    if (isPart) seen.set(item.name, item.value);
    own.push(item);
  }
  return blocks;
}

function entryOf(text: string, { pair, section }: Found): Entry {
  const own = pair.accessKeyId ?? pair.secret;
  const label = section === '' ? pair.label : [section, pair.label].filter((one) => one !== '').join(' ');
  return entryOfPair(pair, {
    place: section === '' ? (own?.name ?? '') : label,
    name: label,
    about: [section],
    // What an edit of XML changes besides the value can't be proven by reading lines.
    without: () => (isMarkup(text) ? null : applyEdits(text, blanks(pair.all))),
  });
}

/** Takes out the values, and leaves the names. */
const blanks = (items: readonly LineItem[]): Edit[] =>
  items.flatMap(({ value, span }) => (value === null || value === '' ? [] : [{ ...span, text: '' }]));

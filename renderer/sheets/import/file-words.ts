import type { Language } from '../../../common/languages';
import type { OpenedFile } from '../../../common/transfer/import';
import { toolFiles } from '../../../common/transfer/targets';
import type { Translate } from '../../i18n';
import { formatNumber } from '../../i18n/format';

/** Returns the words for what a file is, how many keys it has, and how many of its entries give no key. */
export function fileWords(t: Translate, language: Language, { kind, keys, skippedInAll }: OpenedFile): string {
  const what =
    kind === 'age' || kind === 'keyfold-export' || kind === 'keyfold-vault' || kind === 'table'
      ? t(`transfer:import.kind.${kind}`)
      : toolFiles[kind].name[language];
  const count = t('transfer:keys', { count: keys, number: formatNumber(language, keys) });
  const without = t('transfer:import.skippedEntries', {
    count: skippedInAll,
    number: formatNumber(language, skippedInAll),
  });
  return [what, ...(keys > 0 ? [count] : []), ...(skippedInAll > 0 ? [without] : [])].join(' · ');
}

import { mostPlanned } from '../../../../common/intents';
import type { SelectionFacts } from '../../../../common/keys/selection';
import { type Translate, useLanguage, useT } from '../../../i18n';
import { formatNumber } from '../../../i18n/format';
import { NamedKeys } from '../../../named-keys/NamedKeys';

/** Names the keys that a dialog on many is about. */
export function Chosen({ facts }: { facts: SelectionFacts | null }) {
  const t = useT();
  if (!facts) return <p className="text-muted">{t('bulk:looking')}</p>;
  if (facts.keys === 0) return null;
  return <NamedKeys label={t('accounts:selection.region')} keys={facts.first} total={facts.keys} />;
}

/** Returns why nothing can be done with all of these keys; `null` if it can. `later`: also with those of a later Keyfold. */
function refusalOf(
  t: Translate,
  number: (value: number) => string,
  { keys, later: newer }: SelectionFacts,
  later: boolean,
): string | null {
  if (keys === 0) return t('bulk:nothing');
  if (keys > mostPlanned) return t('bulk:tooMany', { limit: number(mostPlanned), number: number(keys) });
  return newer > 0 && !later ? t('bulk:newer', { count: newer, number: number(newer) }) : null;
}

/** Returns that for what the vault says; `null` also until it has. */
export function useRefusal(facts: SelectionFacts | null, later: boolean): string | null {
  const t = useT();
  const language = useLanguage();
  return facts && refusalOf(t, (value) => formatNumber(language, value), facts, later);
}

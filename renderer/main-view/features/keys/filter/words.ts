import type { Days, KeyFilter, Times } from '../../../../../common/keys/filter';
import type { Tag } from '../../../../../common/keys/tags';
import type { Language } from '../../../../../common/languages';
import { providerOf, providers } from '../../../../../common/providers';
import { type Translate, useLanguage, useT } from '../../../../i18n';
import { formatDate, formatDays, formatNumber } from '../../../../i18n/format';
import { useScopeTitle } from '../../accounts/use-scope-title';
import { useTags } from '../../tags/store';
import type { Question } from '../store/state';
import type { Part } from './parts';

interface Says {
  t: Translate;
  language: Language;
  tags: ReadonlyMap<number, Tag>;
  /** The name of the part of a provider that is shown. */
  scope: string | null;
}

function daysWords({ t, language }: Says, { least, most }: Days): string {
  const days = (value: number) => formatDays(language, value);
  if (least !== undefined && most !== undefined) {
    return t('filter:days.between', { least: formatNumber(language, least), most: days(most) });
  }
  if (least !== undefined) return t('filter:days.from', { least: days(least) });
  return most === undefined ? '' : t('filter:days.upTo', { most: days(most) });
}

function dueWords(says: Says, due: Days): string {
  const { t, language } = says;
  if (due.most !== undefined && due.most < 0 && due.least === undefined) return t('filter:due.overdue');
  if (due.most !== undefined && due.least === undefined) {
    return t('filter:due.within', { days: formatDays(language, due.most) });
  }
  return daysWords(says, due);
}

function timesWords({ t, language }: Says, { from, to }: Times): string {
  const day = (at: number) => formatDate(language, at);
  // The end itself doesn't belong to it.
  const last = to === undefined ? '' : day(to - 1);
  if (from !== undefined && to !== undefined) return t('filter:times.between', { from: day(from), to: last });
  if (from !== undefined) return t('filter:times.since', { from: day(from) });
  return to === undefined ? '' : t('filter:times.until', { to: last });
}

function holdersWords({ t, language }: Says, holders: NonNullable<KeyFilter['holders']>): string {
  const count = (ids: readonly number[]) => ({ count: ids.length, number: formatNumber(language, ids.length) });
  const { accounts = [], identities = [], unassigned } = holders;
  return [
    ...(accounts.length > 0 ? [t('filter:holders.accounts', count(accounts))] : []),
    ...(identities.length > 0 ? [t('filter:holders.identities', count(identities))] : []),
    ...(unassigned ? [t('filter:holders.unassigned')] : []),
  ].join(t('common:listSeparator'));
}

type Values = { [Name in keyof KeyFilter]-?: (says: Says, value: NonNullable<KeyFilter[Name]>) => string };

const yesNo = ({ t }: Says, value: boolean) => t(value ? 'filter:yes' : 'filter:no');
const listed = ({ t }: Says, values: readonly string[]) => values.join(t('common:listSeparator'));

/** The word for a kind of identity; the stored one if only a later Keyfold knows it. */
const kindLabel = (language: Language, kind: string) =>
  providers.flatMap(({ identities }) => identities).find((one) => one.kind === kind)?.label[language] ?? kind;

/** Says what each part is narrowed to. */
const values: Values = {
  care: ({ t }, care) => t(`filter:care.${care}`),
  status: ({ t }, status) => t(`common:${status}`),
  credential: ({ t }, credential) => t(credential === 'temporary' ? 'common:temporary' : 'common:longTerm'),
  isDefault: yesNo,
  root: yesNo,
  providers: (says, ids) =>
    listed(
      says,
      ids.map((id) => providerOf(id).name[says.language]),
    ),
  holders: holdersWords,
  identityKinds: (says, kinds) =>
    listed(
      says,
      kinds.map((kind) => kindLabel(says.language, kind)),
    ),
  types: (says, types) =>
    listed(
      says,
      types.map((type) => type || says.t('filter:noType')),
    ),
  later: yesNo,
  rotation: (says, stages) =>
    listed(
      says,
      stages.map((stage) => says.t(`rotation:stage.${stage}`)),
    ),
  age: daysWords,
  due: dueWords,
  idle: daysWords,
  ahead: timesWords,
  created: timesWords,
  used: timesWords,
  createdKnown: yesNo,
  usedKnown: yesNo,
  tags: (says, ids) =>
    listed(
      says,
      ids.flatMap((id) => says.tags.get(id)?.name ?? []),
    ),
  tagged: yesNo,
};

function chosenWords<Name extends keyof KeyFilter>(says: Says, filter: KeyFilter, part: Name): string {
  const value = filter[part];
  // The compiler can't see that the two belong together.
  const words = values[part] as (says: Says, value: NonNullable<KeyFilter[Name]>) => string;
  return value === undefined ? '' : words(says, value);
}

/** Returns a function that says what a part of a question is: `Status: Enabled`. */
export function useChipWords(): (question: Question, part: Part) => string {
  const t = useT();
  const language = useLanguage();
  const tags = useTags((state) => state.tags);
  const scope = useScopeTitle();
  const says: Says = { t, language, tags, scope };
  return (question, part) => {
    const value =
      part === 'scope' ? (scope ?? '') : part === 'text' ? question.text : chosenWords(says, question.filter, part);
    const name = t(`filter:part.${part}`);
    return value === '' ? name : t('filter:chip', { part: name, value });
  };
}

import type { FieldIssue } from '../../../common/keys/fields';
import type { Language } from '../../../common/languages';
import { type ProviderId, providerOf } from '../../../common/providers';
import type {
  ComparedProperty,
  ImportPlan,
  ImportRow,
  ImportState,
  SkippedEntry,
} from '../../../common/transfer/import';
import { cutMiddle } from '../../design/plain/cut-name';
import type { Translate } from '../../i18n';
import { formatMoment, formatNumber } from '../../i18n/format';
import { fieldLabel, isolate, issueWords } from '../../i18n/words';

export const stateTones: Record<ImportState, 'neutral' | 'accent' | 'good' | 'warning' | 'danger'> = {
  new: 'good',
  incomplete: 'warning',
  same: 'neutral',
  changed: 'accent',
  'other-secret': 'warning',
  'quota-full': 'warning',
  'not-allowed': 'warning',
  doubled: 'neutral',
  invalid: 'danger',
};

function propertyWords(t: Translate, property: ComparedProperty): string {
  return property === 'status' ? t('transfer:import.status') : fieldLabel(t, property);
}

/** In the list there is room for one line, so that it is said shortly here. */
function shortly(t: Translate, language: Language, { provider, state }: ImportRow, issue: FieldIssue): string {
  const { field, problem } = issue;
  const label = fieldLabel(t, field);
  if (problem === 'looks-like') return t('transfer:import.looksLike', { name: isolate(cutMiddle(issue.like ?? '')) });
  if (problem === 'in-bin') return t('transfer:import.inBin', { name: isolate(cutMiddle(issue.like ?? '')) });
  if (problem === 'almost-known') {
    return t('transfer:import.almostKnown', { label, name: isolate(cutMiddle(issue.like ?? '')) });
  }
  if (problem === 'unusual-shape') return t('transfer:import.unusualShape', { label });
  // It is said with the time.
  if (problem === 'past') return '';
  const never = state === 'invalid' && field === 'credential' && problem === 'not-a-choice';
  return never
    ? t('transfer:import.neverTemporary', { provider: providerOf(provider).name[language] })
    : issueWords(t, issue);
}

/**
 * Returns what a row says besides its state: what differs, or why it can't be stored. The words may hold isolated
 * values.
 */
export function rowWords(t: Translate, language: Language, row: ImportRow): string {
  const said = row.issues.map((issue) => shortly(t, language, row, issue));
  if (row.state === 'invalid') return said.join(' ');
  if (row.missing.length > 0) {
    const fields = row.missing.map((field) => fieldLabel(t, field)).join(t('common:listSeparator'));
    said.unshift(t('transfer:import.missing', { fields }));
  }
  if (row.present === null && row.expiresAt !== null) {
    const moment = formatMoment(language, row.expiresAt);
    const isPast = row.issues.some(({ problem }) => problem === 'past');
    said.push(isPast ? t('transfer:import.ended', { moment }) : t('transfer:import.ends', { moment }));
  }
  if (row.state !== 'changed' && row.state !== 'other-secret') return said.filter(Boolean).join(' · ');
  // If the vault has the key under another name, that name says which key it is.
  if (row.present !== null && row.differs.includes('name')) {
    said.push(t('transfer:import.present', { name: isolate(row.present) }));
  }
  const properties = row.differs.map((property) => propertyWords(t, property)).join(t('common:listSeparator'));
  if (properties !== '') said.push(t('transfer:import.differs', { properties }));
  return said.join(' · ');
}

/** Returns what an import would do, in numbers: “12 to add, 3 skipped”. */
export function planWords(t: Translate, language: Language, { choices }: ImportPlan): string {
  const number = (value: number) => ({ number: formatNumber(language, value) });
  const add = choices.add + choices['add-unassigned'];
  return [
    add > 0 ? t('transfer:import.willAdd', number(add)) : '',
    choices.update > 0 ? t('transfer:import.willUpdate', number(choices.update)) : '',
    choices.replace > 0 ? t('transfer:import.willReplace', number(choices.replace)) : '',
    choices.skip > 0 ? t('transfer:import.willSkip', number(choices.skip)) : '',
  ]
    .filter(Boolean)
    .join(t('common:listSeparator'));
}

/** Returns the effect that an import is verified for, of several the one that is verified most strictly. */
export function verifiedFor({ effects }: ImportPlan): 'replace' | 'status' | 'add' {
  if (effects.includes('key.replaceSecret')) return 'replace';
  return effects.includes('key.enable') || effects.includes('key.disable') ? 'status' : 'add';
}

/** Returns how many keys an import would add or change. */
export function toImport({ total, choices }: ImportPlan): number {
  return total - choices.skip;
}

/** Returns the names of these providers, as a list in words. */
export function providerNames(t: Translate, language: Language, providers: readonly ProviderId[]): string {
  return providers.map((provider) => providerOf(provider).name[language]).join(t('common:listSeparator'));
}

/** Returns where an entry is that gives no key, and why it gives none. In a table, its place is a row. */
export function skippedWords(t: Translate, { place, why }: SkippedEntry, inTable: boolean): [string, string] {
  return [inTable ? t('transfer:import.withoutKey.row', { place }) : place, t(`transfer:import.why.${why}`)];
}

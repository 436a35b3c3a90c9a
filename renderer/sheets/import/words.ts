import type { Language } from '../../../common/languages';
import { type ProviderId, providerOf } from '../../../common/providers';
import type { ComparedProperty, ImportPlan, ImportRow, ImportState } from '../../../common/transfer/import';
import { cutMiddle } from '../../design/plain/cut-name';
import type { Translate } from '../../i18n';
import { formatNumber } from '../../i18n/format';
import { fieldLabel, isolate, issueWords } from '../../i18n/words';

export const stateTones: Record<ImportState, 'neutral' | 'accent' | 'good' | 'warning' | 'danger'> = {
  new: 'good',
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

/**
 * Returns what a row says besides its state: what differs, or why it can't be stored. The words may hold isolated
 * values.
 */
export function rowWords(t: Translate, row: ImportRow): string {
  // In the list there is room for one line, so that it is said shortly here.
  const said = row.issues.map((issue) =>
    issue.problem === 'looks-like'
      ? t('transfer:import.looksLike', { name: isolate(cutMiddle(issue.like ?? '')) })
      : issueWords(t, issue),
  );
  if (row.state === 'invalid') return said.join(' ');
  if (row.state !== 'changed' && row.state !== 'other-secret') return said.join(' ');
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

import type { AuditFacts, AuditRow } from '../../../../common/audit/actions';
import type { Language } from '../../../../common/languages';
import { identityOf, type ProviderId, providerIds, providerOf } from '../../../../common/providers';
import { toolFiles } from '../../../../common/transfer/targets';
import type { Translate } from '../../../i18n';
import { audit } from '../../../i18n/en/audit';
import { formatMoment, formatNumber } from '../../../i18n/format';
import { daysWords, factWords } from './words';

/** One line of a row's details. */
export interface DetailLine {
  label: string;
  value: string;
  /** It is a path, an ID or a fingerprint. */
  isCode?: boolean;
}

/** Returns the provider that a row is about. A row that was changed may name any. */
const providerIn = ({ key, facts }: AuditRow): ProviderId | undefined =>
  providerIds.find((id) => id === (key?.provider ?? facts.provider));

/** Returns everything that a row says, as lines for its details. What it doesn't say has no line. */
export function detailLines(t: Translate, language: Language, row: AuditRow): DetailLine[] {
  const { key, facts } = row;
  const provider = providerIn(row);
  const lines: (DetailLine | null)[] = [
    line(t('audit:column.number'), formatNumber(language, row.number)),
    line(t('audit:column.time'), formatMoment(language, row.at)),
    line(t('audit:column.outcome'), t(`audit:outcome.${row.outcome}`)),
    line(t('audit:column.key'), key ? `${key.name} ${t('audit:lastFour', { characters: key.lastFour })}` : ''),
    line(t('audit:detail.provider'), provider ? providerOf(provider).name[language] : ''),
    line(t('audit:detail.account'), accountWords(facts)),
    line(t('audit:detail.user'), userWords(facts, provider, language)),
    line(t('audit:detail.subject'), facts.subject, true),
    line(t('audit:detail.way'), wayWords(t, facts)),
    line(t('audit:detail.tool'), toolWords(facts, language)),
    line(t('audit:detail.recipient'), recipientWords(t, row), facts.recipient !== undefined),
    line(t('audit:detail.fingerprint'), facts.fingerprint, true),
    line(t('audit:detail.place'), facts.place, true),
    line(t('audit:detail.digest'), facts.digest, true),
    line(t('audit:detail.handedTo'), facts.handedTo),
    line(t('audit:detail.before'), beforeWords(t, language, facts)),
    line(t('audit:detail.after'), afterWords(t, language, facts)),
    line(t('audit:detail.more'), factWords(t, language, row, false)),
    line(t('audit:detail.actor'), row.actor || t('audit:nobody')),
  ];
  return lines.filter((shown) => shown !== null);
}

function line(label: string, value: string | undefined, isCode = false): DetailLine | null {
  return value ? { label, value, isCode } : null;
}

/** Returns the words for an account: its ID or name, and its alias. */
function accountWords({ account = '', alias }: AuditFacts): string {
  return alias ? `${account} (${alias})` : account;
}

function userWords({ user, identity }: AuditFacts, provider: ProviderId | undefined, language: Language): string {
  const kind = provider && identity ? (identityOf(provider, identity)?.label[language] ?? identity) : (identity ?? '');
  return user ? [user, kind && `(${kind})`].filter(Boolean).join(' ') : kind;
}

/** Returns the words for the way in which something left the vault. */
function wayWords(t: Translate, { way }: AuditFacts): string {
  return way && way in audit.way ? t(`audit:way.${way}`) : '';
}

function toolWords({ target }: AuditFacts, language: Language): string {
  return target && target in toolFiles ? toolFiles[target].name[language] : '';
}

function recipientWords(t: Translate, { action, facts }: AuditRow): string {
  if (facts.recipient) return facts.recipient;
  return action === 'exported' && facts.way === 'age' ? t('audit:fact.passphrase') : '';
}

function beforeWords(t: Translate, language: Language, facts: AuditFacts): string {
  if (facts.before !== undefined) return facts.before;
  if (facts.keptBefore !== undefined) return formatNumber(language, facts.keptBefore);
  return facts.daysBefore === undefined ? '' : daysWords(t, language, facts.daysBefore);
}

function afterWords(t: Translate, language: Language, facts: AuditFacts): string {
  if (facts.after !== undefined) return facts.after;
  if (facts.keptBefore !== undefined && facts.kept !== undefined) return formatNumber(language, facts.kept);
  return facts.daysBefore !== undefined && facts.days !== undefined ? daysWords(t, language, facts.days) : '';
}

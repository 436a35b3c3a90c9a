import type { AuditCheck, AuditFacts, AuditRow } from '../../../../common/audit/actions';
import type { ErrorCode } from '../../../../common/errors';
import type { Language } from '../../../../common/languages';
import { toolFiles } from '../../../../common/transfer/targets';
import type { MessageKey, Translate } from '../../../i18n';
import { audit } from '../../../i18n/en/audit';
import { formatMoment, formatNumber } from '../../../i18n/format';
import { isolate } from '../../../i18n/words';

/**
 * Returns the words for an action. An action that is not known (of a newer Keyfold or a changed row) is shown as it is.
 */
export function actionWords(t: Translate, action: string): string {
  return action in audit.action ? t(`audit:action.${action}` as MessageKey & `audit:action.add`) : action;
}

function codeWords(t: Translate, code: ErrorCode): string {
  return code in audit.code ? t(`audit:code.${code}` as MessageKey & `audit:code.not-found`) : code;
}

/** Actions with a count of AccessKeys; the others count records. */
const ofKeys: readonly string[] = [
  ...['exported', 'exported-csv', 'receipt-saved'],
  ...['imported', 'source-cleaned', 'original-saved', 'rekey'],
];

/** Returns recipients as they fit into a line. The details of the row have all of it. */
const short = (recipients: string) =>
  recipients
    .split(', ')
    .map((recipient) => (recipient.length > 24 ? `${recipient.slice(0, 12)}…${recipient.slice(-6)}` : recipient))
    .join(', ');

/**
 * Returns what a row says about its object: to whom, by which way, what was before and is now. Texts that somebody
 * typed are isolated, so that their direction changes nothing around them.
 */
function objectWords(t: Translate, language: Language, { action, key, facts }: AuditRow): string[] {
  const said: string[] = [];
  const holder = [facts.account, facts.user].filter(Boolean).join(' / ');
  if (facts.way && facts.way in audit.way) said.push(t(`audit:way.${facts.way}`));
  if (facts.target && facts.target in toolFiles) said.push(toolFiles[facts.target].name[language]);
  if (facts.handedTo) said.push(t('audit:fact.handedTo', { handedTo: isolate(facts.handedTo) }));
  if (facts.recipient) said.push(t('audit:fact.recipient', { recipient: isolate(short(facts.recipient)) }));
  else if (action === 'exported' && facts.way === 'age') said.push(t('audit:fact.passphrase'));
  if (facts.subject) said.push(isolate(facts.subject));
  if (facts.before !== undefined && facts.after !== undefined) {
    said.push(t('audit:fact.change', { before: isolate(facts.before), after: isolate(facts.after) }));
  } else if (key === null && holder) said.push(isolate(holder));
  if (facts.place) said.push(isolate(facts.place));
  return said;
}

/**
 * Returns what a row says besides its action: what was copied, to whom, how many, why not. `withObject`: also what the
 * details of the row show on lines of their own.
 */
export function factWords(t: Translate, language: Language, row: AuditRow, withObject = true): string {
  const { action, facts, code } = row;
  const number = (value: number) => formatNumber(language, value);
  const said: string[] = [];
  if (code) said.push(codeWords(t, code));
  // This comes early, since the end of a long line is cut in the list.
  said.push(...restoreWords(t, language, row.facts));
  if (facts.part && facts.part in audit.part) said.push(t(`audit:part.${facts.part}`));
  if (withObject) said.push(...objectWords(t, language, row));
  if (facts.why && facts.why in audit.why) said.push(t(`audit:why.${facts.why}`));
  if (facts.setting && facts.setting in audit.setting) said.push(t(`audit:setting.${facts.setting}`));
  if (facts.backup && facts.backup in audit.backup) said.push(t(`audit:backup.${facts.backup}`));
  if (facts.copy && facts.copy in audit.copy) said.push(t(`audit:copy.${facts.copy}`));
  if (facts.kept !== undefined) said.push(t('audit:fact.kept', { number: number(facts.kept) }));
  if (facts.again) said.push(t('audit:fact.again'));
  if (facts.days !== undefined) said.push(daysWords(t, language, facts.days));
  if (facts.count !== undefined) {
    const values = { count: facts.count, number: number(facts.count) };
    said.push(ofKeys.includes(action) ? t('audit:fact.keys', values) : t('audit:fact.count', values));
  }
  if (facts.row !== undefined) said.push(t('audit:fact.row', { row: number(facts.row) }));
  if (facts.operation !== undefined) {
    said.push(t('audit:fact.operation', { operation: facts.operation || '?', view: facts.view ?? '?' }));
  }
  said.push(...timeWords(t, language, facts));
  if (facts.unrecorded !== undefined) {
    said.push(t('audit:fact.unrecorded', { count: facts.unrecorded, number: number(facts.unrecorded) }));
  }
  return said.join(t('common:listSeparator'));
}

/** Returns what a restore left behind of the vault in place. */
function restoreWords(t: Translate, language: Language, { to, lost, carried }: AuditFacts): string[] {
  const said: string[] = [];
  if (lost !== undefined) {
    said.push(t('audit:fact.lost', { count: lost, number: formatNumber(language, lost) }));
    if (to !== undefined) said.push(t('audit:fact.lostLast', { moment: formatMoment(language, to) }));
  }
  if (carried === false) said.push(t('audit:fact.notCarried'));
  return said;
}

/** Returns what a row says about times. */
function timeWords(t: Translate, language: Language, { from, to, lost }: AuditFacts): string[] {
  const moment = (at: number) => formatMoment(language, at);
  const said: string[] = [];
  // The row of a restore has two times that are no span: the backup's, and that of the last record left behind.
  const isSpan = lost === undefined && to !== undefined;
  if (from !== undefined) {
    said.push(
      isSpan
        ? t('audit:fact.fromTo', { from: moment(from), to: moment(to) })
        : t('audit:fact.of', { moment: moment(from) }),
    );
  }
  return said;
}

/** Returns the words for a number of days of rotation. */
export function daysWords(t: Translate, language: Language, days: number): string {
  if (days === 0) return t('audit:fact.never');
  if (days < 0) return t('audit:fact.byProvider');
  return t('audit:fact.days', { count: days, number: formatNumber(language, days) });
}

/** Returns the words for where and how the chain is broken. */
export function brokenWords(t: Translate, language: Language, broken: NonNullable<AuditCheck['broken']>): string {
  return t(`audit:brokenAt.${broken.kind}`, { row: formatNumber(language, broken.row) });
}

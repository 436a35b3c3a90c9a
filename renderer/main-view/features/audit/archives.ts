import type { ArchiveCheck } from '../../../../common/audit/archive';
import type { Language } from '../../../../common/languages';
import type { Translate } from '../../../i18n';
import { formatNumber } from '../../../i18n/format';
import { isolate } from '../../../i18n/words';
import { brokenWords } from './words';

/** Returns what a check of an archive, together with the log, found, in words. */
export function archiveWords(t: Translate, language: Language, check: ArchiveCheck): string {
  // Chinese sentences follow each other without a blank.
  const joined = (...sentences: string[]) => sentences.filter(Boolean).join(language === 'zh-CN' ? '' : ' ');
  const number = (value: number) => formatNumber(language, value);
  const { problem, first, last, begins, log } = check;
  const values = { file: isolate(check.fileName), first: number(first), last: number(last) };
  if (problem?.kind === 'row') return t('audit:archive.problem.row', { ...values, row: number(problem.row) });
  if (problem) return t(`audit:archive.problem.${problem.kind}`, values);
  if (log.broken) return joined(t('audit:archive.good', values), brokenWords(t, language, log.broken));
  const follows = last + 1 === begins ? t('audit:archive.follows', { row: number(begins) }) : '';
  const between =
    last + 1 < begins ? t('audit:archive.between', { from: number(last + 1), to: number(begins - 1) }) : '';
  const here = last >= begins ? t('audit:archive.here') : '';
  return joined(t('audit:archive.good', values), follows, between, here);
}

import { CircleHelp, EyeClosed, EyeOff, ShieldAlert, Siren } from 'lucide-react';
import type { KeyRow } from '../../../../../common/keys/access-key';
import type { Language } from '../../../../../common/languages';
import { identityOf, isKnownProvider, needsNewer, saferIdentity } from '../../../../../common/providers';
import { rotationPeriod } from '../../../../../common/rotation';
import { cx } from '../../../../design/cx';
import { Badge } from '../../../../design/plain/Badge';
import { type Translate, useLanguage, useT } from '../../../../i18n';
import { daysBetween, formatDays, formatMoment, formatToday } from '../../../../i18n/format';
import { Countdown } from '../../temporary/Countdown';
import { noteEnd } from '../../temporary/ended';
import { isExpired } from '../actions';

/** A dash for a value that is not known, with words for people who can't see it. */
export function Unknown() {
  const t = useT();
  return (
    <span className="text-faint">
      <span aria-hidden="true">—</span>
      <span className="sr-only">{t('keys:unknown')}</span>
    </span>
  );
}

/** Says that the key is enabled or disabled, or that a temporary key has expired. */
export function StatusMark({ row, now }: { row: KeyRow; now: number }) {
  const t = useT();
  if (isExpired(row, now)) return <Badge tone="danger">{t('keys:expired')}</Badge>;
  const enabled = row.status === 'enabled';
  return (
    <span className={cx('inline-flex items-center gap-1.5 whitespace-nowrap', enabled ? 'text-ink' : 'text-muted')}>
      <span
        aria-hidden="true"
        className={cx('size-2 rounded-full', enabled ? 'filled-dot bg-good' : 'border-2 border-control bg-transparent')}
      />
      {enabled ? t('common:enabled') : t('common:disabled')}
    </span>
  );
}

/** Returns the warning for a key of the account itself; `null` for every other key. */
export function rootWords(t: Translate, { provider, identityKind }: KeyRow, language: Language): string | null {
  const identity = identityOf(provider, identityKind);
  if (!identity?.root) return null;
  const safer = (isKnownProvider(provider) ? saferIdentity(provider) : undefined) ?? identity;
  return t('keys:rootExplained', { identity: identity.label[language], safer: safer.label[language] });
}

/** A sign that the key's identity has every permission of its account. */
export function RootMark({ row }: { row: KeyRow }) {
  const t = useT();
  const language = useLanguage();
  const words = rootWords(t, row, language);
  if (words === null) return null;
  return (
    <span title={words} className="inline-flex shrink-0">
      <ShieldAlert size={14} className="text-warning-ink" aria-hidden />
      <span className="sr-only">{t('keys:root')}</span>
    </span>
  );
}

/** Says that the key leaked. */
export function LeakedMark({ row }: { row: KeyRow }) {
  const t = useT();
  const language = useLanguage();
  if (row.leakedAt === null) return null;
  return (
    <Badge tone="danger" title={t('rotation:leaked.since', { moment: formatMoment(language, row.leakedAt) })}>
      <Siren size={12} aria-hidden />
      {t('rotation:leaked.badge')}
    </Badge>
  );
}

/** A sign that only a later Keyfold knows what the key is. */
export function NewerMark({ row }: { row: KeyRow }) {
  const t = useT();
  if (!needsNewer(row)) return null;
  return (
    <span title={t('keys:needsNewerExplained')} className="inline-flex shrink-0">
      <CircleHelp size={14} className="text-muted" aria-hidden />
      <span className="sr-only">{t('keys:needsNewer')}</span>
    </span>
  );
}

/** Returns what to say of a secret whose only showing is still to come or to be finished; `null` for every other. */
export function revealWords(t: Translate, row: KeyRow): { title: string; explained: string } | null {
  const { reveal } = row;
  // This program can't show it.
  if (needsNewer(row)) return null;
  if (reveal === 'pending') return { title: t('keys:pending'), explained: t('keys:pendingExplained') };
  if (reveal === 'taken') return { title: t('keys:taken'), explained: t('keys:takenExplained') };
  return null;
}

/** A sign that the secret of a new key was never displayed, or not to the end. */
export function RevealMark({ row }: { row: KeyRow }) {
  const t = useT();
  const words = revealWords(t, row);
  if (words === null) return null;
  const Icon = row.reveal === 'taken' ? EyeClosed : EyeOff;
  return (
    <span title={`${words.title}. ${words.explained}`} className="inline-flex shrink-0">
      <Icon size={14} className="text-warning-ink" aria-hidden />
      <span className="sr-only">{words.title}</span>
    </span>
  );
}

/**
 * Shows how old the key is. It is amber from the day from which its rotation period warns. `explained` adds the reason.
 */
function Age({ row, now, explained = false }: { row: KeyRow; now: number; explained?: boolean }) {
  const t = useT();
  const language = useLanguage();
  const period = rotationPeriod(row.provider, row.rotationDays);
  const days = daysBetween(row.providerCreatedAt ?? row.createdAt, now);
  const age = days === 0 ? formatToday(language) : t('keys:age', { days: formatDays(language, days) });
  // Temporary keys end by themselves.
  if (row.credential === 'temporary' || period === null || days < period.warnDays) {
    return <span className="whitespace-nowrap">{age}</span>;
  }
  const { dueDays } = period;
  const words = days >= dueDays ? t('keys:due', { days: dueDays }) : t('keys:dueSoon', { days: dueDays });
  return (
    <span title={words} className="text-warning-ink">
      <span className="whitespace-nowrap">{age}</span>
      {explained ? <span className="block text-sm">{words}</span> : null}
    </span>
  );
}

/** Shows how old the key is, or how long a temporary key is still valid. */
export function Life({ row, now }: { row: KeyRow; now: number }) {
  if (row.expiresAt === null || isExpired(row, now)) return <Age row={row} now={now} />;
  return <Countdown expiresAt={row.expiresAt} onEnd={noteEnd} />;
}

/** Returns the type of the key in its provider's word, or the kind of credential if there are no types. */
export function typeWord(t: Translate, row: KeyRow): string {
  if (row.keyType !== '') return row.keyType;
  return row.credential === 'temporary' ? t('common:temporary') : t('common:longTerm');
}

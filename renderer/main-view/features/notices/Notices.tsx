import { ClockAlert, RefreshCw, ShieldAlert, SlidersHorizontal, TimerOff } from 'lucide-react';
import type { ClockProblem } from '../../../../common/clock';
import type { Language } from '../../../../common/languages';
import { Button } from '../../../design/plain/Button';
import { toast } from '../../../design/toast';
import { type Translate, useLanguage, useT } from '../../../i18n';
import { formatNumber, formatSpan } from '../../../i18n/format';
import { Words } from '../../../i18n/words';
import { client } from '../../client';
import { reported } from '../../report';
import { openDialog, showPage } from '../../ui';
import { useAudit } from '../audit/store';
import { brokenWords } from '../audit/words';
import { BackupFailedNotice, StepBackNotice } from '../backups/BackupNotices';
import { DraftNotice } from '../drafts/DraftNotice';
import { useKeys } from '../keys/store';
import { board, useBoard } from '../rotation/board';
import { settingsProblemWords, useSettingsProblem } from '../settings/problem';
import { noteClock, useClock } from './clock';
import { Notice } from './Notice';
import { ConflictsNotice, ReadOnlyNotice } from './PlaceNotices';

function clockWords(t: Translate, language: Language, { kind, by }: ClockProblem): string {
  const span = { by: formatSpan(language, Math.abs(by)) };
  if (kind === 'behind') return t('notices:clock.behind', span);
  return by > 0 ? t('notices:clock.forward', span) : t('notices:clock.back', span);
}

function ClockNotice() {
  const t = useT();
  const language = useLanguage();
  const problem = useClock(({ state }) => state?.problem ?? null);
  if (!problem) return null;
  const accept = async () => {
    const reply = await reported(client.clock.accept({}));
    if (!reply) return;
    noteClock(reply.value);
    toast('good', t('notices:clock.accepted'));
  };
  return (
    <Notice
      tone="warning"
      icon={<ClockAlert size={16} className="shrink-0" aria-hidden />}
      action={
        <Button size="small" onClick={() => void accept()}>
          {t('notices:clock.accept')}
        </Button>
      }
    >
      {clockWords(t, language, problem)}
    </Notice>
  );
}

function AuditNotice() {
  const t = useT();
  const language = useLanguage();
  const broken = useAudit((state) => state.checked?.broken ?? null);
  if (!broken) return null;
  return (
    <Notice
      tone="danger"
      icon={<ShieldAlert size={16} className="shrink-0" aria-hidden />}
      action={
        <Button size="small" onClick={() => showPage('audit')}>
          {t('audit:brokenShow')}
        </Button>
      }
    >
      <strong className="font-semibold">{t('audit:broken')}</strong> · {brokenWords(t, language, broken)}
    </Notice>
  );
}

function SettingsNotice() {
  const t = useT();
  const problem = useSettingsProblem((state) => (state.hidden ? null : state.problem));
  if (!problem) return null;
  return (
    <Notice
      tone="warning"
      icon={<SlidersHorizontal size={16} className="shrink-0" aria-hidden />}
      onDismiss={() => useSettingsProblem.setState({ hidden: true })}
    >
      <Words>{settingsProblemWords(t, problem)}</Words>
    </Notice>
  );
}

/** Says that keys of an import can take the place of others. */
function PairsNotice() {
  const t = useT();
  const language = useLanguage();
  const count = useBoard(({ imported }) => imported);
  if (count === 0) return null;
  return (
    <Notice
      tone="info"
      icon={<RefreshCw size={16} className="shrink-0" aria-hidden />}
      action={
        <Button size="small" onClick={() => openDialog({ kind: 'pairs', of: 'imported' })}>
          {t('rotation:board.review')}
        </Button>
      }
      onDismiss={board.forgetImport}
    >
      {t('rotation:pairs.found', { count, number: formatNumber(language, count) })}
    </Notice>
  );
}

/** Offers to clear the keys that have expired, where the list shows them. */
function ExpiredNotice() {
  const t = useT();
  const language = useLanguage();
  const count = useKeys(({ answered, total }) => (answered?.filter.care === 'expired' ? (total ?? 0) : 0));
  if (count === 0) return null;
  return (
    <Notice
      tone="info"
      icon={<TimerOff size={16} className="shrink-0" aria-hidden />}
      action={
        <Button size="small" onClick={() => openDialog({ kind: 'clear-expired' })}>
          {t('rotation:clear.act')}
        </Button>
      }
    >
      {t('rotation:notice.expired', { count, number: formatNumber(language, count) })}
    </Notice>
  );
}

/**
 * The notices about the vault as a whole, above the list of keys and above the overview. The overview says by itself
 * that a backup failed.
 */
export function Notices({ overview = false }: { overview?: boolean }) {
  const t = useT();
  return (
    <section aria-label={t('notices:region')} className="max-h-1/3 shrink-0 overflow-y-auto">
      <DraftNotice />
      <AuditNotice />
      <StepBackNotice />
      <ReadOnlyNotice />
      <ConflictsNotice />
      {overview ? null : <BackupFailedNotice />}
      <SettingsNotice />
      <ClockNotice />
      <PairsNotice />
      {overview ? null : <ExpiredNotice />}
    </section>
  );
}

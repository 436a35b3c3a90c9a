import {
  AlarmClock,
  ArchiveX,
  ArrowRight,
  CalendarClock,
  Crown,
  EyeOff,
  FileKey,
  FileText,
  Hourglass,
  LifeBuoy,
  LockOpen,
  Moon,
  RefreshCw,
  ShieldAlert,
  TimerOff,
  UserRoundX,
  UsersRound,
} from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { cx } from '../../../design/cx';
import { type Translate, useLanguage, useT } from '../../../i18n';
import { formatDistance, formatNumber } from '../../../i18n/format';
import { errorWords, Words } from '../../../i18n/words';
import { client } from '../../client';
import { reported } from '../../report';
import { openDialog, showPage } from '../../ui';
import { useBackups } from '../backups/store';
import { useNow } from '../keys/hooks/useNow';
import { showKeys } from '../keys/show-keys';
import { usePlace } from '../notices/place';
import { useOverview } from './store';
import { type BackupTrouble, backupTrouble, type Tile, type TileId, type Urgency } from './tiles';

const icons: Readonly<Record<TileId, ReactNode>> = {
  leaked: <ShieldAlert size={16} aria-hidden />,
  overdue: <AlarmClock size={16} aria-hidden />,
  expiring: <Hourglass size={16} aria-hidden />,
  expired: <TimerOff size={16} aria-hidden />,
  backup: <ArchiveX size={16} aria-hidden />,
  recovery: <LifeBuoy size={16} aria-hidden />,
  soon: <CalendarClock size={16} aria-hidden />,
  rotating: <RefreshCw size={16} aria-hidden />,
  pending: <EyeOff size={16} aria-hidden />,
  root: <Crown size={16} aria-hidden />,
  'two-active': <UsersRound size={16} aria-hidden />,
  unused: <Moon size={16} aria-hidden />,
  unassigned: <UserRoundX size={16} aria-hidden />,
  full: <UsersRound size={16} aria-hidden />,
  plain: <FileText size={16} aria-hidden />,
  originals: <FileKey size={16} aria-hidden />,
  lock: <LockOpen size={16} aria-hidden />,
};

const marks: Readonly<Record<Tile['tone'], string>> = {
  danger: 'bg-danger-soft text-danger-ink',
  warning: 'bg-warning-soft text-warning-ink',
  plain: 'bg-sunken text-muted',
};

const numbers: Readonly<Record<Tile['tone'], string>> = {
  danger: 'text-danger-ink',
  warning: 'text-ink',
  plain: 'text-ink',
};

/** Goes to where it is mended. */
function mend(id: TileId): void {
  switch (id) {
    case 'recovery':
      void reported(client.window.openSheet({ sheet: 'keyring', act: 'recovery-key' }));
      return;
    case 'backup':
      openDialog({ kind: 'settings', section: 'backups' });
      return;
    case 'lock':
      openDialog({ kind: 'settings', section: 'locking' });
      return;
    case 'originals':
      openDialog({ kind: 'settings', section: 'originals' });
      return;
    case 'plain':
      openDialog({ kind: 'plain-files' });
      return;
    case 'rotating':
      showPage('rotation');
      return;
    default:
      void showKeys({ filter: { care: id } });
  }
}

function backupWords(t: Translate, language: 'en' | 'zh-CN', trouble: BackupTrouble, now: number): string {
  if (trouble.why === 'failed') return t('overview:backup.failed', { cause: errorWords(t, trouble.error) });
  if (trouble.why === 'second-failed')
    return t('overview:backup.secondFailed', { cause: errorWords(t, trouble.error) });
  const when = { when: formatDistance(language, trouble.at, now) };
  if (trouble.why === 'read-only') return t('overview:backup.readOnly', when);
  return trouble.why === 'old' ? t('overview:backup.old', when) : t('overview:backup.secondOld', when);
}

/** Returns the sentence of a tile. */
function useAbout(id: TileId): string {
  const t = useT();
  const language = useLanguage();
  const now = useNow();
  const lockAfter = useOverview((state) => state.lockAfter);
  const backups = useBackups((store) => store.state);
  const readOnly = usePlace((place) => place.readOnly);
  if (id === 'backup') {
    const trouble = backupTrouble(backups, readOnly, now);
    return trouble ? backupWords(t, language, trouble, now) : '';
  }
  if (id === 'lock') {
    if (!lockAfter) return t('overview:tile.lock.never');
    const minutes = t('overview:minutes', { count: lockAfter, number: formatNumber(language, lockAfter) });
    return t('overview:tile.lock.about', { minutes });
  }
  return t(`overview:tile.${id}.about`);
}

function OneTile({ tile: { id, tone, count } }: { tile: Tile }) {
  const t = useT();
  const language = useLanguage();
  const about = useAbout(id);
  const own = useId();
  const parts = { title: `${own}-title`, count: `${own}-count`, about: `${own}-about`, act: `${own}-act` };
  return (
    <button
      type="button"
      aria-labelledby={`${parts.title} ${parts.count}`}
      aria-describedby={`${parts.about} ${parts.act}`}
      onClick={() => mend(id)}
      className="group flex size-full cursor-default flex-col gap-1.5 rounded-lg border border-line bg-raised px-3.5 py-3 text-left shadow-card transition-colors duration-100 hover:border-line-strong hover:bg-hover"
    >
      <span className="flex w-full min-w-0 items-center gap-2.5">
        <span className={cx('flex size-7 shrink-0 items-center justify-center rounded-md', marks[tone])}>
          {icons[id]}
        </span>
        <span id={parts.title} className="min-w-0 flex-1 font-semibold text-ink">
          {t(`overview:tile.${id}.title`)}
        </span>
        {count === null ? null : (
          <span id={parts.count} className={cx('shrink-0 text-xl font-semibold tabular-nums', numbers[tone])}>
            {formatNumber(language, count)}
          </span>
        )}
      </span>
      <span id={parts.about} className="text-sm text-muted">
        <Words>{about}</Words>
      </span>
      <span className="mt-auto flex items-center gap-1 pt-0.5 text-sm font-medium text-accent-ink">
        <span id={parts.act} className="group-hover:underline">
          {t(`overview:tile.${id}.act`)}
        </span>
        <ArrowRight size={13} className="shrink-0" aria-hidden />
      </span>
    </button>
  );
}

/** The tiles of one urgency. */
export function TileGroup({ urgency, tiles }: { urgency: Urgency; tiles: readonly Tile[] }) {
  const t = useT();
  const id = useId();
  if (tiles.length === 0) return null;
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="mb-2.5 text-sm font-semibold text-muted">
        {t(`overview:${urgency}`)}
      </h2>
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,208px),1fr))] gap-3">
        {tiles.map((tile) => (
          <li key={tile.id}>
            <OneTile tile={tile} />
          </li>
        ))}
      </ul>
    </section>
  );
}

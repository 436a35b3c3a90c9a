import {
  CircleHelp,
  Handshake,
  KeyRound,
  LayoutDashboard,
  LockKeyhole,
  RefreshCw,
  ScrollText,
  Settings,
  Trash2,
  UsersRound,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from '../../../design/cx';
import { Logo } from '../../../design/plain/Logo';
import { useLanguage, useT } from '../../../i18n';
import { formatNumber } from '../../../i18n/format';
import { client } from '../../client';
import { reported } from '../../report';
import { openDialog, showPage, useUi } from '../../ui';
import { AccountTree } from '../accounts/components/AccountTree';
import { useBin } from '../bin/store';
import { ClipboardPill } from '../clipboard/ClipboardPill';
import { GrantsPill } from '../command/GrantsPill';
import { showHelp } from '../help/store';
import { RecoveryReminder } from '../keyring/RecoveryReminder';
import { keys, useKeys } from '../keys/store';
import { everyKey } from '../keys/store/state';
import { leaveView, useViews } from '../keys/views/store';
import { ViewList } from '../keys/views/ViewList';
import { LockMark } from '../protection/LockMark';
import { useBoard } from '../rotation/board';
import { underWay } from '../rotation/counts';

interface ItemProps {
  label: string;
  icon: ReactNode;
  count?: number | undefined;
  current?: boolean;
  disabled?: boolean;
  onPress: () => void;
}

function Item({ label, icon, count, current, disabled, onPress }: ItemProps) {
  const t = useT();
  const language = useLanguage();
  const number = count === undefined ? '' : formatNumber(language, count);
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      aria-current={current ? 'page' : undefined}
      aria-description={count === undefined ? undefined : t('keys:count', { count, number })}
      disabled={disabled}
      onClick={onPress}
      className={cx(
        'flex h-8 w-full shrink-0 cursor-default items-center gap-2.5 rounded-md px-2 text-left transition-colors duration-100 narrow:justify-center',
        current ? 'chosen bg-active font-medium text-ink' : 'text-muted hover:bg-hover hover:text-ink',
      )}
    >
      <span className="flex size-5 shrink-0 items-center justify-center">{icon}</span>
      <span className="min-w-0 flex-1 truncate narrow:sr-only">{label}</span>
      <span className="shrink-0 text-sm text-faint tabular-nums narrow:hidden">{number}</span>
    </button>
  );
}

/** The sidebar: the pages, the providers with their counts, Settings and Lock. */
export function Sidebar() {
  const t = useT();
  const page = useUi((ui) => ui.page);
  const unlocked = useUi((ui) => ui.unlocked);
  const provider = useKeys((state) => state.provider);
  const counts = useKeys((state) => state.counts);
  const view = useViews(({ shown }) => shown);
  const rotating = useBoard(({ counts }) => underWay(counts));
  const deleted = useBin(({ state }) => state);
  return (
    <div className="flex w-56 shrink-0 flex-col narrow:w-14 border-r border-line bg-sidebar">
      <div className="flex h-14 shrink-0 items-center gap-2 px-4">
        <Logo size={22} />
        <span className="text-md font-semibold tracking-tight text-ink narrow:hidden">Keyfold</span>
      </div>
      <nav aria-label={t('keys:providers')} className="flex min-h-0 flex-1 flex-col gap-0.5 overflow-y-auto px-2 py-1">
        <Item
          label={t('overview:title')}
          icon={<LayoutDashboard size={16} aria-hidden />}
          current={page === 'overview'}
          onPress={() => showPage('overview')}
        />
        <Item
          label={t('keys:allKeys')}
          icon={<KeyRound size={16} aria-hidden />}
          count={counts?.reduce((sum, count) => sum + count.keys, 0)}
          current={page === 'keys' && provider === null && view === null}
          onPress={() => {
            showPage('keys');
            leaveView();
            void keys.show({ ...everyKey, text: keys.store.getState().text });
          }}
        />
        <Item
          label={t('accounts:title')}
          icon={<UsersRound size={16} aria-hidden />}
          current={page === 'accounts'}
          onPress={() => showPage('accounts')}
        />
        <Item
          label={t('rotation:title')}
          icon={<RefreshCw size={16} aria-hidden />}
          count={rotating || undefined}
          current={page === 'rotation'}
          disabled={!unlocked}
          onPress={() => showPage('rotation')}
        />
        {deleted && (deleted.keys > 0 || deleted.days > 0 || page === 'bin') ? (
          <Item
            label={t('bin:title')}
            icon={<Trash2 size={16} aria-hidden />}
            count={deleted.keys > 0 ? deleted.keys : undefined}
            current={page === 'bin'}
            onPress={() => showPage('bin')}
          />
        ) : null}
        <ViewList />
        <p className="px-2 pt-4 pb-1 text-xs font-medium text-faint narrow:hidden">{t('keys:providers')}</p>
        <AccountTree />
      </nav>
      <GrantsPill />
      <ClipboardPill />
      <Foot />
    </div>
  );
}

/** What isn't about one provider: the log, hand-overs, Help, Settings and Lock. */
function Foot() {
  const t = useT();
  const page = useUi((ui) => ui.page);
  const unlocked = useUi((ui) => ui.unlocked);
  return (
    <div className="flex shrink-0 flex-col gap-0.5 border-t border-line p-2">
      <RecoveryReminder />
      <LockMark />
      <Item
        label={t('audit:title')}
        icon={<ScrollText size={16} aria-hidden />}
        current={page === 'audit'}
        disabled={!unlocked}
        onPress={() => showPage('audit')}
      />
      <Item
        label={t('given:page.title')}
        icon={<Handshake size={16} aria-hidden />}
        current={page === 'given'}
        disabled={!unlocked}
        onPress={() => showPage('given')}
      />
      <Item
        label={t('help:title')}
        icon={<CircleHelp size={16} aria-hidden />}
        current={page === 'help'}
        disabled={!unlocked}
        onPress={() => showHelp()}
      />
      <Item
        label={t('keys:settings')}
        icon={<Settings size={16} aria-hidden />}
        onPress={() => openDialog({ kind: 'settings' })}
      />
      <Item
        label={t('keys:lock')}
        icon={<LockKeyhole size={16} aria-hidden />}
        disabled={!unlocked}
        onPress={() => void reported(client.window.lock({}))}
      />
    </div>
  );
}

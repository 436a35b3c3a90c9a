import { CircleCheck, KeyRound, Plus } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { Button } from '../../../design/plain/Button';
import { EmptyState } from '../../../design/plain/EmptyState';
import { SearchInput } from '../../../design/plain/SearchInput';
import { useLanguage, useT } from '../../../i18n';
import { formatNumber } from '../../../i18n/format';
import { client } from '../../client';
import { LoadFailure } from '../../LoadFailure';
import { focusOn, searchId, showPage, useUi } from '../../ui';
import { useBackups } from '../backups/store';
import { useKeyring } from '../keyring/store';
import { openAdd } from '../keys/actions';
import { useNow } from '../keys/hooks/useNow';
import { keys } from '../keys/store';
import { everyKey } from '../keys/store/state';
import { Notices } from '../notices/Notices';
import { usePlace } from '../notices/place';
import { openImport } from '../transfer/actions';
import { Ages } from './Ages';
import { Ahead } from './Ahead';
import { overview, useOverview } from './store';
import { TileGroup } from './TileGroup';
import { backupTrouble, type Tile, tilesFor, type Urgency } from './tiles';

/** Milliseconds between two looks: what is due changes with the time. */
const lookEvery = 10 * 60_000;
const longestSearch = 1000;

/** Goes to the list of all keys, and goes on there with what was typed. */
function searchFor(text: string): void {
  flushSync(() => {
    void keys.show({ ...everyKey, text });
    showPage('keys');
  });
  focusOn(searchId);
}

/** A search that goes on in the list with its first letter. A composed character is waited for. */
function Search() {
  const t = useT();
  const composing = useRef(false);
  const [typed, setTyped] = useState('');
  return (
    <div
      className="flex min-w-40 max-w-90 flex-1"
      onCompositionStart={() => {
        composing.current = true;
      }}
      onCompositionEnd={({ data }) => {
        composing.current = false;
        // Chromium tells of the end after the last change.
        if (typed !== '' || data !== '') searchFor(typed || data);
      }}
    >
      <SearchInput
        id={searchId}
        label={t('keys:search')}
        placeholder={t('keys:searchPlaceholder')}
        maxLength={longestSearch}
        value={typed}
        onChange={(text) => {
          setTyped(text);
          if (!composing.current && text !== '') searchFor(text);
        }}
      />
    </div>
  );
}

function Calm({ urgent, keys: number }: { urgent: boolean; keys: number }) {
  const t = useT();
  const language = useLanguage();
  return (
    <div className="flex items-center gap-3.5">
      <span className="flex size-9 shrink-0 items-center justify-center rounded-full bg-good-soft text-good-ink">
        <CircleCheck size={18} aria-hidden />
      </span>
      <div className="min-w-0">
        <h2 className="font-semibold text-ink">{urgent ? t('overview:calm.notUrgent') : t('overview:calm.title')}</h2>
        {urgent ? null : (
          <p className="text-muted">
            {t('overview:calm.body', { count: number, number: formatNumber(language, number) })}
          </p>
        )}
      </div>
    </div>
  );
}

/** What the vault, main and the clock say, as tiles. */
function useTiles(): Tile[] {
  const now = useNow();
  const state = useOverview();
  const backups = useBackups((store) => store.state);
  const readOnly = usePlace((place) => place.readOnly);
  const keyring = useKeyring((store) => store.state);
  if (!state.overview) return [];
  return tilesFor({
    overview: state.overview,
    plainFiles: state.plainFiles?.length ?? 0,
    recoveryKey: keyring ? keyring.recoveryKey !== null : null,
    backup: backupTrouble(backups, readOnly, now),
    lockAfter: state.lockAfter,
  });
}

function Content() {
  const found = useOverview((state) => state.overview);
  const settled = useOverview((state) => state.settled);
  const tiles = useTiles();
  if (!found || !settled) return null;
  if (found.keys === 0 && tiles.length === 0) return <NoKeys />;
  const of = (urgency: Urgency) => tiles.filter((tile) => tile.urgency === urgency);
  const urgent = of('now').length > 0;
  return (
    <div className="mx-auto flex max-w-290 animate-appear flex-col gap-7 px-6 py-6 narrow:px-4 narrow:py-4">
      {urgent ? null : <Calm urgent={tiles.length > 0} keys={found.keys} />}
      <TileGroup urgency="now" tiles={of('now')} />
      <TileGroup urgency="soon" tiles={of('soon')} />
      {found.keys === 0 ? null : (
        <div className="grid gap-x-6 gap-y-7 min-[1240px]:grid-cols-[5fr_4fr]">
          <Ahead days={found.days} until={found.until} />
          <Ages ages={found.ages} />
        </div>
      )}
      <TileGroup urgency="tidy" tiles={of('tidy')} />
    </div>
  );
}

function NoKeys() {
  const t = useT();
  return (
    <EmptyState
      icon={<KeyRound size={24} aria-hidden />}
      title={t('keys:empty.title')}
      action={
        <div className="flex items-center gap-2">
          <Button variant="primary" size="large" icon={<Plus size={16} aria-hidden />} onClick={() => void openAdd()}>
            {t('common:add')}
          </Button>
          <Button variant="ghost" size="large" onClick={() => void openImport()}>
            {t('keys:import')}
          </Button>
        </div>
      }
    >
      {t('keys:empty.body')}
    </EmptyState>
  );
}

/** The first page: what needs care, what comes, and how old the keys are. Everything leads to where it is mended. */
export function OverviewPage() {
  const t = useT();
  const unlocked = useUi((ui) => ui.unlocked);
  const problem = useOverview((state) => state.problem);

  useEffect(() => {
    if (!unlocked) return;
    overview.seen();
    const timer = setInterval(() => void overview.load(), lookEvery);
    const stop = client.on('settingsChanged', ({ settings }) =>
      useOverview.setState({ lockAfter: settings.lockAfterMinutes }),
    );
    return () => {
      clearInterval(timer);
      stop();
    };
  }, [unlocked]);

  return (
    <main className="flex min-w-0 flex-1 flex-col bg-surface">
      <header className="flex h-14 shrink-0 items-center gap-3 border-b border-line px-4">
        <h1 className="mr-auto truncate text-lg font-semibold text-ink">{t('overview:title')}</h1>
        <Search />
        <Button
          variant="primary"
          icon={<Plus size={15} aria-hidden />}
          disabled={!unlocked}
          onClick={() => void openAdd()}
        >
          {t('common:add')}
        </Button>
      </header>
      <Notices overview />
      <LoadFailure problem={problem} title={t('overview:loadFailed')} onRetry={() => void overview.load()} />
      <div className="min-h-0 flex-1 overflow-x-hidden overflow-y-auto">
        <Content />
      </div>
    </main>
  );
}

import { lazy, Suspense, useEffect, useLayoutEffect, useState } from 'react';
import { ToastRegion } from '../design/plain/ToastRegion';
import { runLatestAct } from '../design/toast';
import { AccountsPage } from './features/accounts/components/AccountsPage';
import { showHelp } from './features/help/store';
import { openAdd } from './features/keys/actions';
import { KeysPage } from './features/keys/components/KeysPage';
import { OverviewPage } from './features/overview/OverviewPage';
import { Sidebar } from './features/providers/Sidebar';
import { openExportOfChosen } from './features/transfer/actions';
import { watchFileDrag } from './features/transfer/drag';
import { focusSearch, useUi } from './ui';

const AuditPage = lazy(async () => ({ default: (await import('./features/audit/AuditPage')).AuditPage }));
const GivenPage = lazy(async () => ({ default: (await import('./features/given/GivenPage')).GivenPage }));
const BinPage = lazy(async () => ({ default: (await import('./features/bin/BinPage')).BinPage }));
const HelpPage = lazy(async () => ({ default: (await import('./features/help/HelpPage')).HelpPage }));
const RotationPage = lazy(async () => ({ default: (await import('./features/rotation/RotationPage')).RotationPage }));
const loadOverlays = () => import('./Overlays');
const Overlays = lazy(async () => ({ default: (await loadOverlays()).Overlays }));

/** Whether something is typed there. After a deletion the focus may be in the empty search field. */
const isTyping = (target: EventTarget | null) =>
  (target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type !== 'checkbox')) &&
  target.value !== '';

/** The shell of the main view. */
export function App() {
  const page = useUi((ui) => ui.page);
  const wanted = useUi((ui) => ui.dialog !== null || ui.menu !== null);
  const [ready, setReady] = useState(false);

  // The code of dialogs and menus is loaded some time after the first paint, or at once if one is asked for.
  useEffect(() => {
    const idle = requestIdleCallback(() => void loadOverlays().then(() => setReady(true)), { timeout: 3000 });
    return () => cancelIdleCallback(idle);
  }, []);

  // The shortcuts work as soon as the view is seen.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { dialog, unlocked } = useUi.getState();
      if (dialog !== null || !unlocked || event.altKey || event.shiftKey) return;
      const command = event.ctrlKey || event.metaKey;
      if (event.key === 'F1' && !command) showHelp();
      else if (!command) return;
      else if (event.key === 'f') focusSearch();
      else if (event.key === 'n') void openAdd();
      else if (event.key === 'e') void openExportOfChosen();
      // Where something is typed, the same keys undo the typing.
      else if (event.key !== 'z' || isTyping(event.target) || !runLatestAct()) return;
      // The application menu has the same shortcuts. It must not react as well.
      event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);

  useEffect(watchFileDrag, []);

  return (
    <div className="flex h-full bg-surface text-ink">
      <Sidebar />
      {page === 'overview' ? <OverviewPage /> : null}
      {page === 'keys' ? <KeysPage /> : null}
      {page === 'accounts' ? <AccountsPage /> : null}
      <Suspense>
        {page === 'audit' ? <AuditPage /> : null}
        {page === 'given' ? <GivenPage /> : null}
        {page === 'rotation' ? <RotationPage /> : null}
        {page === 'bin' ? <BinPage /> : null}
        {page === 'help' ? <HelpPage /> : null}
      </Suspense>
      <ToastRegion />
      {ready || wanted ? (
        <Suspense>
          <Overlays />
        </Suspense>
      ) : null}
    </div>
  );
}

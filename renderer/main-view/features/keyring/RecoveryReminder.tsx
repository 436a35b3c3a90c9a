import { LifeBuoy } from 'lucide-react';
import { useT } from '../../../i18n';
import { client } from '../../client';
import { reported } from '../../report';
import { useKeyring } from './store';

/** One line of the sidebar that is shown as long as there is no recovery key. */
export function RecoveryReminder() {
  const t = useT();
  const missing = useKeyring(({ state }) => state !== null && state.recoveryKey === null);
  if (!missing) return null;
  return (
    <button
      type="button"
      title={t('keyring:recoveryKey.remind')}
      onClick={() => void reported(client.window.openSheet({ sheet: 'keyring', act: 'recovery-key' }))}
      className="flex h-8 w-full animate-appear cursor-default items-center gap-2.5 rounded-md px-2 text-left text-sm text-warning-ink narrow:justify-center hover:bg-hover"
    >
      <span className="flex size-5 shrink-0 items-center justify-center">
        <LifeBuoy size={16} aria-hidden />
      </span>
      <span className="min-w-0 flex-1 truncate narrow:sr-only">{t('keyring:recoveryKey.remind')}</span>
    </button>
  );
}

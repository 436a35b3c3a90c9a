import { ShieldCheck } from 'lucide-react';
import { useT } from '../../../i18n';
import { openDialog } from '../../ui';
import { useManagementLock } from './store';

/** One line of the sidebar while the access key management lock is on: who can manage keys now, and where that is changed. */
export function LockMark() {
  const t = useT();
  const isOn = useManagementLock(({ since }) => since !== null);
  if (!isOn) return null;
  return (
    <button
      type="button"
      title={t('protection:locked.about')}
      aria-description={t('protection:locked.about')}
      onClick={() => openDialog({ kind: 'settings', section: 'protection' })}
      className="flex h-8 w-full animate-appear cursor-default items-center gap-2.5 rounded-md px-2 text-left text-sm text-muted narrow:justify-center hover:bg-hover hover:text-ink"
    >
      <span className="flex size-5 shrink-0 items-center justify-center">
        <ShieldCheck size={16} aria-hidden />
      </span>
      <span className="min-w-0 flex-1 truncate narrow:sr-only">{t('protection:locked.mark')}</span>
    </button>
  );
}

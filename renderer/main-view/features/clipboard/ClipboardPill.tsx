import { ClipboardCheck, ClipboardX } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useCountdown } from '../../../countdown';
import { Button } from '../../../design/plain/Button';
import { useT } from '../../../i18n';
import { client } from '../../client';
import { reported } from '../../report';

/** Says that a copied value is on the clipboard and for how long, or that it stays there, and offers to clear it. */
export function ClipboardPill() {
  const t = useT();
  const [{ clearsAt, stays }, setState] = useState<{ clearsAt: number | null; stays: boolean }>({
    clearsAt: null,
    stays: false,
  });
  const seconds = useCountdown(clearsAt) ?? 0;

  useEffect(() => {
    const stop = client.on('clipboardChanged', setState);
    void client.clipboard.state({}).then((reply) => reply.ok && setState(reply.value));
    return stop;
  }, []);

  const Icon = stays ? ClipboardX : ClipboardCheck;
  return (
    <section aria-label={t('notices:clipboard.region')}>
      {seconds > 0 || stays ? (
        <div className="mx-2 mb-2 animate-appear rounded-2xl border border-line bg-raised py-1 pr-1 pl-3 narrow:mx-0.5 narrow:rounded-lg narrow:px-0">
          <div className="flex items-center gap-2 narrow:flex-col narrow:gap-1">
            <Icon size={14} className={`shrink-0 ${stays ? 'text-warning-ink' : 'text-accent-ink'}`} aria-hidden />
            <span
              role={stays ? 'alert' : 'timer'}
              className="min-w-0 flex-1 truncate text-sm text-muted tabular-nums narrow:sr-only"
            >
              {stays ? t('notices:clipboard.stays') : t('notices:clipboard.clearsIn', { seconds })}
            </span>
            <Button size="small" onClick={() => void reported(client.clipboard.clear({}))}>
              {t('notices:clipboard.clear')}
            </Button>
          </div>
          {stays ? (
            <p className="py-1 pr-2 text-xs text-muted narrow:sr-only">{t('notices:clipboard.staysWhy')}</p>
          ) : null}
        </div>
      ) : null}
    </section>
  );
}

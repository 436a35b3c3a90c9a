import { ClipboardCheck } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useCountdown } from '../../../countdown';
import { Button } from '../../../design/plain/Button';
import { useT } from '../../../i18n';
import { client } from '../../client';
import { reported } from '../../report';

/** Says that a copied value is on the clipboard and for how long, and offers to clear it at once. */
export function ClipboardPill() {
  const t = useT();
  const [clearsAt, setClearsAt] = useState<number | null>(null);
  const seconds = useCountdown(clearsAt) ?? 0;

  useEffect(() => {
    const stop = client.on('clipboardChanged', (now) => setClearsAt(now.clearsAt));
    void client.clipboard.state({}).then((reply) => reply.ok && setClearsAt(reply.value.clearsAt));
    return stop;
  }, []);

  return (
    <section aria-label={t('notices:clipboard.region')}>
      {seconds > 0 ? (
        <div className="mx-2 mb-2 flex animate-appear items-center gap-2 rounded-full border border-line bg-raised py-1 pr-1 pl-3 narrow:mx-0.5 narrow:flex-col narrow:gap-1 narrow:rounded-lg narrow:px-0">
          <ClipboardCheck size={14} className="shrink-0 text-accent-ink" aria-hidden />
          <span role="timer" className="min-w-0 flex-1 truncate text-sm text-muted tabular-nums narrow:sr-only">
            {t('notices:clipboard.clearsIn', { seconds })}
          </span>
          <Button size="small" onClick={() => void reported(client.clipboard.clear({}))}>
            {t('notices:clipboard.clear')}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

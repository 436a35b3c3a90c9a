import { useEffect, useState } from 'react';
import { Dialog } from '../../../design/Dialog';
import { Button } from '../../../design/plain/Button';
import { toast } from '../../../design/toast';
import { useLanguage, useT } from '../../../i18n';
import { formatNumber } from '../../../i18n/format';
import { isolate } from '../../../i18n/words';
import { client } from '../../client';
import { reportedIfVerified } from '../../report';
import { verified } from '../../verification';
import { dayStart } from './days';
import { audit, everything } from './store';

/** Returns the day a year ago as a date field has it, by this machine's clock. */
function aYearAgo(): string {
  const now = new Date();
  const month = String(now.getMonth() + 1).padStart(2, '0');
  // A year before the 29th of February is the 28th.
  const most = new Date(now.getFullYear() - 1, now.getMonth() + 1, 0).getDate();
  const day = String(Math.min(now.getDate(), most)).padStart(2, '0');
  return `${now.getFullYear() - 1}-${month}-${day}`;
}

/** Moves the records from before a day into a signed file. It says how many they are before anything happens. */
export function ArchiveDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const language = useLanguage();
  const [day, setDay] = useState(aYearAgo);
  const [count, setCount] = useState<number | null>(null);
  const [busy, setBusy] = useState(false);
  const before = dayStart(day, 0);

  useEffect(() => {
    let current = true;
    setCount(null);
    if (before === null) return;
    void client.audit.list({ filter: { ...everything, to: before }, offset: 0, limit: 1 }).then((reply) => {
      if (current && reply.ok) setCount(reply.value.total);
    });
    return () => {
      current = false;
    };
  }, [before]);

  const archive = async () => {
    if (before === null || busy) return;
    setBusy(true);
    const call = verified({ act: 'archive-log', before }, (ticket) => client.audit.archive({ before, ...ticket }));
    const reply = await reportedIfVerified(call);
    setBusy(false);
    if (!reply?.value) return;
    const { rows, fileName, left } = reply.value;
    const values = { count: rows, number: formatNumber(language, rows), file: isolate(fileName) };
    toast('good', left > 0 ? t('audit:archive.doneInPart', values) : t('audit:archive.done', values));
    onClose();
    await audit.reload();
  };

  return (
    <Dialog
      title={t('audit:archive.title')}
      busy={busy}
      onClose={onClose}
      onSubmit={() => void archive()}
      footer={
        <>
          <Button disabled={busy} onClick={onClose}>
            {t('common:cancel')}
          </Button>
          <Button type="submit" variant="primary" pending={busy} disabled={!count}>
            {count
              ? t('audit:archive.act', { count, number: formatNumber(language, count) })
              : t('audit:archive.actNone')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <p className="text-muted">{t('audit:archive.body')}</p>
        <label className="flex flex-col gap-1.5">
          <span className="font-medium text-ink">{t('audit:archive.day')}</span>
          <input
            type="date"
            value={day}
            max="9999-12-31"
            onChange={(event) => setDay(event.target.value)}
            className="field-input h-9 w-44 px-2.5"
          />
        </label>
        <p role="status" className="text-sm text-muted">
          {count === null ? '' : t('audit:archive.count', { count, number: formatNumber(language, count) })}
        </p>
      </div>
    </Dialog>
  );
}

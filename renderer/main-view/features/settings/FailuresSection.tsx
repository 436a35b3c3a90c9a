import { Button } from '../../../design/plain/Button';
import { toast } from '../../../design/toast';
import { useT } from '../../../i18n';
import { client } from '../../client';
import { reported } from '../../report';

/** What went wrong in Keyfold itself, and a button that copies it for a report. */
export function FailuresSection({ failures }: { failures: readonly string[] }) {
  const t = useT();
  const copy = async () => {
    if (await reported(client.settings.copyReport({}))) toast('good', t('settings:failures.copied'));
  };
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-center gap-3">
        <h4 className="flex-1 font-medium text-ink">{t('settings:failures.title')}</h4>
        <Button size="small" onClick={() => void copy()}>
          {t('settings:failures.copy')}
        </Button>
      </div>
      <p className="text-sm text-muted">{t('settings:failures.about')}</p>
      {failures.length > 0 ? (
        <ul
          aria-label={t('settings:failures.title')}
          className="flex max-h-40 flex-col gap-1 overflow-auto rounded-md border border-line bg-raised px-3 py-2 font-mono text-xs break-all text-ink"
        >
          {failures.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      ) : (
        <p className="text-sm text-ink">{t('settings:failures.none')}</p>
      )}
    </div>
  );
}

import type { KeyRow } from '../../../../common/keys/access-key';
import { Banner } from '../../../design/plain/Banner';
import { Button } from '../../../design/plain/Button';
import { toast } from '../../../design/toast';
import { useLanguage, useT } from '../../../i18n';
import { formatMoment } from '../../../i18n/format';
import { isolate } from '../../../i18n/words';
import { ConsolePaths, LeakSteps } from '../../../manual/ManualFacts';
import { openDialogOver } from '../../ui';
import { WhereItWent } from '../given/WhereItWent';
import { markLeaked } from './acts';

/** What is urgent about a leaked key: that it can be disabled at once, and what to do in the console. */
export function LeakedPart({ row }: { row: KeyRow }) {
  const t = useT();
  const language = useLanguage();
  const since = formatMoment(language, row.leakedAt ?? 0);
  return (
    <>
      <Banner
        tone="danger"
        live={false}
        title={t('rotation:leaked.since', { moment: since })}
        action={
          row.status === 'enabled' ? (
            <Button size="small" variant="danger" onClick={() => openDialogOver({ kind: 'disable', row })}>
              {t('rotation:leaked.now')}
            </Button>
          ) : null
        }
      >
        {t('rotation:leaked.urgent')}
      </Banner>
      <section className="flex flex-col gap-1.5">
        <h3 className="font-medium text-ink">{t('rotation:leaked.steps')}</h3>
        <LeakSteps provider={row.provider} />
        <ConsolePaths provider={row.provider} act="disable" />
      </section>
    </>
  );
}

/** Where a leaked key went: what else may have to be looked at. */
export function LeakedWent({ row }: { row: KeyRow }) {
  const t = useT();
  return (
    <section className="flex flex-col gap-1.5">
      <h3 className="font-medium text-ink">{t('rotation:leaked.went')}</h3>
      <WhereItWent id={row.id} />
    </section>
  );
}

/** Takes the mark away. */
export function NotLeaked({ row }: { row: KeyRow }) {
  const t = useT();
  const take = async () => {
    if (await markLeaked([row.id], false)) toast('good', t('rotation:leaked.unmarked', { name: isolate(row.name) }));
  };
  return (
    <Button variant="ghost" onClick={() => void take()}>
      {t('rotation:leaked.notAct')}
    </Button>
  );
}

import { ScrollText } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { AuditRow } from '../../../../../../common/audit/actions';
import type { KeyDetail, KeyRow } from '../../../../../../common/keys/access-key';
import { Badge } from '../../../../../design/plain/Badge';
import { Button } from '../../../../../design/plain/Button';
import { useLanguage, useT } from '../../../../../i18n';
import { formatMoment } from '../../../../../i18n/format';
import { plainWords, Words } from '../../../../../i18n/words';
import { client } from '../../../../client';
import { showPage } from '../../../../ui';
import { audit, everything } from '../../../audit/store';
import { actionWords, factWords } from '../../../audit/words';
import { Section } from './Section';

const most = 5;

/** Shows the log of one key. */
export function showLogOf(row: Pick<KeyRow, 'id' | 'name'>): void {
  void audit.narrow({ ...everything, keyId: row.id }, row.name);
  showPage('audit');
}

interface LastRowsProps {
  row: KeyRow;
  /** It is read anew after every change of the key, and so are these rows. */
  detail: KeyDetail | null;
}

/** The last rows of the log that tell of this key, and the way to all of them. */
export function LastRows({ row, detail }: LastRowsProps) {
  const t = useT();
  const language = useLanguage();
  const [rows, setRows] = useState<readonly AuditRow[] | null>(null);
  const { id } = row;

  // biome-ignore lint/correctness/useExhaustiveDependencies: each change of the key may have added a row.
  useEffect(() => {
    let gone = false;
    const read = async () => {
      const reply = await client.audit.list({ filter: { ...everything, keyId: id }, offset: 0, limit: most });
      if (!gone && reply.ok) setRows(reply.value.rows);
    };
    void read();
    // A sheet may have added rows meanwhile.
    const onFocus = () => void read();
    window.addEventListener('focus', onFocus);
    return () => {
      gone = true;
      window.removeEventListener('focus', onFocus);
    };
  }, [id, detail]);

  return (
    <Section title={t('keys:detail.lastRows')}>
      <ul className="flex flex-col gap-1.5">
        {(rows ?? []).map((one) => {
          const facts = factWords(t, language, one);
          return (
            <li key={one.number} className="min-w-0">
              <span className="flex flex-wrap items-center gap-x-2 text-ink">
                {actionWords(t, one.action)}
                {one.outcome === 'ok' ? null : (
                  <Badge tone={one.outcome === 'refused' ? 'warning' : 'danger'}>
                    {t(`audit:outcome.${one.outcome}`)}
                  </Badge>
                )}
              </span>
              {facts ? (
                <span className="block truncate text-sm text-muted" title={plainWords(facts)}>
                  <Words>{facts}</Words>
                </span>
              ) : null}
              <span className="block text-sm text-muted tabular-nums">{formatMoment(language, one.at)}</span>
            </li>
          );
        })}
      </ul>
      <div>
        <Button size="small" variant="ghost" icon={<ScrollText size={15} aria-hidden />} onClick={() => showLogOf(row)}>
          {t('keys:detail.log')}
        </Button>
      </div>
    </Section>
  );
}

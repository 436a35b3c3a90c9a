import { Download, Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Original } from '../../../../common/transfer/originals';
import { IconButton } from '../../../design/plain/IconButton';
import { useLanguage, useT } from '../../../i18n';
import { formatMoment, formatNumber } from '../../../i18n/format';
import { client } from '../../client';
import { reported } from '../../report';
import { closeDialogs, openDialogOver } from '../../ui';

/** Lists the originals: each can be saved as a file again, or deleted. */
export function OriginalsSection() {
  const t = useT();
  const language = useLanguage();
  const [found, setFound] = useState<Original[] | null>(null);

  useEffect(() => {
    void reported(client.originals.list({})).then((reply) => reply && setFound(reply.value));
  }, []);

  if (!found) return null;
  if (found.length === 0) return <p className="text-muted">{t('originals:empty')}</p>;
  return (
    <>
      <p className="text-muted">{t('originals:about')}</p>
      <ul
        aria-label={t('originals:title')}
        className="flex flex-col divide-y divide-line rounded-lg border border-line"
      >
        {found.map((original) => (
          <li key={original.id} className="flex items-center gap-3 py-2 pr-2 pl-3">
            <div className="min-w-0 flex-1">
              <p className="break-all text-ink">
                <bdi>{original.path}</bdi>
              </p>
              <p className="text-sm text-muted">
                {t('originals:line', {
                  moment: formatMoment(language, original.cleanedAt),
                  count: original.entries,
                  number: formatNumber(language, original.entries),
                })}
              </p>
            </div>
            <IconButton
              label={t('originals:saveOf', { file: original.path })}
              icon={<Download size={16} aria-hidden />}
              onClick={() => {
                // Otherwise Settings would come back below the sheet.
                closeDialogs();
                void reported(client.window.openSheet({ sheet: 'import', from: 'original', original: original.id }));
              }}
            />
            <IconButton
              label={t('originals:deleteOf', { file: original.path })}
              icon={<Trash2 size={16} aria-hidden />}
              onClick={() => openDialogOver({ kind: 'delete-original', original })}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

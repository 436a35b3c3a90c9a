import { useEffect } from 'react';
import { Dialog } from '../../../design/Dialog';
import { Button } from '../../../design/plain/Button';
import { useLanguage, useT } from '../../../i18n';
import { formatMoment, formatNumber } from '../../../i18n/format';
import { closeDialog } from '../../ui';
import { overview, useOverview } from './store';

/** Names the files in which keys are in plain text. A person deletes them: Keyfold removes nothing outside of its vault. */
export function PlainFilesDialog() {
  const t = useT();
  const language = useLanguage();
  const files = useOverview((state) => state.plainFiles) ?? [];

  useEffect(() => overview.seen(), []);

  return (
    <Dialog
      title={t('overview:plain.title')}
      size="large"
      onClose={closeDialog}
      footer={
        <Button autoFocus onClick={closeDialog}>
          {t('common:done')}
        </Button>
      }
    >
      {files.length === 0 ? (
        <p className="text-muted">{t('overview:plain.empty')}</p>
      ) : (
        <>
          <p className="text-muted">{t('overview:plain.about')}</p>
          <ul
            aria-label={t('overview:plain.title')}
            className="flex flex-col divide-y divide-line rounded-lg border border-line"
          >
            {files.map(({ path, at, keys }) => (
              <li key={path} className="px-3 py-2">
                <p className="selectable break-all text-ink">
                  <bdi>{path}</bdi>
                </p>
                <p className="text-sm text-muted">
                  {keys === 0
                    ? formatMoment(language, at)
                    : t('overview:plain.line', {
                        moment: formatMoment(language, at),
                        count: keys,
                        number: formatNumber(language, keys),
                      })}
                </p>
              </li>
            ))}
          </ul>
        </>
      )}
    </Dialog>
  );
}

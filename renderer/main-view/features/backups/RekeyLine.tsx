import { useId } from 'react';
import { Button } from '../../../design/plain/Button';
import { useT } from '../../../i18n';
import { client } from '../../client';
import { reported } from '../../report';

/** The line in Settings that opens the sheet for new keys. */
export function RekeyLine() {
  const t = useT();
  const id = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields; this is one act with its button.
    <div role="group" aria-labelledby={id} className="flex items-center gap-4">
      <div className="min-w-0 flex-1">
        <p id={id} className="font-medium text-ink">
          {t('backups:rekey.label')}
        </p>
        <p className="text-sm text-muted">{t('backups:rekey.about')}</p>
      </div>
      <Button size="small" onClick={() => void reported(client.window.openSheet({ sheet: 'rekey' }))}>
        {t('backups:rekey.act')}
      </Button>
    </div>
  );
}

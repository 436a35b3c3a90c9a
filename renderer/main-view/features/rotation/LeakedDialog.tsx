import { useState } from 'react';
import type { KeyRow } from '../../../../common/keys/access-key';
import { Dialog } from '../../../design/Dialog';
import { Button } from '../../../design/plain/Button';
import { toast } from '../../../design/toast';
import { useT } from '../../../i18n';
import { isolate } from '../../../i18n/words';
import { NamedKeys } from '../../../named-keys/NamedKeys';
import { closeDialog, openDialog } from '../../ui';
import { markLeaked } from './acts';
import { LeakedWent } from './LeakedPart';

/** Asks if a key leaked. Afterwards its rotation is opened in the urgent form. */
export function LeakedDialog({ row }: { row: KeyRow }) {
  const t = useT();
  const [busy, setBusy] = useState(false);
  const mark = async () => {
    setBusy(true);
    const done = await markLeaked([row.id], true);
    setBusy(false);
    if (!done) return;
    openDialog({ kind: 'rotation', id: row.id });
    toast('good', t('rotation:leaked.marked', { name: isolate(row.name) }));
  };
  return (
    <Dialog
      title={t('rotation:leaked.markTitle')}
      busy={busy}
      onClose={closeDialog}
      onSubmit={() => void mark()}
      footer={
        <>
          <Button disabled={busy} onClick={closeDialog}>
            {t('common:cancel')}
          </Button>
          <Button type="submit" autoFocus variant="danger" pending={busy}>
            {t('rotation:leaked.act')}
          </Button>
        </>
      }
    >
      <NamedKeys
        label={t('rotation:leaked.markTitle')}
        keys={[{ id: row.id, provider: row.provider, name: row.name, lastFour: row.accessKeyId.slice(-4) }]}
        total={1}
      />
      <p className="text-ink">{t('rotation:leaked.markBody')}</p>
      <LeakedWent row={row} />
    </Dialog>
  );
}

import { useState } from 'react';
import type { KeyRow } from '../../../../../common/keys/access-key';
import { providerOf } from '../../../../../common/providers';
import { Dialog } from '../../../../design/Dialog';
import { Banner } from '../../../../design/plain/Banner';
import { Button } from '../../../../design/plain/Button';
import { useLanguage, useT } from '../../../../i18n';
import { isolate, Words } from '../../../../i18n/words';
import { RootWarning } from '../../../../providers/RootWarning';
import { closeDialog } from '../../../ui';
import { setDefault } from '../actions';

/** Asks before a key of the account itself, or a leaked one, becomes the default. */
export function DefaultDialog({ row }: { row: KeyRow }) {
  const t = useT();
  const language = useLanguage();
  const [busy, setBusy] = useState(false);
  const confirm = async () => {
    setBusy(true);
    await setDefault(row);
    setBusy(false);
    closeDialog();
  };
  return (
    <Dialog
      role="alertdialog"
      title={t('rotation:defaultDialog.title')}
      busy={busy}
      onClose={closeDialog}
      footer={
        <>
          {/* The safe answer has the focus. */}
          <Button autoFocus disabled={busy} onClick={closeDialog}>
            {t('common:cancel')}
          </Button>
          <Button variant="danger" pending={busy} onClick={() => void confirm()}>
            {t('common:setDefault')}
          </Button>
        </>
      }
    >
      <p className="break-words text-ink">
        <Words>
          {t('rotation:defaultDialog.body', {
            name: isolate(row.name),
            provider: providerOf(row.provider).name[language],
          })}
        </Words>
      </p>
      {row.leakedAt === null ? null : (
        <Banner tone="danger" live={false} title={t('rotation:leaked.badge')}>
          {t('rotation:leaked.warning')}
        </Banner>
      )}
      <RootWarning row={row} />
    </Dialog>
  );
}

import { Dialog } from '../../../design/Dialog';
import { Banner } from '../../../design/plain/Banner';
import { Button } from '../../../design/plain/Button';
import { useT } from '../../../i18n';
import { closeDialog, openDialog } from '../../ui';

/** In the place of a form that nobody can save while the access key management lock is on: who can open it, and where. */
export function ClosedDialog() {
  const t = useT();
  return (
    <Dialog
      title={t('protection:closed.title')}
      size="small"
      onClose={closeDialog}
      footer={
        <>
          <Button onClick={() => openDialog({ kind: 'settings', section: 'protection' })}>
            {t('protection:closed.settings')}
          </Button>
          <Button variant="primary" autoFocus onClick={closeDialog}>
            {t('common:close')}
          </Button>
        </>
      }
    >
      <Banner tone="info" live={false}>
        {t('protection:closed.body')}
      </Banner>
    </Dialog>
  );
}

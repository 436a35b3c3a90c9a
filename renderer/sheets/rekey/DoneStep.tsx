import type { Client } from '../../../common/contract/derived';
import { Banner } from '../../design/plain/Banner';
import { Button } from '../../design/plain/Button';
import { SheetFrame } from '../../design/plain/SheetFrame';
import { useT } from '../../i18n';

/** Says that the vault has its new keys, and that it now needs a new recovery key. */
export function DoneStep({ client, onClose }: { client: Client<'rekey'>; onClose(): void }) {
  const t = useT();
  return (
    <SheetFrame
      title={t('rekey:doneTitle')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('rekey:later')}</Button>
          <Button
            variant="primary"
            autoFocus
            onClick={() => void client.window.finish({ ticket: null, next: 'recovery-key' })}
          >
            {t('rekey:makeRecovery')}
          </Button>
        </>
      }
    >
      <p role="status">{t('rekey:done')}</p>
      <Banner tone="warning" live={false}>
        {t('rekey:doneRecovery')}
      </Banner>
    </SheetFrame>
  );
}

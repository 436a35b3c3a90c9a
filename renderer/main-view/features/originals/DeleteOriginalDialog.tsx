import type { Original } from '../../../../common/transfer/originals';
import { toast } from '../../../design/toast';
import { useT } from '../../../i18n';
import { isolate, Words } from '../../../i18n/words';
import { ConfirmDialog } from '../../ConfirmDialog';
import { client } from '../../client';
import { reportedIfVerified } from '../../report';
import { closeDialog } from '../../ui';
import { verified } from '../../verification';

/** Asks before the original of a cleaned file is deleted for ever. */
export function DeleteOriginalDialog({ original }: { original: Original }) {
  const t = useT();
  const remove = async () => {
    const { id } = original;
    const reply = await reportedIfVerified(
      verified({ act: 'remove-original', id }, (ticket) => client.originals.remove({ id, ...ticket })),
    );
    if (reply) toast('good', t('originals:deleted'));
    closeDialog();
  };
  return (
    <ConfirmDialog title={t('originals:deleteTitle')} act={t('originals:delete')} onConfirm={remove}>
      <p>
        <Words>{t('originals:deleteBody', { file: isolate(original.path) })}</Words>
      </p>
    </ConfirmDialog>
  );
}

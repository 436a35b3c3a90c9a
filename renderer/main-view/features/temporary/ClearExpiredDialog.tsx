import { useEffect, useState } from 'react';
import type { KeyRow } from '../../../../common/keys/access-key';
import { binDays } from '../../../../common/keys/bin';
import { useLanguage, useT } from '../../../i18n';
import { formatNumber } from '../../../i18n/format';
import { ConfirmDialog } from '../../ConfirmDialog';
import { client } from '../../client';
import { reported, reportedIfVerified } from '../../report';
import { closeDialog } from '../../ui';
import { verified } from '../../verification';
import { sayDeleted } from '../bin/actions';
import { useBin } from '../bin/store';
import { ChosenKeys } from '../keys/components/ChosenKeys';
import { keys } from '../keys/store';

/** Asks before expired temporary keys are deleted. It deletes exactly the keys that were read when it opened. */
export function ClearExpiredDialog() {
  const t = useT();
  const language = useLanguage();
  const isOff = useBin(({ state }) => state?.days === binDays.off);
  const [rows, setRows] = useState<readonly KeyRow[] | null>(null);

  useEffect(() => {
    void reported(client.temporary.expired({})).then((reply) => {
      if (!reply || reply.value.length === 0) closeDialog();
      else setRows(reply.value);
    });
  }, []);
  if (!rows) return null;

  const count = (number: number) => ({ count: number, number: formatNumber(language, number) });
  const clear = async () => {
    const ids = rows.map(({ id }) => id);
    const done = await reportedIfVerified(
      verified({ act: 'clear', ids }, (ticket) => client.temporary.clear({ ids, ...ticket })),
    );
    closeDialog();
    if (!done) return;
    keys.clearSelection();
    sayDeleted(done.value, rows.length, rows[0]?.name ?? '');
  };

  return (
    <ConfirmDialog
      title={t('rotation:clear.title')}
      act={t('rotation:clear.actCount', { number: formatNumber(language, rows.length) })}
      onConfirm={clear}
    >
      <p className="text-ink">{t(isOff ? 'rotation:clear.bodyOff' : 'rotation:clear.body', count(rows.length))}</p>
      <ChosenKeys rows={rows} />
    </ConfirmDialog>
  );
}

import { useEffect, useState } from 'react';
import type { AppError } from '../../../../common/errors';
import type { KeySelection, SelectionFacts } from '../../../../common/keys/selection';
import { Dialog } from '../../../design/Dialog';
import { Banner } from '../../../design/plain/Banner';
import { Button } from '../../../design/plain/Button';
import { useLanguage, useT } from '../../../i18n';
import { formatNumber } from '../../../i18n/format';
import { client } from '../../client';
import { closeDialog } from '../../ui';
import { TagsOfKeys } from '../tags/TagsOfKeys';
import type { BulkAct } from './bulk-act';
import { Chosen, useRefusal } from './Chosen';
import { ConfirmAll } from './ConfirmAll';
import { DatesOfAll } from './DatesOfAll';
import { PeriodOfAll } from './PeriodOfAll';

/** Asks about an act on many keys before it is done. */
export function BulkDialog({ act, selection, count }: { act: BulkAct; selection: KeySelection; count: number }) {
  const t = useT();
  const language = useLanguage();
  const [facts, setFacts] = useState<SelectionFacts | null>(null);
  const [problem, setProblem] = useState<AppError | null>(null);
  useEffect(() => {
    let wanted = true;
    void client.keys.matching({ keys: selection }).then((reply) => {
      if (!wanted) return;
      if (reply.ok) setFacts(reply.value);
      else setProblem(reply.error);
    });
    return () => {
      wanted = false;
    };
  }, [selection]);
  const refusal = useRefusal(facts, act === 'delete');
  const props = { selection, count: facts?.keys ?? count, facts, problem };
  if (refusal !== null) {
    return (
      <Dialog
        title={t(`bulk:${act}.title`, { count: props.count, number: formatNumber(language, props.count) })}
        onClose={closeDialog}
        footer={
          <Button autoFocus onClick={closeDialog}>
            {t('common:close')}
          </Button>
        }
      >
        {facts && facts.keys > 0 ? <Chosen facts={facts} /> : null}
        <Banner tone="warning" live={false}>
          {refusal}
        </Banner>
      </Dialog>
    );
  }
  switch (act) {
    case 'tag':
      return <TagsOfKeys {...props} />;
    case 'period':
      return <PeriodOfAll {...props} />;
    case 'dates':
      return <DatesOfAll {...props} />;
    default:
      return <ConfirmAll key={act} act={act} {...props} />;
  }
}

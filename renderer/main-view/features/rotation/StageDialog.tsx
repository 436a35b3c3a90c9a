import { useEffect, useState } from 'react';
import type { SelectionFacts } from '../../../../common/keys/selection';
import { Dialog } from '../../../design/Dialog';
import { Banner } from '../../../design/plain/Banner';
import { Button } from '../../../design/plain/Button';
import { Checkbox } from '../../../design/plain/Checkbox';
import { useLanguage, useT } from '../../../i18n';
import { formatNumber } from '../../../i18n/format';
import { NamedKeys } from '../../../named-keys/NamedKeys';
import { RootsWarning } from '../../../providers/RootWarning';
import { client } from '../../client';
import { closeDialog } from '../../ui';
import { doStage } from './acts';
import { board } from './board';
import type { StageAct } from './stage-act';

const grave: readonly StageAct[] = ['disable', 'delete'];

/** Asks before an act is done to several rotations, which are called by their old keys. */
export function StageDialog({ act, ids }: { act: StageAct; ids: string[] }) {
  const t = useT();
  const language = useLanguage();
  const [facts, setFacts] = useState<SelectionFacts | null>(null);
  const [names, setNames] = useState(true);
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    void client.keys.matching({ keys: { kind: 'keys', ids } }).then((reply) => reply.ok && setFacts(reply.value));
  }, [ids]);

  const words = (count: number) => ({ count, number: formatNumber(language, count) });
  const final = act === 'disable' ? (facts?.providers.reduce((sum, one) => sum + one.final, 0) ?? 0) : 0;
  const confirm = async () => {
    setBusy(true);
    const done = await doStage(act, ids, facts?.first[0]?.name ?? '', names);
    setBusy(false);
    if (!done) return;
    board.clear();
    closeDialog();
  };
  return (
    <Dialog
      role="alertdialog"
      title={t(`rotation:ask.${act}`, words(ids.length))}
      busy={busy}
      onClose={closeDialog}
      onSubmit={() => void confirm()}
      footer={
        <>
          <Button autoFocus={grave.includes(act)} disabled={busy} onClick={closeDialog}>
            {t('common:close')}
          </Button>
          <Button
            type="submit"
            autoFocus={!grave.includes(act)}
            variant={grave.includes(act) ? 'danger' : 'primary'}
            pending={busy}
          >
            {t(`rotation:act.${act}`)}
          </Button>
        </>
      }
    >
      {facts ? <NamedKeys label={t('rotation:board.list')} keys={facts.first} total={facts.keys} /> : null}
      <p className="text-ink">{t(`rotation:askBody.${act}`)}</p>
      {final > 0 ? (
        <Banner tone="warning" live={false}>
          {t('rotation:final', words(final))}
        </Banner>
      ) : null}
      {act === 'switch' && facts ? (
        <>
          {facts.defaults > 0 ? <p className="text-ink">{t('rotation:defaults', words(facts.defaults))}</p> : null}
          <RootsWarning roots={facts.root} total={facts.keys} />
          <Checkbox
            label={t('rotation:names')}
            description={t('rotation:namesBody')}
            checked={names}
            onChange={setNames}
          />
        </>
      ) : null}
    </Dialog>
  );
}

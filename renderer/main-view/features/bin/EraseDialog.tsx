import { useEffect, useRef, useState } from 'react';
import type { BinnedKey } from '../../../../common/keys/bin';
import { Dialog } from '../../../design/Dialog';
import { Button } from '../../../design/plain/Button';
import { TextField } from '../../../design/plain/TextField';
import { useLanguage, useT } from '../../../i18n';
import { formatNumber } from '../../../i18n/format';
import { NamedKeys } from '../../../named-keys/NamedKeys';
import { client } from '../../client';
import { reported } from '../../report';
import { closeDialog } from '../../ui';
import { eraseKeys } from './actions';

/** Most keys that the dialog names. */
const mostNamed = 5;

/** What is erased: some keys, or what is in the bin, of which the first keys are read. */
function useErased(keys: readonly BinnedKey[] | null): { first: readonly BinnedKey[]; total: number } | null {
  const [found, setFound] = useState<{ first: readonly BinnedKey[]; total: number } | null>(null);
  useEffect(() => {
    if (keys) return;
    void reported(client.bin.list({ offset: 0, limit: mostNamed, text: '' })).then((reply) => {
      if (!reply || reply.value.total === 0) closeDialog();
      else setFound({ first: reply.value.rows, total: reply.value.total });
    });
  }, [keys]);
  return keys ? { first: keys.slice(0, mostNamed), total: keys.length } : found;
}

const named = ({ id, provider, name, accessKeyId }: BinnedKey) => ({
  ...{ id, provider, name },
  lastFour: accessKeyId.slice(-4),
});

/** Asks before deleted keys are gone for good; `null`: all of them. What is typed shows that it is meant. */
export function EraseDialog({ keys }: { keys: readonly BinnedKey[] | null }) {
  const t = useT();
  const language = useLanguage();
  const erased = useErased(keys);
  const [typed, setTyped] = useState('');
  const [isWrong, setWrong] = useState(false);
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLDivElement>(null);
  if (!erased) return null;

  const { first, total } = erased;
  const [only] = first;
  const single = total === 1 && only ? only : null;
  const number = formatNumber(language, total);
  const wanted = single ? single.accessKeyId.slice(-4) : String(total);
  const title =
    keys === null
      ? t('bin:eraseDialog.titleEmpty')
      : single
        ? t('bin:eraseDialog.title')
        : t('bin:eraseDialog.titleCount', { number });

  const submit = async () => {
    if (busy) return;
    // The number may be typed as it is shown.
    const plain = single ? typed.trim() : typed.replace(/[\s,.]/g, '');
    if (plain !== wanted) {
      setWrong(true);
      field.current?.querySelector('input')?.focus();
      return;
    }
    setBusy(true);
    await eraseKeys(keys, total);
    setBusy(false);
  };

  return (
    <Dialog
      role="alertdialog"
      title={title}
      busy={busy}
      onClose={closeDialog}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button disabled={busy} onClick={closeDialog}>
            {t('common:cancel')}
          </Button>
          <Button type="submit" variant="danger" pending={busy}>
            {t('bin:eraseDialog.act')}
          </Button>
        </>
      }
    >
      <NamedKeys label={t('bin:list')} keys={first.map(named)} total={total} />
      <div className="flex flex-col gap-2 text-ink">
        <p>{single ? t('bin:eraseDialog.body') : t('bin:eraseDialog.bodyCount')}</p>
        <p className="text-muted">{t('bin:eraseDialog.backups')}</p>
      </div>
      <div ref={field}>
        <TextField
          autoFocus
          mono={single !== null}
          label={single ? t('bin:eraseDialog.lastFour') : t('bin:eraseDialog.number', { number })}
          value={typed}
          inputMode={single ? 'text' : 'numeric'}
          error={isWrong ? (single ? t('bin:eraseDialog.wrongLastFour') : t('bin:eraseDialog.wrongNumber')) : null}
          onChange={(value) => {
            setTyped(value);
            setWrong(false);
          }}
        />
      </div>
    </Dialog>
  );
}

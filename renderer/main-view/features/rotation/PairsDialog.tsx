import { ArrowRight } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { KeyRow } from '../../../../common/keys/access-key';
import type { ProposedPair } from '../../../../common/rotation';
import { Dialog } from '../../../design/Dialog';
import { Badge } from '../../../design/plain/Badge';
import { Button } from '../../../design/plain/Button';
import { CheckMark } from '../../../design/plain/CheckMark';
import { useLanguage, useT } from '../../../i18n';
import { formatNumber } from '../../../i18n/format';
import { ProviderMark } from '../../../providers/ProviderMark';
import { client } from '../../client';
import { reported } from '../../report';
import { closeDialog, showPage } from '../../ui';
import { LeakedMark } from '../keys/components/marks';
import { link } from './acts';
import { board } from './board';

function Side({ row }: { row: KeyRow }) {
  return (
    <span className="min-w-0 flex-1">
      <span className="flex min-w-0 items-center gap-1.5">
        <bdi className="min-w-0 truncate font-medium text-ink" title={row.name}>
          {row.name}
        </bdi>
        <LeakedMark row={row} />
      </span>
      <span className="block truncate font-mono text-sm text-muted" title={row.accessKeyId}>
        {row.accessKeyId}
      </span>
    </span>
  );
}

/** Proposes which new keys take the place of which, and links all that the person leaves chosen. */
export function PairsDialog({ of }: { of: 'waiting' | 'imported' }) {
  const t = useT();
  const language = useLanguage();
  const [found, setFound] = useState<{ total: number; pairs: ProposedPair[] } | null>(null);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    void reported(client.rotation.pairs({ of })).then((reply) => reply && setFound(reply.value));
  }, [of]);

  const pairs = found?.pairs ?? [];
  const chosen = pairs.filter(({ newKey }) => !left.has(newKey.id));
  const words = (count: number) => ({ count, number: formatNumber(language, count) });
  const toggle = (id: string) => {
    const next = new Set(left);
    if (!next.delete(id)) next.add(id);
    setLeft(next);
  };
  const confirm = async () => {
    if (chosen.length === 0) return;
    setBusy(true);
    const done = await link(chosen.map(({ oldKey, newKey }) => ({ oldKey: oldKey.id, newKey: newKey.id })));
    setBusy(false);
    if (!done) return;
    board.forgetImport();
    closeDialog();
    await board.show('added');
    showPage('rotation');
  };
  const more = (found?.total ?? 0) - pairs.length;
  return (
    <Dialog
      title={t('rotation:pairs.title')}
      size="large"
      busy={busy}
      onClose={closeDialog}
      onSubmit={() => void confirm()}
      footer={
        <>
          <Button disabled={busy} onClick={closeDialog}>
            {t('common:cancel')}
          </Button>
          <Button type="submit" autoFocus variant="primary" pending={busy} disabled={chosen.length === 0}>
            {t('rotation:pairs.link', words(chosen.length))}
          </Button>
        </>
      }
    >
      {found && pairs.length === 0 ? (
        <p className="text-ink">{t('rotation:pairs.none')}</p>
      ) : (
        <>
          <p className="text-ink">{t(`rotation:pairs.${of}`)}</p>
          <ul
            aria-label={t('rotation:pairs.list')}
            className="max-h-80 overflow-y-auto rounded-lg border border-line bg-sunken"
          >
            {pairs.map(({ oldKey, newKey, begun }) => (
              <li key={newKey.id} className="flex items-center gap-3 border-line px-3 py-2 not-first:border-t">
                <CheckMark
                  label={t('rotation:pairs.pair', { new: newKey.name, old: oldKey.name })}
                  checked={!left.has(newKey.id)}
                  onPress={() => toggle(newKey.id)}
                />
                <ProviderMark provider={oldKey.provider} named />
                <Side row={oldKey} />
                <ArrowRight size={16} className="shrink-0 text-muted" aria-hidden />
                <Side row={newKey} />
                <span className="w-24 shrink-0 text-right">
                  {begun ? null : <Badge>{t('rotation:pairs.begins')}</Badge>}
                </span>
              </li>
            ))}
          </ul>
          {more > 0 ? <p className="text-sm text-muted">{t('rotation:pairs.more', words(more))}</p> : null}
        </>
      )}
    </Dialog>
  );
}

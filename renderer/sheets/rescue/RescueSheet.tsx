import { useEffect, useState } from 'react';
import type { Client } from '../../../common/contract/derived';
import type { AppError } from '../../../common/errors';
import type { RescueState } from '../../../common/replaced';
import { useClosing } from '../../closing/use-closing';
import { Banner } from '../../design/plain/Banner';
import { Button } from '../../design/plain/Button';
import { Failure } from '../../design/plain/Failure';
import { Logo } from '../../design/plain/Logo';
import { SheetFrame } from '../../design/plain/SheetFrame';
import { useLanguage, useT } from '../../i18n';
import { formatMoment, formatSize } from '../../i18n/format';
import { isolate, Words } from '../../i18n/words';

type Place = 'backups' | 'elsewhere';

/**
 * Stands on the lock screen after the open vault's files were replaced: says what happened and offers to save what was
 * open as a backup. It stays until the person has answered.
 */
export function RescueSheet({ client }: { client: Client<'rescue'> }) {
  const [state, setState] = useState<RescueState | null>(null);
  const [saved, setSaved] = useState<{ to: Place; path: string } | null>(null);

  const leave = () => void client.rescue.drop({}).then(() => client.window.leaveRescue({}));

  useEffect(() => {
    void client
      .context()
      .then(() => client.rescue.state({}))
      .then((reply) => reply.ok && setState(reply.value));
  }, [client]);

  const unsaved = saved === null && state !== null && state.size !== null;
  const { question } = useClosing(client, { loss: unsaved ? 'rescue' : null, close: leave });

  if (saved) return <Saved {...saved} onLeave={leave} />;
  if (!state) return null;
  return (
    <>
      <Offer client={client} state={state} onSaved={setSaved} onLeave={leave} />
      {question}
    </>
  );
}

interface OfferProps {
  client: Client<'rescue'>;
  state: RescueState;
  onSaved(saved: { to: Place; path: string }): void;
  onLeave(): void;
}

function Offer({ client, state, onSaved, onLeave }: OfferProps) {
  const t = useT();
  const language = useLanguage();
  const [failure, setFailure] = useState<AppError | null>(null);
  const [pending, setPending] = useState<Place | null>(null);
  const { how, path, at, size, folderIsThere } = state;
  // Slots are known whole, but of a database that was written into only some pages are.
  const offer = how === 'written' && path.endsWith('vault.db') ? 'rescue:offerKnown' : 'rescue:offer';

  async function save(to: Place): Promise<void> {
    if (pending) return;
    setPending(to);
    setFailure(null);
    const reply = await client.rescue.save({ to });
    setPending(null);
    if (!reply.ok) setFailure(reply.error);
    else if (reply.value.path !== null) onSaved({ to, path: reply.value.path });
  }

  const elsewhere = (
    <Button
      variant={folderIsThere ? 'secondary' : 'primary'}
      autoFocus={!folderIsThere}
      pending={pending === 'elsewhere'}
      onClick={() => void save('elsewhere')}
    >
      {t('rescue:elsewhere')}
    </Button>
  );
  const footer =
    size === null ? (
      <Button variant="primary" autoFocus onClick={onLeave}>
        {t('rescue:toLockScreen')}
      </Button>
    ) : (
      <>
        <Button variant="ghost" disabled={pending !== null} onClick={onLeave}>
          {t('rescue:leave')}
        </Button>
        {elsewhere}
        {folderIsThere ? (
          <Button variant="primary" autoFocus pending={pending === 'backups'} onClick={() => void save('backups')}>
            {t('rescue:save')}
          </Button>
        ) : null}
      </>
    );

  return (
    <SheetFrame title={t(`rescue:title.${how}`)} mark={<Logo size={40} />} backdrop="solid" footer={footer}>
      <Failure error={failure} />
      <Banner tone="warning">
        <Words>{t(`rescue:found.${how}`, { path: isolate(path) })}</Words>
      </Banner>
      <p>{t('rescue:locked', { moment: formatMoment(language, at) })}</p>
      <p>{size === null ? t('rescue:nothing') : t(offer, { size: formatSize(language, size) })}</p>
      {size !== null && !folderIsThere ? <p>{t('rescue:folderGone')}</p> : null}
    </SheetFrame>
  );
}

function Saved({ to, path, onLeave }: { to: Place; path: string; onLeave(): void }) {
  const t = useT();
  return (
    <SheetFrame
      title={t('rescue:savedTitle')}
      mark={<Logo size={40} />}
      backdrop="solid"
      footer={
        <Button variant="primary" autoFocus onClick={onLeave}>
          {t('rescue:toLockScreen')}
        </Button>
      }
    >
      <Banner tone="good">
        <Words>{t('rescue:saved', { path: isolate(path) })}</Words>
      </Banner>
      <p>{to === 'backups' ? t('rescue:savedInBackups') : t('rescue:savedElsewhere')}</p>
    </SheetFrame>
  );
}

import { Download } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import type { Client } from '../../../common/contract/derived';
import type { RevealedKey } from '../../../common/contract/reveal';
import { secretText } from '../../../common/keys/text-bytes';
import { providerOf } from '../../../common/providers';
import { useCountdown } from '../../countdown';
import { Banner } from '../../design/plain/Banner';
import { Button } from '../../design/plain/Button';
import { Failure } from '../../design/plain/Failure';
import { SheetFrame } from '../../design/plain/SheetFrame';
import { useLanguage, useT } from '../../i18n';
import { fieldLabel, isolate, Words } from '../../i18n/words';
import { HandedTo, handedToPart } from '../transfer/HandedTo';
import { CountdownRing } from './CountdownRing';
import { SecretRow } from './SecretRow';
import { type Part, useTaking } from './use-taking';

/** Milliseconds that the sheet stays open after a save dialog that was open longer than the sheet's own time. */
const graceAfterDialog = 10_000;

interface RevealedSheetProps {
  client: Client<'reveal'>;
  revealed: RevealedKey;
  onClose: () => void;
}

/** Shows the key's values, the ways to copy or save them, and the time that is left. */
export function RevealedSheet({ client, revealed, onClose }: RevealedSheetProps) {
  const t = useT();
  const language = useLanguage();
  const provider = providerOf(revealed.provider);
  const secretLabel = provider.secret.label[language];

  const [closesAt, setClosesAt] = useState(() => Date.now() + revealed.seconds * 1000);
  const stayLonger = () => setClosesAt((before) => Math.max(before, Date.now() + graceAfterDialog));
  const [handedTo, setHandedTo] = useState('');
  const taking = useTaking(client, stayLonger, handedToPart(handedTo));
  const { copied, saving, taken } = taking;
  const [asking, setAsking] = useState(false);
  // They are decoded once, since every decoding makes one more copy in memory.
  const [texts] = useState(() => ({
    secret: secretText(revealed.secret),
    token: revealed.token ? secretText(revealed.token) : null,
  }));
  const secondsLeft = useCountdown(closesAt) ?? 0;

  // An open save dialog keeps the sheet open, since closing would interrupt the person.
  useEffect(() => {
    if (secondsLeft === 0 && !saving) onClose();
  }, [secondsLeft, saving, onClose]);

  const leave = useCallback(() => {
    if (asking) setAsking(false);
    else if (revealed.onlyOnce && !taken) setAsking(true);
    else onClose();
  }, [asking, taken, revealed.onlyOnce, onClose]);

  const row = (part: Part, label: string, value: string) => (
    <SecretRow label={label} value={value} copied={taking.copiedFor(part)} onCopy={() => void taking.copy(part)} />
  );
  const labels: Record<Part, string> = {
    accessKeyId: provider.accessKeyId.label[language],
    secret: secretLabel,
    token: fieldLabel(t, 'token'),
  };

  return (
    <SheetFrame
      size="large"
      title={t('common:viewSecret')}
      subtitle={<WhoseKey revealed={revealed} />}
      onClose={leave}
      footer={
        asking ? (
          <Leave secret={secretLabel} onStay={() => setAsking(false)} onLeave={onClose} />
        ) : (
          <>
            <div className="mr-auto">
              <CountdownRing seconds={secondsLeft} total={revealed.seconds} />
            </div>
            <Button icon={<Download size={14} aria-hidden />} pending={saving} onClick={() => void taking.save()}>
              {t('common:downloadCsv')}
            </Button>
            <Button variant="primary" onClick={leave}>
              {t('common:close')}
            </Button>
          </>
        )
      }
    >
      <Banner tone={revealed.onlyOnce ? 'warning' : 'info'} live={false}>
        {revealed.onlyOnce ? t('reveal:onlyOnce', { secret: secretLabel }) : t('reveal:again', { secret: secretLabel })}
      </Banner>
      <Failure error={taking.failure} />
      {row('accessKeyId', labels.accessKeyId, revealed.accessKeyId)}
      {row('secret', labels.secret, texts.secret)}
      {texts.token === null ? null : row('token', labels.token, texts.token)}
      <HandedTo value={handedTo} onChange={setHandedTo} />
      <span role="status" className="sr-only">
        {copied ? t('reveal:copiedAloud', { label: labels[copied.part], seconds: copied.seconds }) : ''}
      </span>
      {taking.savedAs === null ? null : (
        <Banner tone="good">
          <Words>{t('reveal:saved', { file: isolate(taking.savedAs) })}</Words>
        </Banner>
      )}
    </SheetFrame>
  );
}

/** The key's name, its provider and its user. */
function WhoseKey({ revealed }: { revealed: RevealedKey }) {
  const language = useLanguage();
  return (
    <>
      <bdi>{revealed.name}</bdi>
      {' · '}
      {providerOf(revealed.provider).name[language]}
      {revealed.identityName ? (
        <>
          {' · '}
          <bdi>{revealed.identityName}</bdi>
        </>
      ) : null}
    </>
  );
}

interface LeaveProps {
  secret: string;
  onStay: () => void;
  onLeave: () => void;
}

/** Asks again before a secret can't be shown any more. */
function Leave({ secret, onStay, onLeave }: LeaveProps) {
  const t = useT();
  return (
    <div
      role="alertdialog"
      aria-labelledby="leave-title"
      aria-describedby="leave-words"
      className="flex flex-1 items-center gap-2"
    >
      <div className="min-w-0 flex-1">
        <p id="leave-title" className="font-semibold">
          {t('reveal:leave.title')}
        </p>
        <p id="leave-words" className="text-sm text-muted">
          {t('reveal:leave.once', { secret })}
        </p>
      </div>
      <Button autoFocus onClick={onStay}>
        {t('reveal:leave.stay')}
      </Button>
      <Button variant="danger" onClick={onLeave}>
        {t('reveal:leave.close')}
      </Button>
    </div>
  );
}

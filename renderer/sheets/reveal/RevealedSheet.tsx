import { Download } from 'lucide-react';
import { useState } from 'react';
import type { Client } from '../../../common/contract/derived';
import type { RevealedKey } from '../../../common/contract/reveal';
import { secretText } from '../../../common/keys/text-bytes';
import { providerOf } from '../../../common/providers';
import { Banner } from '../../design/plain/Banner';
import { Button } from '../../design/plain/Button';
import { Failure } from '../../design/plain/Failure';
import { SheetFrame } from '../../design/plain/SheetFrame';
import { useLanguage, useT } from '../../i18n';
import { fieldLabel, isolate, Words } from '../../i18n/words';
import { HandedTo, handedToPart } from '../transfer/HandedTo';
import { CountdownRing } from './CountdownRing';
import { SecretRow } from './SecretRow';
import { useEnding } from './use-ending';
import { type Part, useTaking } from './use-taking';
import { useTime } from './use-time';

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

  const time = useTime(revealed.seconds);
  const [handedTo, setHandedTo] = useState('');
  const taking = useTaking(client, time.stayLonger, handedToPart(handedTo));
  const { copied, saving } = taking;
  const ending = useEnding({ client, revealed, has: taking.has, saving, time, onClose });
  const { lost, covered, leave } = ending;
  // They are decoded once, since every decoding makes one more copy in memory.
  const [texts] = useState(() => ({
    secret: secretText(revealed.secret),
    token: revealed.token ? secretText(revealed.token) : null,
  }));

  const row = (part: Part, label: string, value: string) => (
    <SecretRow
      label={label}
      value={covered && part !== 'accessKeyId' ? null : value}
      disabled={covered}
      copied={taking.copiedFor(part)}
      wanted={lost === part}
      onCopy={() => void taking.copy(part)}
    />
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
        ending.asking && lost !== null ? (
          <Leave
            secret={labels[lost]}
            over={covered}
            onStay={() => void ending.keepOpen()}
            onLeave={() => void ending.closeAnyway()}
          />
        ) : (
          <>
            <div className="mr-auto flex items-center gap-2">
              <CountdownRing seconds={time.secondsLeft} total={revealed.seconds} />
              <Button size="small" variant="ghost" onClick={() => void ending.keepOpen()}>
                {t('reveal:keepOpen')}
              </Button>
            </div>
            <Button icon={<Download size={14} aria-hidden />} pending={saving} onClick={() => void taking.save()}>
              {t('common:downloadCsv')}
            </Button>
            {/* As long as something would be lost, to take it stands out and not to leave. */}
            <Button variant={lost === null ? 'primary' : 'secondary'} onClick={leave}>
              {t('common:close')}
            </Button>
          </>
        )
      }
    >
      <Banner tone={revealed.onlyOnce ? 'warning' : 'info'} live={false}>
        {t(bannerOf(revealed), { secret: secretLabel })}
      </Banner>
      <Failure error={taking.failure ?? ending.failure} />
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

function bannerOf({ onlyOnce, onceMore }: RevealedKey) {
  if (!onlyOnce) return 'reveal:again';
  return onceMore ? 'reveal:onceMore' : 'reveal:onlyOnce';
}

interface LeaveProps {
  /** The name of what would be lost. */
  secret: string;
  /** The sheet's time is over, and the secret is covered. */
  over: boolean;
  onStay: () => void;
  onLeave: () => void;
}

/** Asks again before a secret can't be shown any more. */
function Leave({ secret, over, onStay, onLeave }: LeaveProps) {
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
          {over ? t('reveal:leave.over') : t('reveal:leave.title')}
        </p>
        <p id="leave-words" className="text-sm text-muted">
          {t('reveal:leave.once', { secret })}
        </p>
      </div>
      <Button autoFocus onClick={onStay}>
        {t('reveal:keepOpen')}
      </Button>
      <Button variant="danger" onClick={onLeave}>
        {t('reveal:leave.close')}
      </Button>
    </div>
  );
}

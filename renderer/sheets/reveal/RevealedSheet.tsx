import { Download } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import type { Client } from '../../../common/contract/derived';
import type { RevealedKey } from '../../../common/contract/reveal';
import type { AppError } from '../../../common/errors';
import { secretText } from '../../../common/keys/text-bytes';
import { providerOf } from '../../../common/providers';
import { Banner } from '../../design/plain/Banner';
import { Button } from '../../design/plain/Button';
import { Failure } from '../../design/plain/Failure';
import { SheetFrame } from '../../design/plain/SheetFrame';
import { useLanguage, useT } from '../../i18n';
import { fieldLabel, isolate, Words } from '../../i18n/words';
import { CountdownRing } from './CountdownRing';
import { SecretRow } from './SecretRow';
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

  const { secondsLeft, restart, stayLonger } = useTime(revealed.seconds);
  const taking = useTaking(client, stayLonger);
  const { copied, saving } = taking;
  const [asking, setAsking] = useState(false);
  const [failure, setFailure] = useState<AppError | null>(null);
  // They are decoded once, since every decoding makes one more copy in memory.
  const [texts] = useState(() => ({
    secret: secretText(revealed.secret),
    token: revealed.token ? secretText(revealed.token) : null,
  }));
  // What is lost for good if the sheet closes now.
  const [lost] = losable(revealed).filter((part) => !taking.has.includes(part));
  const isLost = lost !== undefined;
  // An open save dialog keeps the sheet open, since closing would interrupt the person.
  const over = secondsLeft === 0 && !saving;
  const covered = over && isLost;

  // An only showing isn't lost because nobody was there in time: the sheet covers the secret and asks.
  useEffect(() => {
    if (!over) return;
    if (isLost) setAsking(true);
    else onClose();
  }, [over, isLost, onClose]);

  const leave = useCallback(() => {
    if (covered) return;
    if (asking) setAsking(false);
    else if (isLost) setAsking(true);
    else onClose();
  }, [asking, covered, isLost, onClose]);

  const keepOpen = async () => {
    const reply = await client.reveal.keepOpen({});
    setFailure(reply.ok ? null : reply.error);
    if (!reply.ok) return;
    restart(reply.value.seconds);
    setAsking(false);
  };

  const closeAnyway = async () => {
    // If this fails, the secret counts as taken and can be shown once more. So the sheet closes all the same.
    await client.reveal.displayed({});
    onClose();
  };

  const row = (part: Part, label: string, value: string) => (
    <SecretRow
      label={label}
      value={covered && part !== 'accessKeyId' ? null : value}
      disabled={covered}
      copied={taking.copiedFor(part)}
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
        asking && isLost ? (
          <Leave
            secret={labels[lost]}
            over={covered}
            onStay={() => void keepOpen()}
            onLeave={() => void closeAnyway()}
          />
        ) : (
          <>
            <div className="mr-auto flex items-center gap-2">
              <CountdownRing seconds={secondsLeft} total={revealed.seconds} />
              <Button size="small" variant="ghost" onClick={() => void keepOpen()}>
                {t('reveal:keepOpen')}
              </Button>
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
        {t(bannerOf(revealed), { secret: secretLabel })}
      </Banner>
      <Failure error={taking.failure ?? failure} />
      {row('accessKeyId', labels.accessKeyId, revealed.accessKeyId)}
      {row('secret', labels.secret, texts.secret)}
      {texts.token === null ? null : row('token', labels.token, texts.token)}
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

/** Returns the parts of an only showing that can't be had in another showing. */
function losable({ onlyOnce, token }: RevealedKey): ('secret' | 'token')[] {
  if (!onlyOnce) return [];
  return token === null ? ['secret'] : ['secret', 'token'];
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

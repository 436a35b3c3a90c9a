import { useCallback, useEffect, useMemo, useState } from 'react';
import { type AllowAsk, type AllowedFor, allowedFor, grantMinutes } from '../../../common/command/allow';
import type { Client } from '../../../common/contract/derived';
import type { AppError } from '../../../common/errors';
import { Button } from '../../design/plain/Button';
import { Failure, FooterFailure } from '../../design/plain/Failure';
import { LabelledSelect } from '../../design/plain/LabelledSelect';
import { Segmented } from '../../design/plain/RadioCards';
import { PinnedPart, SheetFrame } from '../../design/plain/SheetFrame';
import { useT } from '../../i18n';
import { MasterWarning } from '../../providers/RootWarning';
import { ProofFields } from '../proof/ProofFields';
import { useFocusWhenAsked } from '../proof/use-focus-when-asked';
import { useProof, wipeProof } from '../proof/use-proof';
import { useUnhurried } from './use-unhurried';
import { processName, WhatIsAsked } from './WhatIsAsked';

/** What programs ask for, one request after the other. Main closes the sheet when nobody asks any more. */
export function AllowSheet({ client }: { client: Client<'allow'> }) {
  const [ask, setAsk] = useState<AllowAsk | null>(null);
  const [failure, setFailure] = useState<AppError | null>(null);

  const look = useCallback(async () => {
    const reply = await client.allow.asked({});
    if (!reply.ok) return setFailure(reply.error);
    setFailure(null);
    setAsk(reply.value);
    if (reply.value === null) await client.window.finish({ ticket: null });
  }, [client]);
  useEffect(() => {
    const stop = client.on('commandAsked', () => void look());
    void look();
    return stop;
  }, [client, look]);

  // Nothing of one request is left for the next one: neither a choice nor what was typed.
  if (ask) return <Asked key={ask.id} client={client} ask={ask} next={look} />;
  return failure ? <Unknown client={client} failure={failure} /> : null;
}

/** Nothing is known of the request. */
function Unknown({ client, failure }: { client: Client<'allow'>; failure: AppError }) {
  const t = useT();
  return (
    <SheetFrame title={t('allow:title.key')} onClose={() => void client.window.finish({ ticket: null })}>
      <Failure error={failure} />
    </SheetFrame>
  );
}

interface AskedProps {
  client: Client<'allow'>;
  ask: AllowAsk;
  /** Shows the next request. */
  next(): Promise<void>;
}

/** Asks the vault anew for what a verification needs: a wrong try may have started a wait. */
function needsOf(client: Client<'allow'>) {
  return {
    protection: {
      async needs() {
        const reply = await client.allow.asked({});
        if (!reply.ok) return reply;
        if (reply.value === null) return { ok: false, error: { code: 'not-found' } } as const;
        return { ok: true, value: reply.value.needs } as const;
      },
    },
  };
}

const effects = { effects: ['leave.exec' as const] };

/** For how long it is allowed, and for which process. The choices of a request that can't last are once only. */
function useTerm({ use, chain, preset, lasting }: AllowAsk) {
  const canLast = lasting && chain.length > 0;
  // Tools run their credential process again at each call.
  const [lasts, setLasts] = useState<AllowedFor>(canLast && use === 'external' ? 'minutes' : 'once');
  const [process, setProcess] = useState(preset);
  return { canLast, lasts, setLasts, process, setProcess };
}

function Asked({ client, ask, next }: AskedProps) {
  const t = useT();
  const term = useTerm(ask);
  const [failure, setFailure] = useState<AppError | null>(null);
  const [pending, setPending] = useState(false);
  const { ready, meant } = useUnhurried();
  const proof = useProof(
    useMemo(() => needsOf(client), [client]),
    effects,
  );
  useFocusWhenAsked(proof);
  const asksProof = ask.needs.by !== 'none' || proof.keychain !== null;

  async function allow(): Promise<void> {
    if (pending || !meant()) return;
    const given = asksProof ? proof.take() : undefined;
    if (given === null) return;
    setPending(true);
    setFailure(null);
    const { lasts, process } = term;
    const reply = await client.allow.allow({ id: ask.id, lasts, process, ...(given ? { proof: given } : {}) });
    wipeProof(given);
    setPending(false);
    if (reply.ok || reply.error.code === 'not-found') await next();
    else if (!proof.refuse(reply.error)) setFailure(reply.error);
  }

  const refuse = useCallback(() => {
    if (meant()) void client.allow.refuse({ id: ask.id }).then(next);
  }, [client, ask.id, next, meant]);

  return (
    <SheetFrame
      size="large"
      title={t(ask.key ? 'allow:title.key' : 'allow:title.list')}
      subtitle={t(`allow:use.${ask.use}`)}
      onClose={refuse}
      pinned={
        asksProof ? (
          <PinnedPart hidden={false}>
            <ProofFields proof={proof} />
          </PinnedPart>
        ) : null
      }
      footer={
        <>
          <FooterFailure error={failure} />
          <Button disabled={!ready || pending} onClick={refuse}>
            {t('allow:refuse')}
          </Button>
          <Button
            pending={pending}
            disabled={!ready || (asksProof && (!proof.needs || proof.wait > 0))}
            onClick={() => void allow()}
          >
            {t('allow:allow')}
          </Button>
        </>
      }
    >
      <WhatIsAsked ask={ask} />
      {ask.key?.master ? <MasterWarning provider={ask.key.provider} /> : null}
      <Term ask={ask} {...term} />
    </SheetFrame>
  );
}

type TermProps = { ask: AllowAsk } & ReturnType<typeof useTerm>;

/** The choice of how long it is allowed; or why there is none. */
function Term({ ask, canLast, lasts, setLasts, process, setProcess }: TermProps) {
  const t = useT();
  if (!canLast)
    return (
      <p className="text-muted">{t(ask.chain.length > 0 ? 'allow:onlyOnce.keychain' : 'allow:onlyOnce.unknown')}</p>
    );
  return (
    <div className="flex flex-col gap-2">
      <Segmented
        label={t('allow:lasts')}
        choices={allowedFor.map((value) => ({ value, label: t(`allow:lastsFor.${value}`, { minutes: grantMinutes }) }))}
        value={lasts}
        onChange={setLasts}
      />
      {lasts === 'once' ? null : (
        <LabelledSelect
          label={t('allow:process')}
          choices={ask.chain.map((one, index) => ({ value: String(index), label: processName(t, one) }))}
          value={String(process)}
          onChange={(chosen) => setProcess(Number(chosen))}
        />
      )}
      <p className="text-sm text-muted">{t(`allow:about.${lasts}`)}</p>
    </div>
  );
}

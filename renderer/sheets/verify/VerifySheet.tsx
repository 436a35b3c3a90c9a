import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Client } from '../../../common/contract/derived';
import type { EffectName } from '../../../common/effect-names';
import { effects } from '../../../common/effects';
import type { AppError, ErrorCode } from '../../../common/errors';
import type { Intent, PlanTold } from '../../../common/intents';
import { Banner } from '../../design/plain/Banner';
import { Button } from '../../design/plain/Button';
import { CutName } from '../../design/plain/CutName';
import { Failure } from '../../design/plain/Failure';
import { SheetFrame } from '../../design/plain/SheetFrame';
import { useLanguage, useT } from '../../i18n';
import { formatDays, formatMoment, formatNumber } from '../../i18n/format';
import { RootsWarning } from '../../providers/RootWarning';
import { ProofFields } from '../proof/ProofFields';
import { useProof, wipeProof } from '../proof/use-proof';
import { Holder, PlanList } from './PlanList';

/** After these errors, nothing that is typed here can help any more. */
const hopelessCodes: readonly ErrorCode[] = [
  'shown-once',
  'not-found',
  'secret-damaged',
  'locked',
  'vault-ended',
  'not-expired',
  'identity-gone',
  'other-profile',
  'quota-full',
  'access-key-id-taken',
  'key-not-allowed',
  'invalid-fields',
  'backup-gone',
  'original-gone',
];

/** Says what is about to happen, asks for a verification, and hands the ticket over. */
export function VerifySheet({ client }: { client: Client<'verify'> }) {
  const [intent, setIntent] = useState<Intent | null>(null);
  const [told, setTold] = useState<PlanTold | null>(null);
  const [failure, setFailure] = useState<AppError | null>(null);

  useEffect(() => {
    void (async () => {
      const context = await client.context();
      setIntent(context.intent);
      const plan = await client.protection.plan({ intent: context.intent });
      if (plan.ok) setTold(plan.value);
      else setFailure(plan.error);
    })();
  }, [client]);

  if (intent === null) return null;
  return <Verifying client={client} intent={intent} told={told} retell={setTold} opening={failure} />;
}

interface VerifyingProps {
  client: Client<'verify'>;
  intent: Intent;
  /** `null`: it is not known yet, or will never be. */
  told: PlanTold | null;
  /** Shows the plan as it is now. */
  retell(told: PlanTold): void;
  /** Why the plan could not be made. */
  opening: AppError | null;
}

function Verifying({ client, intent, told, retell, opening }: VerifyingProps) {
  const t = useT();
  const [failed, setFailure] = useState<AppError | null>(null);
  const [pending, setPending] = useState(false);
  const proof = useProof(
    client,
    useMemo(() => ({ intent }), [intent]),
  );
  const { title, ask } = useWords(intent, told?.total ?? 1);
  const close = useCallback(() => void client.window.finish({ ticket: null }), [client]);
  const failure = failed ?? opening;

  async function submit(): Promise<void> {
    if (pending || !told) return;
    const given = proof.take();
    if (!given) return;
    setPending(true);
    setFailure(null);
    const reply = await client.protection.verify({ intent, digest: told.digest, proof: given });
    wipeProof(given);
    if (reply.ok) {
      proof.clear();
      await client.window.finish({ ticket: reply.value.ticket });
      return;
    }
    setPending(false);
    if (reply.error.code === 'plan-changed') {
      const plan = await client.protection.plan({ intent });
      if (plan.ok) retell(plan.value);
      setFailure(plan.ok ? reply.error : plan.error);
    } else if (!proof.refuse(reply.error)) setFailure(reply.error);
  }

  // Without a plan, there is nothing to verify.
  const hopeless = opening !== null || (failure !== null && hopelessCodes.includes(failure.code));
  const grave = told?.effects.some(({ effect }) => effects[effect].danger) ?? false;

  return (
    <SheetFrame
      title={title}
      subtitle={ask}
      size={told && told.total > 1 ? 'large' : 'small'}
      onClose={close}
      onSubmit={() => void submit()}
      footer={
        hopeless ? (
          <Button variant="primary" onClick={close}>
            {t('common:close')}
          </Button>
        ) : (
          <>
            <Button onClick={close}>{t('common:cancel')}</Button>
            <Button
              variant={grave ? 'danger' : 'primary'}
              type="submit"
              pending={pending}
              disabled={proof.wait > 0 || !told}
            >
              {title}
            </Button>
          </>
        )
      }
    >
      <Failure error={failure} />
      {told ? <Told told={told} /> : null}
      {hopeless ? null : <ProofFields proof={proof} autoFocus />}
    </SheetFrame>
  );
}

const several = ['delete', 'clear', 'restore', 'erase', 'assign', 'enable', 'disable', 'change'] as const;

/** Returns what an intent is called. What is done to many keys is called as for one, if a person may have to verify it. */
function actOf(intent: Intent) {
  if (intent.act !== 'change-keys') return intent.act;
  const { act } = intent.to;
  const named = ['delete', 'assign', 'enable', 'disable', 'not-leaked'] as const;
  return named.find((one) => one === act) ?? 'change';
}

/** Returns the name of the act, with the number of keys if there are several, and what the sheet asks. */
function useWords(intent: Intent, total: number): { title: string; ask: string } {
  const act = actOf(intent);
  const t = useT();
  const language = useLanguage();
  const many = several.find((one) => one === act);
  if (total <= 1 || !many) return { title: t(`verify:act.${act}`), ask: t(`verify:ask.${act}`) };
  return { title: t(`verify:acts.${many}`, { number: formatNumber(language, total) }), ask: t(`verify:asks.${many}`) };
}

/** What will happen: to what, where it goes, and what of it can't be undone. */
function Told({ told }: { told: PlanTold }) {
  const t = useT();
  const language = useLanguage();
  const { target, backups, original, rows, roots, final, binDays } = told;
  const disabled = binDays === null ? 0 : (told.effects.find(({ effect }) => effect === 'key.disable')?.count ?? 0);
  const lost = told.effects.flatMap(({ effect, count }) => {
    const words = lostWords[effect];
    return words ? [{ effect, words: t(words, { count, number: formatNumber(language, count) }) }] : [];
  });
  return (
    <>
      <PlanList told={told} />
      {target ? (
        <div>
          <p className="text-sm text-muted">{t('verify:target')}</p>
          {target.alias === '' ? null : (
            <p className="font-medium text-ink">
              <CutName name={target.alias} />
            </p>
          )}
          <Holder {...target} />
        </div>
      ) : null}
      {backups.length > 0 ? (
        <ul
          aria-label={t('backups:list')}
          tabIndex={backups.length > 4 ? 0 : -1}
          className="max-h-44 shrink-0 overflow-y-auto rounded-lg border border-line bg-sunken"
        >
          {backups.map(({ name, kind, at }) => (
            <li key={name} className="border-line px-3 py-2 text-ink not-first:border-t">
              {t('verify:backup', { moment: formatMoment(language, at) })}
              <span className="text-sm text-muted"> · {t(`backups:kind.${kind}`)}</span>
            </li>
          ))}
        </ul>
      ) : null}
      {original === null ? null : (
        <p className="rounded-lg border border-line bg-sunken px-3 py-2.5 break-all text-ink">
          <CutName name={original} most={120} />
        </p>
      )}
      {rows === null ? null : (
        <p className="text-ink">{t('verify:rows', { count: rows, number: formatNumber(language, rows) })}</p>
      )}
      {told.effects.some(({ effect }) => uses.includes(effect)) ? (
        <RootsWarning roots={roots} total={told.total} />
      ) : null}
      {disabled > 0 ? (
        <p className="text-ink">
          {t('verify:disables', { count: disabled, number: formatNumber(language, disabled) })}
        </p>
      ) : null}
      {binDays ? <p className="text-ink">{t('verify:toBin', { days: formatDays(language, binDays) })}</p> : null}
      {lost.length > 0 || final > 0 ? (
        <Banner tone="warning" live={false}>
          {lost.map(({ effect, words }) => (
            <p key={effect}>{words}</p>
          ))}
          {final > 0 ? <p>{t('verify:final', { count: final, number: formatNumber(language, final) })}</p> : null}
        </Banner>
      ) : null}
    </>
  );
}

/** Effects by which a key is about to be used. */
const uses: readonly EffectName[] = ['leave.reveal', 'key.setDefault', 'rotation.switch'];

/** What is lost for good with each effect that the main view asks for. */
const lostWords: Partial<Record<EffectName, 'verify:lost.key' | 'verify:lost.backup' | 'verify:lost.original'>> = {
  'key.erase': 'verify:lost.key',
  'backup.remove': 'verify:lost.backup',
  'original.remove': 'verify:lost.original',
};

import { useState } from 'react';
import type { Client } from '../../../common/contract/derived';
import type { EffectName } from '../../../common/effect-names';
import type { AppError, Reply } from '../../../common/errors';
import type { Proof, ProtectionChange } from '../../../common/protection';
import { Button } from '../../design/plain/Button';
import { Failure } from '../../design/plain/Failure';
import { SheetFrame } from '../../design/plain/SheetFrame';
import { useT } from '../../i18n';
import { ProofFields } from '../proof/ProofFields';
import { useProof, wipeProof } from '../proof/use-proof';
import { AdministratorFields, useAdministrator } from './AdministratorFields';
import type { Enrolment } from './ConfirmStep';

/** What the verification of this sheet is for. */
const changing: { effects: EffectName[] } = { effects: ['protection.on', 'protection.off'] };

interface ChangeStepProps {
  client: Client<'protect'>;
  change: ProtectionChange;
  onClose(): void;
  onEnrol(enrolment: Enrolment): void;
}

const asText = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/** Says what will change, asks for the verification, and makes the change. */
export function ChangeStep({ client, change, onClose, onEnrol }: ChangeStepProps) {
  const t = useT();
  const { part, on } = change;
  const proof = useProof(client, changing);
  const administrator = useAdministrator();
  const [failure, setFailure] = useState<AppError | null>(null);
  const [pending, setPending] = useState(false);

  const sets = part === 'lock' && on;
  const enrols = part === 'authenticator' && on;

  async function send(given: Proof): Promise<Reply<unknown>> {
    if (sets) {
      const bytes = administrator.bytes();
      const reply = await client.protection.lock({ proof: given, administrator: bytes });
      bytes.fill(0);
      return reply;
    }
    if (enrols) {
      const reply = await client.protection.enrol({ proof: given });
      if (reply.ok) onEnrol({ key: asText(reply.value.key), uri: asText(reply.value.uri) });
      return reply;
    }
    const step = part === 'authenticator' || part === 'lock' ? { part, on: false as const } : { part, on };
    return client.protection.change({ change: step, proof: given });
  }

  async function submit(): Promise<void> {
    if (pending) return;
    if (sets && !administrator.check()) return;
    const given = proof.take();
    if (!given) return;
    setPending(true);
    setFailure(null);
    const reply = await send(given);
    wipeProof(given);
    if (reply.ok) {
      administrator.clear();
      proof.clear();
      if (!enrols) await client.window.finish({ ticket: null });
      return;
    }
    setPending(false);
    if (!proof.refuse(reply.error)) setFailure(reply.error);
  }

  const act = enrols
    ? t('protection:next')
    : part === 'authenticator'
      ? t('protection:remove')
      : on
        ? t('protection:turnOn')
        : t('protection:turnOff');

  return (
    <SheetFrame
      title={t(`protection:part.${part}.label`)}
      subtitle={t(`protection:part.${part}.${on ? 'on' : 'off'}`)}
      onClose={onClose}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button variant="primary" type="submit" pending={pending} disabled={proof.wait > 0 || !proof.needs}>
            {act}
          </Button>
        </>
      }
    >
      <Failure error={failure} />
      {sets ? <AdministratorFields form={administrator} /> : null}
      <ProofFields proof={proof} autoFocus={!sets} />
    </SheetFrame>
  );
}

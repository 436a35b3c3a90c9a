import { useRef, useState } from 'react';
import type { Client } from '../../../common/contract/derived';
import type { AppError, Reply } from '../../../common/errors';
import { checkNewPassword, errorsOf, type FieldIssue } from '../../../common/keys/fields';
import { passwordBytes } from '../../../common/keys/text-bytes';
import type { Proof, ProtectionChange } from '../../../common/protection';
import { Banner } from '../../design/plain/Banner';
import { Button } from '../../design/plain/Button';
import { Failure } from '../../design/plain/Failure';
import { PasswordField } from '../../design/plain/PasswordField';
import { SheetFrame } from '../../design/plain/SheetFrame';
import { useT } from '../../i18n';
import { issueWords } from '../../i18n/words';
import { ProofFields } from '../proof/ProofFields';
import { useProof, wipeProof } from '../proof/use-proof';
import type { Enrolment } from './ConfirmStep';

interface ChangeStepProps {
  client: Client<'protect'>;
  change: ProtectionChange;
  onClose(): void;
  onEnrol(enrolment: Enrolment): void;
}

const asText = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/** Says what will be otherwise, asks for the verification, and carries it out. */
export function ChangeStep({ client, change, onClose, onEnrol }: ChangeStepProps) {
  const t = useT();
  const { part, on } = change;
  const proof = useProof(client, 'protection');
  const first = useRef<HTMLInputElement>(null);
  const second = useRef<HTMLInputElement>(null);
  const [issue, setIssue] = useState<FieldIssue | null>(null);
  const [differs, setDiffers] = useState(false);
  const [failure, setFailure] = useState<AppError | null>(null);
  const [pending, setPending] = useState(false);

  const sets = part === 'lock' && on;
  const enrols = part === 'authenticator' && on;

  /** Whether the two new passwords will do; the field says where not. */
  function newPasswordIsGood(): boolean {
    const [one = '', two = ''] = [first.current?.value, second.current?.value];
    const [wrong] = errorsOf(checkNewPassword(one.normalize('NFC')));
    setIssue(wrong ?? null);
    setDiffers(!wrong && one !== two);
    if (wrong) first.current?.focus();
    else if (one !== two) second.current?.focus();
    return !wrong && one === two;
  }

  async function send(given: Proof): Promise<Reply<unknown>> {
    if (sets) {
      const administrator = passwordBytes(first.current?.value ?? '');
      const reply = await client.protection.lock({ proof: given, administrator });
      administrator.fill(0);
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
    if (sets && !newPasswordIsGood()) return;
    const given = proof.take();
    if (!given) return;
    setPending(true);
    setFailure(null);
    const reply = await send(given);
    wipeProof(given);
    if (reply.ok) {
      for (const { current } of [first, second]) if (current) current.value = '';
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
  const newPassword = t('protection:newPassword');

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
      {sets ? (
        <>
          <Banner tone="info" live={false}>
            {t('protection:lockHonest')}
          </Banner>
          <PasswordField
            ref={first}
            name="administrator"
            label={newPassword}
            autoFocus
            description={t('protection:lockForgotten')}
            error={issue ? issueWords(t, issue, newPassword) : null}
            onChange={() => setIssue(null)}
          />
          <PasswordField
            ref={second}
            name="repeat"
            label={t('protection:repeatPassword')}
            error={differs ? t('protection:repeatWrong') : null}
            onChange={() => setDiffers(false)}
          />
          <hr className="border-line" />
        </>
      ) : null}
      <ProofFields proof={proof} autoFocus={!sets} />
    </SheetFrame>
  );
}

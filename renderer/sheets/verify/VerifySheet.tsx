import { useCallback, useEffect, useState } from 'react';
import type { Client } from '../../../common/contract/derived';
import type { AppError } from '../../../common/errors';
import type { KeyDetail } from '../../../common/keys/access-key';
import { isLogPurpose, type TicketPurpose } from '../../../common/protection';
import { Button } from '../../design/plain/Button';
import { Failure } from '../../design/plain/Failure';
import { SheetFrame } from '../../design/plain/SheetFrame';
import { type MessageKey, useT } from '../../i18n';
import { ProofFields } from '../proof/ProofFields';
import { useProof, wipeProof } from '../proof/use-proof';

const acts = {
  reveal: 'common:viewSecret',
  delete: 'common:delete',
  clear: 'common:delete',
  assign: 'verify:assign',
  enable: 'common:enable',
  disable: 'common:disable',
  edit: 'common:edit',
  'export-log': 'verify:exportLog',
  'archive-log': 'verify:archiveLog',
} as const satisfies Record<TicketPurpose, MessageKey>;

/** Says which act is to be done on which key, asks for a verification, and hands the ticket over. */
export function VerifySheet({ client }: { client: Client<'verify'> }) {
  const t = useT();
  const [purpose, setPurpose] = useState<TicketPurpose | null>(null);
  const [key, setKey] = useState<KeyDetail | null>(null);
  const [failure, setFailure] = useState<AppError | null>(null);
  const [pending, setPending] = useState(false);
  const proof = useProof(client, purpose);

  useEffect(() => {
    void (async () => {
      const context = await client.context();
      setPurpose(context.purpose);
      if (!context.keyId) return;
      const found = await client.keys.get({ id: context.keyId });
      if (found.ok) setKey(found.value);
      else setFailure(found.error);
    })();
  }, [client]);

  const close = useCallback(() => void client.window.finish({ ticket: null }), [client]);

  if (purpose === null) return null;
  // The act that the ticket is for. It is not known while the key is being read.
  const act = isLogPurpose(purpose) ? { purpose, id: null } : key && { purpose, id: key.id };

  async function submit(): Promise<void> {
    if (pending || !act) return;
    const given = proof.take();
    if (!given) return;
    setPending(true);
    setFailure(null);
    const reply = await client.protection.verify({ ...act, proof: given });
    wipeProof(given);
    if (reply.ok) {
      proof.clear();
      await client.window.finish({ ticket: reply.value.ticket });
      return;
    }
    setPending(false);
    if (!proof.refuse(reply.error)) setFailure(reply.error);
  }

  // Nothing that is typed here can help any more.
  const hopeless =
    failure !== null && ['shown-once', 'not-found', 'secret-damaged', 'locked', 'vault-ended'].includes(failure.code);
  const name = t(acts[purpose]);
  const grave = ['delete', 'clear', 'disable'].includes(purpose);

  return (
    <SheetFrame
      title={name}
      subtitle={t(`verify:ask.${purpose}`)}
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
              disabled={proof.wait > 0 || !act}
            >
              {name}
            </Button>
          </>
        )
      }
    >
      <Failure error={failure} />
      {key && purpose !== 'clear' && purpose !== 'assign' ? (
        <div className="rounded-lg border border-line bg-sunken px-3 py-2.5">
          <p className="line-clamp-2 font-medium break-words text-ink">
            <bdi>{key.name}</bdi>
          </p>
          <p className="font-mono text-sm break-all text-muted">{key.accessKeyId}</p>
        </div>
      ) : null}
      {hopeless ? null : <ProofFields proof={proof} autoFocus />}
    </SheetFrame>
  );
}

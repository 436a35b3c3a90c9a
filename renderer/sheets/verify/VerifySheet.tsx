import { useCallback, useEffect, useState } from 'react';
import type { Client } from '../../../common/contract/derived';
import type { AppError } from '../../../common/errors';
import type { KeyDetail } from '../../../common/keys/access-key';
import type { KeyPurpose } from '../../../common/protection';
import { Banner } from '../../design/plain/Banner';
import { Button } from '../../design/plain/Button';
import { SheetFrame } from '../../design/plain/SheetFrame';
import { type MessageKey, useT } from '../../i18n';
import { errorWords, Words } from '../../i18n/words';
import { ProofFields } from '../proof/ProofFields';
import { useProof, wipeProof } from '../proof/use-proof';

const acts = {
  reveal: 'common:viewSecret',
  delete: 'common:delete',
  clear: 'common:delete',
  assign: 'common:edit',
  enable: 'common:enable',
  disable: 'common:disable',
  edit: 'common:edit',
} as const satisfies Record<KeyPurpose, MessageKey>;

/** Says what is about to happen to which key, asks for a verification, and hands the ticket on. */
export function VerifySheet({ client }: { client: Client<'verify'> }) {
  const t = useT();
  const [purpose, setPurpose] = useState<KeyPurpose>('reveal');
  const [known, setKnown] = useState<KeyPurpose | null>(null);
  const [key, setKey] = useState<KeyDetail | null>(null);
  const [failure, setFailure] = useState<AppError | null>(null);
  const [pending, setPending] = useState(false);
  const proof = useProof(client, known);

  useEffect(() => {
    void (async () => {
      const context = await client.context();
      if (context.keyId === undefined || context.purpose === undefined) return;
      setPurpose(context.purpose);
      setKnown(context.purpose);
      const found = await client.keys.get({ id: context.keyId });
      if (found.ok) setKey(found.value);
      else setFailure(found.error);
    })();
  }, [client]);

  const close = useCallback(() => void client.window.finish({ ticket: null }), [client]);

  async function submit(): Promise<void> {
    if (pending || !key) return;
    const given = proof.take();
    if (!given) return;
    setPending(true);
    setFailure(null);
    const reply = await client.protection.verify({ purpose, id: key.id, proof: given });
    wipeProof(given);
    if (reply.ok) {
      proof.clear();
      await client.window.finish({ ticket: reply.value.ticket });
      return;
    }
    setPending(false);
    if (!proof.refuse(reply.error)) setFailure(reply.error);
  }

  // Nothing typed here could help any more.
  const hopeless =
    failure !== null && ['shown-once', 'not-found', 'secret-damaged', 'locked', 'vault-ended'].includes(failure.code);
  const act = t(acts[purpose]);
  const grave = ['delete', 'clear', 'disable'].includes(purpose);

  return (
    <SheetFrame
      title={act}
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
              disabled={proof.wait > 0 || !key}
            >
              {act}
            </Button>
          </>
        )
      }
    >
      {failure ? (
        <Banner tone="danger">
          <Words>{errorWords(t, failure)}</Words>
        </Banner>
      ) : null}
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

import { useCallback, useEffect, useState } from 'react';
import type { Client } from '../../../common/contract/derived';
import type { RevealedKey } from '../../../common/contract/reveal';
import type { AppError, Reply } from '../../../common/errors';
import { Button } from '../../design/plain/Button';
import { Failure } from '../../design/plain/Failure';
import { SheetFrame } from '../../design/plain/SheetFrame';
import { Spinner } from '../../design/plain/Spinner';
import { useT } from '../../i18n';
import { RevealedSheet } from './RevealedSheet';

interface RevealSheetProps {
  client: Client<'reveal'>;
  opening: Promise<Reply<RevealedKey>>;
}

/** Shows the key that the ticket opened, or says why it can't be shown. */
export function RevealSheet({ client, opening }: RevealSheetProps) {
  const t = useT();
  const [key, setKey] = useState<RevealedKey | null>(null);
  const [failure, setFailure] = useState<AppError | null>(null);
  const close = useCallback(() => void client.window.finish({ ticket: null }), [client]);

  useEffect(() => {
    let gone = false;
    void opening.then((reply) => {
      if (gone) return;
      if (reply.ok) setKey(reply.value);
      else setFailure(reply.error);
    });
    return () => {
      gone = true;
    };
  }, [opening]);

  if (key) return <RevealedSheet client={client} revealed={key} onClose={close} />;
  return (
    <SheetFrame
      title={t('common:viewSecret')}
      onClose={close}
      footer={
        <Button variant={failure ? 'primary' : 'secondary'} onClick={close}>
          {t('common:close')}
        </Button>
      }
    >
      {failure ? (
        <Failure error={failure} />
      ) : (
        <p role="status" className="flex items-center gap-2 text-muted">
          <Spinner />
          {t('reveal:opening')}
        </p>
      )}
    </SheetFrame>
  );
}

import { useCallback, useEffect, useState } from 'react';
import type { Client } from '../../../common/contract/derived';
import type { ProtectionChange } from '../../../common/protection';
import { ChangeStep } from './ChangeStep';
import { ConfirmStep, type Enrolment } from './ConfirmStep';

/** Changes one part of operation protection, with a verification in the same call. */
export function ProtectSheet({ client }: { client: Client<'protect'> }) {
  const [change, setChange] = useState<ProtectionChange | null>(null);
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null);

  useEffect(() => {
    void client.context().then((context) => setChange(context.change));
  }, [client]);

  const close = useCallback(() => void client.window.finish({ ticket: null }), [client]);

  if (!change) return null;
  return enrolment ? (
    <ConfirmStep client={client} enrolment={enrolment} onClose={close} />
  ) : (
    <ChangeStep client={client} change={change} onClose={close} onEnrol={setEnrolment} />
  );
}

import { useEffect, useState } from 'react';
import type { WaitingAsk } from '../../../common/command/allow';
import type { Client } from '../../../common/contract/derived';
import { Banner } from '../../design/plain/Banner';
import type { Translate } from '../../i18n/catalogue';
import { foreign } from '../../i18n/foreign';
import { isolate, Words } from '../../i18n/words';

/** Names the program that waits for the unlock, if one does. To unlock allows it nothing yet. */
export function Waiting({ client, t }: { client: Client<'unlock'>; t: Translate }) {
  const [waiting, setWaiting] = useState<WaitingAsk>(null);
  useEffect(() => {
    const look = async () => {
      const reply = await client.command.waiting({});
      if (reply.ok) setWaiting(reply.value);
    };
    void look();
    return client.on('commandAsked', () => void look());
  }, [client]);
  if (!waiting) return null;
  const { program } = waiting;
  return (
    <Banner tone="info">
      <Words>
        {program === null
          ? t('unlock:waiting.unknown')
          : t('unlock:waiting.known', { program: isolate(foreign(program)) })}
      </Words>
    </Banner>
  );
}

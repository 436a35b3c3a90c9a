import { useEffect, useState } from 'react';
import type { Client } from '../../../common/contract/derived';
import type { AppError } from '../../../common/errors';
import { providerIds } from '../../../common/providers';
import { translator } from '../../i18n';
import type { ProviderOrigin } from './csv-fill';
import { type Draft, draftOf, draftOfKept, keptOf, newDraft, withHolder } from './draft';
import { openIssues } from './messages';

/**
 * The open parts of the form. They are filled with what the sheet was opened for, and main keeps them in case of a
 * lock.
 */
export function useOpenedDraft(client: Client<'add'>, refuse: (error: AppError) => void) {
  const [draft, setDraft] = useState<Draft>(() => newDraft(providerIds[0]));
  const [origin, setOrigin] = useState<ProviderOrigin>('default');
  const [succession, setSuccession] = useState<{ rotation: string; name: string } | null>(null);

  useEffect(() => {
    void client.context().then(async ({ provider, holder, rotation, draft: kept }) => {
      const resumed = kept ? draftOfKept(kept) : null;
      if (rotation !== null) {
        const reply = await client.rotation.preset({ id: rotation });
        if (!reply.ok) return refuse(reply.error);
        setSuccession({ rotation, name: reply.value.name });
        setOrigin('person');
        setDraft(resumed ?? draftOf(reply.value, translator()));
        return;
      }
      if (resumed) {
        setOrigin('person');
        return setDraft(resumed);
      }
      if (!provider) return;
      const found = holder ? await client.accounts.get(holder) : null;
      const who = found?.ok ? found.value : null;
      setOrigin((before) => (before === 'default' ? 'context' : before));
      setDraft((before) =>
        before.name === '' && before.accessKeyId === '' ? withHolder(newDraft(provider), who) : before,
      );
    });
  }, [client, refuse]);

  // A lock must not lose what the person typed. Main forgets it when this sheet is finished.
  useEffect(() => {
    const values = keptOf(draft, (field) => openIssues(draft, Date.now()).some((issue) => issue.field === field));
    const form = succession ? { kind: 'add' as const, rotation: succession.rotation } : { kind: 'add' as const };
    if (values) void client.draft.keep({ form, values });
  }, [client, draft, succession]);

  return {
    draft,
    setDraft,
    origin,
    /** The person has chosen the provider, so no file may change it. */
    noteChoice: () => setOrigin('person'),
    /** The old key, if the new one replaces it in a rotation. */
    succession,
  };
}

import { useEffect, useState } from 'react';
import type { Client } from '../../../common/contract/derived';
import { tidyCredential } from '../../../common/keys/fields';
import type { Draft } from './draft';

/** Milliseconds without a keystroke before the vault is asked. */
const pause = 250;

/**
 * Asks the vault and returns the name of the key that already has the typed AccessKey ID in this provider, or `null`.
 */
function useHolder(client: Client<'add'>, draft: Draft): string | null {
  const { provider } = draft;
  const accessKeyId = tidyCredential(draft.accessKeyId);
  const [found, setFound] = useState<{ provider: string; accessKeyId: string; name: string } | null>(null);
  useEffect(() => {
    if (accessKeyId === '') return;
    let late = false;
    const timer = setTimeout(async () => {
      const reply = await client.keys.holderOf({ provider, accessKeyId });
      if (!late && reply.ok) setFound(reply.value === null ? null : { provider, accessKeyId, name: reply.value });
    }, pause);
    return () => {
      late = true;
      clearTimeout(timer);
    };
  }, [client, provider, accessKeyId]);
  return found?.provider === provider && found.accessKeyId === accessKeyId ? found.name : null;
}

/**
 * Keeps the name of the key that has the typed AccessKey ID, as the vault said when it refused. It is forgotten when
 * another AccessKey ID is typed.
 */
function useRefusal(draft: Draft): [string | null, (name: string) => void] {
  const [said, setSaid] = useState<{ of: string; name: string } | null>(null);
  const of = `${draft.provider} ${draft.accessKeyId}`;
  return [said?.of === of ? said.name : null, (name) => setSaid({ of, name })];
}

/**
 * Returns the name of the key that already has the typed AccessKey ID, or `null`. The vault says this when it is asked
 * while a person types, or when it refuses the key. The second value notes such a refusal.
 */
export function useTaken(client: Client<'add'>, draft: Draft): [string | null, (name: string) => void] {
  const holder = useHolder(client, draft);
  const [refusedFor, note] = useRefusal(draft);
  return [refusedFor ?? holder, note];
}

import { useEffect, useState } from 'react';
import type { Client } from '../../../common/contract/derived';
import { tidyCredential } from '../../../common/keys/fields';
import type { Draft } from './draft';

/** Milliseconds without a keystroke before the vault is asked. */
const pause = 250;

/** The name of the key that already has the typed AccessKey ID in this profile, or `null`. */
function useHolder(client: Client<'add'>, draft: Draft): string | null {
  const { profile } = draft;
  const accessKeyId = tidyCredential(draft.accessKeyId);
  const [found, setFound] = useState<{ profile: string; accessKeyId: string; name: string } | null>(null);
  useEffect(() => {
    if (accessKeyId === '') return;
    let late = false;
    const timer = setTimeout(async () => {
      const reply = await client.keys.holderOf({ profile, accessKeyId });
      if (!late && reply.ok) setFound(reply.value === null ? null : { profile, accessKeyId, name: reply.value });
    }, pause);
    return () => {
      late = true;
      clearTimeout(timer);
    };
  }, [client, profile, accessKeyId]);
  return found?.profile === profile && found.accessKeyId === accessKeyId ? found.name : null;
}

/** The name of the key that the vault said has the typed AccessKey ID; forgotten once another is typed. */
function useRefusal(draft: Draft): [string | null, (name: string) => void] {
  const [said, setSaid] = useState<{ of: string; name: string } | null>(null);
  const of = `${draft.profile} ${draft.accessKeyId}`;
  return [said?.of === of ? said.name : null, (name) => setSaid({ of, name })];
}

/**
 * The name of the key that has the typed AccessKey ID already, or `null`: as the vault says when it is asked while a
 * person types, or when it refuses the key. The second value notes the latter.
 */
export function useTaken(client: Client<'add'>, draft: Draft): [string | null, (name: string) => void] {
  const holder = useHolder(client, draft);
  const [refusedFor, note] = useRefusal(draft);
  return [refusedFor ?? holder, note];
}

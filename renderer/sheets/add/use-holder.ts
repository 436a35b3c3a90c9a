import { useEffect, useState } from 'react';
import type { Client } from '../../../common/contract/derived';
import { tidyCredential } from '../../../common/keys/fields';
import type { Draft } from './draft';

/** Milliseconds without a keystroke before the vault is asked. */
const pause = 250;

/** The name of the key that already has the typed AccessKey ID in this profile, or `null`. */
export function useHolder(client: Client<'add'>, draft: Draft): string | null {
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

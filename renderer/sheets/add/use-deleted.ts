import { useEffect, useState } from 'react';
import type { Client } from '../../../common/contract/derived';
import { tidyCredential } from '../../../common/keys/fields';
import type { Draft } from './draft';

/** Milliseconds without a keystroke before the vault is asked. */
const pause = 250;

/** Returns the name of the key in the recycle bin that has the typed AccessKey ID in this provider, or `null`. */
export function useDeleted(client: Client<'add'>, draft: Draft): string | null {
  const { provider } = draft;
  const accessKeyId = tidyCredential(draft.accessKeyId);
  const [found, setFound] = useState<{ of: string; name: string } | null>(null);
  const of = `${provider} ${accessKeyId}`;
  useEffect(() => {
    if (accessKeyId === '') return;
    let late = false;
    const timer = setTimeout(async () => {
      const reply = await client.bin.holderOf({ provider, accessKeyId });
      const holder = reply.ok ? reply.value : null;
      if (!late) setFound(holder && { of: `${provider} ${accessKeyId}`, name: holder.name });
    }, pause);
    return () => {
      late = true;
      clearTimeout(timer);
    };
  }, [client, provider, accessKeyId]);
  return found?.of === of ? found.name : null;
}

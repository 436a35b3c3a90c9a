import { useState } from 'react';
import type { Client } from '../../../common/contract/derived';
import type { AppError } from '../../../common/errors';
import { monotonic, useCountdown } from '../../countdown';

export type Part = 'accessKeyId' | 'secret' | 'token';

/**
 * The ways to copy the values to the clipboard or save them to a file, and the results. `note` says in the log to whom
 * the key is given.
 */
export function useTaking(client: Client<'reveal'>, onDialogEnd: () => void, note: { handedTo?: string }) {
  const [saving, setSaving] = useState(false);
  const [copied, setCopied] = useState<{ part: Part; seconds: number; clearedAt: number } | null>(null);
  const [savedAs, setSavedAs] = useState<string | null>(null);
  const [has, setHas] = useState<readonly Part[]>([]);
  const [failure, setFailure] = useState<AppError | null>(null);
  const clearedIn = useCountdown(copied?.clearedAt ?? null, monotonic) ?? 0;

  return {
    copied,
    /** Returns the seconds until this value is cleared from the clipboard; `null` if it isn't on it. */
    copiedFor: (part: Part) => (copied?.part === part && clearedIn > 0 ? clearedIn : null),
    saving,
    /** The name of the file that the values were saved to. */
    savedAs,
    /** The parts that the person has copied or saved. */
    has,
    failure,
    async copy(part: Part): Promise<void> {
      const reply = await client.reveal.copy({ part, ...note });
      setFailure(reply.ok ? null : reply.error);
      if (!reply.ok) return;
      const { seconds } = reply.value;
      setCopied({ part, seconds, clearedAt: monotonic() + seconds * 1000 });
      setHas((before) => [...before, part]);
    },
    async save(): Promise<void> {
      if (saving) return;
      setSaving(true);
      const reply = await client.reveal.saveCsv(note);
      setSaving(false);
      onDialogEnd();
      setFailure(reply.ok ? null : reply.error);
      if (!reply.ok || reply.value === null) return;
      setSavedAs(reply.value.fileName);
      // The consoles' files have no token.
      setHas((before) => [...before, 'accessKeyId', 'secret']);
    },
  };
}

import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { Client } from '../../../common/contract/derived';
import type { AppError } from '../../../common/errors';

export interface GeneratedForm {
  /** `null` until the vault has made one. */
  passphrase: string | null;
  another(): void;
  /** The person says that it is kept somewhere. */
  written: boolean;
  setWritten(written: boolean): void;
  tick: RefObject<HTMLInputElement | null>;
  /** It was tried to export without that. */
  insisted: boolean;
  /** The passphrase, where the person has it; else the tick says so and has the focus. */
  take(): string | null;
}

/** A passphrase that the vault makes up. The page shows it, so it is text here as it is there. */
export function useGenerated(client: Client<'export'>, fail: (error: AppError) => void): GeneratedForm {
  const tick = useRef<HTMLInputElement>(null);
  const [passphrase, setPassphrase] = useState<string | null>(null);
  const [written, setWritten] = useState(false);
  const [insisted, setInsisted] = useState(false);

  const make = useCallback(async () => {
    const reply = await client.keyExport.passphrase({});
    if (!reply.ok) return fail(reply.error);
    setPassphrase(new TextDecoder().decode(reply.value.passphrase));
    reply.value.passphrase.fill(0);
    setWritten(false);
    setInsisted(false);
  }, [client, fail]);
  useEffect(() => void make(), [make]);

  return {
    passphrase,
    another: () => void make(),
    written,
    setWritten,
    tick,
    insisted,
    take() {
      setInsisted(true);
      if (passphrase !== null && written) return passphrase;
      tick.current?.focus();
      return null;
    },
  };
}

import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { Client } from '../../../common/contract/derived';
import type { AppError } from '../../../common/errors';

export interface GeneratedForm {
  /** `null` until the vault has made one. */
  passphrase: string | null;
  another(): void;
  /** The person says that they have stored it somewhere. */
  written: boolean;
  setWritten(written: boolean): void;
  tick: RefObject<HTMLInputElement | null>;
  /** The person tried to export without saying so. */
  insisted: boolean;
  /** Returns the passphrase if the person has stored it; else `null`, and the check box says so and gets the focus. */
  take(): string | null;
}

/** The state of a passphrase that the vault makes. The page shows it, so it is a text here too. */
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

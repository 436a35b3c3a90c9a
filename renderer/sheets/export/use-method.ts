import { useState } from 'react';
import type { Client } from '../../../common/contract/derived';
import type { AppError } from '../../../common/errors';
import { checkNewPassword, type FieldIssue } from '../../../common/keys/fields';
import { passwordBytes } from '../../../common/keys/text-bytes';
import { minimumPassphraseLength } from '../../../common/transfer/export';
import { useNewPassword } from '../new-password/use-new-password';
import { useGenerated } from './use-generated';
import { useRecipients } from './use-recipients';

export const exportMethods = ['generated', 'own', 'recipients', 'csv'] as const;
export type ExportMethod = (typeof exportMethods)[number];

/** Checks a passphrase that a person makes up. */
const checkPassphrase = (passphrase: string): FieldIssue[] => checkNewPassword(passphrase, minimumPassphraseLength);

/** The state of the choice how the file is encrypted, with the form of each way. */
export function useMethod(client: Client<'export'>, refuse: (error: AppError) => void) {
  const [method, setMethod] = useState<ExportMethod>('generated');
  const generated = useGenerated(client, refuse);
  const own = useNewPassword(checkPassphrase, method === 'own');
  const recipients = useRecipients();

  return {
    method,
    setMethod,
    generated,
    own,
    recipients,
    /**
     * Returns what to encrypt for if the chosen form is complete, else `null`. The caller wipes the passphrase in it.
     */
    target() {
      if (method === 'csv') return { kind: 'csv' as const };
      if (method === 'recipients') {
        const list = recipients.take();
        return list && { kind: 'recipients' as const, recipients: list };
      }
      const passphrase = method === 'own' ? own.take() : generated.take();
      return passphrase === null ? null : { kind: 'passphrase' as const, passphrase: passwordBytes(passphrase) };
    },
  };
}

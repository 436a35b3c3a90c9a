import { useEffect, useState } from 'react';
import type { Client } from '../../common/contract/derived';
import type { AppError } from '../../common/errors';
import type { Receipt, ReceiptForm } from '../../common/transfer/handover';
import { language } from '../i18n';

type GivenClient = { given: Pick<Client<'export'>['given'], 'receipt' | 'saveReceipt'> };

/** Reads the receipt of a hand-over, and saves it. `null` for `id`: there is none. */
export function useReceipt(client: GivenClient, id: string | null) {
  const [receipt, setReceipt] = useState<Receipt | null>(null);
  const [failure, setFailure] = useState<AppError | null>(null);
  const [saving, setSaving] = useState(false);
  /** The name of the file that was saved last. */
  const [saved, setSaved] = useState<string | null>(null);

  useEffect(() => {
    if (id === null) return;
    void client.given.receipt({ id }).then((reply) => {
      if (reply.ok) setReceipt(reply.value);
      else setFailure(reply.error);
    });
  }, [client, id]);

  return {
    receipt,
    failure,
    saving,
    saved,
    async save(form: ReceiptForm): Promise<void> {
      if (id === null || saving) return;
      setSaving(true);
      setSaved(null);
      setFailure(null);
      const reply = await client.given.saveReceipt({ id, form, language: language() });
      setSaving(false);
      if (!reply.ok) setFailure(reply.error);
      else if (reply.value) setSaved(reply.value.fileName);
    },
  };
}

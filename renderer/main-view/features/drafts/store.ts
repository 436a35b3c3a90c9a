import { create } from 'zustand';
import type { DraftForm, FormDraft } from '../../../../common/drafts';
import { client } from '../../client';
import { reported } from '../../report';
import { openDialog } from '../../ui';

/** The form that a lock interrupted, so that the person can go on with it; `null` if there is none. */
export const useOffered = create<{ draft: FormDraft | null }>(() => ({ draft: null }));

/** Asks main for the form. Call this when the vault is open. */
export async function askForDraft(): Promise<void> {
  const reply = await client.draft.kept({});
  if (reply.ok) useOffered.setState({ draft: reply.value });
}

/** Forgets the form, here and in main. */
export async function discardDraft(): Promise<void> {
  useOffered.setState({ draft: null });
  await reported(client.draft.drop({}));
}

/** Opens the form again as it was left; its secret fields are empty. */
export async function resumeDraft(): Promise<void> {
  const { draft } = useOffered.getState();
  if (!draft) return;
  useOffered.setState({ draft: null });
  // Another form may have been filled in since.
  await reported(client.draft.keep(draft));
  await openForm(draft.form, draft.values);
}

async function openForm(form: DraftForm, typed: Record<string, string>): Promise<void> {
  switch (form.kind) {
    case 'add': {
      const rotation = form.rotation === undefined ? {} : { rotation: form.rotation };
      await reported(client.window.openSheet({ sheet: 'add', provider: null, resume: true, ...rotation }));
      return;
    }
    case 'edit':
      return openDialog({ kind: 'edit', id: form.id, typed });
    case 'account': {
      const account = form.account === undefined ? {} : { account: form.account };
      return openDialog({ kind: 'accounts', show: { dialog: 'account', provider: form.provider, typed, ...account } });
    }
    case 'identity': {
      const identity = form.identity === undefined ? {} : { identity: form.identity };
      openDialog({ kind: 'accounts', show: { dialog: 'identity', account: form.account, typed, ...identity } });
    }
  }
}

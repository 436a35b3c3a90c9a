import { useState } from 'react';
import type { AppError } from '../../../../common/errors';
import { Dialog } from '../../../design/Dialog';
import { Button } from '../../../design/plain/Button';
import { toast } from '../../../design/toast';
import { useT } from '../../../i18n';
import { isolate, plainWords } from '../../../i18n/words';
import { client } from '../../client';
import { FormDialog } from '../../FormDialog';
import { closeDialog } from '../../ui';
import { loadTags, useTags } from './store';
import { TagPicker } from './TagPicker';

/** The tags of an account, or of the vault. */
export function TagsDialog({ of }: { of: { account: number; name: string } | null }) {
  return of ? <TagsOfAccount {...of} /> : <TagsOfVault />;
}

/** Makes, changes and removes tags. */
function TagsOfVault() {
  const t = useT();
  return (
    <Dialog
      title={t('bulk:tag.ofVault')}
      onClose={closeDialog}
      footer={<Button onClick={closeDialog}>{t('common:close')}</Button>}
    >
      <TagPicker has={null} onPress={() => undefined} />
    </Dialog>
  );
}

function TagsOfAccount({ account, name }: { account: number; name: string }) {
  const t = useT();
  const before = useTags((state) => state.tags);
  const [own, setOwn] = useState<readonly number[]>(() =>
    [...before.values()].flatMap((tag) => (tag.accounts.includes(account) ? [tag.id] : [])),
  );
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<AppError | null>(null);
  const save = async () => {
    if (busy) return;
    setBusy(true);
    // One of them may have been removed here.
    const tags = own.filter((tag) => before.has(tag));
    const reply = await client.tags.setOfAccount({ account, tags });
    setBusy(false);
    if (!reply.ok) {
      setProblem(reply.error);
      return;
    }
    closeDialog();
    await loadTags();
    toast('good', t('bulk:tag.doneAccount', { name: isolate(name) }));
  };
  return (
    <FormDialog
      title={plainWords(t('bulk:tag.ofAccount', { name }))}
      size="small"
      busy={busy}
      problem={problem}
      onSubmit={save}
    >
      <p className="text-muted">{t('bulk:tag.accountBody')}</p>
      <TagPicker
        has={(tag) => (own.includes(tag) ? 'all' : 'none')}
        onPress={(tag) => setOwn(own.includes(tag) ? own.filter((one) => one !== tag) : [...own, tag])}
      />
    </FormDialog>
  );
}

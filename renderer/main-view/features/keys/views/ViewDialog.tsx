import { useState } from 'react';
import type { AppError } from '../../../../../common/errors';
import { checkView, type NamedView, viewLimits } from '../../../../../common/keys/named-views';
import { TextField } from '../../../../design/plain/TextField';
import { toast } from '../../../../design/toast';
import { useT } from '../../../../i18n';
import { isolate, issueWords } from '../../../../i18n/words';
import { client } from '../../../client';
import { FormDialog } from '../../../FormDialog';
import { closeDialog } from '../../../ui';
import { beInView, presentView } from './store';

/** Asks for the name of a view: of a new one that keeps what the list shows, or another name for one that there is. */
export function ViewDialog({ view }: { view: NamedView | null }) {
  const t = useT();
  const [name, setName] = useState(view?.name ?? '');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<AppError | null>(null);
  const [issue] = checkView(name);
  const save = async () => {
    setTried(true);
    const shown = view ? view.shown : presentView();
    if (busy || issue || !shown) return;
    setBusy(true);
    const reply = await client.views.save({ view: view?.id ?? null, name, shown });
    setBusy(false);
    if (!reply.ok) return setProblem(reply.error);
    if (!view) beInView(reply.value.view);
    closeDialog();
    toast('good', t('filter:views.saved', { name: isolate(name.trim()) }));
  };
  return (
    <FormDialog
      title={t(view ? 'filter:views.renameTitle' : 'filter:views.saveTitle')}
      size="small"
      busy={busy}
      problem={problem}
      onSubmit={save}
    >
      {view ? null : <p className="text-muted">{t('filter:views.saveBody')}</p>}
      <TextField
        label={t('filter:views.name')}
        autoFocus
        required
        dir="auto"
        maxLength={viewLimits.name * 4}
        value={name}
        onChange={(text) => {
          setName(text);
          setProblem(null);
        }}
        error={tried && issue ? issueWords(t, issue, t('filter:views.name')) : null}
      />
    </FormDialog>
  );
}

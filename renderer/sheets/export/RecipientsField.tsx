import { useEffect, useState } from 'react';
import { mostRecipients } from '../../../common/transfer/export';
import { TextArea } from '../../design/plain/TextArea';
import { type Translate, useT } from '../../i18n';
import type { RecipientsProblem } from './recipients';
import type { RecipientsForm } from './use-recipients';

/** Milliseconds without a change before a line is called wrong, since an unfinished recipient always looks wrong. */
const pause = 500;

function words(t: Translate, problem: RecipientsProblem): string {
  switch (problem.kind) {
    case 'required':
      return t('transfer:export.recipientsRequired');
    case 'too-many':
      return t('transfer:export.recipientsMost', { limit: mostRecipients });
    case 'bad-line':
      return t('transfer:export.badLine', { line: problem.line });
    case 'identity':
      return t('transfer:export.identityLine', { line: problem.line });
  }
}

/** The field for the recipients that the file is encrypted for. */
export function RecipientsField({ form }: { form: RecipientsForm }) {
  const t = useT();
  const { typed, problem } = form;
  const [settled, setSettled] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed), pause);
    return () => clearTimeout(timer);
  }, [typed]);
  const shown = problem && (form.insisted || (settled === typed && problem.kind !== 'required')) ? problem : null;
  return (
    <TextArea
      ref={form.field}
      name="recipients"
      label={t('transfer:export.recipients')}
      description={t('transfer:export.recipientsHint')}
      placeholder="age1…"
      mono
      rows={3}
      value={typed}
      onChange={form.type}
      error={shown && words(t, shown)}
    />
  );
}

import { PencilLine } from 'lucide-react';
import type { DraftForm } from '../../../../common/drafts';
import { Button } from '../../../design/plain/Button';
import { type Translate, useT } from '../../../i18n';
import { Notice } from '../notices/Notice';
import { discardDraft, resumeDraft, useOffered } from './store';

const formWords: Record<DraftForm['kind'], (t: Translate) => string> = {
  add: (t) => t('notices:draft.add'),
  edit: (t) => t('notices:draft.edit'),
  account: (t) => t('notices:draft.account'),
  identity: (t) => t('notices:draft.identity'),
};

/** Offers the form that was being filled in when Keyfold locked. */
export function DraftNotice() {
  const t = useT();
  const kind = useOffered(({ draft }) => draft?.form.kind);
  if (!kind) return null;
  return (
    <Notice
      tone="info"
      icon={<PencilLine size={16} className="shrink-0" aria-hidden />}
      action={
        <>
          <Button size="small" onClick={() => void discardDraft()}>
            {t('notices:draft.discard')}
          </Button>
          <Button size="small" variant="primary" onClick={() => void resumeDraft()}>
            {t('notices:draft.resume')}
          </Button>
        </>
      }
    >
      {formWords[kind](t)}
    </Notice>
  );
}

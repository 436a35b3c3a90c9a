import { type ReactNode, useState } from 'react';
import type { AppError, Reply } from '../../../../../common/errors';
import { Dialog } from '../../../../design/Dialog';
import { Banner } from '../../../../design/plain/Banner';
import { Button } from '../../../../design/plain/Button';
import { toast } from '../../../../design/toast';
import { useLanguage, useT } from '../../../../i18n';
import { formatNumber } from '../../../../i18n/format';
import { errorWords, isolate, Words } from '../../../../i18n/words';
import { client } from '../../../client';
import { closeDialog } from '../../../ui';
import type { FoundAccount, FoundIdentity } from '../store';
import { accountName, identityName } from '../words';

interface RemoveProps {
  title: string;
  name: string;
  /** Keys that stand in the way. */
  held: number;
  act: string;
  onRemove: () => Promise<Reply<null>>;
  children: ReactNode;
}

function Remove({ title, name, held, act, onRemove, children }: RemoveProps) {
  const t = useT();
  const language = useLanguage();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<AppError | null>(null);
  const remove = async () => {
    setBusy(true);
    const reply = await onRemove();
    setBusy(false);
    if (!reply.ok) {
      setProblem(reply.error);
      return;
    }
    closeDialog();
    toast('good', t('accounts:done.removed', { name: isolate(name) }));
  };
  return (
    <Dialog
      role="alertdialog"
      // A question only where there is a choice.
      title={held > 0 ? act : title}
      busy={busy}
      onClose={closeDialog}
      footer={
        <>
          <Button autoFocus disabled={busy} onClick={closeDialog}>
            {held > 0 ? t('common:close') : t('common:cancel')}
          </Button>
          {held > 0 ? null : (
            <Button variant="danger" pending={busy} onClick={() => void remove()}>
              {act}
            </Button>
          )}
        </>
      }
    >
      {problem ? (
        <Banner tone="danger">
          <Words>{errorWords(t, problem)}</Words>
        </Banner>
      ) : null}
      {held > 0 ? (
        <p className="break-words text-ink">
          <Words>{t('accounts:remove.hasKeys', { name: isolate(name), keys: formatNumber(language, held) })}</Words>
        </p>
      ) : (
        <div className="flex flex-col gap-2 break-words text-ink">
          {children}
          <p className="text-muted">{t('accounts:remove.offline')}</p>
        </div>
      )}
    </Dialog>
  );
}

/** Asks before an account and its identities are removed; where it has keys, says what to do first. */
export function RemoveAccountDialog({ account }: FoundAccount) {
  const t = useT();
  const language = useLanguage();
  const name = accountName(account);
  const identities = formatNumber(language, account.identities.length);
  return (
    <Remove
      title={t('accounts:remove.accountTitle')}
      name={name}
      held={account.keys}
      act={t('accounts:removeAccount')}
      onRemove={() => client.accounts.removeAccount({ account: account.id })}
    >
      <p>
        <Words>{t('accounts:remove.accountBody', { name: isolate(name), identities })}</Words>
      </p>
    </Remove>
  );
}

/** Asks before an identity is removed; where it has keys, says what to do first. */
export function RemoveIdentityDialog({ profile, identity }: FoundIdentity) {
  const t = useT();
  const name = identityName(profile, identity);
  return (
    <Remove
      title={t('accounts:remove.identityTitle')}
      name={name}
      held={identity.longTerm + identity.temporary}
      act={t('accounts:removeIdentity')}
      onRemove={() => client.accounts.removeIdentity({ identity: identity.id })}
    >
      <p>
        <Words>{t('accounts:remove.identityBody', { name: isolate(name) })}</Words>
      </p>
    </Remove>
  );
}

import { type ReactNode, useState } from 'react';
import type { AppError, Reply } from '../../../../../common/errors';
import { Failure } from '../../../../design/plain/Failure';
import { toast } from '../../../../design/toast';
import { useLanguage, useT } from '../../../../i18n';
import { formatNumber } from '../../../../i18n/format';
import { isolate, Words } from '../../../../i18n/words';
import { ConfirmDialog } from '../../../ConfirmDialog';
import { client } from '../../../client';
import { closeDialog } from '../../../ui';
import type { FoundAccount, FoundIdentity } from '../store';
import { accountName, identityName } from '../words';

interface RemoveProps {
  title: string;
  name: string;
  /** Number of keys that have to be moved or deleted first. */
  held: number;
  act: string;
  onRemove: () => Promise<Reply<null>>;
  children: ReactNode;
}

function Remove({ title, name, held, act, onRemove, children }: RemoveProps) {
  const t = useT();
  const language = useLanguage();
  const [problem, setProblem] = useState<AppError | null>(null);
  const remove = async () => {
    const reply = await onRemove();
    if (!reply.ok) {
      setProblem(reply.error);
      return;
    }
    closeDialog();
    toast('good', t('accounts:done.removed', { name: isolate(name) }));
  };
  return (
    // It asks only if there is a choice.
    <ConfirmDialog title={held > 0 ? act : title} act={held > 0 ? null : act} onConfirm={remove}>
      <Failure error={problem} />
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
    </ConfirmDialog>
  );
}

/** Asks before an account and its identities are removed. If it has keys, it says what to do first. */
export function RemoveAccountDialog({ account }: FoundAccount) {
  const t = useT();
  const language = useLanguage();
  const name = accountName(account);
  const identities = formatNumber(language, account.identities);
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

/** Asks before an identity is removed. If it has keys, it says what to do first. */
export function RemoveIdentityDialog({ provider, identity }: FoundIdentity) {
  const t = useT();
  const name = identityName(provider, identity);
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

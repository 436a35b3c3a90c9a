import { type ReactNode, useEffect } from 'react';
import type { FoundHolder } from '../../../../../common/accounts/account';
import { isKnownProvider } from '../../../../../common/providers';
import { closeDialog } from '../../../ui';
import { ClosedDialog } from '../../protection/ClosedDialog';
import { useManagementLock } from '../../protection/store';
import type { AccountsDialog } from '../dialogs';
import { type HolderId, useHolder } from '../store';
import { AccountDialog } from './AccountDialog';
import { AssignDialog } from './AssignDialog';
import { IdentityDialog } from './IdentityDialog';
import { RemoveAccountDialog, RemoveIdentityDialog } from './RemoveDialogs';

/** Renders the dialog that is asked for; nothing if its account or identity is gone. */
export function AccountsDialogs({ show }: { show: AccountsDialog }) {
  const wanted = holderOf(show);
  const found = useHolder(wanted);
  const closed = useManagementLock(({ since }) => since !== null);
  // What an account or a user is can't be changed under the lock, by nobody. Moving a key is an act on the key.
  const dialog = closed && show.dialog !== 'assign' ? <ClosedDialog /> : dialogFor(show, found ?? null);
  const isGone = wanted !== null && found !== undefined && dialog === null;
  useEffect(() => {
    if (isGone) closeDialog();
  }, [isGone]);
  return dialog;
}

/** Returns which account or identity a dialog is about; `null`: none that is there already. */
function holderOf(show: AccountsDialog): HolderId | null {
  switch (show.dialog) {
    case 'account':
      return show.account === undefined ? null : { kind: 'account', id: show.account };
    case 'identity':
      return show.identity === undefined
        ? { kind: 'account', id: show.account }
        : { kind: 'identity', id: show.identity };
    case 'remove-account':
      return { kind: 'account', id: show.account };
    case 'remove-identity':
      return { kind: 'identity', id: show.identity };
    case 'assign':
      return null;
  }
}

function dialogFor(show: AccountsDialog, found: FoundHolder | null): ReactNode {
  if (show.dialog === 'assign') return <AssignDialog rows={show.rows} chosen={show.identity} />;
  if (show.dialog === 'account' && show.account === undefined)
    return <AccountDialog provider={show.provider} rows={show.rows} typed={show.typed} />;
  if (!found) return null;
  const { provider, account, identity } = found;
  switch (show.dialog) {
    case 'account':
      return isKnownProvider(provider) ? (
        <AccountDialog provider={provider} account={account} typed={show.typed} />
      ) : null;
    case 'identity':
      return (
        <IdentityDialog
          found={found}
          {...(identity ? { identity } : {})}
          {...(identity ? {} : { rows: show.rows })}
          typed={show.typed}
        />
      );
    case 'remove-account':
      return <RemoveAccountDialog provider={provider} account={account} />;
    case 'remove-identity':
      return identity && <RemoveIdentityDialog provider={provider} account={account} identity={identity} />;
  }
}

import { useEffect } from 'react';
import { isKnownProvider } from '../../../../../common/providers';
import { closeDialog } from '../../../ui';
import type { AccountsDialog } from '../dialogs';
import { findAccount, findIdentity, useAccounts } from '../store';
import { AccountDialog } from './AccountDialog';
import { AssignDialog } from './AssignDialog';
import { IdentityDialog } from './IdentityDialog';
import { RemoveAccountDialog, RemoveIdentityDialog } from './RemoveDialogs';

/** Renders the dialog that is asked for; nothing if its account or identity is gone. */
export function AccountsDialogs({ show }: { show: AccountsDialog }) {
  const tree = useAccounts((state) => state.tree);
  const dialog = dialogFor(show, tree);
  const isGone = dialog === null && tree !== null;
  useEffect(() => {
    if (isGone) closeDialog();
  }, [isGone]);
  return dialog;
}

function dialogFor(show: AccountsDialog, tree: Parameters<typeof findAccount>[0]) {
  switch (show.dialog) {
    case 'account': {
      if (show.account === undefined)
        return <AccountDialog provider={show.provider} rows={show.rows} typed={show.typed} />;
      const found = findAccount(tree, show.account);
      if (!found || !isKnownProvider(found.provider)) return null;
      return <AccountDialog provider={found.provider} account={found.account} typed={show.typed} />;
    }
    case 'identity': {
      const found = findAccount(tree, show.account);
      if (!found) return null;
      if (show.identity === undefined) return <IdentityDialog found={found} rows={show.rows} typed={show.typed} />;
      const identity = found.account.identities.find(({ id }) => id === show.identity);
      return identity ? <IdentityDialog found={found} identity={identity} typed={show.typed} /> : null;
    }
    case 'remove-account': {
      const found = findAccount(tree, show.account);
      return found && <RemoveAccountDialog {...found} />;
    }
    case 'remove-identity': {
      const found = findIdentity(tree, show.identity);
      return found && <RemoveIdentityDialog {...found} />;
    }
    case 'assign':
      return <AssignDialog rows={show.rows} chosen={show.identity} />;
  }
}

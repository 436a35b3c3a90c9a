import { useT } from '../../../i18n';
import { useKeys } from '../keys/store';
import { findAccount, findIdentity, useAccounts } from './store';
import { accountName, identityName } from './words';

/** Returns the name of the part that the list shows; `null` if it shows a whole provider or everything. */
export function useScopeTitle(): string | null {
  const t = useT();
  const scope = useKeys((state) => state.scope);
  const tree = useAccounts((state) => state.tree);
  if (!scope) return null;
  if (scope.kind === 'unassigned') return t('accounts:unassigned');
  if (scope.kind === 'account') {
    const found = findAccount(tree, scope.id);
    return found && accountName(found.account);
  }
  const found = findIdentity(tree, scope.id);
  // For the account itself the name includes the name of the account.
  return (
    found && (found.identity.name || `${accountName(found.account)} · ${identityName(found.provider, found.identity)}`)
  );
}

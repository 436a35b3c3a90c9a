import { useT } from '../../../i18n';
import { useKeys } from '../keys/store';
import { findAccount, findIdentity, useAccounts } from './store';
import { accountName, identityName } from './words';

/** What the part of the list is called that is shown; `null` where a whole profile is, or all. */
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
  // The account itself is called by its account's name.
  return (
    found && (found.identity.name || `${accountName(found.account)} · ${identityName(found.profile, found.identity)}`)
  );
}

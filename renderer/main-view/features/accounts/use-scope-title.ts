import { useT } from '../../../i18n';
import { useKeys } from '../keys/store';
import { useHolder } from './store';
import { accountName, identityName } from './words';

/** Returns the name of the part that the list shows; `null` if it shows a whole provider or everything. */
export function useScopeTitle(): string | null {
  const t = useT();
  const scope = useKeys((state) => state.scope);
  const found = useHolder(scope && scope.kind !== 'unassigned' ? scope : null);
  if (!scope) return null;
  if (scope.kind === 'unassigned') return t('accounts:unassigned');
  if (!found) return null;
  const { provider, account, identity } = found;
  if (!identity) return accountName(account);
  // For the account itself the name includes the name of the account.
  return identity.name || `${accountName(account)} · ${identityName(provider, identity)}`;
}
